"""Every figure of the product in one list; the console and the statistics page read it alike."""

from collections.abc import Iterable
from datetime import datetime

from doorstep.consultations.figures import FIGURES as MEETINGS
from doorstep.delivery.figures.observations import OBSERVATIONS
from doorstep.delivery.figures.partners import PARTNER_FIGURES
from doorstep.funds.figures import FIGURES as FUNDS
from doorstep.issues.figures import FIGURES as ISSUES
from doorstep.kernel.figure import Figure, FigureSource
from doorstep.projects.figures import FIGURES as PROJECTS
from doorstep.publishing.queries import posted_in
from doorstep.visits.figures import FIGURES as VISITS
from doorstep.volunteers.figures import FIGURES as VOLUNTEERS

NOTICES = (
    FigureSource(
        id="notices.posted",
        label="张贴的公示",
        count=lambda street_id, year: posted_in(street_id, year).count(),
        rows=posted_in,
        link="/desk/publishing/?posted=1&year={year}",
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
