"""One project of the test street and its evaluation, taken as far as a test needs it."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from doorstep.delivery import services as delivery
from doorstep.evaluation import services
from doorstep.evaluation.models import CallTask, Evaluation
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules.states import Said
from doorstep.evaluation.services import Registered
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.projects.models import Project
from tests.delivery.yard import make_partner
from tests.issues.town import DAY, HOUR
from tests.projects.site import CLAIMED, STARTED, Site

SECRETS = {"a": "街道:7c1f-2026", "b": "居民:84-11-05"}
PLANNED, LOCKED = STARTED + DAY, STARTED + 2 * DAY
DRAWN = CLAIMED + DAY  # a Sunday morning in Shanghai; evenings are DRAWN + 10 hours
SAID = Said(grade=4, good="家里暖和了", missing="")
BAD = Said(grade=2, missing="晚上还是凉", wants="夜里再调一调")


@dataclass
class Ground:
    """The site with a second caller, so that lists can be shared out."""

    site: Site
    other_caller: Actor
    rng: Random = field(default_factory=lambda: Random(7))

    def __getattr__(self, role: str) -> Actor:
        if role.startswith("__"):
            raise AttributeError(role)
        return getattr(self.site, role)

    def planned(self, project: Project | None = None) -> Evaluation:
        project = project or self.site.in_progress()
        return services.plan_evaluation(project_id=project.pk, by=self.clerk, at=PLANNED)

    def registered(
        self,
        *,
        count: int = 40,
        groups: tuple[str, ...] = ("一号楼", "二号楼"),
        planned: Evaluation | None = None,
    ) -> Evaluation:
        found = planned or self.planned()
        members = [
            Registered(groups[place % len(groups)], label=f"住户{place}", phone=f"1390000{place:04d}")
            for place in range(count)
        ]
        services.register_members(evaluation_id=found.pk, members=members, by=self.clerk, at=PLANNED)
        return found

    def committed(self, **changes: Any) -> Evaluation:
        found = self.registered(**changes)
        for side, by in (("a", self.clerk), ("b", self.supervisor)):
            self.commit(found, side, by=by)
        return found

    def commit(self, found: Evaluation, side: str, *, by: Actor, at: datetime = PLANNED) -> None:
        sealed = draw.commitment(SECRETS[side])
        services.commit_secret(evaluation_id=found.pk, side=side, commitment=sealed, by=by, at=at)

    def locked(self, *, late_reason: str = "", **changes: Any) -> Evaluation:
        found = self.committed(**changes)
        return services.lock_frame(
            evaluation_id=found.pk, late_reason=late_reason, by=self.clerk, at=LOCKED, rng=self.rng
        )

    def reveal(self, found: Evaluation, *, at: datetime = DRAWN) -> None:
        for side, by in (("a", self.clerk), ("b", self.supervisor)):
            services.reveal_secret(evaluation_id=found.pk, side=side, secret=SECRETS[side], by=by, at=at)

    def collecting(self, **changes: Any) -> Evaluation:
        found = self.locked(**changes)
        self.reveal(found)
        self.draw(found)
        return again(found)

    def draw(self, found: Evaluation, *, at: datetime = DRAWN) -> list[CallTask]:
        return services.draw_sample(
            evaluation_id=found.pk,
            caller_ids=[self.caller.account_id or 0, self.other_caller.account_id or 0],
            by=self.clerk,
            at=at,
            rng=self.rng,
        )

    def caller_of(self, task: CallTask) -> Actor:
        return next(each for each in (self.caller, self.other_caller) if each.account_id == task.caller_id)

    def answer(self, task: CallTask, said: Said = SAID, *, at: datetime = DRAWN + HOUR) -> Any:
        return services.record_response(task_id=task.pk, said=said, by=self.caller_of(task), at=at)

    def try_call(
        self, task: CallTask, outcome: str = "no_answer", *, at: datetime = DRAWN + HOUR
    ) -> CallTask:
        return services.record_attempt(task_id=task.pk, outcome=outcome, by=self.caller_of(task), at=at)

    def answered(self, *, bad: int = 0, said: Said = BAD, **changes: Any) -> Evaluation:
        """Everybody drawn has answered, the first ``bad`` of them dissatisfied."""
        found = self.collecting(**changes)
        for place, task in enumerate(tasks_of(found)):
            self.answer(task, said if place < bad else SAID)
        return found

    def closed(self, **changes: Any) -> Evaluation:
        found = self.answered(**changes)
        return services.close_collection(evaluation_id=found.pk, by=self.clerk, at=DRAWN + 2 * DAY)

    def reviewed(self, **changes: Any) -> Evaluation:
        found = self.closed(**changes)
        self.look_at_flags(found)
        return self.review(found)

    def review(self, found: Evaluation) -> Evaluation:
        return services.review_result(evaluation_id=found.pk, by=self.reviewer, at=DRAWN + 3 * DAY)

    def look_at_flags(self, found: Evaluation) -> None:
        for flag in found.flags.filter(looked_at__isnull=True):
            services.look_at_flag(
                flag_id=flag.pk, note="问过了，是本人所说", by=self.reviewer, at=DRAWN + 3 * DAY
            )

    def published(self, **changes: Any) -> Evaluation:
        found = self.reviewed(**changes)
        return services.mark_published(evaluation_id=found.pk, by=self.reviewer, at=DRAWN + 4 * DAY)

    def solicited(self, **changes: Any) -> Evaluation:
        found = self.published(**changes)
        services.solicit(
            evaluation_id=found.pk,
            how="meeting",
            said="夜里十二点以后凉",
            wants="值班室夜里也调",
            by=self.clerk,
            at=DRAWN + 5 * DAY,
        )
        return again(found)

    def rectifying(self, **changes: Any) -> Evaluation:
        found = self.solicited(**changes)
        services.plan_rectification(
            evaluation_id=found.pk,
            cause="夜间无人调节",
            action="夜班每两小时测一次温",
            kind="simple",
            owner_id=self.secretary.account_id or 0,
            by=self.clerk,
            at=DRAWN + 6 * DAY,
        )
        return again(found)

    def verified(self, **changes: Any) -> Evaluation:
        found = self.rectifying(**changes)
        (only,) = found.rectifications.all()
        services.report_rectified(
            rectification_id=only.pk, note="夜班已排", by=self.secretary, at=DRAWN + 8 * DAY
        )
        services.verify_rectified(rectification_id=only.pk, by=self.supervisor, at=DRAWN + 9 * DAY)
        return again(found)

    def second_round(self, **changes: Any) -> Evaluation:
        """Put right, and the same people with a fresh draw are being asked."""
        found = self.verified(**changes)
        at = DRAWN + 10 * DAY
        services.begin_second_round(evaluation_id=found.pk, by=self.clerk, at=at)
        for side, by in (("a", self.clerk), ("b", self.supervisor)):
            self.commit(found, side, by=by, at=at)
        self.reveal(found, at=at)
        self.draw(found, at=at)
        return again(found)


def hold_joint_meeting_for(ground: Ground, project: Project) -> None:
    """A partner promises something for the project at a joint meeting."""
    school = make_partner(ground.site)
    promise = delivery.Promised(
        project_id=project.pk, text="出十名老师", due_on=date(2026, 12, 1), partner_id=school.pk
    )
    delivery.hold_joint_meeting(
        org_id=ground.site.org.pk,
        held_on=day_of(PLANNED),
        topic="推进供热改造",
        decisions="本月开工。",
        partner_ids=[school.pk],
        promises=[promise],
        by=ground.secretary,
        at=PLANNED,
    )


def tasks_of(found: Evaluation, *, round: int = 1) -> list[CallTask]:
    return list(found.tasks.filter(round=round).order_by("order"))


def again(found: Evaluation) -> Evaluation:
    return Evaluation.objects.get(pk=found.pk)


def hours(count: int) -> timedelta:
    return timedelta(hours=count)
