"""A number of one notice or of one project's page, opened: what it means, and what that page says of it."""

from dataclasses import dataclass

from doorstep.publishing.queries import project_page, public_notice
from doorstep.publishing.rules.counted import METHODS
from doorstep.publishing.rules.methods import Method
from doorstep.publishing.rules.stated import Stated, stated_in


@dataclass(frozen=True)
class StatedFigure:
    """``id`` such as ``result.rate``, of the page with this title; ``round``: 1 or 2 where there are both."""

    id: str
    title: str
    method: Method
    stated: Stated
    is_personal: bool = False

    @property
    def round(self) -> int:
        return {"first": 1, "second": 2}.get(self.id.split(".")[1], 0)


def figure_of_notice(street_id: int, number: str, name: str) -> StatedFigure | None:
    """What a notice that everybody may read says under this name; None where there is no such number."""
    notice = public_notice(street_id, number)
    stated = stated_in(notice.kind, notice.body, name) if notice else None
    if notice is None or stated is None:
        return None
    method = METHODS[notice.kind][name]
    return StatedFigure(f"{notice.kind}.{name}", notice.title, method, stated, notice.is_personal)


def figure_of_project(street_id: int, number: str, name: str) -> StatedFigure | None:
    """The same of a project's released page."""
    page = project_page(street_id, number)
    stated = stated_in("project", page.body, name) if page and page.body.get("goal") else None
    if page is None or stated is None:
        return None
    return StatedFigure(f"project.{name}", page.body["name"], METHODS["project"][name], stated)
