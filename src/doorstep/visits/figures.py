"""The figures of the visits stage; each can return its rows."""

from doorstep.kernel.figure import FigureSource
from doorstep.visits.queries import met_households, visit_counts, visits_in

FIGURES = (
    FigureSource(
        id="visits.households",
        label="见面户数",
        count=lambda street_id, year: int(visit_counts(street_id, year)["households"]),
        rows=met_households,
        link="/desk/visits/?year={year}&households=1",
    ),
    FigureSource(
        id="visits.total",
        label="走访次数",
        count=lambda street_id, year: int(visit_counts(street_id, year)["total"]),
        rows=visits_in,
        link="/desk/visits/?year={year}",
    ),
    FigureSource(
        id="visits.met",
        label="见面走访",
        count=lambda street_id, year: int(visit_counts(street_id, year)["outcomes"]["met"]),
        rows=lambda street_id, year: visits_in(street_id, year).filter(outcome="met"),
        link="/desk/visits/?year={year}&outcome=met",
    ),
    FigureSource(
        id="visits.not_home",
        label="未遇走访",
        count=lambda street_id, year: int(visit_counts(street_id, year)["outcomes"]["not_home"]),
        rows=lambda street_id, year: visits_in(street_id, year).filter(outcome="not_home"),
        link="/desk/visits/?year={year}&outcome=not_home",
    ),
)
