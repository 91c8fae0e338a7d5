"""The money desk of the test street: quotas granted, an expense taken as far as a test needs it."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from doorstep.funds import services
from doorstep.funds.models import (
    Candidate,
    CaseDossier,
    Choice,
    Expense,
    ExpensePart,
    ExpenseQuote,
    ExpenseSign,
    ExpenseStep,
    FundDecision,
    FundMeasure,
    FundMove,
    FundQuota,
    FundSource,
    GateCheck,
    Grading,
    GradingTalk,
    PoolConsent,
    Selection,
)
from doorstep.funds.rules import Sign
from doorstep.funds.services import Decision, Dossier, Request
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from tests.issues.town import AT, DAY
from tests.projects.site import Site

TABLES = (
    Candidate,
    CaseDossier,
    Choice,
    GateCheck,
    Grading,
    GradingTalk,
    Selection,
    Expense,
    ExpensePart,
    ExpenseQuote,
    ExpenseSign,
    ExpenseStep,
    FundDecision,
    FundMeasure,
    FundMove,
    FundQuota,
    FundSource,
    PoolConsent,
    Entry,
)
YEAR = 2026
DECISION = Decision(ref="支委会〔2026〕3号", on=AT.date(), yes=5, no=0)
MEETING = Decision(ref="居民代表会议第2次", on=AT.date(), yes=21, no=2, abstain=1)
STREET = Decision(ref="党工委会议纪要〔2026〕8号", on=AT.date(), yes=7)
DOSSIER = Dossier(
    need="雨天楼道进水，三十六户出入不便。",
    do_it="重做防水和排水沟。",
    do_less="只补漏点，管两年。",
    do_nothing="墙体继续受潮，年年返修。",
    comparable="西岭小区 2025 年同类工程 1.6 万元。",
    objections="一户担心施工噪声，已约定白天施工。",
)
SIGNS = (Sign("赵代表", "resident"), Sign("钱经办", "buyer"))


@dataclass
class Counter:
    """The site with its quotas; people by role as on the site."""

    site: Site
    quota: FundQuota

    def __getattr__(self, role: str) -> Actor:
        if role.startswith("__"):
            raise AttributeError(role)
        return getattr(self.site, role)

    def request(self, **changes: Any) -> Request:
        found = Request(
            org_id=self.site.org.pk,
            category="goods",
            use="repair",
            purpose="更换楼道灯具",
            amount_fen=300_000,
            supplier="明亮灯具店",
            reason="十二盏灯坏了。",
        )
        return replace(found, **changes)

    def draft(self, *, by: Actor | None = None, at=AT, **changes: Any) -> Expense:
        return services.request_expense(request=self.request(**changes), by=by or self.secretary, at=at)

    def branch_decided(self, **changes: Any) -> Expense:
        return services.decide_expense(
            expense_id=self.draft(**changes).pk, decision=DECISION, by=self.secretary, at=AT
        )

    def street_reviewed(self, **changes: Any) -> Expense:
        expense = self.branch_decided(**changes)
        return services.review_expense(expense_id=expense.pk, by=self.reviewer, at=AT + DAY)

    def approved(self, **changes: Any) -> Expense:
        return self.approve(self.street_reviewed(**changes))

    def approve(self, expense: Expense, **changes: Any) -> Expense:
        values = {"by": self.reviewer, "at": AT + 2 * DAY} | changes
        return services.approve_expense(expense_id=expense.pk, **values)

    def procured(self, **changes: Any) -> Expense:
        return self.procure(self.approved(**changes))

    def procure(self, expense: Expense, **changes: Any) -> Expense:
        values = {"contract": "收据", "by": self.secretary, "at": AT + 3 * DAY} | changes
        return services.procure_expense(expense_id=expense.pk, **values)

    def accepted(self, **changes: Any) -> Expense:
        return self.accept(self.procured(**changes))

    def accept(self, expense: Expense, **changes: Any) -> Expense:
        values = {"signs": SIGNS, "on": AT.date(), "by": self.secretary, "at": AT + 4 * DAY} | changes
        return services.accept_expense(expense_id=expense.pk, **values)

    def invoiced(self, **changes: Any) -> Expense:
        return self.invoice(self.accepted(**changes))

    def invoice(self, expense: Expense, **changes: Any) -> Expense:
        values = {
            "invoice_number": f"NO-{expense.number}",
            "amount_fen": expense.price_fen,
            "on": AT.date(),
            "by": self.finance,
            "at": AT + 5 * DAY,
        } | changes
        return services.register_invoice(expense_id=expense.pk, **values)

    def paid(self, **changes: Any) -> Expense:
        return self.pay(self.invoiced(**changes))

    def pay(self, expense: Expense, **changes: Any) -> Expense:
        values = {"by": self.finance, "at": AT + 6 * DAY} | changes
        return services.pay_expense(expense_id=expense.pk, **values)

    def published(self, **changes: Any) -> Expense:
        return services.publish_expense(
            expense_id=self.paid(**changes).pk,
            notice_number="公示2026-3",
            on=AT.date(),
            by=self.finance,
            at=AT + 7 * DAY,
        )

    def reconciled(self, **changes: Any) -> Expense:
        return services.reconcile_expense(
            expense_id=self.published(**changes).pk, bank_ref="B1", by=self.finance, at=AT + 8 * DAY
        )

    def rejected(self, **changes: Any) -> Expense:
        return services.reject_expense(
            expense_id=self.branch_decided(**changes).pk, note="先修旧的", by=self.reviewer, at=AT + DAY
        )

    def reversed(self, **changes: Any) -> Expense:
        return self.reverse(self.approved(**changes))

    def reverse(self, expense: Expense, **changes: Any) -> Expense:
        values = {"note": "供应商退货", "by": self.reviewer, "at": AT + 9 * DAY} | changes
        return services.reverse_expense(expense_id=expense.pk, **values)

    def works(self, **changes: Any) -> Expense:
        values = {
            "category": "works",
            "purpose": "楼道防水",
            "amount_fen": 1_800_000,
            "supplier": "",
            "by_quotes": True,
            "case_by_case": True,
        }
        return self.branch_decided(**(values | changes))

    def case_by_case(self, **changes: Any) -> Expense:
        expense = self.works(**changes)
        return services.open_case(expense_id=expense.pk, dossier=DOSSIER, by=self.secretary, at=AT)

    def deliberated(self, **changes: Any) -> Expense:
        expense = self.case_by_case(**changes)
        return services.deliberate_expense(
            expense_id=expense.pk, decision=MEETING, by=self.secretary, at=AT + DAY
        )

    def reviewed_case(self, **changes: Any) -> Expense:
        expense = self.deliberated(**changes)
        services.see_paper(expense_id=expense.pk, by=self.reviewer, at=AT + DAY)
        return services.review_expense(expense_id=expense.pk, by=self.reviewer, at=AT + DAY)

    def quote(self, expense: Expense, supplier: str, price_fen: int, **changes: Any) -> ExpenseQuote:
        values = {"satisfies": True, "by": self.secretary, "at": AT} | changes
        return services.add_quote(expense_id=expense.pk, supplier=supplier, price_fen=price_fen, **values)

    def three_quotes(self, expense: Expense, *prices: int) -> None:
        for name, price in zip(("甲店", "乙店", "丙店"), prices or (500_000, 490_000, 480_000), strict=True):
            self.quote(expense, name, price)

    def source(self, fen: int = 2_000_000, **changes: Any) -> FundSource:
        values = {
            "name": "街道工程专款",
            "kind": "engineering_pool",
            "year": YEAR,
            "basis": "街办〔2026〕1号",
        }
        source = services.open_source(**(values | changes), by=self.finance, at=AT)
        return services.receive_money(
            source_id=source.pk, amount_fen=fen, reason="拨入", by=self.finance, at=AT
        )

    def measure(self, code: str, value: Any) -> FundMeasure:
        """A version of the measure whose only article sets one number."""
        return services.publish_measure(
            title="经费办法",
            articles=[services.Article("照此执行。", {code: value})],
            effective_on=AT.date(),
            reason="办法",
            by=self.reviewer,
            at=AT,
        )

    def granted(self, purse: FundQuota | FundSource | None = None) -> FundMove:
        """The newest grant of a purse, of the counter's own quota when none is named."""
        return (purse or self.quota).moves.filter(kind="grant").order_by("-number")[0]

    def now(self) -> FundQuota:
        return FundQuota.objects.get(pk=self.quota.pk)


def make_counter(site: Site) -> Counter:
    """The quotas of the year stand: 30,000 yuan for the branch."""
    services.grant_quotas(year=YEAR, by=site.finance, at=AT - timedelta(days=30))
    return Counter(site, FundQuota.objects.get(org=site.org, year=YEAR))


def again(expense: Expense) -> Expense:
    return Expense.objects.get(pk=expense.pk)


def rows_written() -> tuple[int, ...]:
    """How many rows the acts have left, to show that a refusal left none."""
    return tuple(table.objects.count() for table in TABLES)
