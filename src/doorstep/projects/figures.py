"""The figures of the projects stage; each can return its rows."""

from doorstep.kernel.figure import FigureSource
from doorstep.kernel.shares import share
from doorstep.projects.opinions import answered_of, collected_in
from doorstep.projects.queries import approved_in, fields_in

FIGURES = (
    FigureSource(
        id="projects.approved",
        label="党建项目",
        count=lambda street_id, year: approved_in(street_id, year).count(),
        rows=lambda street_id, year: approved_in(street_id, year).order_by("number"),
        link="/desk/projects/?year={year}&approved=1",
    ),
    FigureSource(
        id="projects.fields",
        label="项目领域",
        count=lambda street_id, year: fields_in(street_id, year).count(),
        rows=fields_in,
        link="/desk/statistics/{year}/#fields",
    ),
    FigureSource(
        id="opinions.collected",
        label="对方案的意见",
        count=lambda street_id, year: collected_in(street_id, year).count(),
        rows=lambda street_id, year: collected_in(street_id, year).order_by("id"),
        link="/desk/opinions/all/?year={year}",
    ),
    FigureSource(
        id="opinions.answered_share",
        label="意见答复率",
        count=lambda street_id, year: share(
            answered_of(street_id, year).count(), collected_in(street_id, year).count()
        ),
        rows=lambda street_id, year: answered_of(street_id, year).order_by("id"),
        link="/desk/opinions/all/?year={year}&answered=1",
        worth=lambda rows, street_id, year: share(rows.count(), collected_in(street_id, year).count()),
    ),
)
