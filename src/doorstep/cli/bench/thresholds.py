"""``bench thresholds``: an owners' tally of 100,000 units, in turn with adding the same areas in a bare loop."""

import time
from collections.abc import Callable
from random import Random
from typing import Any, Final

from doorstep.cli.bench.numbers import Limit, judged, middle
from doorstep.consultations.rules.owners import Area, OwnedUnit, votes_of_owners
from doorstep.consultations.rules.thresholds import tally

OWNERS: Final = 100_000
FEWEST_ROUNDS: Final = 5
LIMITS: Final = (Limit("tally_ms", 200),)


def run(*, rounds: int, owners: int = OWNERS) -> dict[str, Any]:
    """The median of the rounds, at least five, with the reference measured in turn."""
    units, answers = invented(owners)
    tallies, references = [], []
    for _ in range(max(rounds, FEWEST_ROUNDS)):
        tallies.append(taken_ms(lambda: tally("owners_major", votes_of_owners(units, answers))))
        references.append(taken_ms(lambda: bare_sum(units)))
    figures = {
        "benchmark": "thresholds",
        "owners": owners,
        "tally_ms": middle(tallies),
        "reference_ms": middle(references),
    }
    return judged(figures, LIMITS)


def invented(owners: int) -> tuple[list[OwnedUnit], dict[str, str]]:
    """One unit for each owner; eight in ten take part, most of them in favour."""
    chance = Random(278)
    units = [
        OwnedUnit(f"owner-{number}", Area(register=chance.randint(4_000, 18_000))) for number in range(owners)
    ]
    present = (each.owner for each in units if chance.random() < 0.8)
    return units, {owner: "yes" if number % 5 else "no" for number, owner in enumerate(present)}


def bare_sum(units: list[OwnedUnit]) -> int:
    total = 0
    for unit in units:
        total += unit.area.register or 0
    return total


def taken_ms(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return (time.perf_counter() - began) * 1000
