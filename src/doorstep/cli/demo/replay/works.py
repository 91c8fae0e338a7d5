"""The life of one project: from a branch's idea to acceptance, through notice and approval."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from doorstep.cli.demo.content import shapes
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import FIELD_CODES, Stage
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.projects import rules
from doorstep.projects.queries import open_milestones, project_page
from doorstep.projects.services import (
    Proposal,
    apply_project,
    cancel_project,
    change_plan,
    claim_completion,
    complete_milestone,
    conclude_acceptance,
    pause_project,
    plan_of,
    propose_project,
    rate_difficulty,
    review_project,
    sign_acceptance,
    start_project,
)
from doorstep.publishing.services import conclude_notice, draft_notice, post_notice, review_notice

REPLANNED_SHARE = 0.2
BOARD = "社区公示栏、街道办事大厅公示栏"


@dataclass
class Work:
    """One project while it is being played; ``sources`` are filled by the voices that asked for it."""

    plan: shapes.ProjectPlan
    sources: list[UUID] = field(default_factory=list)
    project_id: UUID | None = None
    number: str = ""
    notice_id: UUID | None = None
    reason: str = ""


class Works:
    """Plays projects; ``accepted`` is called with each project's source issues when it is done."""

    def __init__(self, stage: Stage, diary: Diary, *, last_on: date) -> None:
        self.stage, self.diary, self.rng, self.last_on = stage, diary, stage.rng, last_on
        street = stage.plan.path
        self.clerks = stage.holding("clerk", path=street)
        self.reviewers = stage.holding("reviewer", path=street)
        self.supervisors = stage.holding("supervisor", path=street)
        self.done: list[Work] = []

    def secretary(self, work: Work) -> Actor:
        """The community's secretary; the street's own for what lies across communities."""
        path = work.plan.place_path
        found = self.stage.holding("secretary", path=path)
        return max(
            found,
            key=lambda actor: max(len(grant.path) for grant in actor.grants if path.startswith(grant.path)),
        )

    def at(self, day: date, hour: float) -> datetime:
        clock = time(int(hour), int(hour % 1 * 60))
        return moment(day, clock) + timedelta(minutes=self.rng.uniform(0, 25))

    def start(self, work: Work) -> None:
        """Idea a week before the application; everything else follows from it."""
        self.diary.add(
            self.at(work.plan.applied_on - timedelta(days=3 if work.plan.key else 7), 15),
            lambda at: self.propose(work, at),
        )

    def propose(self, work: Work, at: datetime) -> None:
        plan, secretary = work.plan, self.secretary(work)
        project = propose_project(
            proposal=Proposal(
                name=plan.name,
                org_id=self.stage.orgs[plan.org],
                orientation=plan.orientation,
                field_code=FIELD_CODES[plan.field],
                lead_id=secretary.account_id or 0,
                place_id=self.stage.places[plan.place_path],
                own_reason=work.reason or plan.own_reason,
                led_by_secretary=plan.led_by_secretary,
            ),
            plan=promise_of(plan),
            issue_ids=work.sources,
            by=secretary,
            at=at,
        )
        work.project_id, work.number = project.pk, project.number
        first, second = self.rng.choice(self.clerks), self.rng.choice(self.reviewers)
        self.rate(work, first, work.plan.difficulty, plan.difficulty_reasons[0], at + timedelta(days=2))
        other = min(5, max(1, plan.difficulty - self.rng.choice((0, 0, 0, 1))))
        self.rate(work, second, other, plan.difficulty_reasons[1], at + timedelta(days=3))
        self.diary.add(self.at(plan.applied_on, 10), lambda then: self.apply(work, then))

    def rate(self, work: Work, by: Actor, value: int, reasons: str, at: datetime) -> None:
        self.diary.add(at, lambda then: rated(work, by, value, reasons, then))

    def apply(self, work: Work, at: datetime) -> None:
        apply_project(project_id=known(work), by=self.secretary(work), at=at)
        day = day_of(at)
        self.diary.add(
            self.at(day + timedelta(days=self.rng.choice((1, 2, 3))), 9.5),
            lambda then: self.review(work, then),
        )

    def review(self, work: Work, at: datetime) -> None:
        clerk = self.rng.choice(self.clerks)
        review_project(project_id=known(work), note="材料齐全,问题属实。", by=clerk, at=at)
        notice = draft_notice(project_id=known(work), by=clerk, at=at + timedelta(minutes=40))
        work.notice_id = notice.pk
        reviewer = self.rng.choice(self.reviewers)
        self.diary.add(at + timedelta(hours=3), lambda then: self.post(work, clerk, reviewer, then))

    def post(self, work: Work, clerk: Actor, reviewer: Actor, at: datetime) -> None:
        review_notice(notice_id=noticed(work), by=reviewer, at=at)
        posted = post_notice(
            notice_id=noticed(work), place_posted=BOARD, by=clerk, at=at + timedelta(minutes=30)
        )
        after = (posted.ends_on or day_of(at)) + timedelta(days=1)
        self.diary.add(self.at(after, 9), lambda then: self.approve(work, reviewer, then))

    def approve(self, work: Work, reviewer: Actor, at: datetime) -> None:
        conclude_notice(notice_id=noticed(work), by=reviewer, at=at)
        begins = max(work.plan.starts_on, day_of(at) + timedelta(days=1))
        if begins <= self.last_on:
            self.diary.add(self.at(begins, 9), lambda then: self.begin(work, then))

    def begin(self, work: Work, at: datetime) -> None:
        start_project(project_id=known(work), by=self.secretary(work), at=at)
        self.begun(work, at)
        plan = work.plan
        if plan.ending in {"paused", "cancelled"}:
            midway = plan.starts_on + (min(plan.ends_on, self.last_on) - plan.starts_on) / 2
            self.diary.add(
                self.at(max(midway, day_of(at) + timedelta(days=5)), 16), lambda then: self.stop(work, then)
            )
        elif self.rng.random() < REPLANNED_SHARE:
            later = day_of(at) + timedelta(days=self.rng.randint(15, 40))
            self.diary.add(self.at(later, 15), lambda then: self.replan(work, then))
        for milestone in plan.milestones:
            late = self.rng.choice((0, 0, 0, -2, -1, 3, 6))
            day = max(milestone.planned_on + timedelta(days=late), day_of(at) + timedelta(days=1))
            if day <= self.last_on:
                self.diary.add(
                    self.at(day, 16.5), lambda then, name=milestone.name: self.reach(work, name, then)
                )  # type: ignore[misc]

    def reach(self, work: Work, name: str, at: datetime) -> None:
        """One milestone stands; the last one leads to the claim."""
        waiting = open_milestones(known(work))
        milestone = next((each for each in waiting if each.name == name), None)
        if milestone is None or milestone.project.state != "in_progress":
            return
        late = day_of(at) > milestone.planned_on
        complete_milestone(
            project_id=known(work),
            milestone_id=milestone.pk,
            done_on=day_of(at),
            result=f"{name},已完成并留存记录。",
            deviation_reason="材料到货晚了几天,已补上。" if late else "",
            by=self.secretary(work),
            at=at,
        )
        if len(waiting) == 1 and work.plan.ending == "finished":
            self.diary.add(self.at(day_of(at) + timedelta(days=2), 10), lambda then: self.claim(work, then))

    def replan(self, work: Work, at: datetime) -> None:
        """The last milestone and the end move by a week, with a reason the public reads."""
        project = project_page(self.reviewers[0], work.number)
        if project.state != "in_progress":
            return
        plan = plan_of(project)
        moved = (plan.ends_on or self.last_on) + timedelta(days=7)
        if moved > self.last_on and work.plan.ending == "finished":
            return
        self.before_replan(work, at)
        change_plan(
            project_id=known(work),
            plan=replaced(plan, ends_on=moved),
            reason=self.rng.choice(
                (
                    "居民提出先做楼道、后做院墙,顺序调整后顺延一周。",
                    "施工避开考试周,顺延一周。",
                    "连续降雨,顺延一周。",
                )
            ),
            by=self.rng.choice(self.reviewers),
            at=at,
        )

    def begun(self, work: Work, at: datetime) -> None:
        """What follows once its plan is out and it has begun; set by whoever plays the opinions."""

    def before_replan(self, work: Work, at: datetime) -> None:
        """What must be done before its plan changes; set by whoever plays the opinions."""

    def stop(self, work: Work, at: datetime) -> None:
        reason, ending = work.plan.ending_reason, work.plan.ending
        if ending == "paused":
            pause_project(project_id=known(work), public_reason=reason, by=self.secretary(work), at=at)
        else:
            cancel_project(
                project_id=known(work), public_reason=reason, by=self.rng.choice(self.reviewers), at=at
            )
            self.given_up(work, at)

    def given_up(self, work: Work, at: datetime) -> None:
        """What becomes of its voices; set by whoever plays them."""

    def claim(self, work: Work, at: datetime) -> None:
        claim_completion(project_id=known(work), note=work.plan.evidence, by=self.secretary(work), at=at)
        self.diary.add(self.at(day_of(at) + timedelta(days=3), 15), lambda then: self.accept(work, then))

    def accept(self, work: Work, at: datetime) -> None:
        """Signed by a resident it was for and by one who watches, then concluded."""
        by = self.rng.choice(self.supervisors)
        for name, capacity in self.signers(work):
            sign_acceptance(
                project_id=known(work), person_name=name, capacity=capacity, accepts=True, by=by, at=at
            )
            at += timedelta(minutes=7)
        conclude_acceptance(project_id=known(work), note="现场查看,与目标相符。", by=by, at=at)
        self.done.append(work)
        self.after(work, at)

    def after(self, work: Work, at: datetime) -> None:
        """What follows for the voices behind it; set by whoever plays them."""

    def signers(self, work: Work) -> Sequence[tuple[str, str]]:
        surname = self.rng.choice("赵钱孙李周吴郑王冯陈")
        other = self.rng.choice("褚卫蒋沈韩杨朱秦尤许")
        return ((f"{surname}代表", "beneficiary"), (f"{other}委员", "supervision"))


