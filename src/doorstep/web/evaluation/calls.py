"""The caller's own list and one respondent: made for a phone in one hand and a pair of glasses."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.evaluation import services
from doorstep.evaluation.queries import calls as queries
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.rules.attempts import Retry, retry_of
from doorstep.issues.rules import DAY_PARTS
from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.records.vault import keyed_hash
from doorstep.rulebook.queries import rule
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.asking import CorrectForm, FailedForm, PaperForm, SaidForm
from doorstep.web.lists import keyset
from doorstep.web.tones import CALL_TONES

CALLERS = ("evaluation.call",)
RESPONDENT = "web/evaluation/respondent.html"


@desk(*CALLERS)
@require_safe
def listing(request: Asked) -> HttpResponse:
    """Whom I still have to ask, in the order of the draw; one collection at a time."""
    running = queries.calls_by_evaluation(request.actor)
    number = request.GET.get("evaluation", "") or next(
        (each["evaluation__number"] for each in running if each["waiting"]), ""
    )
    state = request.GET.get("state", "waiting")
    rows = queries.call_list(request.actor, state=state, number=number or "-")
    found, pager = keyset(request, rows, key="order", newest_first=False, size=30)
    most = most_attempts(request)
    context = {
        "running": running,
        "number": number,
        "state": state,
        "states": [(code, translate(label)) for code, label in rules.TASK_STATES.items()],
        "lines": [line_of(each, most) for each in found],
        "pager": pager,
        "recalls": queries.recall_list(request.actor).count(),
    }
    return render_page(request, "web/evaluation/calls.html", context)


def most_attempts(request: Asked) -> int:
    return int(rule(request.actor.street_id or 0, "evaluation.attempts", on=day_of(timezone.now())))


def line_of(task: Any, most: int) -> dict[str, Any]:
    retry = retry_of([each.at for each in task.attempts.all()], at=timezone.now(), most=most)
    return {
        "task": task,
        "title": title_of(task),
        "label": translate(rules.TASK_STATES[task.state]),
        "tone": CALL_TONES[task.state],
        "now": retry.now,
        "when": when_words(retry) if task.state in rules.OPEN_TASKS else "",
    }


def title_of(task: Any) -> str:
    """Where the respondent lives; who they are is behind a tap."""
    return task.member.place.full_name if task.member.place else task.member.group


def when_words(retry: Retry) -> str:
    """When the next attempt may be made, in words."""
    if not retry.left:
        return translate("次数用完了")
    if retry.now:
        return translate("现在可以打，还有 %(n)s 次") % {"n": retry.left}
    parts = translate("、").join(translate(DAY_PARTS[part]) for part in retry.parts)
    today = retry.day == day_of(timezone.now())
    words = {"day": translate("今天") if today else f"{retry.day:%m-%d}", "parts": parts, "n": retry.left}
    return translate("%(day)s起，%(parts)s再打，还有 %(n)s 次") % words


@desk(*CALLERS)
@require_http_methods(["GET", "POST"])
def respondent(request: Asked, task_id: UUID) -> HttpResponse:
    """One respondent: the words to say, the questions in their order, and what to do when nobody answers."""
    task = queries.call_task(request.actor, task_id)
    paper = "paper" in request.GET or request.POST.get("mode") == "paper"
    initial = {"said_on": day_of(timezone.now())} if paper else {}
    form = (PaperForm if paper else SaidForm)(request.POST or None, initial=initial)

    def do() -> Answer:
        services.record_response(
            task_id=task.pk, said=form.said(), device=device_of(request), by=request.actor, at=timezone.now()
        )
        return Answer(to=list_url(task), note=str(_("已记下，谢谢。接着问下一位。")))

    context = {**task_context(request, task), "failed": FailedForm(), "paper": paper}
    return form_door(request, form, door="evaluation.respond", do=do, template=RESPONDENT, context=context)


def task_context(request: Asked, task: Any) -> dict[str, Any]:
    most = most_attempts(request)
    retry = retry_of([each.at for each in task.attempts.all()], at=timezone.now(), most=most)
    answer = next(iter(task.responses.all()), None)
    is_running = task.evaluation.state in rules.ASKING and task.round == task.evaluation.round
    return {
        "task": task,
        "title": title_of(task),
        "label": rules.TASK_STATES[task.state],
        "tone": CALL_TONES[task.state],
        "open": task.state in rules.OPEN_TASKS and is_running,
        "running": is_running,
        "retry": retry,
        "when": when_words(retry),
        "attempts": [(each, attempt_label(each.outcome)) for each in task.attempts.all()],
        "answer": answer,
        "grade": translate(rules.GRADES[answer.grade]) if answer else "",
        "back": list_url(task),
        "reach": None,
    }


def attempt_label(outcome: str) -> str:
    return translate(rules.OUTCOMES[outcome]) if outcome in rules.OUTCOMES else translate("已答")


def list_url(task: Any) -> str:
    return f"{resolve_url('evaluation:calls')}?evaluation={task.evaluation.number}"


def device_of(request: Asked) -> str:
    """A keyed hash of where it is keyed in: alike for one device, and nothing else can be read from it."""
    where = f"{request.META.get('REMOTE_ADDR', '')}|{request.META.get('HTTP_USER_AGENT', '')}"
    return keyed_hash(where.encode(), purpose="evaluation.device")[:32]


@desk(*CALLERS)
@require_POST
def phone(request: Asked, task_id: UUID) -> HttpResponse:
    """The number, on this answer only; looking is an act in the journal."""
    task = queries.call_task(request.actor, task_id)
    reach = services.read_phone(task_id=task.pk, by=request.actor, at=timezone.now())
    context = {
        **task_context(request, task),
        "form": SaidForm(),
        "failed": FailedForm(),
        "paper": False,
        "reach": reach,
    }
    return render(request, RESPONDENT, context)


@desk(*CALLERS)
@require_http_methods(["GET", "POST"])
def failed(request: Asked, task_id: UUID) -> HttpResponse:
    """One time nobody could be asked; after the last the next in the draw takes the place."""
    task = queries.call_task(request.actor, task_id)
    form = FailedForm(request.POST or None)

    def do() -> Answer:
        values = form.cleaned_data
        services.record_attempt(
            task_id=task.pk,
            outcome=values["outcome"],
            call_after=values["call_after"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=list_url(task), note=str(_("已记下这一次。")))

    context = {
        "label": _("记下没问成"),
        "about": title_of(task),
        "back": resolve_url("evaluation:respondent", task.pk),
        "question": _("没问成也要记。换一天、换一个时段再试；不愿答的，道谢，不劝。"),
    }
    return form_door(
        request, form, door="evaluation.attempt", do=do, template="web/evaluation/act.html", context=context
    )


@desk(*CALLERS)
@require_http_methods(["GET", "POST"])
def correct(request: Asked, response_id: UUID) -> HttpResponse:
    """Mend a slip in keying-in; only one's own, and only while people are still being asked."""
    old = queries.own_response(request.actor, response_id)
    form = CorrectForm(request.POST or None, initial=initial_of(old))

    def do() -> Answer:
        services.correct_response(
            response_id=old.pk,
            said=form.said(),
            reason=form.cleaned_data["reason"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=list_url(old.task), note=str(_("已更正，原来那一份留着。")))

    context = {
        "label": _("更正录入的评价"),
        "about": title_of(old.task),
        "back": resolve_url("evaluation:respondent", old.task_id),
        "question": _("只改录错的地方。居民改了主意不算录错，也不能劝居民改。"),
    }
    return form_door(
        request, form, door="evaluation.correct", do=do, template="web/evaluation/act.html", context=context
    )


def initial_of(old: Any) -> dict[str, Any]:
    names = ("good", "missing", "wants", "grade", "safety", "may_show", "mode")
    return {name: getattr(old, name) for name in names} | {"pressed": "yes" if old.pressed else "no"}
