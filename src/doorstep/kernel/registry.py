"""Programmes ride on the chain through at most eight slots; the core never asks which one it is."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Part:
    """One thing carried out inside a project: a class that was taught, a stall, a road, a meeting of partners.

    ``over_on`` is its last day, None while none is set; ``run_by`` are the accounts who carried it out
    (``account:7``): they never come near its judgement (R5).
    """

    ref: str
    title: str
    over_on: date | None = None
    run_by: frozenset[str] = frozenset()


@dataclass(frozen=True)
class PartKind:
    """A kind of such parts: ``of_project`` gives those of one project, by time. ``code`` up to 24 signs."""

    code: str
    name: str
    of_project: Callable[[UUID], Sequence[Part]]


@dataclass(frozen=True)
class Programme:
    """One programme's eight slots. A ninth needs a decision record.

    ``project_steps``: what it carries out inside a project. Whom a part was for can judge it by itself, with the
    engine that judges projects; a programme brings its parts and nothing else.
    """

    code: str
    name: str
    urls: str = ""
    menu: Sequence[Any] = ()
    intake_checks: Sequence[Callable[..., Any]] = ()
    project_steps: Sequence[PartKind] = ()
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
