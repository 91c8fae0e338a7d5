"""Every act on one issue as the desk offers it: its words, its form, who may, and its one service."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django import forms
from django.utils.translation import gettext_lazy as _

from doorstep.issues import access, rules, services
from doorstep.kernel.actor import Actor
from doorstep.ui.forms import PlainForm
from doorstep.web.issues import forms as asked

Values = dict[str, Any]
May = Callable[[Actor, Any], bool]
FormFor = Callable[[Any, Any, Any], forms.Form]


@dataclass(frozen=True)
class Step:
    """One button of the issue page. Without ``moves`` of the workflow ``open_when`` decides alone."""

    label: Any
    done: Any
    may: May
    run: Callable[..., Any]
    form: type[PlainForm] = PlainForm
    fields: tuple[str, ...] = ()
    moves: tuple[str, ...] = ()
    open_when: Callable[[Any], bool] = lambda issue: True
    question: Any = ""
    aside: bool = False
    now: bool = False


def sorts(actor: Actor, issue: Any) -> bool:
    return access.can_triage(actor, path=issue.path)


def dispatches(actor: Actor, issue: Any) -> bool:
    return access.can_dispatch(actor, path=issue.path)


def handles(actor: Actor, issue: Any) -> bool:
    return access.can_handle(actor, path=issue.path, unit_id=issue.unit_id)


def finishes(actor: Actor, issue: Any) -> bool:
    return access.can_finish(actor, path=issue.path, unit_id=issue.unit_id)


def extends(actor: Actor, issue: Any) -> bool:
    return access.can_extend(actor, path=issue.path, unit_id=issue.unit_id)


def calls(actor: Actor, issue: Any) -> bool:
    return access.can_call_back(
        actor, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id
    )


def closes(actor: Actor, issue: Any) -> bool:
    return access.can_close(actor, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id)


def confirms(actor: Actor, issue: Any) -> bool:
    return access.can_confirm(actor, path=issue.path, mode="sign", delivered_by=issue.delivered_by_id)


def reopens(actor: Actor, issue: Any) -> bool:
    return access.can_reopen(actor, path=issue.path)


def merges(actor: Actor, issue: Any) -> bool:
    return access.can_merge(actor, path=issue.path)


def excludes(actor: Actor, issue: Any) -> bool:
    return access.can_propose_exclusion(actor, path=issue.path)


def corrects(actor: Actor, issue: Any) -> bool:
    return access.can_correct(actor, path=issue.path, owner_id=issue.owner_id)


def with_nobody(issue: Any) -> bool:
    """Sorted or reopened, and in no unit's hands."""
    return issue.state != "working" or issue.unit_id is None


def not_in_project(issue: Any) -> bool:
    return bool(issue.state != "in_project")


def solved_or_answered(issue: Any) -> bool:
    return not rules.needs_answer(issue.route, issue.answer)


