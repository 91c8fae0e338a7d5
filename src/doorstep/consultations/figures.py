"""The figures of the consultations stage; each can return its rows."""

from doorstep.consultations.queries import held_in
from doorstep.kernel.figure import FigureSource

FIGURES = (
    FigureSource(
        id="meetings.held",
        label="召开会议",
        count=lambda street_id, year: held_in(street_id, year).count(),
        rows=held_in,
        link="/desk/meetings/?year={year}&state=held",
    ),
)
