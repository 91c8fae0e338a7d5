"""Two streets with one of everything in each, and a browser for each role of the first."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.core.files.base import ContentFile
from django.test import Client

from doorstep.consultations.models import (
    AgendaItem,
    BackdatedPosting,
    Invitation,
    Meeting,
    Procedure,
    Question,
)
from doorstep.consultations.services import (
    Call,
    Guests,
    ItemPlan,
    Outsider,
    ask_question,
    call_meeting,
    hold_meeting,
    renew_feed,
    start_procedure,
)
from doorstep.delivery.models import Agreement, Match, Observation, ObservationTodo, Pledged, Promise
from doorstep.delivery.services import (
    Need,
    Promised,
    Terms,
    begin_agreement,
    draft_agreement,
    hold_joint_meeting,
    move_need,
    pledge_resource,
    sign_agreement,
    write_need,
)
from doorstep.funds.models import BankList, Candidate, Expense, FundMeasure, FundQuota, FundSource
from doorstep.funds.services import Request, grant_quotas, open_selection, open_source, request_expense
from doorstep.issues.models import Issue
from doorstep.issues.rules import Reporter
from doorstep.issues.services import accept_dispatch, capture_issue, dispatch_issue, triage_issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7
from doorstep.messages.models import Message
from doorstep.messages.services import tell
from doorstep.people.models import Account, Assignment, PartyOrg
from doorstep.people.services import create_partner
from doorstep.places.models import PlaceImport
from doorstep.projects.models import (
    Milestone,
    Opinion,
    OpinionClass,
    PlanVersion,
    Project,
    ProjectField,
    ProjectTask,
)
from doorstep.projects.rules import Plan
from doorstep.projects.services import Proposal, propose_project
from doorstep.publishing.models import Feedback, Notice, Objection, Snapshot
from doorstep.publishing.services import give_feedback
from doorstep.records.attachments import attach
from doorstep.records.models import Attachment
from doorstep.visits.models import Visit, VisitPlan
from doorstep.visits.rules import DEFAULT_INTERVALS, Knock
from doorstep.visits.services import create_plan, plan_visit, record_visit
from tests.consultations.hall import Hall
from tests.issues.town import AT, DAY, TEXT, Town, make_town
from tests.privacy.corner import Kept, make_kept
from tests.records.hostile import picture
from tests.volunteers.office import Member, make_member
from tests.web.measured import Measured, make_measured

REPORTER_NAME, REPORTER_PHONE = "卞卡娜", "13900004321"
GUEST_NAME, GUEST_PHONE = "郗工", "13900005432"
IN_COMMUNITY = ("grid_worker", "grid_head", "secretary")
FIRST, SECOND = "01", "02"


@dataclass
class Corner:
    """One of everything in one community of one street."""

    issue: Issue
    visit: Visit
    agreed: Visit
    plan: VisitPlan
    project: Project
    milestone: Milestone
    opinion: Opinion
    task: ProjectTask
    notice: Notice
    file: Attachment
    objection: Objection
    snapshot: Snapshot
    feedback: Feedback
    message: Message
    taken_in: PlaceImport
    account: Account
    assignment: Assignment
    meeting: Meeting
    item: AgendaItem
    question: Question
    procedure: Procedure
    invitation: Invitation
    posting: BackdatedPosting
    feed: str
    quota: FundQuota
    source: FundSource
    measure: FundMeasure
    expense: Expense
    bank_list: BankList
    candidate: Candidate
    member: Member
    agreement: Agreement
    pledged: Pledged
    promise: Promise
    match: Match
    todo: ObservationTodo
    kept: Kept
    measured: Measured


@dataclass
class World:
    """``own`` is where the community roles work, ``beyond`` the next community, ``other`` another street."""

    town: Town
    corners: dict[str, Corner] = field(default_factory=dict)

    def browser(self, role: str) -> Client:
        """Signed in as the one who holds this role; ``anonymous`` is nobody."""
        client = Client()
        if role != "anonymous":
            client.force_login(Account.objects.get(pk=self.town.people[role].account_id))
        return client


def make_world() -> World:
    town, elsewhere = make_town("003"), make_town("004", "另一街道")
    elsewhere.street.host = "elsewhere.test"
    elsewhere.street.save(update_fields=["host"])
    for each in (town, elsewhere):
        employ(each)
    world = World(town)
    for name, where, community in (
        ("own", town, FIRST),
        ("beyond", town, SECOND),
        ("other", elsewhere, FIRST),
    ):
        world.corners[name] = make_corner(where, community)
    return world


def employ(town: Town) -> None:
    """Put every role of the town into force."""
    for actor in town.people.values():
        for grant in actor.grants:
            Assignment.objects.create(
                account_id=actor.account_id,
                street=town.street,
                role=grant.role,
                path=grant.path,
                unit_id=grant.unit_id,
                from_on=date(2020, 1, 1),
                given_by="system:test",
            )


def make_corner(town: Town, community: str) -> Corner:
    path = f"{town.street.path}{community}/"
    door = town.places[f"{path}01/03/2/501/"]
    worker = local(town, "grid_worker", path)
    issue = make_issue(town, worker, door.pk, unit=town.works if community == FIRST else town.water)
    visit, agreed, plan = make_visits(town, worker, door.pk, path)
    project, milestone = make_project(town, local(town, "secretary", path), path)
    notice, objection, snapshot = make_public(town, project)
    account = Account.objects.get(pk=worker.account_id)
    meeting, question, procedure = make_meeting(local(town, "secretary", path), path)
    quota, source, measure, expense = make_money(town, local(town, "secretary", path), project)
    agreement, pledged, promise, match = make_together(town, local(town, "secretary", path), project, path)
    return Corner(
        meeting=meeting,
        item=AgendaItem.objects.get(meeting=meeting),
        question=question,
        procedure=procedure,
        invitation=Invitation.objects.get(meeting=meeting),
        posting=BackdatedPosting.objects.get(meeting=meeting),
        feed=renew_feed(by=local(town, "secretary", path), at=AT),
        quota=quota,
        source=source,
        measure=measure,
        expense=expense,
        bank_list=BankList.objects.create(
            street=town.street,
            file_name="清单.csv",
            matched_count=0,
            unmatched=[],
            taken_by_id=town.finance.account_id,
            at=AT,
        ),
        candidate=make_candidate(project, local(town, "secretary", path)),
        issue=issue,
        visit=visit,
        agreed=agreed,
        plan=plan,
        project=project,
        milestone=milestone,
        opinion=make_opinion(town, project),
        task=make_task(town, project, path),
        notice=notice,
        file=make_file(notice),
        objection=objection,
        snapshot=snapshot,
        feedback=give_feedback(
            street_id=town.street.pk, page="/", text="字再大一点。", by=resident(town), at=AT
        ),
        message=make_message(town, issue),
        taken_in=make_import(town),
        account=account,
        assignment=Assignment.objects.filter(account=account).first() or hire_for(town, worker),
        member=make_member(town, path),
        agreement=agreement,
        pledged=pledged,
        promise=promise,
        match=match,
        todo=make_observation(town, project),
        kept=make_kept(town, door),
        measured=make_measured(town, project),
    )


def resident(town: Town) -> Actor:
    return Actor.resident(town.street.pk)


def local(town: Town, role: str, path: str) -> Actor:
    """Who holds this role in this community; hired when nobody does."""
    known = town.people[role]
    if known.grants[0].path == path:
        return known
    hired = town.hire(role, path)
    hire_for(town, hired)
    return hired


def hire_for(town: Town, actor: Actor) -> Assignment:
    grant = actor.grants[0]
    return Assignment.objects.create(
        account_id=actor.account_id,
        street=town.street,
        role=grant.role,
        path=grant.path,
        from_on=date(2020, 1, 1),
        given_by="system:test",
    )


def make_issue(town: Town, worker: Actor, place_id: int, *, unit: Any) -> Issue:
    """Said at the door, triaged and accepted by a unit."""
    issue = capture_issue(
        street_id=town.street.pk,
        text=TEXT,
        category_code="lamp",
        place_id=place_id,
        reporter=Reporter(name=REPORTER_NAME, phone=REPORTER_PHONE, told_by="slip"),
        source="grid",
        received_at=AT,
        by=worker,
        at=AT,
    )
    triage_issue(issue_id=issue.pk, route="time_limited", by=town.clerk, at=AT)
    dispatch_issue(issue_id=issue.pk, unit_id=unit.pk, by=town.clerk, at=AT)
    if unit == town.works:
        accept_dispatch(issue_id=issue.pk, by=town.handler, at=AT)
    return Issue.objects.get(pk=issue.pk)


def make_visits(town: Town, worker: Actor, place_id: int, path: str) -> tuple[Visit, Visit, VisitPlan]:
    plan = create_plan(
        name="春季大走访",
        starts_on=date(2026, 1, 1),
        ends_on=date(2026, 12, 31),
        intervals=DEFAULT_INTERVALS,
        path=path,
        by=town.clerk,
        at=AT,
    )
    knock = Knock(
        place_id=place_id,
        visited_on=date(2026, 3, 2),
        outcome="met",
        visitors=[worker.account_id or 0],
        talked_with="owner",
        topics="楼道灯不亮,已经记下。",
    )
    visit = record_visit(knock=knock, by=worker, at=AT)
    agreed = plan_visit(place_id=place_id, on=date(2026, 3, 9), by=worker, at=AT)
    return visit, agreed, plan


def make_project(town: Town, lead: Actor, path: str) -> tuple[Project, Milestone]:
    code = path.rstrip("/").rpartition("/")[2]
    org = PartyOrg.objects.create(
        street=town.street, code=f"b{code}", name="东河社区党支部", kind="branch", path=path
    )
    ProjectField.objects.get_or_create(
        street=town.street, code="road", defaults={"name": "道路修缮", "order": 1}
    )
    proposal = Proposal(
        name="修好东门小路",
        org_id=org.pk,
        orientation="urgent",
        field_code="road",
        lead_id=lead.account_id or 0,
        place_id=town.places[path].pk,
        own_reason="路面破损多年。",
    )
    plan = Plan(goal="修好 200 米。", public_summary="修东门小路。")
    project = propose_project(proposal=proposal, plan=plan, by=lead, at=AT)
    project.number = f"2026-{town.street.code}{code}"  # never the number of another street's
    project.save(update_fields=["number"])
    milestone = Milestone.objects.create(
        project=project, order=1, name="完成路面", planned_on=date(2026, 6, 30)
    )
    return project, milestone


def make_meeting(by: Actor, path: str) -> tuple[Meeting, Question, Procedure]:
    """One that has begun, with an item to decide and a question to answer; and a procedure at its first step."""
    call = Call(
        kind="questions",
        title="供暖疑问解答会",
        path=path,
        room="社区会议室",
        starts_at=AT,
        agenda=[ItemPlan("初装费怎样交")],
        guests=Guests(outsiders=[Outsider(GUEST_NAME, GUEST_PHONE)]),
        posted_on=date(2026, 2, 1),
        late_because="纸质通知早已贴出。",
    )
    meeting = call_meeting(call=call, by=by, at=AT)
    hold_meeting(meeting_id=meeting.pk, chair="主持人", entitled=40, attended=31, by=by, at=AT)
    question = ask_question(meeting_id=meeting.pk, text="能不能分期？", by=by, at=AT)
    procedure = start_procedure(kind="one_three_two", title="接入集中供暖", path=path, by=by, at=AT)
    return meeting, question, procedure


def make_opinion(town: Town, project: Project) -> Opinion:
    """What somebody said of its plan, as if the plan had been out."""
    version = PlanVersion.objects.create(
        project=project, number=1, plan={}, reason="立项", approved_by_id=town.clerk.account_id, at=AT
    )
    about = OpinionClass.objects.get_or_create(
        street=town.street, project=None, code="road", defaults={"name": "路面", "order": 1}
    )[0]
    return Opinion.objects.create(
        id=uuid7(AT),
        street=town.street,
        project=project,
        version=version,
        number=1,
        opinion_class=about,
        text="路边要有灯。",
        source="door",
        said_on=AT.date(),
        at=AT,
        may_show=True,
        salt="00",
    )


def make_task(town: Town, project: Project, path: str) -> ProjectTask:
    """What a meeting about it decided."""
    hall = Hall(town)
    meeting = hall.called(by=town.clerk, path=path, about=f"project:{project.pk}")
    item = hall.item(meeting)
    return ProjectTask.objects.create(
        project=project, street=town.street, item=item, title=item.title, owner="城建科", at=AT
    )


def make_money(
    town: Town, secretary: Actor, project: Project
) -> tuple[FundQuota, FundSource, FundMeasure, Expense]:
    """A quota, a named source, the written measure and one draft; other streets have other versions."""
    grant_quotas(year=AT.year, by=town.finance, at=AT)
    quota = FundQuota.objects.get(org=project.org)
    source = open_source(
        name=f"工程专款{project.number}",
        kind="upper_budget",
        year=AT.year,
        basis="区财政文件",
        by=town.finance,
        at=AT,
    )
    version = 1 if town.street.code == "003" else 9
    measure, _ = FundMeasure.objects.get_or_create(
        street=town.street,
        version=version,
        defaults={"title": "经费办法", "articles": [], "effective_on": AT.date(), "reason": "初定", "at": AT},
    )
    request = Request(quota.org_id, "goods", "repair", "换灯", 50_000, "灯具店", "坏了。")
    expense = request_expense(request=request, by=secretary, at=AT)
    expense.number = f"{project.number}-1"  # never the number of another street's
    expense.save(update_fields=["number"])
    return quota, source, measure, expense


def make_candidate(project: Project, secretary: Actor) -> Candidate:
    """The project asks for the quota in an open round."""
    selection = open_selection(org_id=project.org_id, by=secretary, at=AT)
    return Candidate.objects.create(
        selection=selection,
        street_id=project.street_id,
        project=project,
        asked_fen=800_000,
        added_by_id=secretary.account_id or 0,
        at=AT,
    )


def make_together(
    town: Town, keeper: Actor, project: Project, path: str
) -> tuple[Agreement, Pledged, Promise, Match]:
    """A partner with an agreement that runs, a promise that is open and a need that may be claimed."""
    partner = create_partner(name=f"槐荫路小学{path}", kind="school", by=town.clerk, at=AT)
    terms = Terms(project.org_id, partner.pk, date(2026, 1, 1), date(2026, 12, 31))
    agreement = draft_agreement(terms=terms, project_ids=[project.pk], by=keeper, at=AT)
    agreement.number = f"G{project.number}"
    agreement.save(update_fields=["number"])
    pledged = pledge_resource(
        agreement_id=agreement.pk,
        kind="people",
        content="教师",
        amount=9,
        due_on=date(2026, 6, 1),
        by=keeper,
        at=AT,
    )
    sign_agreement(agreement_id=agreement.pk, by=keeper, at=AT)
    begin_agreement(agreement_id=agreement.pk, by=keeper, at=AT)
    meeting = hold_joint_meeting(
        org_id=project.org_id,
        held_on=date(2026, 2, 27),
        topic="推进项目",
        decisions="本月开工。",
        partner_ids=[partner.pk],
        promises=[Promised(project.pk, "出老师", date(2026, 4, 1), partner_id=partner.pk)],
        by=keeper,
        at=AT,
    )
    days = {"needed_from": date(2026, 3, 7), "needed_until": date(2026, 5, 30)}
    need = Need(town.places[path].pk, "people", "英语角", "带孩子练口语。", 8, **days)
    match = write_need(need=need, by=keeper, at=AT)
    move_need(need_id=match.need_id, name="publish", by=keeper, at=AT)
    return agreement, pledged, meeting.promises.get(), match


def make_observation(town: Town, project: Project) -> ObservationTodo:
    """A comment with something to put right: rows as the services leave them."""
    observation = Observation.objects.create(
        id=uuid7(AT),
        street=town.street,
        project=project,
        year=2026,
        quarter=1,
        observer_id=town.reviewer.account_id,
        visited_at=AT,
        commented_at=AT,
        strengths="路面平整。",
        shortcomings="公示旧。",
        suggestion="及时更新。",
        state="commented",
        state_since=AT,
    )
    return ObservationTodo.objects.create(
        id=uuid7(AT),
        street=town.street,
        observation=observation,
        text="更新公示",
        owner_id=project.lead_id,
        due_on=date(2026, 3, 20),
    )


def make_public(town: Town, project: Project) -> tuple[Notice, Objection, Snapshot]:
    """A draft with an objection, and a version that waits: rows as the services leave them."""
    notice = Notice.objects.create(
        id=uuid7(AT),
        street=town.street,
        number=f"W{project.number}",  # never the number of another street's
        kind="approval",
        title="《修好东门小路》立项公示",
        about=f"project:{project.pk}",
        project=project,
        path=project.path,
        body=notice_body(project),
        state="draft",
        drafted_by_id=town.clerk.account_id,
        drafted_at=AT,
    )
    objection = Objection.objects.create(notice=notice, street=town.street, text="施工太吵。", at=AT + DAY)
    snapshot = Snapshot.objects.create(
        id=uuid7(AT),
        street=town.street,
        kind="project",
        key=f"{project.number}",
        version=1,
        body={"name": project.name},
        made_by="system:timer",
        made_at=AT,
    )
    return notice, objection, snapshot


def make_file(owner: Notice | Observation, kind: str = "notice") -> Attachment:
    """A picture that goes with the row: cleaned and kept as any."""
    return attach(
        owner_kind=kind,
        owner_ref=str(owner.pk),
        upload=ContentFile(picture("PNG"), name="图.png"),
        by=Actor.system("test", owner.street_id),
        at=AT,
        street_id=owner.street_id,
    )


def notice_body(project: Project) -> dict[str, Any]:
    return {
        "number": project.number,
        "name": project.name,
        "org": "东河社区党支部",
        "orientation": "应急需",
        "field": "道路修缮",
        "beneficiaries": [{"group": "住户", "count": 540, "unit": "户"}],
        "ends_on": "2026-12-31",
        "money": {"quota": "50,000.00", "other": "0.00", "in_kind": ""},
        "phone": "0000-6000321",
    }


def make_message(town: Town, issue: Issue) -> Message:
    told = tell(
        street_id=town.street.pk,
        event="received",
        about=f"issue:{issue.pk}:9",
        household="ab" * 16,
        channel="email",
        address="bianka@example.test",
        subject="办结",
        body="您反映的事已经办结。",
        at=AT,
    )
    assert told is not None
    Message.objects.filter(pk=told.pk).update(state="dead", last_error="refused")
    return told


def make_import(town: Town) -> PlaceImport:
    return PlaceImport.objects.create(
        street=town.street,
        file_sha256="0" * 64,
        file_name="地址表.csv",
        created_count=0,
        duplicate_count=0,
        error_count=0,
        by="system:test",
        at=AT,
    )


def form_of(**values: Any) -> dict[str, Any]:
    """A form's fields with a receipt of its own."""
    return {"receipt": str(uuid4()), **values}


NO_SUCH = UUID(int=0)