STEPS: Final[dict[str, Step]] = {
    "triage": Step(
        _("分办"),
        _("已分办。"),
        sorts,
        services.triage_issue,
        asked.TriageForm,
        ("route", "category_code", "urgency", "note"),
        ("triage",),
    ),
    "accept": Step(
        _("接单"),
        _("已接单。"),
        handles,
        services.accept_dispatch,
        asked.NoteForm,
        ("note",),
        ("accept",),
    ),
    "start": Step(
        _("开始办理"),
        _("已开始办理。"),
        handles,
        services.start_work,
        asked.NoteForm,
        ("note",),
        ("start_work",),
    ),
    "deliver": Step(
        _("办结"),
        _("已办结，等待回访。"),
        handles,
        services.deliver_issue,
        asked.DoneForm,
        ("note",),
        ("deliver",),
        not_in_project,
    ),
    "on-spot": Step(
        _("立行立改，已经办好"),
        _("已记为当场办好。"),
        finishes,
        services.finish_on_spot,
        asked.DoneForm,
        ("note",),
        ("finish_on_spot",),
        with_nobody,
    ),
    "dispatch": Step(
        _("派单"),
        _("已派单。"),
        dispatches,
        services.dispatch_issue,
        asked.DispatchForm,
        ("unit_id", "days", "note"),
        ("dispatch",),
        with_nobody,
    ),
    "confirm": Step(
        _("住户当面确认"),
        _("住户已确认，已销号。"),
        confirms,
        services.confirm_at_door,
        asked.ConfirmForm,
        ("mode", "code", "note"),
        ("confirm_at_door",),
    ),
    "close": Step(
        _("销号"),
        _("已销号。"),
        closes,
        services.close_issue,
        asked.CloseForm,
        ("note",),
        ("close",),
        solved_or_answered,
    ),
    "reopen": Step(
        _("重新办理"),
        _("已重新办理，反映人会收到消息。"),
        reopens,
        services.reopen_issue,
        asked.ReasonForm,
        ("note",),
        ("reopen",),
        now=True,
    ),
    "contacted": Step(
        _("记下已联系"),
        _("已记下联系。"),
        finishes,
        services.contact_reporter,
        asked.NoteForm,
        ("note",),
        open_when=lambda issue: issue.is_open and not issue.contacted_at,
        question=_("第一次联系上反映人，或者第一次到场，就记一次。响应时间按这一次算。"),
    ),
    "explain": Step(
        _("解释说明"),
        _("已解释，等待回访。"),
        finishes,
        services.explain_issue,
        asked.ExplainForm,
        ("note",),
        ("explain",),
        aside=True,
    ),
    "redirect": Step(
        _("转请其他渠道"),
        _("已告知，等待回访。"),
        finishes,
        services.redirect_issue,
        asked.RedirectForm,
        ("reason_code", "note"),
        ("redirect",),
        aside=True,
    ),
    "object": Step(
        _("提出异议"),
        _("异议已提出，将重新分办。"),
        handles,
        services.object_dispatch,
        asked.ObjectForm,
        ("reason_code", "note"),
        ("object",),
        aside=True,
    ),
    "return": Step(
        _("退单"),
        _("已退单，将重新分办。"),
        handles,
        services.return_dispatch,
        asked.ReturnForm,
        ("reason_code", "note"),
        ("return",),
        lambda issue: issue.unit_id is not None,
        aside=True,
    ),
    "recall": Step(
        _("收回派单"),
        _("已收回。"),
        dispatches,
        services.recall_dispatch,
        asked.ReasonForm,
        ("note",),
        ("recall",),
        aside=True,
    ),
    "extend": Step(
        _("延期"),
        _("已延期，反映人会收到消息。"),
        extends,
        services.extend_issue,
        asked.ExtendForm,
        ("days", "reason"),
        ("extend",),
        aside=True,
    ),
    "merge": Step(
        _("并件"),
        _("已并件。"),
        merges,
        services.merge_issues,
        asked.MergeForm,
        open_when=lambda issue: issue.is_open,
        aside=True,
    ),
    "unmerge": Step(
        _("拆件"),
        _("已拆件，单独办理。"),
        merges,
        services.unmerge_issue,
        asked.ReasonForm,
        ("note",),
        ("unmerge",),
        aside=True,
    ),
    "close-by-reason": Step(
        _("说明理由销号"),
        _("已销号。"),
        closes,
        services.close_by_reason,
        asked.CloseByReasonForm,
        ("reason_code", "note"),
        ("close_by_reason",),
        aside=True,
    ),
    "correct": Step(
        _("更正登记"),
        _("已更正。"),
        corrects,
        services.correct_issue,
        asked.CorrectForm,
        ("text", "place_text", "category_code", "kind", "reason"),
        open_when=lambda issue: issue.is_open,
        aside=True,
    ),
    "exclude": Step(
        _("提出不计入考核"),
        _("已提出，等另一人决定。"),
        excludes,
        services.propose_exclusion,
        asked.ExclusionForm,
        ("code", "reason"),
        open_when=lambda issue: not issue.excluded,
        aside=True,
    ),
}


def is_open_for(step: Step, issue: Any) -> bool:
    """Whether the workflow and the row allow this act now, whoever asks."""
    names = {move.name for move in rules.WORKFLOW.moves_from(issue.state)}
    return (not step.moves or bool(names.intersection(step.moves))) and step.open_when(issue)


def can_step(step: Step, *, actor: Actor, issue: Any) -> bool:
    return is_open_for(step, issue) and step.may(actor, issue)


def can_call(actor: Actor, issue: Any) -> bool:
    """Whether this person may call back now."""
    return issue.state in rules.TO_CONFIRM and calls(actor, issue)


def can_make_project(actor: Actor, issue: Any) -> bool:
    names = {move.name for move in rules.WORKFLOW.moves_from(issue.state)}
    return "link_project" in names and access.can_link(actor, path=issue.path)


def run_step(step: Step, *, issue: Any, values: Values, by: Actor, at: datetime) -> None:
    """Call the one service with what the form asked; a choice left open is not passed on."""
    named = {name: values[name] for name in step.fields}
    if not named.get("category_code", "-"):
        named["category_code"] = None
    step.run(issue_id=issue.pk, by=by, at=at, **named)
