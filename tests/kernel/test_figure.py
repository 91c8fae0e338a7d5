"""A total comes with the rows that it counts, as of one moment."""

from dataclasses import dataclass
from datetime import UTC, datetime
from fractions import Fraction

from doorstep.kernel.figure import Figure, FigureSource

AT = datetime(2026, 7, 1, 8, tzinfo=UTC)


@dataclass(frozen=True)
class Rows:
    """Anything that can count itself, as a queryset can."""

    size: int

    def count(self) -> int:
        return self.size


def test_figure_source_reads_value_rows_and_moment_together() -> None:
    source = FigureSource(
        id="issues.total",
        label="问题",
        count=lambda street_id, year: street_id * 1_000 + year,
        rows=lambda street_id, year: Rows(street_id * 10),
        link="/desk/issues/?year={year}",
    )

    assert source.read(3, 2019, at=AT) == Figure(
        "issues.total", "问题", value=5_019, rows=30, as_of=AT, link="/desk/issues/?year=2019"
    )


def test_figure_of_a_share_says_its_n_and_unit() -> None:
    figure = Figure("issues.solved", "解决率", Fraction(17, 20), 120, AT, "/desk/", n=120, unit="%")

    assert (figure.value, figure.n, figure.unit) == (Fraction(17, 20), 120, "%")
