"""One evaluation: what to do now, whom it is for, how the draw stands, how far the asking is."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.evaluation import access, services
from doorstep.evaluation.queries import desk as queries
from doorstep.evaluation.rules import states as rules
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import require
from doorstep.people.access import has_ability
from doorstep.projects.rules import DIFFICULTIES
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.evaluation.forms import ReasonForm
from doorstep.web.evaluation.steps import STEPS, draw_of, looks, runs
from doorstep.web.evaluation.words import life_entry, road_of, to_do
from doorstep.web.lists import keyset
from doorstep.web.tones import EVALUATION_TONES, RECTIFICATION_TONES

READERS = ("evaluation.read",)
SHOWN = 30
WRITERS = ("evaluation.run", "evaluation.review")


@desk(*READERS)
@require_safe
def page(request: Asked, number: str) -> HttpResponse:
    """Where it stands and what comes next; nobody's name and nobody's answer beside a name."""
    found = queries.evaluation_page(request.actor, number)
    return render_page(request, "web/evaluation/page.html", page_context(request, found))


def page_context(request: Asked, found: Any) -> dict[str, Any]:
    draw = draw_of(found)
    progress = queries.progress_of(found)
    groups = queries.groups_of(found)
    results = sorted(found.results.all(), key=lambda each: each.round)
    asks_again = any(each.round == 1 and each.body["must_ask_again"] for each in results)
    mending = list(found.rectifications.all())
    now = to_do(
        found,
        draw,
        members=sum(count for _name, count in groups),
        waiting=progress.get("waiting", 0),
        asks_again=asks_again,
        open_count=sum(each.state != "verified" for each in mending),
    )
    return {
        "found": found,
        "state_label": rules.STATES[found.state],
        "tone": EVALUATION_TONES[found.state],
        "road": road_of(found, asks_again=asks_again),
        "now": now,
        "acts": acts_for(request, found),
        "facts": facts_of(found),
        "groups": groups,
        "draws": [draw_lines(request, found, each) for each in found.draws.all()],
        "progress": progress_lines(progress),
        "callers": queries.callers_of(found) if progress else [],
        "results": results,
        "mending": [mending_line(each) for each in mending],
        "assessed": len(found.assessments.all()),
        "beside": list(queries.measured_beside(request.actor, found)[:SHOWN]),
        "unmeasured": bool(queries.things_to_evaluate(found.project))
        if runs(request.actor, found)
        else False,
        "may": may_of(request, found),
        "counts": counts_of(found, results),
        "life": [life_entry(each) for each in queries.life_of(found)[:60]],
        "is_open": found.state not in rules.WORKFLOW.final,
    }


def counts_of(found: Any, results: list[Any]) -> dict[str, int]:
    """What waits for somebody; nothing is counted before there are answers."""
    if not results and found.state == "planned":
        return {"flags": 0, "unanswered": 0, "recalls": 0}
    return queries.open_counts(found)


NOTICES = {"reviewed": "result", "re_collected": "rectification"}


def may_of(request: Asked, found: Any) -> dict[str, Any]:
    """``draft`` is the kind of notice that this round's result waits for; empty where it does not."""
    actor = request.actor
    return {
        "draft": NOTICES.get(found.state, "") if has_ability(actor, "notice.draft") else "",
        "run": runs(actor, found),
        "look": looks(actor, found),
        "assess": access.can_assess(actor, path=found.path) and found.is_claimed(day_of(timezone.now())),
    }


def facts_of(found: Any) -> list[tuple[Any, Any]]:
    facts = [
        (_("项目"), found.project.name),
        (_("组织"), found.project.org.name),
        (_("难度"), translate(DIFFICULTIES[found.difficulty]) if found.difficulty else "–"),
        (_("计划完成"), moment(found.part_over_on if found.part_kind else found.project.ends_on, "iso")),
        (_("锁定名单"), moment(found.locked_at)),
        (_("收集到哪天"), moment(found.closes_on, "iso")),
    ]
    if found.part_kind:
        facts.insert(1, (_("评的是"), found.part_title))
    return [*facts, (_("晚锁定的原因"), found.late_reason)] if found.late_reason else facts


def acts_for(request: Asked, found: Any) -> list[dict[str, Any]]:
    """The buttons of this moment, in the order of the table."""
    return [
        {"label": step.label, "url": resolve_url("evaluation:act", found.number, name), "aside": step.aside}
        for name, step in STEPS.items()
        if step.open_when(found) and step.may(request.actor, found)
    ]


def draw_lines(request: Asked, found: Any, draw: Any) -> dict[str, Any]:
    """Both sides of one round's draw, and which of them the reader can move on."""
    return {
        "draw": draw,
        "sides": [side_line(request, found, draw, side) for side in rules.SIDES],
        "needed": found.frame_size > rules.CENSUS_UP_TO or found.state == "planned",
        "allocation": sorted(draw.allocation.items()),
    }


