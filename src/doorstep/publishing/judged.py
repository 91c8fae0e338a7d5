"""Residents' judgement of a year over all projects, from what the posted notices say and nothing else.

Whoever reads the notices can work it out again; a result that is not public yet is not in it.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from doorstep.evaluation.rules.expectation import Measured, StreetFigures, fit, street_figures
from doorstep.projects.queries import in_year
from doorstep.publishing import rules
from doorstep.publishing.models import Notice
from doorstep.publishing.queries.notices import posted_in_public
from doorstep.publishing.rules.stated import satisfied_in

READABLE = (*rules.STANDING, "ended", "archived")
OF_PARTS = "part_evaluation:"  # what they are about: something inside a project, not the project
Z95 = 1.96


def readable_in(street_id: int, year: int, kind: str = "result") -> QuerySet[Notice]:
    """Results that still say something, of the whole projects accepted in the year."""
    rows = posted_in_public(street_id).filter(kind=kind, state__in=READABLE)
    rows = rows.exclude(about__startswith=OF_PARTS)
    return rows.filter(in_year("project__accepted_at", year)).order_by("number", "pk")


def measured(notices: Iterable[Notice]) -> list[Measured]:
    """First rounds with a published rate; an unsettled difficulty counts as average."""
    found = []
    for notice in notices:
        body = notice.body
        satisfied = satisfied_in(body)
        if satisfied is not None:
            size = max(1, body["frame"])
            found.append(Measured(notice.number, satisfied, body["n"], body["difficulty"] or 3, size, size))
    return found


def judgement_of(notices: Iterable[Notice]) -> StreetFigures | None:
    """The year over all its projects; None below twelve, where nothing can be expected."""
    projects = measured(notices)
    learned = fit(projects)
    return street_figures(projects, learned) if learned else None


def per_resident(notices: Iterable[Notice]) -> str | None:
    """``82.5% ± 2.5%``: the share over all beneficiaries, and how far off it may well be."""
    found = judgement_of(notices)
    return None if found is None else f"{found.per_resident:.1%} ± {Z95 * found.per_resident_error:.1%}"


def per_project(notices: Iterable[Notice]) -> str | None:
    """The mean over projects, the small as much as the large."""
    found = judgement_of(notices)
    return None if found is None else f"{found.per_project:.1%}"


def satisfied_people(notices: Iterable[Notice]) -> str | None:
    """How many beneficiaries that is, of all that stand on the lists."""
    found = judgement_of(notices)
    return None if found is None else f"{found.people:,.0f} ± {Z95 * found.people_error:,.0f}"
