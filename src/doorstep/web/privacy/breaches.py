"""The register of incidents, and the texts that go out."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.calendar import moment as at_moment
from doorstep.people.access import has_ability
from doorstep.privacy import services
from doorstep.privacy.queries import exports as queries
from doorstep.privacy.rules import breaches as rules
from doorstep.privacy.rules.acts import ACTS
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import AssessForm, BreachForm, NoteForm
from doorstep.web.tones import BREACH_TONES

DESK = ("privacy.keep", "privacy.approve")


@desk(*DESK)
@require_safe
def breach_list(request: Asked) -> HttpResponse:
    rows, pager = keyset(request, queries.breaches(request.actor))
    table = Table(
        caption=translate("个人信息事件"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("名称"), "clip"),
            Column(translate("种类")),
            Column(translate("发现"), "tight"),
            Column(translate("状态")),
            Column(translate("下一步期限"), "tight"),
        ],
        rows=[breach_row(each) for each in rows],
        empty_title=translate("没有个人信息事件"),
        empty_text=translate("发现泄露、篡改或丢失，马上在这里登记，再一步一步处理。"),
    )
    context = {"table": table, "pager": pager, "title": translate("个人信息事件")}
    if has_ability(request.actor, "privacy.keep"):
        context |= {"add": resolve_url("privacy:new-breach"), "add_label": translate("登记个人信息事件")}
    return render_page(request, "web/privacy/list.html", context)


def breach_row(found: Any) -> Row:
    return Row(
        cells=[
            Link(found.number, resolve_url("privacy:breach", found.pk)),
            found.title,
            translate(rules.KINDS[found.kind]),
            moment(found.detected_at, "iso"),
            status(translate(rules.STATES[found.state]), BREACH_TONES[found.state]),
            moment(found.due_at, "iso") if found.due_at else "",
        ]
    )


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    form = BreachForm(request.POST or None)

    def detect(*, detected_on: Any, detected_time: Any, by: Any, at: Any, **values: Any) -> Any:
        noticed = services.Noticed(**values, detected_at=at_moment(detected_on, detected_time))
        return services.detect_breach(noticed=noticed, by=by, at=at)

    return act_page(
        request,
        form,
        detect,
        label=_("登记个人信息事件"),
        back=resolve_url("privacy:breaches"),
        to=lambda found: resolve_url("privacy:breach", found.pk),
    )


def found_or_404(request: Asked, breach_id: UUID) -> Any:
    try:
        return queries.breach_page(request.actor, breach_id)
    except ObjectDoesNotExist:
        raise Http404 from None


@desk(*DESK)
@require_safe
def breach(request: Asked, breach_id: UUID) -> HttpResponse:
    """One incident: what is known, what is next and by when."""
    found = found_or_404(request, breach_id)
    steps = sorted(found.steps.all(), key=lambda each: (each.at, list(ACTS).index(each.act)))
    context = {
        "found": found,
        "tone": BREACH_TONES[found.state],
        "state_label": rules.STATES[found.state],
        "facts": facts_of(found),
        "next": next_of(found) if has_ability(request.actor, "privacy.keep") else None,
        "told": found.state in ("assessed", "notified", "closed"),
        "tells_persons": found.risk in rules.TELLS_PERSONS,
        "life": [life_entry(each) for each in steps],
        "is_open": found.state not in rules.WORKFLOW.final,
    }
    return render_page(request, "web/privacy/breach.html", context)


def facts_of(found: Any) -> list[tuple[Any, Any]]:
    rows = [
        (translate("种类"), translate(rules.KINDS[found.kind])),
        (translate("发现"), moment(found.detected_at)),
        (translate("发生了什么"), found.happened),
        (translate("涉及哪些信息"), found.categories),
        (translate("涉及多少人"), found.people_count),
        (translate("已采取的措施"), found.measures),
        (translate("原因"), found.cause),
        (translate("可能造成的危害"), found.harm),
        (translate("个人可以采取的措施"), found.advice),
        (translate("评估结果"), translate(rules.RISKS.get(found.risk, ""))),
        (translate("总结"), found.lessons),
    ]
    return [(label, value) for label, value in rows if value not in ("", None)]


def life_entry(step: Any) -> dict[str, Any]:
    what = translate(ACTS[step.act])
    return {"when": step.at, "who": step.by_name, "what": what, "note": step.note, "tone": "done"}


def note_of(service: Callable[..., Any], name: str) -> Callable[..., Any]:
    """A service that calls its one text by another name than the form does."""

    def act(*, note: str, **values: Any) -> Any:
        return service(**{name: note}, **values)

    return act


def assess(**values: Any) -> Any:
    parts = ("cause", "harm", "advice", "risk", "people_count")
    assessment = services.Assessment(**{name: values.pop(name) for name in parts})
    return services.assess_breach(assessment=assessment, **values)


# the state it starts from → (act, label, form, service)
NEXT: dict[str, tuple[str, Any, type[PlainForm], Callable[..., Any]]] = {
    "detected": ("contain", _("登记已控制"), NoteForm, note_of(services.contain_breach, "measures")),
    "contained": ("assess", _("评估"), AssessForm, assess),
    "assessed": ("notify", _("登记已通知"), NoteForm, services.note_notification),
    "notified": ("close", _("总结"), NoteForm, note_of(services.close_breach, "lessons")),
}


def next_of(found: Any) -> tuple[str, Any] | None:
    step = NEXT.get(found.state)
    return (resolve_url("privacy:breach-act", found.pk, step[0]), step[1]) if step else None


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def move(request: Asked, breach_id: UUID, act: str) -> HttpResponse:
    found = found_or_404(request, breach_id)
    steps = {step[0]: step for step in NEXT.values()}
    if act not in steps:
        raise Http404
    _act, label, form, service = steps[act]
    back = resolve_url("privacy:breach", found.pk)
    page_form = form(request.POST or None)
    return act_page(
        request, page_form, partial(service, breach_id=found.pk), label=label, back=back, about=found.title
    )


@desk(*DESK)
@require_safe
def text(request: Asked, breach_id: UUID, whom: str) -> HttpResponse:
    """What to send to the authority or to those concerned, from the record, on A4 (PIPL 57)."""
    found = found_or_404(request, breach_id)
    if whom not in ("authority", "persons") or found.state in ("detected", "contained"):
        raise Http404
    context = {
        "found": found,
        "whom": whom,
        "kind": rules.KINDS[found.kind],
        "risk": rules.RISKS[found.risk],
        "at": timezone.now(),
        "back": resolve_url("privacy:breach", found.pk),
    }
    return render_page(request, "web/privacy/breach_text.html", context)
