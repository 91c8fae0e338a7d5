"""What of the evaluations is the reader's own next step."""

from datetime import datetime
from typing import Any

from django.shortcuts import resolve_url
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _

from doorstep.evaluation.queries import desk as queries
from doorstep.evaluation.queries.calls import calls_by_evaluation, recall_list
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.web.evaluation.board import SOON

SHOWN = 8


def evaluation_parts(actor: Actor, *, at: datetime) -> list[dict[str, Any]]:
    """Titles with their rows; only those that hold something and are the reader's task."""
    parts = [
        (_("要整改的"), [mending_line(each) for each in queries.rectifications_of_owner(actor)[:SHOWN]]),
    ]
    if has_ability(actor, "evaluation.call"):
        parts += [(_("要问的居民"), call_lines(actor))]
    if has_ability(actor, "evaluation.run"):
        due = queries.frames_due(actor, on=day_of(at) + SOON)[:SHOWN]
        parts += [
            (_("名单该锁定了"), [frame_line(each) for each in due]),
            (
                _("等答复的不满意居民"),
                [
                    count_line(each, "evaluation:residents")
                    for each in queries.residents_waiting(actor)[:SHOWN]
                ],
            ),
        ]
    if has_ability(actor, "evaluation.review"):
        flagged = queries.flags_waiting(actor)[:SHOWN]
        parts += [
            (_("等人看的评价提示"), [count_line(each, "evaluation:flags") for each in flagged]),
            (_("等审核的测评结果"), [page_line(each) for each in queries.reviews_waiting(actor)[:SHOWN]]),
        ]
    return [{"title": title, "rows": rows} for title, rows in parts if rows]


def mending_line(each: Any) -> dict[str, Any]:
    return {
        "url": resolve_url("evaluation:rectification", each.pk),
        "text": each.action,
        "note": f"{each.evaluation.name} · {each.due_on:%Y-%m-%d}",
    }


def call_lines(actor: Actor) -> list[dict[str, Any]]:
    lines = [
        {
            "url": f"{resolve_url('evaluation:calls')}?evaluation={each['evaluation__number']}",
            "text": each["name"],
            "note": translate("还有 %(n)s 位") % {"n": each["waiting"]},
        }
        for each in calls_by_evaluation(actor)
        if each["waiting"]
    ]
    again = recall_list(actor).count()
    if again:
        note = translate("%(n)s 份") % {"n": again}
        lines.append(
            {"url": resolve_url("evaluation:recalls"), "text": translate("再打一次的电话"), "note": note}
        )
    return lines


def frame_line(each: Any) -> dict[str, Any]:
    return page_line(each) | {"note": f"{each.due_on:%Y-%m-%d}"}


def page_line(each: Any) -> dict[str, Any]:
    return {
        "url": resolve_url("evaluation:page", each.number),
        "text": each.name,
        "note": each.number,
    }


def count_line(each: Any, route: str) -> dict[str, Any]:
    note = translate("%(n)s 份") % {"n": each.waiting}
    return {"url": resolve_url(route, each.number), "text": each.name, "note": note}
