"""Drawing the doors: the same marks keep their place from level to level.

Wide: columns fill from the left, the doors that spoke stand at the right and fall straight down.
Narrow (phone): rows fill from the top. Whole columns or rows are drawn once and repeated.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe

SHAPES = {
    "silent": "M2 2h6v10h-6z",
    "spoke": "M2 2h6v10h-6z",
    "fixed": "M1.5 1.5h7v11h-7zM5.7 2.7h1.8v9.8h-1.8z",
    "projects": "M5 .2l4.2 3.2v9.1h-8.4v-9.1zM3.8 7h2.4v5.5h-2.4z",
    "judged": "M5 .2l4.2 3.2v9.1h-8.4v-9.1zM2.4 7.6l1-1 1.1 1.1 2.2-2.3 1 1-3.2 3.4z",
}
PITCH_X, PITCH_Y = 10, 14
WIDE_COLUMNS, NARROW_COLUMNS = 122, 45
BIG = 3
BIG_PER_ROW = 20
FALL = 30


@dataclass(frozen=True)
class Street:
    """Marks at each stage; a later stage never shows more marks than there are doors."""

    visited: int
    spoke: int
    fixed: int
    projects: int
    judged: int

    @property
    def rows(self) -> int:
        return max(6, -(-self.doors // WIDE_COLUMNS))

    @property
    def doors(self) -> int:
        return max(self.visited, self.spoke, 1)

    @property
    def columns(self) -> int:
        return -(-self.doors // self.rows)

    @property
    def width(self) -> int:
        return max(self.columns, WIDE_COLUMNS // 2) * PITCH_X

    def count(self, stage: str) -> int:
        return int(getattr(self, stage))


@dataclass(frozen=True)
class Layout:
    """Where mark number i stands: lines of `per_line` marks, each line beside the one before."""

    per_line: int
    along: tuple[int, int]
    across: tuple[int, int]
    left: int = 0
    top: int = 0
    scale: int = 1

    def at(self, line: int, position: int) -> tuple[int, int]:
        x = self.left + line * self.across[0] + position * self.along[0]
        y = self.top + line * self.across[1] + position * self.along[1]
        return x, y

    def segments(self, start: int, stop: int) -> Iterator[tuple[int, int, int]]:
        """(line, first position, end position) of the marks start … stop-1."""
        while start < stop:
            line, first = divmod(start, self.per_line)
            end = min(self.per_line, first + stop - start)
            yield line, first, end
            start += end - first


def _moved(shape: str, x: int, y: int, scale: int) -> str:
    if scale != 1:
        shape = re.sub(r"-?\d*\.?\d+", lambda number: f"{float(number[0]) * scale:g}", shape)
    return re.sub(r"M([\d.]+) ([\d.]+)", lambda at: f"M{float(at[1]) + x:g} {float(at[2]) + y:g}", shape)


def _line(shape: str, layout: Layout, line: int, first: int, end: int) -> str:
    return "".join(_moved(shape, *layout.at(line, k), layout.scale) for k in range(first, end))


def draw(name: str, layout: Layout, start: int, stop: int, *, key: str) -> str:
    """The marks start … stop-1 in the shape `name`; whole lines share one drawing called `key`."""
    shape, parts, first_whole = SHAPES[name], [], None
    for line, first, end in layout.segments(start, stop):
        if (first, end) != (0, layout.per_line):
            parts.append(f'<path d="{_line(shape, layout, line, first, end)}"/>')
        elif first_whole is None:
            first_whole = line
            parts.append(f'<path id="{key}" d="{_line(shape, layout, line, first, end)}"/>')
        else:
            steps = line - first_whole
            parts.append(
                f'<use href="#{key}" x="{steps * layout.across[0]}" y="{steps * layout.across[1]}"/>'
            )
    return f'<g class="door-{name}">{"".join(parts)}</g>' if parts else ""


def _svg(kind: str, width: int, height: int, body: str) -> SafeString:
    """Only numbers and our own shapes are inside, so nothing is left to escape."""
    if not body:
        return mark_safe("")
    box = f'viewBox="0 0 {width} {height}" aria-hidden="true" focusable="false"'
    return mark_safe(f'<svg class="doors-{kind}" {box}>{body}</svg>')


def level_wide(street: Street, stage: str) -> SafeString:
    """One level of the wide picture; fewer than a column's worth of projects are drawn big."""
    if stage in ("projects", "judged"):
        return _big_wide(street, stage)
    top = 0 if stage == "visited" else FALL
    layout = Layout(street.rows, (0, PITCH_Y), (PITCH_X, 0), street.width - street.columns * PITCH_X, top)
    body = _flow(street, stage) + _body(street, layout, stage, "w")
    return _svg("wide", street.width, top + street.rows * PITCH_Y, body if street.count(stage) else "")


