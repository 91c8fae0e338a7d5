"""After the play: are the totals those of the source page, and does every total have its rows?"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from doorstep.kernel.figure import Value
from doorstep.kernel.shares import percent
from doorstep.projects.queries import project_counts
from doorstep.publishing.figures import figures_of

EXPECTED: dict[str, Value] = {
    "visits.households": 10_932,
    "issues.total": 4_450,
    "issues.on_spot": 4_345,
    "issues.on_spot_share": Fraction(4_345, 4_450),
    "issues.unbalanced": 0,
    "projects.approved": 99,
    "projects.fields": 15,
    "opinions.answered_share": Fraction(1),
    "funds.overdrawn": 0,
    "funds.unreconciled_fen": 0,
    "partners.signed": 53,
    "notices.leaks": 0,
}
OTHER_ROUTES = ("time_limited", "long_term", "explained", "redirected", "merged", "in_project", "in_hand")


@dataclass(frozen=True)
class Line:
    """One line of the table: what was wanted, what is, and from how many rows."""

    id: str
    label: str
    wanted: str
    found: str
    rows: int
    agrees: bool


def reconcile(street_id: int, year: int, *, at: datetime) -> list[Line]:
    """Every expected figure, the others by route, and that these sum up to what is left."""
    figures = {figure.id: figure for figure in figures_of(street_id, year, at=at)}
    lines = [
        Line(
            id=name,
            label=figures[name].label,
            wanted=shown(wanted),
            found=shown(figures[name].value),
            rows=figures[name].rows,
            agrees=figures[name].value == wanted,
        )
        for name, wanted in EXPECTED.items()
    ]
    judged, done = figures["evaluations.published"], project_counts(street_id, year)["projects_done"]
    lines.append(
        Line(judged.id, judged.label, f"{done:,}", shown(judged.value), judged.rows, judged.value == done)
    )
    others = [figures[f"issues.{route}"] for route in OTHER_ROUTES]
    lines += [
        Line(each.id, each.label, "", shown(each.value), each.rows, each.value == each.rows)
        for each in others
    ]
    rest = sum(each.rows for each in others)
    wanted_rest = 4_450 - 4_345
    lines.append(
        Line("issues.others", "其余各路合计", shown(wanted_rest), shown(rest), rest, rest == wanted_rest)
    )
    return lines


def shown(value: Value) -> str:
    if isinstance(value, Fraction):
        return percent(value)
    return f"{value:,}" if isinstance(value, int) else str(value or "")


def table(lines: list[Line]) -> list[str]:
    """The lines as text; Chinese characters count as two columns."""
    heads = ("figure", "项", "应为", "实为", "行数", "")
    rows = [
        (line.id, line.label, line.wanted, line.found, f"{line.rows:,}", "✓" if line.agrees else "✗ 不符")
        for line in lines
    ]
    widths = [max(width(row[place]) for row in (heads, *rows)) for place in range(len(heads))]
    return [
        "  ".join(padded(cell, widths[place]) for place, cell in enumerate(row)) for row in (heads, *rows)
    ]


def width(text: str) -> int:
    return sum(2 if ord(each) > 0x2E7F else 1 for each in text)


def padded(text: str, wanted: int) -> str:
    return text + " " * (wanted - width(text))
