"""Programmes ride on the chain through at most eight slots; the core never asks which one it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Programme:
    """One programme's eight slots. A ninth needs a decision record."""

    code: str
    name: str
    urls: str = ""
    menu: Sequence[Any] = ()
    intake_checks: Sequence[Callable[..., Any]] = ()
    project_steps: Sequence[Any] = ()
    figures: Sequence[Any] = ()
    printouts: Mapping[str, Callable[..., Any]] = field(default_factory=dict)


_programmes: dict[str, Programme] = {}


def register(programme: Programme) -> None:
    """Make a programme known under its code; a code is taken once."""
    if programme.code in _programmes:
        raise ValueError(f"programme {programme.code} is registered already")
    _programmes[programme.code] = programme


def programmes() -> tuple[Programme, ...]:
    """All that are installed, by code; empty when none is."""
    return tuple(_programmes[code] for code in sorted(_programmes))