def rated(work: Work, by: Actor, value: int, reasons: str, at: datetime) -> None:
    rate_difficulty(project_id=known(work), value=value, reasons=reasons, by=by, at=at)


def known(work: Work) -> UUID:
    assert work.project_id is not None  # noqa: S101 — the diary proposes before it does anything else
    return work.project_id


def noticed(work: Work) -> UUID:
    assert work.notice_id is not None  # noqa: S101 — drafted in the review before
    return work.notice_id


def promise_of(plan: shapes.ProjectPlan) -> rules.Plan:
    """The invented plan as the product's own."""
    return rules.Plan(
        goal=plan.goal,
        baseline=plan.baseline,
        evidence=plan.evidence,
        measures=plan.measures,
        starts_on=plan.starts_on,
        ends_on=plan.ends_on,
        quota_fen=plan.quota_fen,
        other_fen=plan.other_fen,
        in_kind=plan.in_kind,
        public_summary=plan.public_summary,
        beneficiaries=tuple(
            rules.BeneficiaryPlan(each.group, each.count, each.unit) for each in plan.beneficiaries
        ),
        milestones=tuple(rules.MilestonePlan(each.name, each.planned_on) for each in plan.milestones),
    )


def replaced(plan: rules.Plan, *, ends_on: date) -> rules.Plan:
    """The same plan with another last day; the last quarter keeps a milestone."""
    milestones = plan.milestones
    if rules.quarter_of(ends_on) != rules.quarter_of(plan.ends_on or ends_on):
        milestones = (*milestones, rules.MilestonePlan("收尾与回访", ends_on))
    return replace(plan, ends_on=ends_on, milestones=milestones)
