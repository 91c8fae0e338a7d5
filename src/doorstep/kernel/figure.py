"""A total that can return its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction
from typing import Any

Value = int | Fraction | str | None


@dataclass(frozen=True)
class Figure:
    """One number as of one moment, with how many rows stand behind it and the page that lists them."""

    id: str
    label: str
    value: Value
    rows: int
    as_of: datetime
    link: str
    n: int | None = None
    unit: str = ""


def number_of(rows: Any, street_id: int, year: int) -> Value:
    found: int = rows.count()
    return found


@dataclass(frozen=True)
class FigureSource:
    """How a figure of a street's year is counted and which rows it counts.

    ``worth``: what these rows come to, for a sum or a share; their number where it is not said.
    """

    id: str
    label: str
    count: Callable[[int, int], Value]
    rows: Callable[[int, int], Any]
    link: str
    worth: Callable[[Any, int, int], Value] = number_of

    def read(self, street_id: int, year: int, *, at: datetime) -> Figure:
        """The figure at this moment; its rows are counted from the rows, not from the counter.

        ``link`` may hold ``{year}``.
        """
        rows = self.rows(street_id, year).count()
        return Figure(self.id, self.label, self.count(street_id, year), rows, at, self.link.format(year=year))

    def of_rows(self, street_id: int, year: int) -> Value:
        """The value once more, from the rows alone: whatever it differs by is a mistake."""
        return self.worth(self.rows(street_id, year), street_id, year)
