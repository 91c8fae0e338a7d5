"""After the play: are the totals those of the source page, and does every total have its rows?"""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from doorstep.kernel.figure import Value
from doorstep.kernel.shares import percent
from doorstep.projects.queries import project_counts
from doorstep.publishing.figures import SOURCES

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
    """One line of the table: what was wanted, what is, and what its rows come to, and how many they are."""

    id: str
    label: str
    wanted: str
    found: str
    from_rows: str
    rows: int
    agrees: bool


def reconcile(street_id: int, year: int, *, at: datetime) -> list[Line]:
    """Every figure: what was expected of it, and the same again from its rows; and that the other routes add up."""
    found = {source.id: (source, source.read(street_id, year, at=at)) for source in SOURCES}
    expected = {**EXPECTED, "evaluations.published": project_counts(street_id, year)["projects_done"]}
    lines = []
    for name, (source, figure) in found.items():
        wanted = expected.get(name, figure.value)
        from_rows = source.of_rows(street_id, year)
        agrees = figure.value == wanted and figure.value == from_rows
        says = shown(wanted) if name in expected else ""
        lines.append(
            Line(name, figure.label, says, shown(figure.value), shown(from_rows), figure.rows, agrees)
        )
    rest = sum(found[f"issues.{route}"][1].rows for route in OTHER_ROUTES)
    wanted_rest = 4_450 - 4_345
    others = ("issues.others", "其余各路合计", shown(wanted_rest), shown(rest), shown(rest))
    return [*lines, Line(*others, rest, rest == wanted_rest)]


def shown(value: Value) -> str:
    if isinstance(value, Fraction):
        return percent(value)
    return f"{value:,}" if isinstance(value, int) else str(value or "")


def table(lines: list[Line]) -> list[str]:
    """The lines as text; Chinese characters count as two columns."""
    heads = ("figure", "项", "应为", "实为", "逐行", "行数", "")
    rows = [
        (
            line.id,
            line.label,
            line.wanted,
            line.found,
            line.from_rows,
            f"{line.rows:,}",
            "✓" if line.agrees else "✗ 不符",
        )
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
