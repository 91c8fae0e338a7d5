"""The table of doors: every address by name, who may stand in front of it, and what it is about."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from doorstep.people.access import ABILITIES
from doorstep.people.rules import ROLES
from tests.web.world import IN_COMMUNITY, NO_SUCH, Corner, make_file

PUBLIC: tuple[str, ...] | None = None
ANY_ACCOUNT: tuple[str, ...] = ()
READERS = ("visit.read",)
ISSUE_ACTS = (
    "issue.triage",
    "issue.dispatch",
    "issue.handle",
    "issue.call_back",
    "issue.merge",
    "issue.capture",
    "issue.exclude.propose",
)
PROJECT_ACTS = ("project.propose", "project.run", "project.review", "project.accept")
NOTICES = ("notice.draft", "notice.review")
ASKING = ("project.read", "opinion.record")
KEEPERS = ("member.keep",)
CONFIRMERS = ("member.keep", "service.confirm")
OWN = ("service.own",)
PRIVACY, PRIVACY_KEEP = ("privacy.keep", "privacy.approve"), ("privacy.keep",)
EXPORTERS = ("issue.read", "visit.read", "member.keep", "privacy.approve")
Arguments = Callable[[Corner], dict[str, Any]]


@dataclass(frozen=True)
class Row:
    """``who``: None is everybody, () any account, else one of these abilities. ``about``: whose sight counts."""

    who: tuple[str, ...] | None
    about: str = ""
    args: Arguments = lambda corner: {}
    only: str = ""
    body: dict[str, Any] = field(default_factory=dict)

    def is_open_to(self, role: str) -> bool:
        if self.who is PUBLIC:
            return True
        if role == "anonymous":
            return False
        return not self.who or any(each in ABILITIES[role] for each in self.who)


def tracking(corner: Corner) -> dict[str, Any]:
    return {"number": corner.issue.tracking}


def number(corner: Corner) -> dict[str, Any]:
    return {"number": corner.project.number}


def opinion(corner: Corner) -> dict[str, Any]:
    return {"opinion_id": corner.opinion.pk}


def request(corner: Corner) -> dict[str, Any]:
    return {"request_id": corner.kept.request.pk}


def grant(corner: Corner) -> dict[str, Any]:
    return {"grant_id": corner.kept.grant.pk}


def breach(corner: Corner) -> dict[str, Any]:
    return {"breach_id": corner.kept.breach.pk}


def household(corner: Corner) -> dict[str, Any]:
    return {"place_id": corner.kept.door.pk}


def asked(corner: Corner) -> dict[str, Any]:
    return {"number": corner.kept.request.tracking}


def visit(corner: Corner) -> dict[str, Any]:
    return {"visit_id": corner.visit.pk}


def agreed(corner: Corner) -> dict[str, Any]:
    return {"visit_id": corner.agreed.pk}


def spent(corner: Corner) -> dict[str, Any]:
    return {"number": corner.expense.number}


def held(corner: Corner) -> dict[str, Any]:
    return {"quota_id": corner.quota.pk}


def chosen_in(corner: Corner) -> dict[str, Any]:
    return {"selection_id": corner.candidate.selection_id}


def asking(corner: Corner) -> dict[str, Any]:
    return {"candidate_id": corner.candidate.pk}


def given(corner: Corner) -> dict[str, Any]:
    return {"source_id": corner.source.pk}


def account(corner: Corner) -> dict[str, Any]:
    return {"account_id": corner.account.pk}


def notice(corner: Corner) -> dict[str, Any]:
    return {"notice_id": corner.notice.pk}


def put_up(corner: Corner) -> dict[str, Any]:
    return {"number": corner.notice.number}


def meeting(corner: Corner) -> dict[str, Any]:
    return {"meeting_id": corner.meeting.pk}


def invitation(corner: Corner) -> dict[str, Any]:
    return {"invitation_id": corner.invitation.pk}


def procedure(corner: Corner) -> dict[str, Any]:
    return {"procedure_id": corner.procedure.pk}


def item(corner: Corner) -> dict[str, Any]:
    return {"item_id": corner.item.pk}


def member(corner: Corner) -> dict[str, Any]:
    return {"number": corner.member.report_in.number}


def service(corner: Corner) -> dict[str, Any]:
    return {"service_id": corner.member.service.pk}


def award(corner: Corner) -> dict[str, Any]:
    return {"award_id": corner.member.award.pk}


def agreed_on(corner: Corner) -> dict[str, Any]:
    return {"number": corner.agreement.number}


def observed(corner: Corner) -> dict[str, Any]:
    return {"observation_id": corner.todo.observation_id}


def photographed(corner: Corner) -> dict[str, Any]:
    photo = make_file(corner.todo.observation, "observation")
    return observed(corner) | {"attachment_id": photo.pk}


def put_right(corner: Corner) -> dict[str, Any]:
    return {"todo_id": corner.todo.pk}


def needed(corner: Corner) -> dict[str, Any]:
    return {"need_id": corner.match.need_id}


def rated(corner: Corner) -> dict[str, Any]:
    return {"number": corner.measured.evaluation.number}


def called(corner: Corner) -> dict[str, Any]:
    return {"task_id": corner.measured.task.pk}


def said(corner: Corner) -> dict[str, Any]:
    return {"response_id": corner.measured.response.pk}


def recalled(corner: Corner) -> dict[str, Any]:
    return {"recall_id": corner.measured.recall.pk}


def rectified(corner: Corner) -> dict[str, Any]:
    return {"rectification_id": corner.measured.rectification.pk}


RATED = ("evaluation.read",)
RUNS = ("evaluation.run",)
CALLS = ("evaluation.call",)
VERIFIES = ("evaluation.review", "evaluation.assess")
SIDES = ("evaluation.run", "evaluation.witness")
AGREEMENTS = ("agreement.read", "agreement.keep")
NEEDS = ("agreement.read", "need.keep")

ROUTES: dict[str, Row] = {
    "public:home": Row(PUBLIC, only="GET"),
    "public:report": Row(PUBLIC),
    "public:received": Row(PUBLIC, only="GET"),
    "public:track": Row(PUBLIC),
    "public:matter": Row(PUBLIC, "tracked", tracking),
    "public:forget": Row(PUBLIC, "", tracking, only="POST"),
    "public:projects": Row(PUBLIC, only="GET"),
    "public:project": Row(PUBLIC, "released", number, only="GET"),
    "public:object": Row(PUBLIC, "released", number, body={"text": "不同意。"}),
    "public:notices": Row(PUBLIC, only="GET"),
    "public:notice": Row(PUBLIC, "released", put_up, only="GET"),
    "public:object-to-notice": Row(PUBLIC, "released", put_up, body={"text": "不同意。"}),
    "public:notice-print": Row(PUBLIC, "released", put_up, only="GET"),
    "public:notice-pdf": Row(PUBLIC, "released", put_up, only="GET"),
    "public:notice-file": Row(
        PUBLIC, "released", lambda corner: put_up(corner) | {"attachment_id": NO_SUCH}, only="GET"
    ),
    "public:plan": Row(PUBLIC, "released", number, only="GET"),
    "public:opinion": Row(PUBLIC, "released", number, body={"text": "先修下水。"}),
    "public:notice-figure": Row(
        PUBLIC, "released", lambda corner: put_up(corner) | {"name": "beneficiaries"}, only="GET"
    ),
    "public:project-figure": Row(
        PUBLIC, "released", lambda corner: number(corner) | {"name": "beneficiaries"}, only="GET"
    ),
    "public:figure": Row(PUBLIC, args=lambda corner: {"name": "result.rate"}, only="GET"),
    "public:money": Row(PUBLIC, only="GET"),
    "public:money-version": Row(
        PUBLIC, "released", lambda corner: {"version": corner.measure.version}, only="GET"
    ),
    "public:open": Row(PUBLIC, only="GET"),
    "public:open-feed": Row(PUBLIC, only="GET"),
    "public:open-csv": Row(PUBLIC, args=lambda corner: {"name": "projects"}, only="GET"),
    "public:open-json": Row(PUBLIC, args=lambda corner: {"name": "projects"}, only="GET"),
    "public:open-metadata": Row(PUBLIC, args=lambda corner: {"name": "projects"}, only="GET"),
    "public:feedback": Row(PUBLIC),
    "public:journal": Row(PUBLIC, only="GET"),
    "public:health": Row(PUBLIC, only="GET"),
    "public:robots": Row(PUBLIC, only="GET"),
    "ui:showcase": Row(PUBLIC, only="GET"),
    "ui:sample-public": Row(PUBLIC, only="GET"),
    "ui:sample-desk": Row(PUBLIC, only="GET"),
    "ui:size": Row(PUBLIC, only="POST"),
    "ui:language": Row(PUBLIC, only="POST"),
    "account:sign-in": Row(PUBLIC),
    "account:sign-out": Row(PUBLIC, only="POST"),
    "account:mine": Row(ANY_ACCOUNT),
    "account:list": Row(("account.manage",), only="GET"),
    "account:new": Row(("account.manage",)),
    "account:page": Row(("account.manage",), "account", account, only="GET"),
    "account:assign": Row(("account.manage",), "account", account),
    "account:end-assignment": Row(
        ("account.manage",),
        "account",
        lambda corner: {"account_id": corner.account.pk, "assignment_id": corner.assignment.pk},
        only="POST",
    ),
    "account:reset": Row(("account.manage",), "account", account, only="POST"),
    "account:leave": Row(("account.manage",), "account", account, body={"reason": "调走。"}),
    "desk:my-day": Row(ANY_ACCOUNT, only="GET"),
    "desk:statistics": Row(("statistics.read",), only="GET"),
    "desk:year": Row(("statistics.read",), args=lambda corner: {"year": 2026}, only="GET"),
    "desk:keys": Row(("statistics.read",), args=lambda corner: {"year": 2026}, only="GET"),
    "desk:standard": Row(("statistics.read",), args=lambda corner: {"year": 2026}, only="GET"),
    "desk:export-year": Row(("statistics.read",), args=lambda corner: {"year": 2026}, only="POST"),
    "desk:rulebook": Row(("rule.set", "statistics.read"), only="GET"),
    "desk:holidays": Row(("rule.set",)),
    "desk:rule": Row(("rule.set", "statistics.read"), args=lambda corner: {"code": "issue.triage_hours"}),
    "desk:journal": Row(("journal.read",), only="GET"),
    "desk:places": Row(("place.import",), only="GET"),
    "desk:import-places": Row(("place.import",)),
    "desk:undo-import": Row(
        ("place.import",), "street", lambda corner: {"import_id": corner.taken_in.pk}, only="POST"
    ),
    "desk:messages": Row(("issue.dispatch",), only="GET"),
    "desk:slips": Row(("issue.dispatch",)),
    "desk:retry-message": Row(
        ("issue.dispatch",), "message", lambda corner: {"message_id": corner.message.pk}, only="POST"
    ),
    "visits:list": Row(READERS, only="GET"),
    "visits:export": Row(READERS, only="POST"),
    "visits:new": Row(("visit.record",)),
    "visits:agree": Row(("visit.record",)),
    "visits:diary": Row(("visit.record",), only="GET"),
    "visits:campaigns": Row(("visit.read", "visit.plan"), only="GET"),
    "visits:new-campaign": Row(("visit.plan",)),
    "visits:campaign": Row(
        ("visit.read", "visit.plan"), "visit", lambda corner: {"plan_id": corner.plan.pk}, only="GET"
    ),
    "visits:close-campaign": Row(("visit.plan",), "visit", lambda corner: {"plan_id": corner.plan.pk}),
    "visits:page": Row(READERS, "visit", visit, only="GET"),
    "visits:keep": Row(("visit.record",), "visit", agreed),
    "visits:drop": Row(("visit.record",), "visit", agreed, body={"reason": "住户外出。"}),
    "visits:correct": Row(("visit.record", "visit.plan"), "visit", visit),
    "visits:confirm": Row(("visit.record",), "visit", visit, only="POST"),
    "issues:inbox": Row(("issue.read",), only="GET"),
    "issues:new": Row(("issue.capture",)),
    "issues:board": Row(("issue.dispatch", "issue.handle"), only="GET"),
    "issues:chosen": Row(("issue.triage", "issue.dispatch"), only="POST"),
    "issues:export": Row(("issue.read",)),
    "issues:person": Row(("search.person",)),
    "issues:page": Row(("issue.read",), "issue", tracking, only="GET"),
    "issues:slip": Row(("issue.capture",), "issue", tracking, only="GET"),
    "issues:contact": Row(
        ("issue.triage", "issue.handle", "issue.call_back"),
        "issue",
        tracking,
        only="POST",
        body={"reason": "回访"},
    ),
    "issues:call-back": Row(("issue.call_back",), "issue", tracking),
    "issues:merge": Row(("issue.merge",), "issue", tracking),
    "issues:decide": Row(("issue.exclude.decide",), "issue", tracking),
    "issues:act": Row(ISSUE_ACTS, "issue", lambda corner: tracking(corner) | {"act": "correct"}),
    "observations:now": Row(("project.read",), only="GET"),
    "observations:year": Row(("project.read",), args=lambda corner: {"year": 2026}, only="GET"),
    "observations:quarter": Row(
        ("project.read",), args=lambda corner: {"year": 2026, "quarter": 1}, only="GET"
    ),
    "observations:plan": Row(("observation.make",), args=lambda corner: {"year": 2026, "quarter": 1}),
    "observations:schedule": Row(("observation.make",), args=lambda corner: {"year": 2026, "quarter": 1}),
    "observations:records": Row(
        ("project.read",), args=lambda corner: {"year": 2026, "quarter": 1}, only="POST"
    ),
    "observations:day": Row(("project.read",), args=lambda corner: {"day": "2026-03-02"}, only="GET"),
    "observations:page": Row(("project.read",), "project", observed, only="GET"),
    "observations:visit": Row(("observation.make",), "project", observed),
    "observations:photo": Row(("observation.make",), "project", observed),
    "observations:open-photo": Row(("project.read",), "project", photographed, only="GET"),
    "observations:comment": Row(("observation.make",), "project", observed),
    "observations:todo": Row(("observation.make",), "project", observed),
    "observations:drop": Row(("observation.make",), "project", observed),
    "observations:close": Row(("observation.make",), "project", observed),
    "observations:done": Row(("project.read",), "project", put_right),
    "observations:verify": Row(("observation.make",), "project", put_right),
    "observations:send-back": Row(("observation.make",), "project", put_right),
    "evaluation:board": Row(RATED, only="GET"),
    "evaluation:plan": Row(RUNS, "evaluation", number),
    "evaluation:funnel": Row(RATED, only="GET"),
    "evaluation:compare": Row(RATED, only="GET"),
    "evaluation:page": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:members": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:import": Row(RUNS, "evaluation", rated),
    "evaluation:remove": Row(
        RUNS, "evaluation", lambda corner: rated(corner) | {"member_id": corner.measured.member.pk}
    ),
    "evaluation:seal": Row(SIDES, "evaluation", lambda corner: rated(corner) | {"side": "a"}),
    "evaluation:reveal": Row(SIDES, "evaluation", lambda corner: rated(corner) | {"side": "b"}),
    "evaluation:act": Row(
        ("evaluation.run", "evaluation.review"),
        "evaluation",
        lambda corner: rated(corner) | {"act": "close"},
    ),
    "evaluation:scheme": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:result": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:flags": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:look": Row(
        ("evaluation.review",),
        "evaluation",
        lambda corner: rated(corner) | {"flag_id": corner.measured.flag.pk},
        body={"note": "问过了。"},
    ),
    "evaluation:residents": Row(RATED, "evaluation", rated, only="GET"),
    "evaluation:assess": Row(("evaluation.assess",), "evaluation", rated),
    "evaluation:site-sheet": Row(("evaluation.assess",), "evaluation", rated, only="GET"),
    "evaluation:records": Row(("evaluation.review",), "evaluation", rated, only="POST"),
    "evaluation:mended": Row(RATED, "evaluation", rated, only="POST"),
    "evaluation:calls": Row(CALLS, only="GET"),
    "evaluation:respondent": Row(CALLS, "street", called),
    "evaluation:phone": Row(CALLS, "street", called, only="POST"),
    "evaluation:failed": Row(CALLS, "street", called, body={"outcome": "no_answer"}),
    "evaluation:sheet": Row(CALLS, "street", called, only="GET"),
    "evaluation:sheets": Row(CALLS, "street", rated, only="GET"),
    "evaluation:correct": Row(CALLS, "street", said),
    "evaluation:answer": Row(("evaluation.run", "evaluation.call"), "street", said, body={"text": "已修。"}),
    "evaluation:solicit": Row(("evaluation.run", "evaluation.call"), "street", said),
    "evaluation:recalls": Row(CALLS, only="GET"),
    "evaluation:recall": Row(CALLS, "street", recalled, body={"outcome": "confirmed"}),
    "evaluation:recall-phone": Row(CALLS, "street", recalled, only="POST"),
    "evaluation:rectification": Row(ANY_ACCOUNT, "rectification", rectified, only="GET"),
    "evaluation:report-rectified": Row(ANY_ACCOUNT, "rectification", rectified, body={"note": "改好了。"}),
    "evaluation:verify-rectified": Row(VERIFIES, "rectification", rectified),
    "evaluation:send-back": Row(VERIFIES, "rectification", rectified, body={"note": "还凉。"}),
    "public:draw": Row(PUBLIC, "released", lambda corner: rated(corner) | {"round": 1}, only="GET"),
    "public:sealed-lists": Row(PUBLIC, only="GET"),
    "public:check-draw": Row(PUBLIC),
    "projects:board": Row(("project.read", "project.propose", "project.review"), only="GET"),
    "projects:new": Row(("project.propose",)),
    "projects:page": Row(
        ("project.read", "project.propose", "project.review", "project.accept"), "project", number, only="GET"
    ),
    "projects:edit": Row(("project.propose", "project.run"), "project", number),
    "projects:link": Row(("project.propose", "project.run"), "project", number),
    "projects:difficulty": Row(("project.propose", "project.review"), "project", number),
    "projects:milestone": Row(
        ("project.run",), "project", lambda corner: number(corner) | {"milestone_id": corner.milestone.pk}
    ),
    "projects:task": Row(
        ("project.run",), "project", lambda corner: number(corner) | {"task_id": corner.task.pk}
    ),
    "projects:plan": Row(("project.review",), "project", number),
    "projects:sign": Row(("project.accept",), "project", number),
    "projects:act": Row(PROJECT_ACTS, "project", lambda corner: number(corner) | {"act": "apply"}),
    "meetings:list": Row(("meeting.read",), only="GET"),
    "meetings:new": Row(("meeting.hold",)),
    "meetings:mine": Row(ANY_ACCOUNT, only="GET"),
    "meetings:postings": Row(("meeting.hold",), only="GET"),
    "meetings:look": Row(
        ("meeting.hold",),
        "meeting",
        lambda corner: {"posting_id": corner.posting.pk},
        body={"note": "与原件一致。"},
    ),
    "meetings:invitation": Row(ANY_ACCOUNT, "invitation", invitation, only="GET"),
    "meetings:withdraw": Row(("meeting.hold",), "meeting", invitation, only="POST"),
    "meetings:phone": Row(("meeting.hold",), "meeting", invitation, only="POST"),
    "meetings:reply": Row(
        ANY_ACCOUNT, "invitation", lambda corner: invitation(corner) | {"answer": "coming"}, only="POST"
    ),
    "meetings:invite": Row(("meeting.hold",), "meeting", meeting, body={"outsiders": "王工"}),
    "meetings:attendance": Row(("meeting.hold",), "meeting", meeting),
    "meetings:link-procedure": Row(("meeting.hold",), "meeting", procedure),
    "meetings:subscribe": Row(ANY_ACCOUNT),
    "meetings:feed": Row(PUBLIC, args=lambda corner: {"token": corner.feed}, only="GET"),
    "meetings:procedures": Row(("meeting.read",), only="GET"),
    "meetings:new-procedure": Row(("meeting.hold",)),
    "meetings:procedure": Row(("meeting.read",), "meeting", procedure, only="GET"),
    "meetings:stop-procedure": Row(("meeting.hold",), "meeting", procedure, body={"note": "改走业主大会。"}),
    "meetings:step": Row(
        ("meeting.hold",), "meeting", lambda corner: procedure(corner) | {"code": "consult"}
    ),
    "meetings:decide": Row(("meeting.hold",), "meeting", item, body={"decision": "先修东门小路。"}),
    "meetings:owners": Row(("meeting.hold",), "meeting", item),
    "meetings:finish": Row(("meeting.hold",), "meeting", item, body={"note": "已修好。"}),
    "meetings:answer": Row(
        ("meeting.hold",),
        "meeting",
        lambda corner: {"question_id": corner.question.pk},
        body={"answer": "可以。", "answered_by": "城建科"},
    ),
    "meetings:page": Row(("meeting.read",), "meeting", meeting, only="GET"),
    "meetings:room": Row(("meeting.hold",), "meeting", meeting, only="GET"),
    "meetings:act": Row(("meeting.hold",), "meeting", lambda corner: meeting(corner) | {"name": "minutes"}),
    "opinions:list": Row(ASKING, only="GET"),
    "opinions:all": Row(ASKING, only="GET"),
    "opinions:street-classes": Row(("opinion.reply",), body={"classes": "road 路面"}),
    "opinions:page": Row(ASKING, "opinion", opinion, only="GET"),
    "opinions:answer": Row(("opinion.reply",), "opinion", opinion),
    "opinions:sort": Row(("opinion.reply",), "opinion", opinion),
    "opinions:release": Row(("notice.review",), "opinion", opinion),
    "opinions:withhold": Row(("notice.review", "opinion.reply"), "opinion", opinion),
    "opinions:project": Row(ASKING, "opinion", number, only="GET"),
    "opinions:new": Row(("opinion.record",), "opinion", number),
    "opinions:reply": Row(("opinion.reply",), "opinion", number),
    "opinions:classes": Row(("opinion.reply",), "opinion", number),
    "opinions:export": Row(ASKING, "opinion", number, only="POST"),
    "money:overview": Row(("fund.read",), only="GET"),
    "money:grant": Row(("fund.keep",)),
    "money:ledger": Row(("fund.read",), only="POST"),
    "money:budget": Row(("fund.read",), only="GET"),
    "money:bank": Row(("fund.pay",)),
    "money:bank-list": Row(
        ("fund.pay",), "street", lambda corner: {"list_id": corner.bank_list.pk}, only="GET"
    ),
    "money:quota": Row(("fund.read",), "fund", held, only="GET"),
    "money:lend": Row(("fund.request",), "fund", held),
    "money:carry-over": Row(("fund.keep",), "fund", held),
    "money:reopen": Row(("fund.keep",), "fund", held),
    "money:charge-quota": Row(("fund.keep",), "fund", held),
    "money:correct": Row(
        ("fund.keep", "fund.request"),
        "fund",
        lambda corner: {"move_id": corner.quota.moves.order_by("number")[0].pk},
    ),
    "money:charge-source": Row(("fund.keep",), "street", given),
    "money:new-source": Row(("fund.keep",)),
    "money:source": Row(("fund.read",), "street", given, only="GET"),
    "money:receive": Row(("fund.keep",), "street", given),
    "money:measures": Row(("fund.read",), only="GET"),
    "money:new-measure": Row(("fund.review",)),
    "money:measure": Row(
        ("fund.read",), "street", lambda corner: {"version": corner.measure.version}, only="GET"
    ),
    "money:expenses": Row(("fund.read",), only="GET"),
    "money:new": Row(("fund.request",)),
    "money:expense": Row(("fund.read",), "fund", spent, only="GET"),
    "money:edit": Row(("fund.request",), "fund", spent),
    "money:act": Row(
        ("fund.request", "fund.review", "fund.pay", "fund.keep"),
        "fund",
        lambda corner: spent(corner) | {"act": "decide"},
    ),
    "money:selections": Row(("fund.read",), only="GET"),
    "money:new-selection": Row(("fund.request",)),
    "money:selection": Row(("fund.read",), "fund", chosen_in, only="GET"),
    "money:add-candidate": Row(("fund.request",), "fund", chosen_in),
    "money:close-selection": Row(("fund.request",), "fund", chosen_in),
    "money:grade-sheet": Row(("fund.read",), "fund", chosen_in, only="GET"),
    "money:candidate": Row(("fund.read",), "fund", asking, only="GET"),
    "money:candidate-act": Row(
        ("fund.request", "project.propose", "project.review"),
        "fund",
        lambda corner: asking(corner) | {"name": "gate"},
    ),
    "partners:list": Row(AGREEMENTS, only="GET"),
    "partners:new": Row(("agreement.keep",)),
    "partners:partner": Row(
        AGREEMENTS, "street", lambda corner: {"partner_id": corner.agreement.partner_id}, only="GET"
    ),
    "partners:offer": Row(
        ("need.keep",), "street", lambda corner: {"partner_id": corner.agreement.partner_id}
    ),
    "partners:own-offer": Row(("need.claim",)),
    "partners:reverse": Row(
        ("agreement.keep",),
        "agreement",
        lambda corner: agreed_on(corner) | {"delivered_id": corner.pledged.pk},
    ),
    "partners:agreements": Row(AGREEMENTS, only="GET"),
    "partners:new-agreement": Row(("agreement.keep",)),
    "partners:agreement": Row(AGREEMENTS, "agreement", agreed_on, only="GET"),
    "partners:paper": Row(AGREEMENTS, "agreement", agreed_on, only="GET"),
    "partners:export": Row(
        AGREEMENTS, "agreement", lambda corner: agreed_on(corner) | {"which": "needs"}, only="POST"
    ),
    "partners:deliver": Row(
        ("agreement.keep",),
        "agreement",
        lambda corner: agreed_on(corner) | {"pledged_id": corner.pledged.pk},
    ),
    "partners:agreement-act": Row(
        ("agreement.keep",), "agreement", lambda corner: agreed_on(corner) | {"act": "pledge"}
    ),
    "partners:pledges": Row(("agreement.read",), args=lambda corner: {"year": 2026}, only="GET"),
    "partners:meetings": Row(AGREEMENTS, only="GET"),
    "partners:new-meeting": Row(("agreement.keep",)),
    "partners:meeting": Row(
        AGREEMENTS, "agreement", lambda corner: {"meeting_id": corner.promise.meeting_id}, only="GET"
    ),
    "partners:settle": Row(
        ("agreement.keep",), "agreement", lambda corner: {"promise_id": corner.promise.pk}
    ),
    "partners:needs": Row(NEEDS, only="GET"),
    "partners:new-need": Row(("need.keep",)),
    "partners:need": Row(NEEDS, "agreement", needed, only="GET"),
    "partners:rate": Row(("need.keep",), "agreement", needed),
    "partners:need-act": Row(
        ("need.keep",), "agreement", lambda corner: needed(corner) | {"act": "withdraw"}
    ),
    "partners:own": Row(("need.claim",), only="GET"),
    "partners:own-need": Row(("need.claim",), "street", needed, only="GET"),
    "partners:own-claim": Row(("need.claim",), "street", needed),
    "partners:own-deliver": Row(("need.claim",), "street", needed),
    "partners:own-rate": Row(("need.claim",), "street", needed),
    "public:recorded": Row(PUBLIC, only="GET"),
    "public:rights": Row(PUBLIC),
    "public:rights-received": Row(PUBLIC, only="GET"),
    "public:rights-track": Row(PUBLIC),
    "public:rights-matter": Row(PUBLIC, "tracked", asked),
    "public:rights-forget": Row(PUBLIC, "", asked, only="POST"),
    "privacy:list": Row(PRIVACY, only="GET"),
    "privacy:new": Row(PRIVACY_KEEP),
    "privacy:request": Row(PRIVACY, "street", request, only="GET"),
    "privacy:look": Row(PRIVACY_KEEP, "street", request, only="POST"),
    "privacy:phone": Row(PRIVACY_KEEP, "street", request, only="POST"),
    "privacy:paper": Row(PRIVACY_KEEP, "street", request, only="GET"),
    "privacy:copy": Row(PRIVACY_KEEP, "street", request, only="GET"),
    "privacy:act": Row(PRIVACY_KEEP, "street", lambda corner: request(corner) | {"act": "answer"}),
    "privacy:households": Row(PRIVACY_KEEP, only="GET"),
    "privacy:household": Row(PRIVACY_KEEP, "street", household, only="GET"),
    "privacy:open": Row(PRIVACY_KEEP, "street", household, only="POST"),
    "privacy:letter": Row(PRIVACY_KEEP, "street", household, only="POST"),
    "privacy:consents": Row(PRIVACY_KEEP, only="GET"),
    "privacy:new-consent": Row(PRIVACY_KEEP),
    "privacy:withdraw": Row(PRIVACY_KEEP, "street", lambda corner: {"consent_id": corner.kept.consent.pk}),
    "privacy:exports": Row(EXPORTERS, only="GET"),
    "privacy:ask-export": Row(EXPORTERS[:3], "", lambda corner: {"ledger": "visit"}),
    "privacy:export": Row(EXPORTERS, "export", grant, only="GET"),
    "privacy:take": Row(EXPORTERS[:3], "export", grant, only="POST"),
    "privacy:decide": Row(PRIVACY[1:], "street", lambda corner: grant(corner) | {"act": "approve"}),
    "privacy:breaches": Row(PRIVACY, only="GET"),
    "privacy:new-breach": Row(PRIVACY_KEEP),
    "privacy:breach": Row(PRIVACY, "street", breach, only="GET"),
    "privacy:breach-act": Row(PRIVACY_KEEP, "street", lambda corner: breach(corner) | {"act": "contain"}),
    "privacy:breach-text": Row(
        PRIVACY, "street", lambda corner: breach(corner) | {"whom": "authority"}, only="GET"
    ),
    "privacy:register": Row(PRIVACY, only="GET"),
    "privacy:new-hold": Row(PRIVACY[1:]),
    "privacy:lift": Row(PRIVACY[1:], "street", lambda corner: {"hold_id": corner.kept.hold.pk}),
    "privacy:burden": Row(("statistics.read", *PRIVACY, "rule.set"), only="GET"),
    "publishing:notices": Row(NOTICES, only="GET"),
    "publishing:waiting": Row(NOTICES, only="GET"),
    "publishing:release": Row(
        ("notice.review",), "street", lambda corner: {"snapshot_id": corner.snapshot.pk}, only="POST"
    ),
    "publishing:draft": Row(("notice.draft",), "project", number, only="POST"),
    "publishing:to-draft": Row(("notice.draft",), only="GET"),
    "publishing:draft-list": Row(("notice.draft",)),
    "publishing:draft-kind": Row(
        ("notice.draft",), "street", lambda corner: {"kind": "expense"}, only="POST"
    ),
    "publishing:notice": Row(NOTICES, "street", notice, only="GET"),
    "publishing:edit": Row(("notice.draft",), "street", notice, body={"title": "公示"}),
    "publishing:sign": Row(
        ("notice.review",), "street", notice, body={"digest": "0", "reason_code": "mistaken"}
    ),
    "publishing:attach": Row(("notice.draft",), "street", notice),
    "publishing:posting": Row(
        ("notice.draft",), "street", notice, body={"place": "门口", "on": "2026-03-02"}
    ),
    "publishing:print": Row(NOTICES, "street", notice, only="GET"),
    "publishing:pdf": Row(NOTICES, "street", notice, only="GET"),
    "publishing:file": Row(
        NOTICES, "street", lambda corner: notice(corner) | {"attachment_id": corner.file.pk}, only="GET"
    ),
    "publishing:detach": Row(
        ("notice.draft",),
        "street",
        lambda corner: notice(corner) | {"attachment_id": corner.file.pk},
        only="POST",
    ),
    "publishing:act": Row(NOTICES, "street", lambda corner: notice(corner) | {"act": "review"}),
    "publishing:answer": Row(
        ("notice.review",),
        "street",
        lambda corner: {"objection_id": corner.objection.pk},
        body={"answer": "会改在白天施工。", "upheld": "no"},
    ),
    "publishing:feedback": Row(NOTICES, only="GET"),
    "publishing:answer-feedback": Row(
        ("notice.draft",),
        "street",
        lambda corner: {"feedback_id": corner.feedback.pk},
        body={"answer": "已经改了。"},
    ),
    "volunteers:list": Row(KEEPERS, only="GET"),
    "volunteers:new": Row(KEEPERS),
    "volunteers:export": Row(KEEPERS, only="POST"),
    "volunteers:mine": Row(OWN, only="GET"),
    "volunteers:my-service": Row(OWN),
    "volunteers:my-pledge": Row(OWN),
    "volunteers:my-withdrawal": Row(OWN),
    "volunteers:my-card": Row(OWN, only="GET"),
    "volunteers:my-points": Row(OWN, only="POST"),
    "volunteers:my-claim": Row(OWN, args=lambda corner: {"post_id": corner.member.post.pk}, only="POST"),
    "volunteers:my-appeal": Row(OWN, args=service),
    "volunteers:my-entry-appeal": Row(OWN, args=lambda corner: {"entry_id": corner.member.service.pk}),
    "volunteers:reverse-points": Row(KEEPERS, "member", service),
    "volunteers:my-reward": Row(OWN, args=lambda corner: {"reward_id": 1}),
    "volunteers:my-redemption": Row(OWN, args=lambda corner: {"redemption_id": corner.member.service.pk}),
    "volunteers:rewards": Row(KEEPERS, only="GET"),
    "volunteers:new-reward": Row(KEEPERS),
    "volunteers:hand-over": Row(KEEPERS),
    "volunteers:point-rules": Row(KEEPERS, only="GET"),
    "volunteers:new-point-rules": Row(KEEPERS),
    "volunteers:waiting": Row(CONFIRMERS, only="GET"),
    "volunteers:judge": Row(CONFIRMERS, "member", service),
    "volunteers:posts": Row(KEEPERS, only="GET"),
    "volunteers:new-post": Row(KEEPERS),
    "volunteers:pledges": Row(KEEPERS, only="GET"),
    "volunteers:pledge": Row(KEEPERS, "member", lambda corner: {"pledge_id": corner.member.pledge.pk}),
    "volunteers:stars": Row(KEEPERS, only="GET"),
    "volunteers:star-notice": Row(KEEPERS, only="GET"),
    "volunteers:star": Row(KEEPERS, "member", award, only="GET"),
    "volunteers:star-act": Row(KEEPERS, "member", lambda corner: award(corner) | {"act": "announce"}),
    "volunteers:appeals": Row(KEEPERS, only="GET"),
    "volunteers:appeal": Row(KEEPERS, "member", lambda corner: {"appeal_id": corner.member.appeal.pk}),
    "volunteers:page": Row(KEEPERS, "member", member, only="GET"),
    "volunteers:phone": Row(KEEPERS, "member", member, only="POST"),
    "volunteers:serve": Row(CONFIRMERS, "member", member),
    "volunteers:card": Row(KEEPERS, "member", member, only="GET"),
    "volunteers:letter": Row(
        KEEPERS, "member", lambda corner: member(corner) | {"letter_id": corner.member.letter.pk}, only="GET"
    ),
    "volunteers:act": Row(KEEPERS, "member", lambda corner: member(corner) | {"act": "pledge"}),
}


def all_routes() -> Iterator[tuple[str, URLPattern]]:
    """Every address of the product with its full name; one without a name comes with an empty one."""
    yield from named(get_resolver().url_patterns, "")


def named(patterns: list[Any], space: str) -> Iterator[tuple[str, URLPattern]]:
    for each in patterns:
        if isinstance(each, URLResolver):
            inner = each.namespace or ""
            yield from named(each.url_patterns, f"{space}{inner}:" if inner else space)
        else:
            yield f"{space}{each.name or ''}", each


def row_of(name: str) -> Row | None:
    """The English public pages stand behind the same doors as the Chinese ones."""
    return ROUTES.get(f"public:{name[3:]}" if name.startswith("en:") else name)


def sees(role: str, about: str, where: str) -> bool:
    """Whether this role's sight reaches what the address is about."""
    if about in {"tracked", "released", ""}:
        return True
    if where == "other":
        return False
    if about in {"street", "account"}:
        return True
    if about == "export":  # whoever asked, and the second person
        return role in {"clerk", "reviewer"}
    if about == "message":
        return role in {"clerk", "administrator"}
    if where == "beyond" and role in IN_COMMUNITY:
        return False
    if about == "rectification":  # its owner, and whoever sees the evaluation
        return role == "secretary" or "evaluation.read" in ABILITIES.get(role, ())
    if about == "invitation":  # whoever was asked is an outsider here: those who run the meeting
        return "meeting.hold" in ABILITIES.get(role, ())
    if about == "member":
        return True  # the doors name who holds it; here only the place counts
    if about == "issue" and role == "handler":
        return where == "own"  # the one that their unit has in hand
    if about == "opinion":  # with the project, and with those who take opinions down where it lies
        return any(each in ABILITIES.get(role, ()) for each in ASKING)
    return f"{about}.read" in ABILITIES.get(role, ())


EVERYBODY = (*ROLES, "anonymous")
