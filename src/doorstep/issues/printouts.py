"""问题台账 and the four lists of DOMAIN §13.4–5 as columns and rows; reporters are masked."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from doorstep.issues.contacts import contact_of, sealed_about
from doorstep.issues.models import CallBack, Issue, IssueStep
from doorstep.issues.rules import ANSWERS, CALLBACK_OUTCOMES, CLOSE_REASONS, GRADES, ROUTES, SOURCES, STATES
from doorstep.issues.totals import issues_in, reconciliation
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.papers.table import Column, Table
from doorstep.records.vault import UNREADABLE, read_sealed

COLUMNS: Final = (
    Column("编号", width=16),
    Column("来源", width=9),
    Column("收到日", "date", 11),
    Column("类别", width=12),
    Column("内容", width=48),
    Column("地点", width=24),
    Column("反映人(脱敏)", width=10),
    Column("办理方式", width=10),
    Column("责任单位", width=16),
    Column("责任人", width=10),
    Column("时限", "date", 11),
    Column("延期", "int", 5),
    Column("办理情况", width=40),
    Column("办结日", "date", 11),
    Column("回访日", "date", 11),
    Column("回访结果", width=14),
    Column("销号", width=14),
)
LISTS: Final = {  # DOMAIN §13.5
    "on_spot": "立行立改清单",
    "time_limited": "限时整改清单",
    "long_term": "长期推进清单",
    "explained": "解释说明清单",
}
DONE_ACTS: Final = ("issue.on_spot", "issue.deliver", "issue.explain", "issue.redirect", "issue.take_over")
CHUNK: Final = 500


def issue_ledger(actor: Actor, *, street_id: int, year: int, unit: str, route: str = "") -> Table:
    """问题台账, or one of the four lists when a route is named; only what the reader may see.

    Refuses to print when the year does not reconcile (I6): a ledger that is wrong is not handed out.
    """
    refuse_if(not reconciliation(street_id, year).is_balanced, "ledger.unbalanced")
    rows = issues_in(street_id, year) & Issue.objects.visible_to(actor)
    rows = rows.filter(route=route) if route else rows
    return Table(
        title=LISTS[route] if route else "问题台账", unit=unit, columns=COLUMNS, rows=ledger_rows(rows)
    )


def ledger_rows(rows: QuerySet[Issue]) -> Iterator[list[Any]]:
    """Oldest first, in pieces, so that a hundred thousand rows need no memory of their own."""
    shown = (
        rows.select_related("category", "place", "unit", "handler", "owner", "contact")
        .prefetch_related(
            Prefetch("callbacks", CallBack.objects.order_by("at")),
            Prefetch("steps", IssueStep.objects.filter(act__in=DONE_ACTS).order_by("number")),
        )
        .order_by("pk")
    )
    for issue in shown.iterator(chunk_size=CHUNK):
        yield ledger_row(issue)


def ledger_row(issue: Issue) -> list[Any]:
    calls: list[CallBack] = list(issue.callbacks.all())
    last = calls[-1] if calls else None
    person = issue.handler or issue.owner
    return [
        issue.tracking,
        SOURCES[issue.source],
        issue.received_at,
        issue.category.name,
        issue.text,
        issue.place_text,
        masked_reporter(issue),
        ROUTES[issue.route],
        issue.unit.name if issue.unit else "",
        person.display_name if person else "",
        issue.solve_due_at,
        issue.extension_count,
        done_note(issue.steps.all()) or STATES[issue.state],
        issue.delivered_at,
        last.at if last else None,
        called(last),
        closed(issue),
    ]


def done_note(steps: Iterable[IssueStep]) -> str:
    """What was last said to be done."""
    notes = [step.public_note for step in steps]
    return notes[-1] if notes else ""


def masked_reporter(issue: Issue) -> str:
    """The family name and two asterisks; never more on paper (N2)."""
    contact = contact_of(issue)
    if issue.anonymous or contact is None:
        return "匿名"
    name = read_sealed(contact.name_sealed, about=sealed_about("name", issue))
    if name == UNREADABLE:
        return name
    return f"{name[0]}**" if name else "未留姓名"


def called(call: CallBack | None) -> str:
    """The outcome, and for somebody reached the answer and the grade."""
    if call is None:
        return ""
    if call.outcome != "reached":
        return CALLBACK_OUTCOMES[call.outcome]
    return f"{ANSWERS[call.answer]} {GRADES[call.grade or 0]}"


def closed(issue: Issue) -> str:
    """Why and on which day; "closed" is never the same word as "solved"."""
    if issue.closed_at is None:
        return ""
    return f"{CLOSE_REASONS[issue.close_reason]} {day(issue.closed_at)}"


def day(at: datetime) -> str:
    return day_of(at).isoformat()
