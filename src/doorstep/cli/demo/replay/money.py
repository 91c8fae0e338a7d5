"""The year's public money: the measure, the quotas, what each project bought, and works case by case.

Draws from a random source of its own, so that nothing else in the year changes with it.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from uuid import UUID

from doorstep.cli.demo.replay.cases import CaseDesk, is_case
from doorstep.cli.demo.replay.paying import Step
from doorstep.cli.demo.replay.works import Work
from doorstep.funds.queries import quotas
from doorstep.funds.services import (
    Article,
    Request,
    approve_expense,
    decide_expense,
    grant_quotas,
    open_source,
    pool_quota,
    procure_expense,
    publish_measure,
    receive_money,
    reject_expense,
    request_expense,
    reverse_expense,
    review_expense,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.kernel.errors import NotPossible
from doorstep.projects.queries import project_page
from doorstep.rulebook.rules import DEFAULTS

SPENT_SHARE = (0.72, 0.98)
YUAN = 100
QUOTES_FROM = 5_000 * YUAN
REFUSED_SHARE, SENT_BACK_SHARE = 0.03, 0.012
LENT_FEN = 300_000


class Money(CaseDesk):
    """Plays the money of the year beside the projects that it pays for."""

    def write(self, works: Sequence[Work]) -> None:
        """The measure and the quotas first; each project begins to spend a few days after its start."""
        self.diary.add(moment(date(self.year, 1, 2), time(9)), self.publish)
        self.diary.add(moment(date(self.year, 1, 3), time(10)), self.grant)
        self.diary.add(moment(date(self.year, 9, 3), time(15)), self.lend)
        for work in works:
            day = work.plan.starts_on + timedelta(days=self.rng.randint(3, 9))
            self.diary.add(self.at(day, 15), lambda at, work=work: self.begin(work, at))  # type: ignore[misc]

    def publish(self, at: datetime) -> None:
        publish_measure(
            title=f"{self.stage.plan.name}党建专项经费使用管理办法",
            articles=[
                Article(each["text"], {code: DEFAULTS[code].default for code in each["settings"]})
                for each in self.data["article"]
            ],
            effective_on=day_of(at),
            reason="党工委会议通过。",
            by=self.reviewers[0],
            at=at,
        )

    def grant(self, at: datetime) -> None:
        grant_quotas(year=self.year, by=self.finance, at=at)
        for each in self.data["source"]:
            source = open_source(
                name=each["name"],
                kind=each["kind"],
                year=self.year,
                basis=each["basis"],
                by=self.finance,
                at=at,
            )
            receive_money(
                source_id=source.pk,
                amount_fen=each["yuan"] * YUAN,
                reason=each["basis"],
                by=self.finance,
                at=at,
            )

    def begin(self, work: Work, at: datetime) -> None:
        """What the project will buy is spread over its time; nothing for one that did not start."""
        if not work.number:
            return
        project = project_page(self.reviewers[0], work.number)
        if project.approved_at is None or project.state == "cancelled":
            return
        last_on = min(work.plan.ends_on, date(self.year, 12, 20))
        for number, (item, fen) in enumerate(self.basket(work)):
            span = max((last_on - day_of(at)).days - 9, 1)
            day = day_of(at) + timedelta(days=min(number * 33, span) + self.rng.randint(0, 5))
            self.diary.add(self.at(day, 10), lambda then, item=item, fen=fen: self.ask(work, item, fen, then))  # type: ignore[misc]
        if is_case(work.plan):
            self.diary.add(at + timedelta(hours=1), lambda then: self.ask_for_works(work, then))

    def basket(self, work: Work) -> list[tuple[dict[str, object], int]]:
        """A few purchases of the project's field, together a little below what its plan names."""
        items = [each for each in self.data["item"] if each["field"] == work.plan.field]
        left = int(work.plan.quota_fen * self.rng.uniform(*SPENT_SHARE))
        found = []
        for item in self.rng.sample(items, min(len(items), self.rng.choice((2, 3, 3, 4)))):
            low, high = item["yuan"]
            fen = min(self.rng.randint(low, high) * YUAN + self.rng.choice((0, 0, 50, 80)), left)
            if fen < 200 * YUAN:
                break
            found.append((item, fen))
            left -= fen
        if left > QUOTES_FROM and found:  # the largest thing of the project, bought by quotes
            found.append((items[0] | {"purpose": f"{items[0]['purpose']}（集中采购）"}, left))
        return found

    def ask(self, work: Work, item: dict[str, object], fen: int, at: datetime) -> None:
        """A purchase below the thresholds is asked for plainly; where the guard refuses, by quotes."""
        suppliers = self.data["suppliers"][item["trade"]]
        request = Request(
            org_id=self.stage.orgs[work.plan.org],
            category=str(item["category"]),
            use=str(item["use"]),
            purpose=str(item["purpose"]),
            amount_fen=fen,
            supplier="" if fen >= QUOTES_FROM else self.rng.choice(suppliers),
            reason=f"用于“{work.plan.name}”。",
            project_id=work.project_id,
            by_quotes=fen >= QUOTES_FROM,
        )
        by = self.secretary(work.plan.org)
        try:
            expense = request_expense(request=request, by=by, at=at)
        except NotPossible:
            again = {**vars(request), "supplier": "", "by_quotes": True}
            expense = request_expense(request=Request(**again), by=by, at=at + timedelta(minutes=20))
        self.carry(expense.pk, by, suppliers, at=at)

    def carry(self, pk: UUID, by: Actor, suppliers: Sequence[str], *, at: datetime) -> None:
        """Week by week from the branch's decision to the bank's list."""
        reviewer = self.rng.choice(self.reviewers)
        steps: list[tuple[int, Step]] = [
            (
                1,
                lambda pk, at: decide_expense(
                    expense_id=pk, decision=self.decision("支委会", at), by=by, at=at
                ),
            ),
            (2, lambda pk, at: self.review(pk, reviewer, at)),
            (3, lambda pk, at: self.approve(pk, reviewer, at)),
            (2, lambda pk, at: self.quotes(pk, by, suppliers, at)),
            (3, lambda pk, at: procure_expense(expense_id=pk, contract="", by=by, at=at)),
            (6, lambda pk, at: self.accept(pk, by, at)),
            *self.settle(),
        ]
        if self.rng.random() < SENT_BACK_SHARE:
            steps = [*steps[:-2], (5, lambda pk, at: self.send_back(pk, reviewer, at))]
        self.chain(pk, steps, at)

    def review(self, pk: UUID, reviewer: Actor, at: datetime) -> object:
        """A few are refused: there was a budget for it already."""
        if self.rng.random() < REFUSED_SHARE:
            reject_expense(expense_id=pk, note="这一项已有专门预算，不能重复列支。", by=reviewer, at=at)
            return False
        return review_expense(expense_id=pk, note="用途属实，程序齐全。", by=reviewer, at=at)

    def send_back(self, pk: UUID, reviewer: Actor, at: datetime) -> object:
        """The supplier took it back: the payment is undone, and the trail says why."""
        return reverse_expense(expense_id=pk, note="质量不符，供应商退货退款。", by=reviewer, at=at)

    def lend(self, at: datetime) -> None:
        """Two communities lend part of their own quota to a branch that has more to do."""
        held = {each.quota.org_id: each for each in quotas(self.finance, year=self.year)}
        for giver, taker in (("p008", "p008-3"), ("p005", "p005-2")):
            pool_quota(
                giver_id=held[self.stage.orgs[giver]].quota.pk,
                taker_id=held[self.stage.orgs[taker]].quota.pk,
                amount_fen=LENT_FEN,
                reason="社区党委会议同意，支持院落急需项目。",
                by=self.secretary(giver),
                at=at,
            )

    def approve(self, pk: UUID, reviewer: Actor, at: datetime) -> object:
        """Approved while there is money; what exceeds it is refused with the reason."""
        try:
            return approve_expense(expense_id=pk, by=reviewer, at=at)
        except NotPossible:
            reject_expense(expense_id=pk, note="本年额度不够，列入下一年。", by=reviewer, at=at)
            return False
