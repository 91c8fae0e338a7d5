"""The one standard of a year: whether residents are satisfied, project by project, as it was published."""

from collections.abc import Iterator
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_safe

from doorstep.evaluation.queries.results import published_results
from doorstep.publishing.figures import values_of
from doorstep.publishing.queries import numbers_about
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.evaluation.figures import band_words, raw_words, with_interval

FIGURES: Final = (
    "evaluations.published",
    "evaluations.rectified",
    "evaluations.response_share",
    "evaluations.per_resident",
    "evaluations.per_project",
    "evaluations.satisfied_people",
)


@desk("statistics.read")
@require_safe
def standard_page(request: Asked, year: int) -> HttpResponse:
    """What was published of each finished project; never in the order of what it shows."""
    street_id, at = request.actor.street_id or 0, timezone.now()
    found = values_of(street_id, year, FIGURES, at=at)
    context = {
        "year": year,
        "as_of": at,
        "figures": [found[name] for name in FIGURES],
        "lines": list(lines_of(street_id, year)),
    }
    return render_page(request, "web/desk/standard.html", context)


def lines_of(street_id: int, year: int) -> Iterator[dict[str, Any]]:
    """Each published round, its numbers leading to what its notice says of them."""
    results = list(published_results(street_id, year))
    refs = {each.pk: f"evaluation:{each.evaluation_id}:{each.round}" for each in results}
    numbers = numbers_about(street_id, refs.values())
    for each in results:
        yield line(each, numbers.get(refs[each.pk], ""))


def line(result: Any, notice: str) -> dict[str, Any]:
    """One round of one project in words; the public page of the project holds its notice."""
    body, project = result.body, result.evaluation.project
    page, part = f"/projects/{project.number}/", "second." if result.round == 2 else ""
    said = f"/notices/{notice}/figures/{part}" if notice else ""
    return {
        "project": project,
        "link": page,
        "n_link": f"{said}n/" if said else page,
        "rate_link": f"{said}rate/" if said else page,
        "adjusted_link": f"{said}adjusted/" if said and body["adjusted"] is not None and not part else page,
        "again": result.round == 2,
        "answers": f"{body['answered']} / {body['frame']}",
        "raw": raw_words(body),
        "adjusted": with_interval(body["adjusted"], body["adjusted_interval"]),
        "band": band_words(body) if body["enough"] else translate("样本不足，只作参考。"),
    }


def standard_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    """The same for the year's paper: first and second result below each other."""
    for each in lines_of(street_id, year):
        part = f"{each['project'].name}（整改后再评）" if each["again"] else each["project"].name
        yield (
            "一个标准",
            part,
            each["raw"],
            f"n/N={each['answers']}，放到中等难度看 {each['adjusted']}，{each['link']}",
        )
