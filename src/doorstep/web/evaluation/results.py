"""Results at the desk: one report that prints, two projects beside each other, the street's year."""

from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.evaluation.queries import results as queries
from doorstep.evaluation.queries.desk import evaluation_page, groups_of
from doorstep.evaluation.queries.public import called_again
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.rules.intervals import sample_size
from doorstep.kernel.calendar import day_of
from doorstep.rulebook.queries import rule
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.evaluation import figures
from doorstep.web.evaluation.picture import picture_of
from doorstep.web.tones import EVALUATION_TONES

READERS = ("evaluation.read",)


@desk(*READERS)
@require_safe
def result(request: Asked, number: str) -> HttpResponse:
    """The report: how it was asked, what it shows, and how sure that is; made to be printed."""
    found = evaluation_page(request.actor, number)
    rounds = [round_lines(each, of_part=bool(found.part_kind)) for each in queries.results_of(found)]
    draws = {each.round: each for each in found.draws.all()}
    context = {
        "found": found,
        "tone": EVALUATION_TONES[found.state],
        "state_label": rules.STATES[found.state],
        "rounds": [{**each, "draw": draws[each["round"]]} for each in rounds],
        "second": figures.second_words(rounds[1]["body"]) if len(rounds) > 1 else [],
        "sites": figures.site_lines(found.assessments.all()),
        "mending": list(found.rectifications.all()),
        "grades": [translate(label) for label in rules.GRADES.values()],
        "today": day_of(timezone.now()),
    }
    return render_page(request, "web/evaluation/result.html", context)


def round_lines(row: Any, *, of_part: bool) -> dict[str, Any]:
    body = row.body
    called = called_again(row.evaluation_id, row.round)
    return {
        "round": row.round,
        "body": body,
        "made_at": row.made_at,
        "figures": [*figures.figures_of(body), figures.called_again_line(body, called)],
        "grades": figures.grade_lines(body),
        "strata": figures.strata_lines(body),
        "themes": body["themes"],
        "must_ask_again": body["must_ask_again"] and row.round == 1,
        "raw": figures.per_cent(body["raw"]),
        "band": figures.NOT_COMPARED if of_part else figures.band_words(body),
    }


@desk(*READERS)
@require_safe
def scheme(request: Asked, number: str) -> HttpResponse:
    """测评方案: how this one is done, written down before anybody is asked."""
    found = evaluation_page(request.actor, number)
    groups = groups_of(found)
    total = sum(count for _name, count in groups)
    today = day_of(timezone.now())
    values = {
        name: rule(found.street_id, f"evaluation.{name}", on=today)
        for name in ("half_width", "attempts", "collect_days", "trigger")
    }
    wanted = total if total <= rules.CENSUS_UP_TO else sample_size(total, float(values["half_width"]))
    context = {
        "found": found,
        "groups": groups,
        "total": total,
        "census": total <= rules.CENSUS_UP_TO,
        "wanted": wanted,
        "values": values,
        "half_width": figures.per_cent(float(values["half_width"])),
        "trigger": figures.per_cent(float(values["trigger"])),
        "grades": [translate(label) for label in rules.GRADES.values()],
        "today": today,
    }
    return render_page(request, "web/evaluation/scheme.html", context)


@desk(*READERS)
@require_safe
def compare(request: Asked) -> HttpResponse:
    """Two projects: whether a difference can be shown at all, and never which of many is best."""
    number, other = request.GET.get("one", ""), request.GET.get("other", "")
    choices = [
        (each.evaluation.number, each.evaluation.name) for each in queries.first_results(request.actor)
    ]
    pair = queries.pair(request.actor, number, other) if number and other and number != other else None
    context = {
        "choices": choices,
        "one": number,
        "other": other,
        "same": bool(number) and number == other,
        "pair": pair,
        "verdict": figures.VERDICTS[pair.verdict] if pair else "",
        "sides": [side_lines(each) for each in (pair.one, pair.other)] if pair else [],
    }
    return render_page(request, "web/evaluation/compare.html", context)


def side_lines(row: Any) -> dict[str, Any]:
    body = row.body
    return {
        "found": row.evaluation,
        "facts": [
            (_("有效评价"), translate("%(n)s 份，回答率 %(share)s") % figures.answered_words(body)),
            (_("满意率"), figures.with_interval(body["raw"], body["raw_interval"])),
            (_("放到中等难度看"), figures.with_interval(body["adjusted"], body["adjusted_interval"])),
            (_("与预期比"), figures.band_words(body)),
        ],
    }


@desk(*READERS)
@require_safe
def funnel(request: Asked) -> HttpResponse:
    """The year's projects by place, with what chance alone would do; the picture's numbers stand in a table."""
    years = queries.years_with_results(request.actor) or [day_of(timezone.now()).year]
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else years[0]
    found = queries.funnel_of(request.actor, year=year)
    context = {
        "year": year,
        "years": years if len(years) > 1 else [],
        "funnel": found,
        "picture": picture_of(found) if found else None,
        "lines": [funnel_line(each) for each in found.lines] if found else [],
        "centre": figures.per_cent(found.centre) if found else "",
    }
    return render_page(request, "web/evaluation/funnel.html", context)


def funnel_line(each: Any) -> dict[str, Any]:
    return {
        "found": each.result.evaluation,
        "answered": each.result.answered,
        "share": figures.per_cent(each.share),
        "expected": figures.per_cent(each.expected),
        "lies": figures.LIES[each.lies],
        "tone": figures.LIES_TONES[each.lies],
    }
