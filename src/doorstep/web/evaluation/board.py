"""The evaluation board: what is under way, what must be locked soon, what still has none."""

from datetime import timedelta
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.evaluation.queries import desk as queries
from doorstep.evaluation.rules.states import STATES
from doorstep.evaluation.services import plan_evaluation, plan_part_evaluation
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.forms import PlanForm
from doorstep.web.lists import keyset
from doorstep.web.tones import EVALUATION_TONES

FILTERS = ("state", "year", "text")
READERS = ("evaluation.read",)
SOON = timedelta(days=45)  # a list takes weeks: whom it was for has to be asked at several desks
SHOWN = 12


@desk(*READERS)
@require_safe
def board(request: Asked) -> HttpResponse:
    """Newest first and never by result; beside it what needs a start and what needs a lock."""
    filters = {name: request.GET.get(name, "").strip() for name in FILTERS}
    rows, pager = keyset(request, queries.evaluations(request.actor, filters=filters))
    due = queries.frames_due(request.actor, on=day_of(timezone.now()) + SOON)
    may_run = has_ability(request.actor, "evaluation.run")
    context = {
        "table": table_of(rows, bool(any(filters.values()))),
        "pager": pager,
        "filters": filters,
        "states": STATES,
        "due": due[:SHOWN],
        "missing": queries.projects_to_evaluate(request.actor)[:SHOWN] if may_run else [],
        "may_run": may_run,
    }
    return render_page(request, "web/evaluation/board.html", context)


def table_of(rows: list[Any], filtered: bool) -> Table:
    return Table(
        caption=translate("满意度测评"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("项目"), "clip"),
            Column(translate("组织"), "clip"),
            Column(translate("受益对象"), "num"),
            Column(translate("锁定名单"), "tight"),
            Column(translate("进展")),
        ],
        rows=[row_of(each) for each in rows],
        empty_title=translate("没有符合的测评") if filtered else translate("还没有测评"),
        empty_text=translate("换个条件再查。")
        if filtered
        else translate("项目立项以后就可以安排，名单要在申请验收以前锁定。"),
    )


def row_of(found: Any) -> Row:
    url = resolve_url("evaluation:page", found.number)
    return Row(
        cells=[
            Link(found.number, url),
            Link(found.name, url),
            found.project.org.name,
            found.frame_size or "–",
            moment(found.locked_at, "iso"),
            status(translate(STATES[found.state]), EVALUATION_TONES[found.state]),
        ],
        key=str(found.pk),
        name=found.name,
    )


@desk("evaluation.run")
@require_http_methods(["GET", "POST"])
def plan(request: Asked, number: str) -> HttpResponse:
    """Begin a measurement of one project or of a part of it; its lead and its branch cannot."""
    project = queries.project_to_evaluate(request.actor, number)
    things = queries.things_to_evaluate(project)
    if not things:
        raise Http404
    form = PlanForm(request.POST or None, things=things)

    def do() -> Answer:
        kind, _colon, ref = form.cleaned_data["thing"].partition(":")
        common: dict[str, Any] = {"project_id": project.pk, "by": request.actor, "at": timezone.now()}
        made = plan_part_evaluation(kind=kind, ref=ref, **common) if kind else plan_evaluation(**common)
        note = str(_("测评已安排，下一步登记受益对象。"))
        return Answer(to=resolve_url("evaluation:page", made.number), note=note)

    context = {
        "label": _("安排满意度测评"),
        "about": f"{project.number} {project.name}",
        "facts": [
            *([(_("评什么"), things[0][1])] if len(things) == 1 else []),
            (_("组织"), project.org.name),
            (_("计划完成"), moment(project.ends_on, "iso")),
        ],
        "question": _("测评由没有参与这个项目实施的人来做。项目负责人和所在支部看不到名单和评价。"),
        "back": resolve_url("evaluation:board"),
    }
    return form_door(
        request, form, door="evaluation.plan", do=do, template="web/evaluation/act.html", context=context
    )
