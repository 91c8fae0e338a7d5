"""意见汇总表 (DOMAIN §13, 19) as rows and columns; no person stands in it."""

from collections.abc import Iterator
from typing import Any, Final

from django.db.models import QuerySet

from doorstep.kernel.calendar import day_of
from doorstep.papers.table import Column, Table
from doorstep.projects.models import Opinion
from doorstep.projects.rules import ADOPTIONS

SUMMARY_NAME: Final = "意见汇总表"
SUMMARY_COLUMNS: Final = (
    Column("编号", "int", 6),
    Column("类别", "text", 14),
    Column("内容", "text", 60),
    Column("采纳", "text", 10),
    Column("理由", "text", 50),
    Column("版次", "int", 6),
    Column("答复日", "date", 12),
)
CHUNK: Final = 500


def opinion_summary(rows: QuerySet[Opinion], *, unit: str, project_name: str) -> Table:
    """What was said about a plan and what became of it, in the order of the numbers."""
    title = f"{project_name}{SUMMARY_NAME}"
    return Table(title=title, unit=unit, columns=SUMMARY_COLUMNS, rows=summary_rows(rows))


def summary_rows(rows: QuerySet[Opinion]) -> Iterator[list[Any]]:
    for opinion in rows.order_by("number").iterator(chunk_size=CHUNK):
        standing = opinion.standing  # type: ignore[attr-defined]  # prefetched by opinions_on
        yield [
            opinion.number,
            opinion.opinion_class.name,
            opinion.text,
            ADOPTIONS.get(opinion.adoption, ""),
            standing[0].reason if standing else "",
            opinion.version.number,
            day_of(opinion.answered_at) if opinion.answered_at else None,
        ]
