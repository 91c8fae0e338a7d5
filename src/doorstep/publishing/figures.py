"""Every figure of the product in one list; the console and the statistics page read it alike."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from doorstep.consultations.figures import FIGURES as MEETINGS
from doorstep.delivery.figures.observations import OBSERVATIONS
from doorstep.delivery.figures.partners import PARTNER_FIGURES
from doorstep.evaluation.figures import FIGURES as EVALUATIONS
from doorstep.funds.figures import FIGURES as FUNDS
from doorstep.issues.figures import FIGURES as ISSUES
from doorstep.kernel.figure import Figure, FigureSource
from doorstep.projects.figures import FIGURES as PROJECTS
from doorstep.publishing.judged import per_project, per_resident, readable_in, satisfied_people
from doorstep.publishing.models import Notice
from doorstep.publishing.queries import posted_in
from doorstep.publishing.services.scanning import Found, findings_in
from doorstep.visits.figures import FIGURES as VISITS
from doorstep.volunteers.figures import FIGURES as VOLUNTEERS


def leaking_in(street_id: int, year: int) -> Iterator[tuple[Notice, Found]]:
    """What a second scan of everything posted finds and nobody signed for."""
    for notice in posted_in(street_id, year).select_related("street"):
        for found in findings_in(notice):
            if not found.signed:
                yield notice, found


def leaking_notices(street_id: int, year: int) -> QuerySet[Notice]:
    return posted_in(street_id, year).filter(pk__in=[notice.pk for notice, _ in leaking_in(street_id, year)])


@dataclass(frozen=True)
class LeakFigure(FigureSource):
    """One scan gives the findings and the notices they stand in."""

    def read(self, street_id: int, year: int, *, at: datetime) -> Figure:
        found = list(leaking_in(street_id, year))
        notices = len({notice.pk for notice, _ in found})
        return Figure(self.id, self.label, len(found), notices, at, self.link.format(year=year))


def source_of(name: str) -> FigureSource | None:
    """The figure with this id; None when there is none."""
    return next((each for each in SOURCES if each.id == name), None)


def judged(name: str, label: str, value: Callable[[Iterable[Notice]], str | None]) -> FigureSource:
    """A figure of all that residents judged in the year, from the notices that say so."""
    return FigureSource(
        id=f"evaluations.{name}",
        label=label,
        count=lambda street_id, year: value(readable_in(street_id, year)),
        rows=readable_in,
        link="/desk/statistics/{year}/standard/",
        worth=lambda rows, street_id, year: value(rows),
    )


JUDGED = (
    judged("per_resident", "按受益人数算的满意率", per_resident),
    judged("per_project", "按项目算的满意率", per_project),
    judged("satisfied_people", "满意的受益对象", satisfied_people),
)
NOTICES = (
    FigureSource(
        id="notices.posted",
        label="张贴的公示",
        count=lambda street_id, year: posted_in(street_id, year).count(),
        rows=posted_in,
        link="/desk/publishing/?posted=1&year={year}",
    ),
    LeakFigure(
        id="notices.leaks",
        label="已张贴公示里的泄露",
        count=lambda street_id, year: sum(1 for _ in leaking_in(street_id, year)),
        rows=leaking_notices,
        link="/desk/publishing/?posted=1&year={year}",
        worth=lambda rows, street_id, year: sum(
            1 for notice in rows for found in findings_in(notice) if not found.signed
        ),
    ),
)
SOURCES: tuple[FigureSource, ...] = (
    *VISITS,
    *ISSUES,
    *PROJECTS,
    *MEETINGS,
    *FUNDS,
    *VOLUNTEERS,
    *PARTNER_FIGURES,
    *OBSERVATIONS,
    *EVALUATIONS,
    *JUDGED,
    *NOTICES,
)


def figures_of(street_id: int, year: int, *, at: datetime) -> list[Figure]:
    """All figures of a street's year as of now, each with the number of its rows."""
    return [source.read(street_id, year, at=at) for source in SOURCES]


def values_of(street_id: int, year: int, names: Iterable[str], *, at: datetime) -> dict[str, Figure]:
    """Some figures for a page, by id: their values, with their rows one click away and not counted here."""
    wanted = set(names)
    return {
        each.id: Figure(each.id, each.label, each.count(street_id, year), 0, at, each.link.format(year=year))
        for each in SOURCES
        if each.id in wanted
    }
