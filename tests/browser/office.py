"""A small invented street office, begun as an administrator would begin it, by services alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils import timezone

from doorstep.cli.tenant import Tenant, begin_tenant
from doorstep.funds.services import grant_quotas
from doorstep.issues.queries import pin_of
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    accept_dispatch,
    capture_issue,
    deliver_issue,
    dispatch_issue,
    triage_issue,
)
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account
from doorstep.people.queries import actor_for, party_orgs, units_of
from doorstep.people.rules import (
    ADMINISTRATOR,
    CALLER,
    CLERK,
    FINANCE,
    GRID_WORKER,
    HANDLER,
    REVIEWER,
    SECRETARY,
    SUPERVISOR,
)
from doorstep.people.services import assign_role, create_account, create_party_org, create_unit
from doorstep.places.queries import communities, find_place, streets
from doorstep.projects.queries import active_fields
from doorstep.projects.rules import BeneficiaryPlan, MilestonePlan, Plan
from doorstep.projects.services import (
    Proposal,
    apply_project,
    propose_project,
    rate_difficulty,
    review_project,
    start_project,
)
from doorstep.publishing.services import (
    conclude_notice,
    draft_notice,
    end_notices,
    post_notice,
    review_notice,
)
from doorstep.visits.rules import DEFAULT_INTERVALS, Knock
from doorstep.visits.services import create_plan, record_visit

PASSWORD = "stone-bridge-77"
ADDRESSES = "社区,小区,楼栋,单元,房号\n东河社区,东河苑,3号楼,2单元,501室\n东河社区,东河苑,3号楼,2单元,502室\n"
DOOR = "东河苑3号楼2单元501室"
PEOPLE = {
    "wangge": ("网小格", GRID_WORKER),
    "shuji": ("书小记", SECRETARY),
    "jingban": ("经小办", CLERK),
    "chengban": ("城小建", HANDLER),
    "huifang": ("回小访", CALLER),
    "shenhe": ("审小核", REVIEWER),
    "jiandu": ("监小督", SUPERVISOR),
    "zhanghao": ("张好", ADMINISTRATOR),
}
LONG = "下水道第三次堵了，污水从一楼马桶返上来，家里有八十多岁的老人。" * 12
TEXTS = ("楼道灯坏了半个月", LONG, "A" * 90, "单元门禁坏了", "暖气阀门漏水", "整栋楼暖气不热")
IN_COMMUNITY = {GRID_WORKER, SECRETARY}


@dataclass(frozen=True)
class Office:
    street_id: int
    path: str
    community: str


def open_office(folder: Path) -> Office:
    """One community with two dwellings, one unit, one branch, one person for each role; all with one password."""
    at = timezone.now() - timedelta(days=30)
    addresses = folder / "地址.csv"
    addresses.write_text(ADDRESSES, encoding="utf-8")
    begin_tenant(
        Tenant("990000", "示范区", "003", "示范街道", "0000-6000321", "guanli", "管小理", addresses), at=at
    )
    street = streets()[0]
    community = communities(street.pk)[0]
    by = Actor.system("test", street.pk)
    unit = create_unit(
        street_id=street.pk, code="cj", name="城建科", kind="section", path=street.path, by=by, at=at
    )
    create_party_org(
        street_id=street.pk, code="dh1", name="东河第一支部", kind="branch", path=community.path, by=by, at=at
    )
    for username, (name, role) in PEOPLE.items():
        account = create_account(
            street_id=street.pk, username=username, display_name=name, password=PASSWORD, by=by, at=at
        ).account
        assign_role(
            account_id=account.pk,
            role=role,
            path=community.path if role in IN_COMMUNITY else street.path,
            from_on=at.date(),
            unit_id=unit.pk if role == HANDLER else None,
            by=by,
            at=at,
        )
    return Office(street.pk, street.path, community.path)


@dataclass(frozen=True)
class Filled:
    """Addresses of the things that a few days of work have left behind."""

    number: str
    pin: str
    project: str
    notice: str
    visit: str
    campaign: int
    year: int


def fill_office(office: Office) -> Filled:
    """A visit in a campaign, an issue in each stage, a project in notice; all of it by services."""
    at = timezone.now() - timedelta(hours=6)
    actors = {name: actor_for(account, at.date()) for name, account in accounts_by_name().items()}
    clerk, worker = actors["jingban"], actors["wangge"]
    door = find_place(office.street_id, DOOR)
    plan = create_plan(
        name="大走访",
        starts_on=at.date() - timedelta(days=5),
        ends_on=at.date() + timedelta(days=60),
        intervals=DEFAULT_INTERVALS,
        by=clerk,
        at=at,
    )
    knock = Knock(door.pk, at.date(), "met", [worker.account_id], "owner", "说起暖气不热。", plan_id=plan.pk)
    visit = record_visit(knock=knock, by=worker, at=at)
    issues = [captured(office, door.pk, text, by=worker, at=at) for text in TEXTS]
    for issue in issues[1:]:
        triage_issue(issue_id=issue.pk, route="time_limited", by=clerk, at=at)
    unit = units_of(office.street_id)[0][0]
    for issue in issues[2:5]:
        dispatch_issue(issue_id=issue.pk, unit_id=unit, by=clerk, at=at)
    for issue in issues[3:5]:
        accept_dispatch(issue_id=issue.pk, by=actors["chengban"], at=at)
    deliver_issue(issue_id=issues[4].pk, note="换了新的阀门。", by=actors["chengban"], at=at)
    project, notice = project_in_notice(office, issues[5].pk, actors, at=at)
    return Filled(
        issues[5].tracking, pin_of(issues[5]), project.number, str(notice.pk), str(visit.pk), plan.pk, at.year
    )


def captured(office: Office, place_id: int, text: str, *, by: Actor, at: datetime) -> Any:
    return capture_issue(
        street_id=office.street_id,
        text=text,
        category_code=None,
        place_id=place_id,
        reporter=Reporter(name="王秀兰", phone="13800001234", told_by="slip"),
        source="grid",
        received_at=at,
        by=by,
        at=at,
    )


def project_in_notice(
    office: Office, issue_id: UUID, actors: dict[str, Actor], *, at: datetime
) -> tuple[Any, Any]:
    secretary, clerk, reviewer = (actors[name] for name in ("shuji", "jingban", "shenhe"))
    first, last = at.date(), at.date() + timedelta(days=60)
    plan = Plan(
        goal="全楼室温不低于 18 度",
        baseline="36 户室温 14 度",
        evidence="入户测温记录",
        starts_on=first,
        ends_on=last,
        in_kind="热力公司出工",
        public_summary="换掉东河苑的老供热管，让每家都热起来。",
        beneficiaries=(BeneficiaryPlan("东河苑住户", 36, "households"),),
        milestones=(MilestonePlan("入户测温", first), MilestonePlan("换管完成", last)),
    )
    proposal = Proposal(
        "东河苑供热管网改造",
        party_orgs(office.street_id)[0].pk,
        "urgent",
        active_fields(office.street_id)[0].code,
        secretary.account_id,
        communities(office.street_id)[0].pk,
    )
    project = propose_project(proposal=proposal, plan=plan, issue_ids=[issue_id], by=secretary, at=at)
    rate_difficulty(project_id=project.pk, value=3, reasons="要三十六户都同意。", by=clerk, at=at)
    apply_project(project_id=project.pk, by=secretary, at=at)
    review_project(project_id=project.pk, by=clerk, at=at)
    notice = draft_notice(project_id=project.pk, by=clerk, at=at)
    review_notice(notice_id=notice.pk, by=reviewer, at=at)
    post_notice(notice_id=notice.pk, place_posted="东河苑门口公告栏", by=clerk, at=at)
    return project, notice


def accounts_by_name() -> dict[str, Account]:
    return {account.username: account for account in Account.objects.all()}


def running_project(office: Office) -> Any:
    """A project that stood in notice and was started nine days ago."""
    now = timezone.now()
    began = now - timedelta(days=25)
    actors = {name: actor_for(account, began.date()) for name, account in accounts_by_name().items()}
    door = find_place(office.street_id, DOOR)
    issue = captured(office, door.pk, TEXTS[5], by=actors["wangge"], at=began)
    triage_issue(issue_id=issue.pk, route="time_limited", by=actors["jingban"], at=began)
    project, notice = project_in_notice(office, issue.pk, actors, at=began)
    rate_difficulty(project_id=project.pk, value=3, reasons="要停暖三天。", by=actors["shenhe"], at=began)
    end_notices(at=now - timedelta(days=10))
    conclude_notice(notice_id=notice.pk, by=actors["shenhe"], at=now - timedelta(days=10))
    return start_project(project_id=project.pk, by=actors["shuji"], at=now - timedelta(days=9))


def grant_the_quotas(office: Office) -> None:
    """A finance clerk is there and has granted the quotas of the year."""
    at = timezone.now()
    by = Actor.system("test", office.street_id)
    account = create_account(
        street_id=office.street_id, username="caiwu", display_name="财小务", password=PASSWORD, by=by, at=at
    ).account
    assign_role(
        account_id=account.pk, role=FINANCE, path=office.path, from_on=timezone.localdate(), by=by, at=at
    )
    grant_quotas(year=timezone.localdate().year, by=actor_for(account, timezone.localdate()), at=at)
