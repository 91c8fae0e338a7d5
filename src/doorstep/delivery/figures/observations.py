"""The figures of quarterly observations; each can return its rows."""

from doorstep.delivery.queries.observations import commented_in_time, due_in, made_in
from doorstep.kernel.figure import FigureSource

LINK = "/desk/observations/{year}/"
OBSERVATIONS = (
    FigureSource(
        id="observations.due",
        label="应观摩项目次数",
        count=lambda street_id, year: due_in(street_id, year).count(),
        rows=due_in,
        link=LINK,
    ),
    FigureSource(
        id="observations.made",
        label="已观摩项目次数",
        count=lambda street_id, year: made_in(street_id, year).count(),
        rows=made_in,
        link=f"{LINK}?only=made",
    ),
    FigureSource(
        id="observations.commented_in_time",
        label="按期点评次数",
        count=lambda street_id, year: commented_in_time(street_id, year).count(),
        rows=commented_in_time,
        link=f"{LINK}?only=in_time",
    ),
)