def side_line(request: Asked, found: Any, draw: Any, side: str) -> dict[str, Any]:
    sealed, secret = getattr(draw, f"commit_{side}"), getattr(draw, f"secret_{side}")
    mine = access.can_commit(request.actor, side=side, path=found.path) and draw.round == found.round
    can_seal = found.state == "planned" or (found.state == "rectifying" and draw.round > 1)
    both = bool(draw.commit_a and draw.commit_b)
    can_open = found.state in {"frame_locked", "rectifying"} and both and draw.drawn_at is None
    return {
        "side": side,
        "label": translate(rules.SIDES[side]),
        "sealed": sealed,
        "at": getattr(draw, f"commit_{side}_at"),
        "by": getattr(draw, f"commit_{side}_by"),
        "opened": secret,
        "seal_url": resolve_url("evaluation:seal", found.number, side)
        if mine and can_seal and not sealed
        else "",
        "open_url": resolve_url("evaluation:reveal", found.number, side)
        if mine and can_open and not secret
        else "",
    }


def progress_lines(progress: dict[str, int]) -> list[dict[str, Any]]:
    tones = {"waiting": "soon", "answered": "done"}
    return [
        {"label": translate(label), "value": progress.get(code, 0), "tone": tones.get(code, "")}
        for code, label in rules.TASK_STATES.items()
        if progress
    ]


def mending_line(each: Any) -> dict[str, Any]:
    return {
        "row": each,
        "label": rules.RECTIFICATION_STATES[each.state],
        "tone": RECTIFICATION_TONES[each.state],
        "kind": rules.RECTIFICATION_KINDS[each.kind],
    }


@desk(*WRITERS)
@require_http_methods(["GET", "POST"])
def act(request: Asked, number: str, act: str) -> HttpResponse:
    """One step, asked once more on a page of its own."""
    if act not in STEPS:
        raise Http404
    found = queries.evaluation_page(request.actor, number)
    step = STEPS[act]
    require(step.may(request.actor, found))
    form = step.make(request, found)

    def do() -> Answer:
        step.run(evaluation_id=found.pk, by=request.actor, at=timezone.now(), **step.values(request, form))
        return Answer(to=back_of(act, number), note=str(step.done))

    context = {
        "label": step.label,
        "about": f"{found.number} {found.name}",
        "question": step.question,
        "back": resolve_url("evaluation:page", number),
        "now": step.now,
    }
    return form_door(
        request, form, door=f"evaluation.{act}", do=do, template="web/evaluation/act.html", context=context
    )


def back_of(act: str, number: str) -> str:
    """Registering goes on at the list; everything else leads to the page."""
    return resolve_url("evaluation:members" if act in {"places", "member"} else "evaluation:page", number)


@desk(*READERS)
@require_safe
def members(request: Asked, number: str) -> HttpResponse:
    """The list by group; labels and phones stay sealed here."""
    found = queries.evaluation_page(request.actor, number)
    require(access.can_run(request.actor, path=found.path))
    group = request.GET.get("group", "")
    rows, pager = keyset(request, queries.members_of(found, group=group), newest_first=False, size=50)
    context = {
        "found": found,
        "groups": queries.groups_of(found),
        "group": group,
        "table": member_table(found, rows),
        "pager": pager,
        "is_open": found.state == "planned",
        "acts": [each for each in acts_for(request, found) if found.state == "planned"],
    }
    return render_page(request, "web/evaluation/members.html", context)


def member_table(found: Any, rows: list[Any]) -> Table:
    return Table(
        caption=translate("受益对象名单"),
        columns=[
            Column(translate("序号"), "tight"),
            Column(translate("组名"), "clip"),
            Column(translate("地址"), "clip"),
            Column(translate("称呼和电话")),
            Column(translate("登记日"), "tight"),
            Column(translate("操作"), "acts"),
        ],
        rows=[member_row(found, each) for each in rows],
        empty_title=translate("名单还是空的"),
        empty_text=translate("登记一处的全部住户，导入名单，或者一位一位登记。"),
    )


def member_row(found: Any, each: Any) -> Row:
    from_list = found.state == "planned"
    return Row(
        cells=[
            each.code or "–",
            each.group,
            each.place.full_name if each.place else "–",
            translate("已加密保存") if each.phone_sealed else "–",
            moment(each.registered_at, "iso"),
            remove_link(found, each) if from_list else "",
        ],
        key=str(each.pk),
        name=each.group,
    )


def remove_link(found: Any, each: Any) -> Any:
    return Link(translate("移除"), resolve_url("evaluation:remove", found.number, each.pk))


@desk("evaluation.run")
@require_http_methods(["GET", "POST"])
def remove(request: Asked, number: str, member_id: Any) -> HttpResponse:
    """Take one off an open list, with the reason."""
    found = queries.evaluation_page(request.actor, number)
    member = queries.members_of(found).get(pk=member_id)
    form = ReasonForm(request.POST or None)

    def do() -> Answer:
        services.unregister_member(
            member_id=member.pk, reason=form.cleaned_data["reason"], by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("evaluation:members", number), note=str(_("已移除。")))

    context = {
        "label": _("从名单移除"),
        "about": member.place.full_name if member.place else member.group,
        "back": resolve_url("evaluation:members", number),
        "now": True,
    }
    return form_door(
        request, form, door="evaluation.remove", do=do, template="web/evaluation/act.html", context=context
    )
