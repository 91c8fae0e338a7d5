"""Rounds that choose what a quota carries: the list, one round with its bars, and the sheet to grading on."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.funds import rules, services
from doorstep.funds.access import can_choose
from doorstep.funds.queries import (
    CandidateLine,
    asking_issue,
    asking_projects,
    candidate_lines,
    quota_with_room,
    quotas,
    selection_page,
    selections,
)
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.money.choosing_forms import CandidateForm, OpenForm
from doorstep.web.money.figures import shown_yuan
from doorstep.web.tones import CHOICE_TONES, SELECTION_TONES

FILTERS = ("year", "state", "org")


@desk("fund.read")
@require_safe
def listing(request: Asked) -> HttpResponse:
    """Every round in sight, newest first."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, selections(request.actor, filters=filters))
    context = {
        "table": round_table(rows),
        "pager": pager,
        "filters": filters,
        "states": rules.SELECTION_STATES,
        "may_open": has_ability(request.actor, "fund.request"),
    }
    return render_page(request, "web/money/selections.html", context)


def round_table(rows: list[Any]) -> Table:
    return Table(
        caption=translate("额度遴选"),
        columns=[
            Column(translate("轮次")),
            Column(translate("组织"), "clip"),
            Column(translate("开始"), "tight"),
            Column(translate("进展")),
        ],
        rows=[
            Row(
                cells=[
                    Link(round_name(each), resolve_url("money:selection", each.pk)),
                    each.org.name,
                    moment(each.opened_at, "iso"),
                    status(translate(rules.SELECTION_STATES[each.state]), SELECTION_TONES[each.state]),
                ],
                key=str(each.pk),
                name=each.org.name,
            )
            for each in rows
        ],
        empty_title=translate("还没有遴选"),
        empty_text=translate("项目多、额度不够时，由党组织开始一轮，会议来定。"),
    )


