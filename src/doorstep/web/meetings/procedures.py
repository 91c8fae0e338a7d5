"""The procedures as guided steps, and their record book on paper."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.consultations import rules
from doorstep.consultations.access import can_hold
from doorstep.consultations.queries import procedure_page, procedures, step_lines
from doorstep.consultations.rules.thresholds import CAUTION, shown_check
from doorstep.consultations.services import (
    link_procedure,
    record_procedure_step,
    start_procedure,
    stop_procedure,
)
from doorstep.funds.queries import expenses
from doorstep.funds.rules import STATES as EXPENSE_STATES
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.projects.queries import projects
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.meetings.acts import MOST_PROJECTS, abouts, places
from doorstep.web.meetings.forms import LinkForm, ProcedureForm, StepForm, WordsForm
from doorstep.web.meetings.pages import period_line
from doorstep.web.tones import PROCEDURE_TONES


@desk("meeting.read")
@require_safe
def procedure_list(request: Asked) -> HttpResponse:
    """Every procedure in sight, newest first."""
    rows, pager = keyset(request, procedures(request.actor))
    table = Table(
        caption=translate("议事程序"),
        columns=[Column(translate("议的事"), "clip"), Column(translate("程序")), Column(translate("状态"))],
        rows=[procedure_row(each) for each in rows],
        empty_title=translate("没有议事程序"),
        empty_text=translate("大家的事按步骤议，从这里开始。"),
    )
    return render_page(request, "web/meetings/procedures.html", {"table": table, "pager": pager})


def procedure_row(procedure: Any) -> Row:
    return Row(
        cells=[
            Link(procedure.title, resolve_url("meetings:procedure", procedure.pk)),
            translate(rules.PROCEDURES[procedure.kind]),
            status(translate(rules.PROCEDURE_STATES[procedure.state]), PROCEDURE_TONES[procedure.state]),
        ],
        key=str(procedure.pk),
        name=procedure.title,
    )


def cases(request: Asked) -> Any:
    """Works that are decided case by case, in sight of the reader."""
    if not has_ability(request.actor, "fund.read"):
        return expenses(request.actor).none()
    return expenses(request.actor).filter(case_by_case=True)


def served_choices(request: Asked) -> list[tuple[str, str]]:
    """What a procedure may serve: case-by-case works first, then projects."""
    works = [
        (f"expense:{each.pk}", f"{each.number} {each.purpose}") for each in cases(request)[:MOST_PROJECTS]
    ]
    return [*works, *abouts(request)]


def served(request: Asked, about: str) -> dict[str, Any] | None:
    """What it serves, for those who may see it; None for all others and for what is gone."""
    kind, _colon, key = about.partition(":")
    if kind not in {"expense", "project"} or not key:
        return None
    if kind == "project":
        project = projects(request.actor).filter(pk=key).first()
        url = resolve_url("projects:page", project.number) if project else ""
        return {"name": f"{project.number} {project.name}", "url": url} if project else None
    work = cases(request).filter(pk=key).first()
    if work is None:
        return None
    name = f"{translate('一事一议')} {work.number} {work.purpose}"
    return {
        "name": name,
        "url": resolve_url("money:expense", work.number),
        "state": translate(EXPENSE_STATES[work.state]),
    }


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def link(request: Asked, procedure_id: UUID) -> HttpResponse:
    """Say which project or case-by-case work it serves; what it serves already stays a choice."""
    found = procedure_page(request.actor, procedure_id)
    form = LinkForm(request.POST or None, abouts=served_choices(request), initial={"about": found.about})

    def do() -> Answer:
        about = form.cleaned_data["about"]
        link_procedure(procedure_id=procedure_id, about=about, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:procedure", procedure_id), note=str(_("已办理。")))

    context = {"procedure": found, "label": _("关联项目或支出")}
    return form_door(
        request, form, door="procedure.link", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    first = {"about": request.GET.get("about", ""), "title": request.GET.get("title", "")}
    form = ProcedureForm(
        request.POST or None, places=places(request), abouts=served_choices(request), initial=first
    )

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("kind", "title", "path", "about")}
        procedure = start_procedure(by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("meetings:procedure", procedure.pk), note=str(_("程序已启动。")))

    context = {"label": _("启动议事程序")}
    return form_door(
        request, form, door="procedure.start", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.read")
@require_safe
def procedure(request: Asked, procedure_id: UUID) -> HttpResponse:
    """Its steps: what stands, what is next; prints as the record book."""
    found = procedure_page(request.actor, procedure_id)
    context = {
        "procedure": found,
        "kind_label": rules.PROCEDURES[found.kind],
        "state_label": rules.PROCEDURE_STATES[found.state],
        "tone": PROCEDURE_TONES[found.state],
        "lines": [line_of(each) for each in step_lines(found)],
        "served": served(request, found.about),
        "flags": sorted(found.backdated.all(), key=lambda each: each.pk),
        "caution": CAUTION,
        "may": can_hold(request.actor, path=found.path) and found.state == "running",
    }
    return render_page(request, "web/meetings/procedure.html", context)


def line_of(line: Any) -> dict[str, Any]:
    return {
        "line": line,
        "period": period_line(line.period) if line.period else None,
        "tries": [
            {
                "step": each,
                "checks": [shown_check(check) for check in each.tally["checks"]] if each.tally else [],
                "basis": each.tally["basis"] if each.tally else "",
            }
            for each in line.tries
        ],
    }


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def step(request: Asked, procedure_id: UUID, code: str) -> HttpResponse:
    """Record the next step."""
    found = procedure_page(request.actor, procedure_id)
    plan = next((each for each in rules.STEPS[found.kind] if each.code == code), None)
    form = StepForm(request.POST or None, plan=plan, initial={"done_on": day_of(timezone.now())})

    def do() -> Answer:
        record_procedure_step(
            procedure_id=procedure_id, taken=form.taken(code), by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("meetings:procedure", procedure_id), note=str(_("步骤已登记。")))

    context = {"procedure": found, "label": translate(plan.label) if plan else code}
    return form_door(
        request, form, door="procedure.step", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def stop(request: Asked, procedure_id: UUID) -> HttpResponse:
    found = procedure_page(request.actor, procedure_id)
    form = WordsForm(request.POST or None)

    def do() -> Answer:
        stop_procedure(
            procedure_id=procedure_id, reason=form.cleaned_data["note"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("meetings:procedure", procedure_id), note=str(_("程序已终止。")))

    context = {"procedure": found, "label": _("终止程序")}
    return form_door(
        request, form, door="procedure.stop", do=do, template="web/meetings/act.html", context=context
    )
