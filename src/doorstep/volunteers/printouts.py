"""双报到名册 and 积分明细 (DOMAIN §13.15–16) as columns and rows."""

from collections.abc import Iterator
from typing import Any, Final

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.papers.table import Column, Table
from doorstep.volunteers import rules
from doorstep.volunteers.models import ReportIn
from doorstep.volunteers.names import name_of

ROSTER: Final = (
    Column("编号", width=14),
    Column("社区", width=14),
    Column("姓名", width=10),
    Column("所在单位", width=22),
    Column("特长", width=16),
    Column("报到日", "date", 11),
    Column("状态", width=12),
)
ENTRIES: Final = (
    Column("日期", "date", 11),
    Column("账本", width=10),
    Column("事项", width=40),
    Column("分值", "int", 6),
    Column("办法版本", "int", 8),
)


def roster(actor: Actor, *, unit: str) -> Table:
    """双报到名册 in the order of reporting in; no hours and no points stand in it."""
    return Table(title="双报到名册", unit=unit, columns=ROSTER, rows=roster_rows(actor))


def roster_rows(actor: Actor) -> Iterator[list[Any]]:
    rows = ReportIn.objects.kept_by(actor).select_related("place").order_by("id")
    for each in rows.iterator(chunk_size=500):
        yield [
            each.number,
            each.place.name,
            name_of(each),
            each.unit_name,
            each.skills,
            day_of(each.reported_at),
            rules.STATES[each.state],
        ]


def own_entries(member: ReportIn, *, unit: str) -> Table:
    """积分明细: one member's own entries, the two ledgers named line by line."""
    entries = member.entries.select_related("rule_set").order_by("-id")
    rows = [
        [
            each.on,
            rules.LEDGERS[each.ledger],
            each.reason,
            each.value,
            each.rule_set.version if each.rule_set else "",
        ]
        for each in entries
    ]
    return Table(title="积分明细", unit=unit, columns=ENTRIES, rows=rows)