def round_name(selection: Any) -> str:
    return translate("%(year)s 年第 %(number)s 轮") % {"year": selection.year, "number": selection.number}


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """Begin a round for this year's quota."""
    held = quotas(request.actor, year=day_of(timezone.now()).year)
    own = [each.quota for each in held if can_choose(request.actor, path=each.quota.path)]
    form = OpenForm(request.POST or None)
    form.fields["org_id"].choices = [(each.org_id, each.org.name) for each in own]  # type: ignore[attr-defined]

    def do() -> Answer:
        made = services.open_selection(
            org_id=form.cleaned_data["org_id"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("money:selection", made.pk), note=str(_("开始了，先把候选列进来。")))

    context = {
        "label": _("开始一轮遴选"),
        "question": _("系统只摆情况、不排名次、不替人决定。列入哪些由会议定。"),
        "back": resolve_url("money:selections"),
    }
    return form_door(
        request, form, door="selection.new", do=do, template="web/money/form.html", context=context
    )


@desk("fund.read")
@require_safe
def selection(request: Asked, selection_id: int) -> HttpResponse:
    """One round: what is left, every candidate by place, and what adding each would mean."""
    found = selection_page(request.actor, selection_id)
    quota, room = quota_with_room(found)
    lines = candidate_lines(request.actor, found, at=timezone.now())
    may = found.state == "open" and can_choose(request.actor, path=found.path)
    context = {
        "selection": found,
        "name": round_name(found),
        "state_label": rules.SELECTION_STATES[found.state],
        "tone": SELECTION_TONES[found.state],
        "quota": quota,
        "bars": room_bars(quota, room),
        "lines": [shown_line(each, room) for each in lines],
        "may_choose": may,
        "may_close": may and bool(lines) and all(each.choice for each in lines),
    }
    return render_page(request, "web/money/selection.html", context)


def room_bars(quota: Any, room: rules.Room) -> list[dict[str, Any]]:
    """The ledger's own number beside what is only planned, and what is left of both."""
    whole = max(quota.balance.quota if quota else 0, 1)
    rows = (
        (translate("账上可用"), room.available, "doing"),
        (translate("已列入、还没批"), room.planned, "soon"),
        (translate("还能列入"), room.left, "done"),
    )
    return [
        {"label": label, "text": shown_yuan(fen), "tone": tone, "width": f"{100 * max(fen, 0) / whole:.2f}"}
        for label, fen, tone in rows
    ]


def shown_line(line: CandidateLine, room: rules.Room) -> dict[str, Any]:
    """A candidate as a row: what is known, what is missing, and the choice that stands."""
    candidate, choice = line.candidate, line.choice
    project = candidate.project
    return {
        "pk": candidate.pk,
        "name": candidate.name,
        "number": project.number if project else "",
        "place": line.place_name,
        "asked": shown_yuan(candidate.asked_fen),
        "effect": "" if choice and choice.outcome == "carried" else effect_of(candidate.asked_fen, room),
        "exceeds": room.excess(candidate.asked_fen) > 0,
        "gate": gate_words(line),
        "gradings": translate("%(n)s 人已评") % {"n": line.grading_count},
        "choice": choice,
        "outcome": rules.OUTCOMES[choice.outcome] if choice else "",
        "tone": CHOICE_TONES[choice.outcome] if choice else "wait",
        "reserved": shown_yuan(choice.reserved_fen) if choice and choice.reserved_fen else "",
        "planned": shown_yuan(line.planned) if line.planned else "",
    }


def effect_of(fen: int, room: rules.Room) -> str:
    """What one more of this size would mean for the quota."""
    excess = room.excess(fen)
    if excess:
        return translate("再加此项将超出额度 %(over)s 元") % {"over": yuan(excess)}
    return translate("再加此项后还剩 %(left)s 元") % {"left": yuan(room.left - fen)}


def gate_words(line: CandidateLine) -> str:
    if line.gate is None:
        return translate("还没核对")
    failed = sum(not each["holds"] for each in line.gate.answers)
    return translate("%(n)s 项不符合") % {"n": failed} if failed else translate("都符合")


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def add(request: Asked, selection_id: int) -> HttpResponse:
    """Another candidate: a project of the organisation, or a long-term matter by its number."""
    found = selection_page(request.actor, selection_id)
    form = CandidateForm(request.POST or None, projects=asking_projects(request.actor, found))

    def do() -> Answer:
        values = form.cleaned_data
        known = {"selection_id": found.pk, "asked_fen": values["asked_fen"], "by": request.actor}
        if values["project_id"]:
            services.add_project(project_id=UUID(values["project_id"]), at=timezone.now(), **known)
        else:
            issue_id = asking_issue(request.actor, values["issue"])
            services.add_issue(issue_id=issue_id, at=timezone.now(), **known)
        return Answer(to=resolve_url("money:selection", found.pk), note=str(_("已列为候选。")))

    context = {
        "label": _("列为候选"),
        "about": f"{found.org.name} {round_name(found)}",
        "back": resolve_url("money:selection", found.pk),
    }
    return form_door(
        request, form, door="selection.add", do=do, template="web/money/form.html", context=context
    )


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def close(request: Asked, selection_id: int) -> HttpResponse:
    """The round ends; what waits comes back on its day."""
    found = selection_page(request.actor, selection_id)

    def do() -> Answer:
        services.close_selection(selection_id=found.pk, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("money:selection", found.pk), note=str(_("这一轮结束了。")))

    context = {
        "label": _("结束这一轮"),
        "question": _("以后只能凭新的会议决定更正。暂未列入的，到了再议的日子会出现在今日待办里。"),
        "about": f"{found.org.name} {round_name(found)}",
        "back": resolve_url("money:selection", found.pk),
    }
    return form_door(
        request,
        PlainForm(request.POST or None),
        door="selection.close",
        do=do,
        template="web/money/form.html",
        context=context,
    )


@desk("fund.read")
@require_safe
def sheet(request: Asked, selection_id: int) -> HttpResponse:
    """The sheet to grading on with a pen: each criterion with its anchors; no grading of anybody stands on it."""
    found = selection_page(request.actor, selection_id)
    lines = candidate_lines(request.actor, found, at=timezone.now())
    rubric = [(each.label, list(enumerate(each.anchors, 1))) for each in rules.RUBRICS[found.rubric]]
    context = {
        "selection": found,
        "name": round_name(found),
        "names": [
            (each.candidate.name, each.place_name, shown_yuan(each.candidate.asked_fen)) for each in lines
        ],
        "rubric": rubric,
    }
    return render_page(request, "web/money/grade_sheet.html", context)
