"""The funnel as a drawing: answers to the right, satisfied share upwards; geometry only."""

from dataclasses import dataclass
from typing import Any

from doorstep.evaluation.queries.results import Funnel

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 360, 48, 40, 12, 12


@dataclass(frozen=True)
class Picture:
    """Paths and places in the units of the view box ``width`` × ``height``."""

    width: int
    height: int
    look: tuple[str, str]
    alarm: tuple[str, str]
    centre: float
    dots: tuple[tuple[float, float, str, str], ...]
    rows: tuple[tuple[float, str], ...]
    columns: tuple[tuple[float, int], ...]
    left: int = LEFT
    floor: int = HEIGHT - BOTTOM
    right: int = WIDTH - RIGHT


def picture_of(found: Funnel) -> Picture:
    most = max(n for n, _look, _alarm in found.curve)
    lowest = min(
        [*(each.share for each in found.lines), *(look.low for _n, look, _alarm in found.curve), 0.5]
    )
    bottom = int(lowest * 10) / 10

    def x(n: float) -> float:
        return round(LEFT + (WIDTH - LEFT - RIGHT) * n / (most * 1.05), 1)

    def y(share: float) -> float:
        return round(TOP + (HEIGHT - TOP - BOTTOM) * (1 - (max(share, bottom) - bottom) / (1 - bottom)), 1)

    def path(which: int, side: str) -> str:
        return " ".join(f"{x(each[0])},{y(getattr(each[which], side))}" for each in found.curve)

    return Picture(
        width=WIDTH,
        height=HEIGHT,
        look=(path(1, "low"), path(1, "high")),
        alarm=(path(2, "low"), path(2, "high")),
        centre=y(found.centre),
        dots=tuple(
            (x(each.result.answered), y(each.share), each.lies, each.result.evaluation.number)
            for each in found.lines
        ),
        rows=tuple((y(tick), f"{tick:.0%}") for tick in ticks(bottom)),
        columns=tuple((x(n), n) for n in columns(most)),
    )


def ticks(bottom: float) -> list[float]:
    return [each / 10 for each in range(round(bottom * 10), 11)]


def columns(most: int) -> list[Any]:
    step = next(each for each in (5, 10, 20, 50, 100, 200, 500) if most / each <= 8 or each == 500)
    return list(range(step, most + 1, step))
