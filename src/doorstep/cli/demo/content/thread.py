"""Two stories of the year with their days: two estates without heating, and an old estate to be renewed.

`what` of an event says which act it is: visit, issue (said at the visit just before it, at the same door),
committee_decides and branch_decides (`due_on` is the deadline), no_agreement, project (the application; see
`projects.project`), work_plan (`items` are its dated steps).
"""

from datetime import date, datetime
from functools import cache
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.projects import project
from doorstep.cli.demo.content.rhythm import SHANGHAI
from doorstep.cli.demo.content.shapes import ThreadEvent


@cache
def heating() -> tuple[ThreadEvent, ...]:
    """From the secretary's first visit to a warm room in November, by the hour."""
    return _events("heating")


@cache
def renewal() -> tuple[ThreadEvent, ...]:
    """The beginnings: visits, voices that contradict one another, a first meeting without agreement."""
    return _events("renewal")


def _events(key: str) -> tuple[ThreadEvent, ...]:
    return tuple(_event(key, row) for row in table("threads")[key])


def _event(key: str, row: dict[str, Any]) -> ThreadEvent:
    steps = project(key).milestones if row["what"] == "work_plan" else ()
    return ThreadEvent(
        what=row["what"],
        at=datetime.fromisoformat(row["at"]).replace(tzinfo=SHANGHAI),
        path=street().path + row["where"],
        who=row["who"],
        text=row["text"],
        category=row.get("category", ""),
        due_on=date.fromisoformat(row["due_on"]) if "due_on" in row else None,
        items=tuple(f"{step.planned_on:%Y-%m-%d} {step.name}" for step in steps),
    )
