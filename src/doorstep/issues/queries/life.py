"""办理轨迹: the life of one matter, for the desk and for the resident, in the same words."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from doorstep.issues import access, rules
from doorstep.issues.models import CallBack, Issue, IssueStep
from doorstep.kernel.actor import Actor

NEXT_STEPS: Final = {  # what happens next, in words a resident understands
    "captured": "确定怎么办",
    "triaged": "交给承办单位",
    "assigned": "承办单位接单",
    "objected": "重新确定承办单位",
    "accepted": "办理",
    "working": "办理",
    "on_spot_done": "回访确认",
    "explained": "回访确认",
    "redirected": "回访确认",
    "delivered": "回访确认",
    "called_back": "销号",
    "in_project": "项目办理并告知进展",
    "merged": "与合并的事一并办理",
}
TONES: Final = {"closed": "done", "merged": "off", "on_spot_done": "half", "delivered": "half"}
OUR_SIDE: Final = "街道"
REPORTER_SIDE: Final = "反映人"


@dataclass(frozen=True)
class LifeEntry:
    """One point on the line; ``when`` is None for what comes next. Read by the ``life`` tag."""

    when: datetime | None
    who: str
    what: str
    note: str = ""
    next: str = ""
    until: datetime | None = None
    tone: str = "doing"
    more: list[tuple[str, Any]] = field(default_factory=list)


def life_of(issue: Issue, *, public: bool, reader: Actor | None = None) -> list[LifeEntry]:
    """Every act in its order and the next step; one statement, two for the desk.

    Public: only acts that concern the reporter, no names, only notes written for them. For the desk a
    reader who delivered sees that it was called back, but neither grade nor remark (R5).
    """
    steps = IssueStep.objects.filter(issue=issue).order_by("number")
    if public:
        entries = [public_entry(step) for step in steps if step.act in rules.PUBLIC_ACTS]
    else:
        calls = callbacks_for(issue, reader)
        entries = [desk_entry(step, calls) for step in steps]
    coming = next_entry(issue)
    return [*entries, coming] if coming else entries


def public_entry(step: IssueStep) -> LifeEntry:
    return LifeEntry(
        when=step.at,
        who=REPORTER_SIDE if step.by == "resident" else OUR_SIDE,
        what=rules.PUBLIC_ACTS[step.act],
        note=public_words(step),
        tone=TONES.get(step.to_state, "doing"),
    )


def public_words(step: IssueStep) -> str:
    """Coded words of a public note in full; what was written for the reporter as it is."""
    for words in (rules.ANSWERS, rules.CLOSE_REASONS, rules.CALLBACK_OUTCOMES):
        if step.public_note in words:
            return words[step.public_note]
    return step.public_note


def desk_entry(step: IssueStep, calls: dict[datetime, CallBack]) -> LifeEntry:
    more: list[tuple[str, Any]] = [("备注", step.note)] if step.note else []
    call = calls.get(step.at) if step.act == "issue.call_back" else None
    if call is not None:
        more += [("评价", rules.GRADES.get(call.grade or 0, "")), ("反映人原话", call.remark)]
    return LifeEntry(
        when=step.at,
        who=step.by_name,
        what=rules.ACTS.get(step.act, step.act),
        note=public_words(step),
        until=step.until,
        tone=TONES.get(step.to_state, "doing"),
        more=[pair for pair in more if pair[1]],
    )


def callbacks_for(issue: Issue, reader: Actor | None) -> dict[datetime, CallBack]:
    """By their moment; none for a reader who must not see who answered what."""
    if reader is None or may_see_answers(issue, reader):
        return {call.at: call for call in CallBack.objects.filter(issue=issue).order_by("at")}
    return {}


def may_see_answers(issue: Issue, reader: Actor) -> bool:
    return not access.is_deliverer(reader, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id)


def next_entry(issue: Issue) -> LifeEntry | None:
    """What comes next and until when; None when it has ended."""
    if issue.state == "closed" or (issue.state == "merged" and issue.closed_at):
        return None
    return LifeEntry(
        when=None, who="", what=NEXT_STEPS[issue.state], until=issue.due_at, tone="wait", more=[]
    )
