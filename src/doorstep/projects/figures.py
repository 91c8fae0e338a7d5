"""The figures of the projects stage; each can return its rows."""

from doorstep.kernel.figure import FigureSource
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
)
