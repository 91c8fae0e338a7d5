"""The figures of the issues stage; each is counted from the counters and can return its rows."""

from doorstep.issues.queries import issues_in, issues_on_route, reconciliation, unbalanced_in
from doorstep.issues.rules import ROUTES
from doorstep.kernel.figure import FigureSource
from doorstep.kernel.shares import share


def on_route(route: str, label: str) -> FigureSource:
    """How many issues of a year are on this route now."""
    return FigureSource(
        id=f"issues.{route}",
        label=label,
        count=lambda street_id, year: reconciliation(street_id, year).routes[route],
        rows=lambda street_id, year: issues_on_route(street_id, year, route),
        link=f"/desk/issues/?year={{year}}&route={route}",
    )


FIGURES = (
    FigureSource(
        id="issues.total",
        label="反映的事",
        count=lambda street_id, year: reconciliation(street_id, year).total,
        rows=issues_in,
        link="/desk/issues/?year={year}",
    ),
    *(on_route(route, label) for route, label in ROUTES.items()),
    FigureSource(
        id="issues.on_spot_share",
        label="立行立改占比",
        count=lambda street_id, year: share(
            reconciliation(street_id, year).routes["on_spot"], reconciliation(street_id, year).total
        ),
        rows=lambda street_id, year: issues_on_route(street_id, year, "on_spot"),
        link="/desk/issues/?year={year}&route=on_spot",
        worth=lambda rows, street_id, year: share(rows.count(), issues_in(street_id, year).count()),
    ),
    FigureSource(
        id="issues.unbalanced",
        label="未平账",
        count=lambda street_id, year: reconciliation(street_id, year).unbalanced,
        rows=unbalanced_in,
        link="/desk/statistics/{year}/#unbalanced",
    ),
)
