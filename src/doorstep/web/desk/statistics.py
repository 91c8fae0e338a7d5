"""321 statistics: every number is a link to its rows, as of now."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST, require_safe

from doorstep.issues.queries import by_category, rates, reconciliation
from doorstep.issues.rules import ROUTES, Rates
from doorstep.kernel.calendar import day_of
from doorstep.kernel.figure import Figure
from doorstep.kernel.shares import percent, share
from doorstep.projects.queries import field_lines, project_counts
from doorstep.projects.rules import ORIENTATIONS
from doorstep.records.tallies import years_with_tallies
from doorstep.ui.parts import render_page
from doorstep.visits.queries import visit_counts
from doorstep.visits.rules import OUTCOMES
from doorstep.web.desk.year import year_table
from doorstep.web.doors import Asked, desk
from doorstep.web.downloads import as_download


@desk("statistics.read")
@require_safe
def latest(request: Asked) -> HttpResponse:
    """The newest year with anything in it."""
    years = years_with_tallies(request.actor.street_id or 0)
    return redirect("desk:year", year=years[0] if years else day_of(timezone.now()).year)


@desk("statistics.read")
@require_safe
def year_page(request: Asked, year: int) -> HttpResponse:
    """One year: doors, voices by route, the three rates, projects by field and orientation."""
    street_id = request.actor.street_id or 0
    routes, visits = reconciliation(street_id, year), visit_counts(street_id, year)
    found = rates(street_id, year)
    context = {
        "year": year,
        "years": years_with_tallies(street_id),
        "as_of": timezone.now(),
        "figures": heads(year, routes, visits, project_counts(street_id, year)),
        "routes": [
            {
                "label": translate(label),
                "value": routes.routes[code],
                "url": f"/desk/issues/?year={year}&route={code}",
            }
            for code, label in ROUTES.items()
        ],
        "all_issues": all_of(translate("反映的事"), routes.total, f"/desk/issues/?year={year}"),
        "balanced": routes.is_balanced,
        "unbalanced": routes.unbalanced,
        "rates": rate_rows(found, year),
        "excluded": all_of(translate("剔除"), found.excluded, f"/desk/issues/?year={year}&excluded=1"),
        "outcomes": outcome_bars(visits["outcomes"], year),
        "categories": category_bars(street_id, year, routes.categories),
        **field_matrix(street_id, year),
    }
    return render_page(request, "web/desk/year.html", context)


def heads(year: int, routes: Any, visits: dict[str, Any], projects: dict[str, Any]) -> list[Figure]:
    """The five numbers of the year's sentence."""
    at = timezone.now()
    on_spot = routes.routes["on_spot"]
    rows = [
        (_("见面户数"), visits["households"], f"/desk/visits/?year={year}&households=1"),
        (_("走访次数"), visits["total"], f"/desk/visits/?year={year}"),
        (_("反映的事"), routes.total, f"/desk/issues/?year={year}"),
        (_("立行立改"), on_spot, f"/desk/issues/?year={year}&route=on_spot"),
        (_("立行立改占比"), share(on_spot, routes.total), f"/desk/issues/?year={year}&route=on_spot"),
        (_("党建项目"), projects["projects"], f"/desk/projects/?year={year}&approved=1"),
    ]
    return [
        Figure(id=link, label=str(label), value=value, rows=0, as_of=at, link=link)
        for label, value, link in rows
    ]


def all_of(label: str, value: int, link: str) -> Figure:
    """A sum with the list of what it adds up."""
    return Figure(id=link, label=label, value=value, rows=0, as_of=timezone.now(), link=link)


def rate_rows(found: Rates, year: int) -> list[dict[str, Any]]:
    """Each rate with n and its interval; below thirty the share is not said."""
    labels = ((_("响应率"), found.response), (_("解决率"), found.solved), (_("满意率"), found.satisfied))
    links = ("", "&answer=resolved", "")
    return [
        {
            "label": label,
            "shown": percent(rate.share) if rate.is_shown else "",
            "part": rate.part,
            "n": rate.n,
            "low": f"{rate.interval[0]:.1%}",
            "high": f"{rate.interval[1]:.1%}",
            "url": f"/desk/issues/?year={year}{link}",
            "base": f"/desk/issues/?year={year}&excluded=0",
        }
        for (label, rate), link in zip(labels, links, strict=True)
    ]


def outcome_bars(counts: dict[str, int], year: int) -> list[dict[str, Any]]:
    return [
        {"label": translate(label), "value": counts[code], "url": f"/desk/visits/?year={year}&outcome={code}"}
        for code, label in OUTCOMES.items()
    ]


def category_bars(street_id: int, year: int, counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Categories that were spoken of, most first: of matters, not of people."""
    found = [(each, count) for each, count in by_category(street_id, counts) if count]
    found.sort(key=lambda pair: -pair[1])
    return [
        {
            "label": translate(each.name),
            "value": count,
            "url": f"/desk/issues/?year={year}&category={each.code}",
        }
        for each, count in found[:20]
    ]


def field_matrix(street_id: int, year: int) -> dict[str, Any]:
    lines = field_lines(street_id, year)
    rows = [
        {
            "label": translate(each.name),
            "values": [
                {
                    "value": each.counts[code],
                    "url": f"/desk/projects/?year={year}&approved=1&field={each.code}&orientation={code}",
                }
                for code in ORIENTATIONS
            ],
        }
        for each in lines
    ]
    return {
        "matrix_columns": [translate(label) for label in ORIENTATIONS.values()],
        "matrix_rows": rows,
        "all_projects": all_of(
            translate("党建项目"),
            sum(sum(each.counts.values()) for each in lines),
            f"/desk/projects/?year={year}&approved=1",
        ),
    }


@desk("statistics.read")
@require_POST
def export(request: Asked, year: int) -> HttpResponse:
    """321 年度统计表.xlsx; an unbalanced year is not printed."""
    table = year_table(request.actor.street_id or 0, year, unit=request.street.name)
    return as_download(request, table, f"321年度统计表-{year}")
