"""What a list of allowed fields is made of, and how values are cut down to it (plain Python; DOMAIN R6, N2)."""

from collections.abc import Mapping
from typing import Any, Final

PLAIN: Final = None  # a text, a number, a yes or no
COUNTS: Final = "counts"  # whole numbers by code
PEOPLE: Final = "people"  # a count of residents: one to nine could single somebody out and is kept back
FEWEST: Final = 10
Spec = Mapping[str, Any]


class Leak(ValueError):
    """A value that the allow-list does not know how to show: a defect of the program, not of a person."""


def picked(spec: Spec, values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the list names; a value it lacks is a KeyError, not a gap."""
    return {name: narrowed(part, values[name], name) for name, part in spec.items()}


def narrowed(part: Any, value: Any, name: str) -> Any:
    """One value cut down to what its place in the list allows."""
    if part is PLAIN:
        if not isinstance(value, str | int | None):
            raise Leak(name)
        return value
    if part == PEOPLE:
        return value if not isinstance(value, int) or value == 0 or value >= FEWEST else None
    if part == COUNTS:
        return {code: count for code, count in value.items() if isinstance(count, int)}
    return picked(part, value) if isinstance(value, Mapping) else [picked(part, each) for each in value]
