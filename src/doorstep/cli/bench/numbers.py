"""From measured moments to the few figures that are printed, and whether they meet their limits."""

import os
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from pathlib import Path
from statistics import median
from typing import Any, Final

FSYNCS: Final = 60
PAGE: Final = b"\0" * 4096


@dataclass(frozen=True)
class Limit:
    """What a figure may be at most, or must be at least."""

    name: str
    value: float
    at_least: bool = False

    def is_met(self, found: float) -> bool:
        return found >= self.value if self.at_least else found <= self.value

    @property
    def shown(self) -> str:
        return f"{'≥' if self.at_least else '≤'} {self.value:g}"


def percentile(values: Sequence[float], share: float) -> float:
    """The smallest value that at least ``share`` of all values do not exceed; 0 for no values."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(ceil(share * len(ordered)) - 1, 0)]


def middle(values: Sequence[float]) -> float:
    """The median; 0 for no values."""
    return median(values) if values else 0.0


def fsync_p50_ms(folder: Path) -> float:
    """How long this disk takes to make four kilobytes last: what bounds every acknowledged write."""
    took = []
    path = folder / "fsync-probe"
    with path.open("wb", buffering=0) as probe:
        for _ in range(FSYNCS):
            probe.write(PAGE)
            began = time.perf_counter()
            os.fsync(probe.fileno())
            took.append((time.perf_counter() - began) * 1000)
    path.unlink()
    return round(middle(took), 3)


def rounded(value: Any) -> Any:
    """Figures as they are printed: three decimals are more than any of these runs can repeat."""
    if isinstance(value, float):
        return round(value, 3)
    if isinstance(value, Mapping):
        return {name: rounded(each) for name, each in value.items()}
    return [rounded(each) for each in value] if isinstance(value, list) else value


def judged(figures: Mapping[str, Any], limits: Sequence[Limit]) -> dict[str, Any]:
    """The figures with their limits and the names of those that miss them; nothing measured is a miss."""
    missed = [
        each.name for each in limits if figures.get(each.name) is None or not each.is_met(figures[each.name])
    ]
    return {
        **rounded(figures),
        "limits": {each.name: each.shown for each in limits},
        "missed": missed,
    }
