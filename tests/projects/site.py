"""One invented project of the test street, taken as far as a test needs it."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor, Grant
from doorstep.people.models import Account, PartyOrg
from doorstep.projects import services
from doorstep.projects.models import (
    AcceptanceSign,
    DifficultyRating,
    Milestone,
    Opinion,
    OpinionClass,
    OpinionReply,
    PlanVersion,
    Project,
    ProjectField,
    ProjectIssue,
    ProjectStep,
)
from doorstep.projects.rules import BeneficiaryPlan, MilestonePlan, Plan
from tests.issues.town import AT, DAY, Town

TABLES = (
    Project,
    ProjectIssue,
    Milestone,
    DifficultyRating,
    PlanVersion,
    AcceptanceSign,
    ProjectStep,
    Entry,
    Opinion,
    OpinionClass,
    OpinionReply,
)
PLAN = Plan(
    goal="36 户室温不低于 18 度",
    baseline="36 户室温 14 度",
    evidence="入户测温记录",
    measures="换管、保温",
    starts_on=date(2026, 3, 16),
    ends_on=date(2026, 5, 29),
    quota_fen=3_000_000,
    in_kind="热力公司出工",
    public_summary="换掉老供热管，让每家都热起来。",
    beneficiaries=(BeneficiaryPlan("东河苑住户", 36, "households"),),
    milestones=(
        MilestonePlan("入户测温", date(2026, 3, 20)),
        MilestonePlan("换管完成", date(2026, 5, 29)),
    ),
)
APPLIED, REVIEWED = AT + 2 * DAY, AT + 3 * DAY
POSTED = AT + 4 * DAY  # Friday, 6 March; the notice runs from the 7th to the 13th
OVER = AT + 12 * DAY  # Saturday, 14 March
STARTED = AT + 14 * DAY
CLAIMED = AT + 90 * DAY


@dataclass
class Site:
    """The street with its branch, its fields of work, and the people of the town by role."""

    town: Town
    org: PartyOrg
    fields: list[ProjectField]

    def __getattr__(self, role: str) -> Actor:
        if role.startswith("__"):
            raise AttributeError(role)
        return self.town.people[role]

    @property
    def street_id(self) -> int:
        return self.town.street.pk

    @property
    def path(self) -> str:
        """The first community, where the secretary works."""
        return f"{self.town.street.path}01/"

    def proposal(self, **changes: Any) -> services.Proposal:
        found = services.Proposal(
            name="东河苑供热改造",
            org_id=self.org.pk,
            orientation="urgent",
            field_code="heat",
            lead_id=self.secretary.account_id or 0,
            place_id=self.town.places[self.path].pk,
            own_reason="支部走访时发现老管漏水。",
        )
        return replace(found, **changes)

    def proposed(
        self, *, plan: Plan = PLAN, issues: Sequence[UUID] = (), by: Actor | None = None, **changes: Any
    ) -> Project:
        return services.propose_project(
            proposal=self.proposal(**changes), plan=plan, issue_ids=issues, by=by or self.secretary, at=AT
        )

    def rated(self, **changes: Any) -> Project:
        """Two people said how hard it is: 3 and 4, so it is 4."""
        project = self.proposed(**changes)
        self.rate(project, 3, by=self.clerk)
        self.rate(project, 4, by=self.reviewer)
        return again(project)

    def rate(self, project: Project, value: int, *, by: Actor) -> None:
        services.rate_difficulty(project_id=project.pk, value=value, reasons="要几家配合", by=by, at=AT)

    def applied(self, **changes: Any) -> Project:
        return services.apply_project(project_id=self.rated(**changes).pk, by=self.secretary, at=APPLIED)

    def returned(self, **changes: Any) -> Project:
        return services.return_application(
            project_id=self.applied(**changes).pk, note="目标写具体些", by=self.clerk, at=REVIEWED
        )

    def reviewed(self, **changes: Any) -> Project:
        return services.review_project(project_id=self.applied(**changes).pk, by=self.clerk, at=REVIEWED)

    def notice(self, **changes: Any) -> Project:
        first = POSTED.date() + timedelta(days=1)
        return services.begin_notice(
            project_id=self.reviewed(**changes).pk,
            starts_on=first,
            ends_on=first + timedelta(days=6),
            by=self.clerk,
            at=POSTED,
        )

    def approved(self, **changes: Any) -> Project:
        return services.approve_project(project_id=self.notice(**changes).pk, by=self.reviewer, at=OVER)

    def in_progress(self, **changes: Any) -> Project:
        return services.start_project(project_id=self.approved(**changes).pk, by=self.secretary, at=STARTED)

    def paused(self, **changes: Any) -> Project:
        return services.pause_project(
            project_id=self.in_progress(**changes).pk,
            public_reason="等管材到货",
            by=self.secretary,
            at=STARTED + DAY,
        )

    def completion_claimed(self, **changes: Any) -> Project:
        project = self.in_progress(**changes)
        for each in project.milestones.order_by("order"):
            self.complete(project, each)
        return services.claim_completion(
            project_id=project.pk, note="测温记录齐全", by=self.secretary, at=CLAIMED
        )

    def complete(self, project: Project, milestone: Milestone, **changes: Any) -> Project:
        values = {
            "project_id": project.pk,
            "milestone_id": milestone.pk,
            "done_on": milestone.planned_on,
            "result": "已完成",
            "by": self.secretary,
            "at": CLAIMED,
        }
        return services.complete_milestone(**(values | changes))

    def sign(self, project: Project, person: str, capacity: str, **changes: Any) -> AcceptanceSign:
        values = {"accepts": True, "by": self.supervisor, "at": CLAIMED + DAY}
        return services.sign_acceptance(
            project_id=project.pk, person_name=person, capacity=capacity, **(values | changes)
        )

    def rework(self, **changes: Any) -> Project:
        project = self.completion_claimed(**changes)
        self.sign(project, "赵代表", "beneficiary", accepts=False, remark="五楼还是凉")
        return services.demand_rework(
            project_id=project.pk, note="五楼补测", by=self.supervisor, at=CLAIMED + DAY
        )

    def accepted(self, **changes: Any) -> Project:
        project = self.completion_claimed(**changes)
        self.sign(project, "赵代表", "beneficiary")
        self.sign(project, "褚委员", "supervision")
        return services.conclude_acceptance(project_id=project.pk, by=self.supervisor, at=CLAIMED + 2 * DAY)

    def cancelled(self, **changes: Any) -> Project:
        return services.cancel_project(
            project_id=self.approved(**changes).pk, public_reason="并入市政工程", by=self.reviewer, at=STARTED
        )

    def at_state(self, state: str, **changes: Any) -> Project:
        """A project in this state."""
        return self.proposed(**changes) if state == "idea" else getattr(self, state)(**changes)


def make_site(town: Town) -> Site:
    org = PartyOrg.objects.create(
        street=town.street, code="east", name="东河第一支部", kind="branch", path=f"{town.street.path}01/"
    )
    fields = [
        ProjectField.objects.create(street=town.street, code=code, name=name, order=order)
        for order, (code, name) in enumerate((("heat", "民生实事"), ("life", "生活服务")), start=1)
    ]
    return Site(town, org, fields)


def again(project: Project) -> Project:
    return Project.objects.get(pk=project.pk)


def acts_of(project: Project) -> Counter[str]:
    """What was done to it, as its steps say and the journal says too."""
    steps = Counter(project.steps.values_list("act", flat=True))
    entries = Entry.objects.filter(about=f"project:{project.pk}")
    assert Counter(entries.values_list("act", flat=True)) == steps
    return steps


def other_secretary(site: Site) -> Actor:
    """A secretary of the other community, who sees nothing of the first."""
    return site.town.hire("secretary", f"{site.town.street.path}02/")


def as_lead(project: Project, role: str = "reviewer") -> Actor:
    """The project's lead, wearing a role of the whole street besides."""
    account = Account.objects.get(pk=project.lead_id)
    return Actor(account.pk, account.street_id, account.display_name, (Grant(role, "990000/003/"),))


def rows_written() -> tuple[int, ...]:
    """How many rows the acts have left, to show that a refusal left none."""
    return tuple(table.objects.count() for table in TABLES)


def statements(do: Any) -> int:
    with CaptureQueriesContext(connection) as found:
        do()
    return len([each for each in found if "SAVEPOINT" not in each["sql"]])
