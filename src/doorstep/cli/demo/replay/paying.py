"""What every purchase of the played year goes through once it is asked for, step by step with days between."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.people import party_orgs
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.publishing import NoticeBoard
from doorstep.cli.demo.replay.stage import Stage
from doorstep.funds.queries import expense_ahead
from doorstep.funds.rules import Sign
from doorstep.funds.services import (
    Decision,
    accept_expense,
    add_quote,
    pay_expense,
    reconcile_expense,
    register_invoice,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment

SEED = 5_030
Step = Callable[[UUID, datetime], object]


class MoneyDesk:
    """The people at the money desk, their calendar, and the steps that do not depend on what is bought."""

    def __init__(self, stage: Stage, diary: Diary, *, year: int) -> None:
        self.stage, self.diary, self.year, self.rng = stage, diary, year, Random(SEED)
        self.last = moment(date(year, 12, 31), time(22))
        street = stage.plan.path
        self.reviewers = stage.holding("reviewer", path=street)
        self.finance = stage.holding("finance", path=street)[0]
        self.paths = {each.code: each.path for each in party_orgs()}
        self.data = table("spending")
        self.board = NoticeBoard(stage, year=year)
        self.meetings = 0

    def at(self, day: date, hour: int) -> datetime:
        """A working moment: no Saturday, no Sunday."""
        day += timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        return moment(day, time(hour)) + timedelta(minutes=self.rng.randint(0, 80))

    def secretary(self, org: str) -> Actor:
        return self.stage.holding("secretary", path=self.paths[org])[0]

    def settle(self) -> list[tuple[int, Step]]:
        """The finance clerk's part: invoice, payment, notice, the bank's list."""
        return [
            (3, self.invoice),
            (2, lambda pk, at: pay_expense(expense_id=pk, by=self.finance, at=at)),
            (4, self.post),
            (12, self.reconcile),
        ]

    def chain(self, pk: UUID, steps: list[tuple[int, Step]], at: datetime) -> None:
        """Do the first step some days on, then the rest; what the product refuses ends the chain there."""
        if not steps:
            return
        (days, step), *rest = steps
        then = self.later(days, at)

        def do(now: datetime) -> None:
            if step(pk, now) is not False:
                self.chain(pk, rest, now)

        if then <= self.last:
            self.diary.add(then, do)

    def later(self, days: int, at: datetime) -> datetime:
        """So many days on, or a little more; at an hour people work."""
        return self.at(
            day_of(at) + timedelta(days=days + self.rng.choice((0, 0, 1, 2))), self.rng.choice((9, 10, 15))
        )

    def decision(self, meeting: str, at: datetime, *, yes: int = 5) -> Decision:
        self.meetings += 1
        return Decision(f"{meeting}〔{self.year}〕{self.meetings}号", day_of(at), yes=yes)

    def quotes(self, pk: UUID, by: Actor, suppliers: Sequence[str], at: datetime) -> None:
        expense = expense_ahead(pk)
        if not expense.by_quotes:
            return
        names = [*suppliers, *(f"{name}分店" for name in suppliers)][:3]
        for place, name in enumerate(names):
            price = expense.amount_fen * self.rng.randint(900, 1000) // 1000
            dear = place == 1 and self.rng.random() < 0.2
            add_quote(
                expense_id=pk,
                supplier=name,
                price_fen=price,
                satisfies=not dear,
                remark="交货期太长。" if dear else "",
                by=by,
                at=at,
            )

    def accept(self, pk: UUID, by: Actor, at: datetime) -> None:
        signs = (
            Sign(f"{self.rng.choice('赵钱孙李周吴郑王冯陈')}代表", "resident"),
            Sign(f"{self.rng.choice('褚卫蒋沈韩杨朱秦尤许')}委员", "supervision"),
            Sign(by.name, "buyer"),
        )
        accept_expense(expense_id=pk, signs=signs, on=day_of(at), note="数量和质量相符。", by=by, at=at)

    def invoice(self, pk: UUID, at: datetime) -> None:
        expense = expense_ahead(pk)
        register_invoice(
            expense_id=pk,
            invoice_number=f"{self.rng.randint(10_000_000, 99_999_999)}{expense.pk.int % 10_000:04d}",
            amount_fen=expense.price_fen or expense.amount_fen,
            on=day_of(at),
            by=self.finance,
            at=at,
        )

    def post(self, pk: UUID, at: datetime) -> None:
        self.board.expense(pk, at)

    def reconcile(self, pk: UUID, at: datetime) -> None:
        reconcile_expense(
            expense_id=pk,
            bank_ref=f"{day_of(at):%Y%m%d}{self.rng.randint(1000, 9999)}",
            by=self.finance,
            at=at,
        )
