"""Every figure of the product in one list; the console and the statistics page read it alike."""

from datetime import datetime

from doorstep.delivery.figures.observations import OBSERVATIONS
from doorstep.delivery.figures.partners import PARTNER_FIGURES
from doorstep.issues.figures import FIGURES as ISSUES
from doorstep.kernel.figure import Figure, FigureSource
from doorstep.projects.figures import FIGURES as PROJECTS
from doorstep.visits.figures import FIGURES as VISITS

SOURCES: tuple[FigureSource, ...] = (*VISITS, *ISSUES, *PROJECTS, *PARTNER_FIGURES, *OBSERVATIONS)


def figures_of(street_id: int, year: int, *, at: datetime) -> list[Figure]:
    """All figures of a street's year as of now, each with the number of its rows."""
    return [source.read(street_id, year, at=at) for source in SOURCES]
