"""回访记录 and 整改销号表 (DOMAIN §13.17) as columns and rows."""

from collections.abc import Iterator
from typing import Any, Final

from doorstep.evaluation.models import CallTask, Evaluation, Response
from doorstep.evaluation.rules import states as rules
from doorstep.papers.table import Column, Table

RECORD_COLUMNS: Final = (
    Column("编号", width=20),
    Column("轮次", "int", 6),
    Column("组别", width=18),
    Column("联系次数", "int", 9),
    Column("结果", width=14),
    Column("方式", width=8),
    Column("日期", "date", 11),
    Column("好在哪里", width=28),
    Column("还缺什么", width=28),
    Column("希望怎么办", width=28),
    Column("评价", width=12),
    Column("涉及安全", width=9),
    Column("有人要求改评价或给好评", width=12),
    Column("答复", width=28),
)
RECTIFICATION_COLUMNS: Final = (
    Column("编号", width=20),
    Column("项目", width=26),
    Column("原因", width=28),
    Column("措施", width=28),
    Column("类别", width=12),
    Column("责任人", width=12),
    Column("期限", "date", 11),
    Column("完成情况", width=28),
    Column("完成日", "date", 11),
    Column("复核人", width=12),
    Column("销号日", "date", 11),
)


def call_records(found: Evaluation, *, unit: str) -> Table:
    """Who was tried and what was said, by opaque number; whoever lists it sees no name, phone or door."""
    return Table("回访记录", unit, RECORD_COLUMNS, record_rows(found))


def record_rows(found: Evaluation) -> Iterator[list[Any]]:
    tasks = CallTask.objects.filter(evaluation=found).select_related("member").order_by("round", "order")
    said = Response.objects.filter(evaluation=found, is_current=True).select_related("reply")
    by_task = {each.task_id: each for each in said.order_by("id")}
    for task in tasks.iterator(chunk_size=500):
        yield record_row(task, by_task.get(task.pk))


def record_row(task: CallTask, said: Response | None) -> list[Any]:
    start = [
        task.member.code,
        task.round,
        task.member.group,
        task.attempt_count,
        rules.TASK_STATES[task.state],
    ]
    if said is None:
        return [*start, "", None, "", "", "", "", "", "", ""]
    reply = getattr(said, "reply", None)
    return [
        *start,
        rules.MODES[said.mode],
        said.said_on,
        said.good,
        said.missing,
        said.wants,
        rules.GRADES[said.grade],
        yes(said.safety),
        yes(said.pressed),
        reply.text if reply else "",
    ]


def yes(value: bool) -> str:
    return "是" if value else ""


def rectification_table(found: Evaluation, *, unit: str) -> Table:
    """What is put right, by whom and until when, and who has seen it."""
    return Table("整改销号表", unit, RECTIFICATION_COLUMNS, rectification_rows(found))


def rectification_rows(found: Evaluation) -> Iterator[list[Any]]:
    rows = found.rectifications.select_related("owner", "verified_by").order_by("at", "id")
    for each in rows:
        yield [
            found.number,
            found.name,
            each.cause,
            each.action,
            rules.RECTIFICATION_KINDS[each.kind],
            each.owner.display_name,
            each.due_on,
            each.done_note,
            each.done_at,
            each.verified_by.display_name if each.verified_by else "",
            each.verified_at,
        ]
