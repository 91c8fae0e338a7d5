"""The figures of the volunteers stage; each can return its rows."""

from doorstep.kernel.figure import FigureSource
from doorstep.volunteers.queries import awarded_in, kept_in, reported_in

FIGURES = (
    FigureSource(
        id="members.reported_in",
        label="报到的在职党员",
        count=lambda street_id, year: reported_in(street_id, year).count(),
        rows=lambda street_id, year: reported_in(street_id, year).order_by("id"),
        link="/desk/members/?year={year}",
    ),
    FigureSource(
        id="pledges.kept",
        label="已践行的承诺",
        count=lambda street_id, year: kept_in(street_id, year).count(),
        rows=lambda street_id, year: kept_in(street_id, year).order_by("id"),
        link="/desk/members/pledges/?kept=1",
    ),
    FigureSource(
        id="stars.awarded",
        label="授予的星级",
        count=lambda street_id, year: awarded_in(street_id, year).count(),
        rows=lambda street_id, year: awarded_in(street_id, year).order_by("id"),
        link="/desk/members/stars/?state=awarded",
    ),
)
