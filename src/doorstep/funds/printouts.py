"""专项经费台账 (DOMAIN §13.12) as columns and rows: quotas on one sheet, expenses on the other."""

from collections.abc import Iterator
from typing import Any, Final

from doorstep.funds.models import Expense, FundQuota
from doorstep.kernel.actor import Actor
from doorstep.papers.table import Column, Table

QUOTA_COLUMNS: Final = (
    Column("组织", width=28),
    Column("额度", "fen", 14),
    Column("结转", "fen", 12),
    Column("已批", "fen", 14),
    Column("已付", "fen", 14),
    Column("可用", "fen", 14),
)
EXPENSE_COLUMNS: Final = (
    Column("日期", "date", 11),
    Column("项目", width=26),
    Column("用途", width=26),
    Column("决策记录", width=30),
    Column("方式", width=14),
    Column("供应商", width=18),
    Column("合同", width=14),
    Column("金额", "fen", 13),
    Column("验收人", width=20),
    Column("票据号", width=16),
    Column("公示号", width=18),
)
APPROVED: Final = ("approved", "procured", "accepted", "invoiced", "paid", "published", "reconciled")


def fund_ledger(actor: Actor, *, year: int, unit: str) -> list[Table]:
    """Both sheets of what the reader may see. 已批 counts everything approved, paid or not (F1)."""
    return [
        Table("专项经费台账", unit, QUOTA_COLUMNS, quota_rows(actor, year)),
        Table("专项经费明细", unit, EXPENSE_COLUMNS, expense_rows(actor, year)),
    ]


def quota_rows(actor: Actor, year: int) -> Iterator[list[Any]]:
    rows = FundQuota.objects.visible_to(actor).filter(year=year).select_related("org")
    for quota in rows.order_by("path", "org__code"):
        held = quota.balance
        yield [
            quota.org.name,
            held.granted + held.pooled,
            held.carried,
            held.committed + held.paid,
            held.paid,
            held.available,
        ]


def expense_rows(actor: Actor, year: int) -> Iterator[list[Any]]:
    """Oldest first; only what was approved and still stands."""
    rows = Expense.objects.visible_to(actor).filter(year=year, state__in=APPROVED).order_by("id")
    for expense in (
        rows.select_related("project").prefetch_related("decisions", "signs").iterator(chunk_size=500)
    ):
        yield expense_row(expense)


def expense_row(expense: Expense) -> list[Any]:
    decisions = sorted(expense.decisions.all(), key=lambda each: each.pk)
    signs = sorted(expense.signs.all(), key=lambda each: each.pk)
    return [
        expense.paid_at or expense.approved_at,
        expense.project.name if expense.project else "",
        expense.purpose,
        "；".join(each.decision_ref for each in decisions),
        "一事一议" if expense.case_by_case else "询价采购" if expense.by_quotes else "直接采购",
        expense.supplier,
        expense.contract,
        expense.price_fen or expense.amount_fen,
        "、".join(each.person_name for each in signs),
        expense.invoice_number,
        expense.notice_number,
    ]
