"""The fixed papers of visits (DOMAIN §13, 2 and 3) as rows and columns."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, Final
from uuid import UUID

from django.db.models import QuerySet

from doorstep.papers.table import Column, Table
from doorstep.visits.models import Visit
from doorstep.visits.rules import CLOSED_DOORS, DOOR_KINDS, OUTCOMES, RECEIPT_MODES, TALKED_WITH

LEDGER_NAME: Final = "走访台账"
DIARY_NAME: Final = "民情日记"
CHUNK: Final = 500


@dataclass(frozen=True, slots=True)
class VisitIssues:
    """What became of the issues of one visit; the stage of the issues counts them."""

    total: int = 0
    on_spot: int = 0
    not_done: int = 0


IssueCounts = Callable[[Sequence[UUID]], Mapping[UUID, VisitIssues]]
LEDGER_COLUMNS: Final = (
    Column("走访编号", "text", 38),
    Column("类别", "text", 8),
    Column("日期", "date", 12),
    Column("地址编码", "text", 30),
    Column("结果", "text", 8),
    Column("问题数", "int", 8),
    Column("立行立改", "int", 10),
    Column("未办", "int", 8),
    Column("下次走访", "date", 12),
)
DIARY_COLUMNS: Final = (
    Column("日期", "date", 12),
    Column("地点", "text", 30),
    Column("接谈人", "text", 10),
    Column("内容", "text", 70),
    Column("下次走访", "date", 12),
    Column("确认方式", "text", 10),
)


def visit_ledger(visits: QuerySet[Visit], *, unit: str, issue_counts: IssueCounts) -> Table:
    """走访台账: every row of ``visits``; a closed door is printed as its community (V6)."""
    rows = ledger_rows(visits.prefetch_related(None).iterator(chunk_size=CHUNK), issue_counts)
    return Table(title=LEDGER_NAME, unit=unit, columns=LEDGER_COLUMNS, rows=rows)


def ledger_rows(visits: Iterable[Visit], issue_counts: IssueCounts) -> Iterator[Sequence[Any]]:
    """Counts are asked for by the chunk, so that a year's ledger needs no year's memory."""
    waiting = iter(visits)
    while chunk := list(islice(waiting, CHUNK)):
        counts = issue_counts([visit.pk for visit in chunk])
        for visit in chunk:
            yield ledger_row(visit, counts.get(visit.pk, VisitIssues()))


def ledger_row(visit: Visit, issues: VisitIssues) -> tuple[Any, ...]:
    return (
        str(visit.pk),
        DOOR_KINDS.get(visit.place.kind, "居民户"),
        visit.visited_on,
        address_code(visit),
        OUTCOMES.get(visit.outcome, ""),
        issues.total,
        issues.on_spot,
        issues.not_done,
        visit.next_visit_on,
    )


def address_code(visit: Visit) -> str:
    """The place path with dashes; the community's only for a closed door."""
    path: str = visit.community_path if visit.outcome in CLOSED_DOORS else visit.path
    return "-".join(path.rstrip("/").split("/"))


def diary_table(visits: QuerySet[Visit], *, visitor: str, first: date, last: date) -> Table:
    """民情日记 of one visitor in these days; closed doors are left out, nothing was said there."""
    rows = (diary_row(visit) for visit in visits if visit.outcome not in CLOSED_DOORS)
    title = f"{DIARY_NAME} {first:%Y-%m-%d} 至 {last:%Y-%m-%d}"
    return Table(title=title, unit=visitor, columns=DIARY_COLUMNS, rows=rows)


def diary_row(visit: Visit) -> tuple[Any, ...]:
    return (
        visit.visited_on,
        visit.place.full_name,
        TALKED_WITH.get(visit.talked_with, ""),
        said(visit),
        visit.next_visit_on,
        RECEIPT_MODES.get(visit.receipt_mode, ""),
    )


def said(visit: Visit) -> str:
    """The free text; in its absence what came of the knock."""
    if visit.topics:
        return visit.topics
    return "无事项反映" if visit.nothing_to_report else OUTCOMES.get(visit.outcome, "")