def level_narrow(street: Street, stage: str) -> SafeString:
    """One level for a phone: rows from the left, the next level simply below."""
    width = NARROW_COLUMNS * PITCH_X
    if stage in ("projects", "judged"):
        count = street.count(stage)
        layout = Layout(BIG_PER_ROW, (PITCH_X * BIG, 0), (0, PITCH_Y * BIG), scale=BIG)
        height = -(-count // BIG_PER_ROW) * PITCH_Y * BIG
        return _svg("narrow", width, height, draw(stage, layout, 0, count, key=f"n-{stage}"))
    layout = Layout(NARROW_COLUMNS, (PITCH_X, 0), (0, PITCH_Y))
    marks = street.doors if stage == "visited" else street.count(stage)
    height = -(-marks // NARROW_COLUMNS) * PITCH_Y
    if stage == "visited":
        body = _body(street, layout, stage, "n")
    else:
        body = draw(stage, layout, 0, marks, key=f"n-{stage}")
    return _svg("narrow", width, height, body)


def _body(street: Street, layout: Layout, stage: str, prefix: str) -> str:
    """Marks at their own place in the street: silent, then those that spoke; projects at the very end."""
    doors, quiet = street.doors, street.doors - street.spoke
    if stage == "visited":
        return draw("silent", layout, 0, quiet, key=f"{prefix}-silent") + draw(
            "spoke", layout, quiet, doors, key=f"{prefix}-visited"
        )
    if stage == "spoke":
        return draw("spoke", layout, quiet, doors, key=f"{prefix}-spoke")
    return draw("fixed", layout, quiet, quiet + street.fixed, key=f"{prefix}-fixed")


def _block(street: Street, stage: str) -> tuple[int, int]:
    """Left and right edge of the marks of a stage in the wide picture."""
    if stage in ("projects", "judged"):
        return street.width - min(BIG_PER_ROW, street.count(stage)) * PITCH_X * BIG, street.width
    origin = street.width - street.columns * PITCH_X
    quiet = street.doors - street.spoke
    end = quiet + street.count("fixed" if stage == "fixed" else "spoke")
    return origin + quiet // street.rows * PITCH_X, origin - (-end // street.rows) * PITCH_X


def _source(street: Street, stage: str) -> tuple[int, int]:
    """The edges from which the marks of a stage come down: their own places in the level above."""
    if stage in ("spoke", "fixed"):
        return _block(street, stage)
    if stage == "judged":
        return street.width - min(BIG_PER_ROW, street.judged) * PITCH_X * BIG, street.width
    return street.width + (-street.projects // street.rows) * PITCH_X, street.width


def _flow(street: Street, stage: str) -> str:
    """The pale band along which the same marks come down from the level above."""
    if stage == "visited":
        return ""
    (from_left, from_right), (left, right) = _source(street, stage), _block(street, stage)
    middle = FALL // 2
    passing = _passing(street) if stage == "fixed" else ""
    return passing + (
        f'<path class="door-flow" d="M{from_left} 0C{from_left} {middle} {left} {middle} {left} {FALL}'
        f'H{right}C{right} {middle} {from_right} {middle} {from_right} 0z"/>'
    )


def _passing(street: Street) -> str:
    """What could not be put right at once goes past the doors that were, on to the projects."""
    if not street.projects:
        return ""
    left, right = _source(street, "projects")
    return f'<path class="door-flow" d="M{left} 0V{FALL + street.rows * PITCH_Y}H{right}V0z"/>'


def _big_wide(street: Street, stage: str) -> SafeString:
    """Projects are few: their marks stand in rows at three times the size."""
    count = street.count(stage)
    per_row = min(BIG_PER_ROW, count) or 1
    layout = Layout(per_row, (PITCH_X * BIG, 0), (0, PITCH_Y * BIG), _block(street, stage)[0], FALL, BIG)
    body = _flow(street, stage) + draw(stage, layout, 0, count, key=f"w-{stage}") if count else ""
    return _svg("wide", street.width, FALL + -(-count // per_row) * PITCH_Y * BIG, body)
