"""Second looks: flags, answers called about again, dissatisfied residents answered one by one."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.evaluation import services
from doorstep.evaluation.queries import calls as call_queries
from doorstep.evaluation.queries import desk as queries
from doorstep.evaluation.rules import states as rules
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.asking import RecallForm
from doorstep.web.evaluation.calls import title_of
from doorstep.web.evaluation.forms import AnswerForm, NoteForm, SolicitForm
from doorstep.web.evaluation.steps import looks, runs
from doorstep.web.lists import keyset

READERS = ("evaluation.read",)
CALLERS = ("evaluation.call",)
WITH_RESIDENTS = ("evaluation.run", "evaluation.call")


def said_line(response: Any) -> dict[str, Any]:
    """What was said, with the group alone: whoever reads it cannot tell whose words they are."""
    return {
        "row": response,
        "grade": translate(rules.GRADES[response.grade]),
        "mode": translate(rules.MODES[response.mode]),
        "group": response.stratum or translate("全部"),
        "reply": getattr(response, "reply", None),
    }


@desk(*READERS)
@require_safe
def flags(request: Asked, number: str) -> HttpResponse:
    """What asks somebody to look; nothing here decides against anybody (R12)."""
    found = queries.evaluation_page(request.actor, number)
    context = {
        "found": found,
        "flags": [flag_line(each) for each in queries.flags_of(found)],
        "recalls": [recall_line(each) for each in queries.recalls_of(found)],
        "may_look": looks(request.actor, found),
    }
    return render_page(request, "web/evaluation/flags.html", context)


def flag_line(flag: Any) -> dict[str, Any]:
    return {
        "row": flag,
        "kind": translate(rules.FLAG_KINDS[flag.kind]),
        "answers": [said_line(each) for each in flag.responses.all()[:12]],
        "count": len(flag.responses.all()),
    }


def recall_line(recall: Any) -> dict[str, Any]:
    return {
        "row": recall,
        "outcome": translate(rules.RECALL_OUTCOMES[recall.outcome])
        if recall.outcome
        else translate("等着再打一次"),
        "tone": {"confirmed": "done", "differs": "now", "unreachable": "off"}.get(recall.outcome, "wait"),
    }


@desk("evaluation.review")
@require_http_methods(["GET", "POST"])
def look(request: Asked, number: str, flag_id: int) -> HttpResponse:
    """Somebody has looked and writes down what they found."""
    found = queries.evaluation_page(request.actor, number)
    flag = queries.flags_of(found).get(pk=flag_id)
    form = NoteForm(request.POST or None)

    def do() -> Answer:
        note = form.cleaned_data["note"]
        services.look_at_flag(flag_id=flag.pk, note=note, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("evaluation:flags", number), note=str(_("已记下。")))

    context = {
        "label": _("看过了"),
        "about": translate(rules.FLAG_KINDS[flag.kind]),
        "question": _("写明问了谁、看了什么、怎么判断。提示本身不说明谁错了。"),
        "back": resolve_url("evaluation:flags", number),
    }
    return form_door(
        request, form, door="evaluation.look", do=do, template="web/evaluation/act.html", context=context
    )


@desk(*READERS)
@require_safe
def residents(request: Asked, number: str) -> HttpResponse:
    """Every dissatisfied resident, answered or not, without a name."""
    found = queries.evaluation_page(request.actor, number)
    rows, pager = keyset(request, queries.dissatisfied_of(found), newest_first=False)
    context = {
        "found": found,
        "lines": [said_line(each) for each in rows],
        "pager": pager,
        "may_run": runs(request.actor, found),
        "asks": found.state in {"published", "soliciting"},
    }
    return render_page(request, "web/evaluation/residents.html", context)


@desk(*WITH_RESIDENTS)
@require_http_methods(["GET", "POST"])
def answer(request: Asked, response_id: UUID) -> HttpResponse:
    """One dissatisfied resident is told what was done, through the desk or the caller who spoke with them."""
    response = call_queries.response_page(request.actor, response_id)
    form = AnswerForm(request.POST or None)

    def do() -> Answer:
        text = form.cleaned_data["text"]
        services.answer_resident(response_id=response.pk, text=text, by=request.actor, at=timezone.now())
        return Answer(to=back_of(request, response), note=str(_("已答复。")))

    return response_form(request, response, form, do, label=_("答复这位居民"), door="evaluation.answer")


@desk(*WITH_RESIDENTS)
@require_http_methods(["GET", "POST"])
def solicit(request: Asked, response_id: UUID) -> HttpResponse:
    """This resident is asked again what they would like, before anything is put right."""
    response = call_queries.response_page(request.actor, response_id)
    form = SolicitForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("how", "said", "wants")}
        services.solicit(
            evaluation_id=response.evaluation_id,
            response_id=response.pk,
            by=request.actor,
            at=timezone.now(),
            **values,
        )
        return Answer(to=back_of(request, response), note=str(_("已登记。")))

    return response_form(
        request, response, form, do, label=_("再次征求这位居民的意见"), door="evaluation.solicit-one"
    )


def back_of(request: Asked, response: Any) -> str:
    """The caller goes back to their list, the desk to its residents."""
    if response.task.caller_id == request.actor.account_id:
        return resolve_url("evaluation:calls")
    return resolve_url("evaluation:residents", response.evaluation.number)


def response_form(
    request: Asked, response: Any, form: Any, do: Any, *, label: Any, door: str
) -> HttpResponse:
    context = {
        "label": label,
        "line": said_line(response),
        "found": response.evaluation,
        "back": back_of(request, response),
    }
    return form_door(request, form, door=door, do=do, template="web/evaluation/answer.html", context=context)


@desk(*CALLERS)
@require_safe
def recalls(request: Asked) -> HttpResponse:
    """Answers that somebody else took down and that are called about once more."""
    rows, pager = keyset(request, call_queries.recall_list(request.actor), newest_first=False)
    context = {"rows": [(each, title_of(each.response.task)) for each in rows], "pager": pager}
    return render_page(request, "web/evaluation/recalls.html", context)


@desk(*CALLERS)
@require_http_methods(["GET", "POST"])
def recall(request: Asked, recall_id: UUID) -> HttpResponse:
    """One second call: was it taken down as it was said?"""
    found = call_queries.recall_page(request.actor, recall_id)
    form = RecallForm(request.POST or None)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("outcome", "note")}
        services.record_recall(recall_id=found.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("evaluation:recalls"), note=str(_("已记下这次复核。")))

    context = recall_context(found)
    return form_door(
        request, form, door="evaluation.recall", do=do, template="web/evaluation/recall.html", context=context
    )


def recall_context(found: Any) -> dict[str, Any]:
    return {
        "recall": found,
        "title": title_of(found.response.task),
        "line": said_line(found.response),
        "reach": None,
    }


@desk(*CALLERS)
@require_POST
def recall_phone(request: Asked, recall_id: UUID) -> HttpResponse:
    """The number for a second call; the look is an act in the journal."""
    found = call_queries.recall_page(request.actor, recall_id)
    reach = services.read_recall_phone(recall_id=found.pk, by=request.actor, at=timezone.now())
    context = {**recall_context(found), "form": RecallForm(), "reach": reach}
    return render(request, "web/evaluation/recall.html", context)
