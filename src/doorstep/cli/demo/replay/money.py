"""The year's public money: the measure, the quotas, what each project bought, and works case by case.

Draws from a random source of its own, so that nothing else in the year changes with it.
"""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from uuid import UUID

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.people import party_orgs
from doorstep.cli.demo.replay.cases import dossier_of, is_case, shares_of
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work
from doorstep.funds.queries import expense_ahead, quotas, sources
from doorstep.funds.rules import Sign
from doorstep.funds.services import (
    Article,
    Decision,
    Request,
    accept_expense,
    add_quote,
    approve_expense,
    decide_expense,
    deliberate_expense,
    grant_quotas,
    open_case,
    open_source,
    pay_expense,
    pool_quota,
    procure_expense,
    publish_expense,
    publish_measure,
    receive_money,
    reconcile_expense,
    register_invoice,
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

SEED = 5_030
SPENT_SHARE = (0.72, 0.98)
YUAN = 100
QUOTES_FROM = 5_000 * YUAN
REFUSED_SHARE, SENT_BACK_SHARE = 0.03, 0.012
LENT_FEN = 300_000
Step = Callable[[UUID, datetime], object]


class Money:
    """Plays the money of the year beside the projects that it pays for."""

    def __init__(self, stage: Stage, diary: Diary, *, year: int) -> None:
        self.stage, self.diary, self.year, self.rng = stage, diary, year, Random(SEED)
        self.last = moment(date(year, 12, 31), time(22))
        street = stage.plan.path
        self.reviewers = stage.holding("reviewer", path=street)
        self.finance = stage.holding("finance", path=street)[0]
        self.paths = {each.code: each.path for each in party_orgs()}
        self.data = table("spending")
        self.meetings = 0

    def write(self, works: Sequence[Work]) -> None:
        """The measure and the quotas first; each project begins to spend a few days after its start."""
        self.diary.add(moment(date(self.year, 1, 2), time(9)), self.publish)
        self.diary.add(moment(date(self.year, 1, 3), time(10)), self.grant)
        self.diary.add(moment(date(self.year, 9, 3), time(15)), self.lend)
        for work in works:
            day = work.plan.starts_on + timedelta(days=self.rng.randint(3, 9))
            self.diary.add(self.at(day, 15), lambda at, work=work: self.begin(work, at))  # type: ignore[misc]

    def at(self, day: date, hour: int) -> datetime:
        """A working moment: no Saturday, no Sunday."""
        day += timedelta(days=max(0, 7 - day.weekday()) % 7 if day.weekday() > 4 else 0)
        return moment(day, time(hour)) + timedelta(minutes=self.rng.randint(0, 80))

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

    def secretary(self, org: str) -> Actor:
        return self.stage.holding("secretary", path=self.paths[org])[0]

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
        then = self.at(
            day_of(at) + timedelta(days=days + self.rng.choice((0, 0, 1, 2))), self.rng.choice((9, 10, 15))
        )

        def do(now: datetime) -> None:
            if step(pk, now) is not False:
                self.chain(pk, rest, now)

        if then <= self.last:
            self.diary.add(then, do)

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

    def decision(self, meeting: str, at: datetime, *, yes: int = 5) -> Decision:
        self.meetings += 1
        return Decision(f"{meeting}〔{self.year}〕{self.meetings}号", day_of(at), yes=yes)

    def approve(self, pk: UUID, reviewer: Actor, at: datetime) -> object:
        """Approved while there is money; what exceeds it is refused with the reason."""
        try:
            return approve_expense(expense_id=pk, by=reviewer, at=at)
        except NotPossible:
            reject_expense(expense_id=pk, note="本年额度不够，列入下一年。", by=reviewer, at=at)
            return False

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
        publish_expense(
            expense_id=pk,
            notice_number=f"经费公示{self.year}年{day_of(at).month}月",
            on=day_of(at),
            by=self.finance,
            at=at,
        )

    def reconcile(self, pk: UUID, at: datetime) -> None:
        reconcile_expense(
            expense_id=pk,
            bank_ref=f"{day_of(at):%Y%m%d}{self.rng.randint(1000, 9999)}",
            by=self.finance,
            at=at,
        )

    def ask_for_works(self, work: Work, at: datetime) -> None:
        """The project's outside money is spent on works, each weighed and decided as a case of its own."""
        by = self.secretary(work.plan.org)
        named = {each.name: each.pk for each in sources(self.finance, year=self.year)}
        fen = work.plan.other_fen
        expense = request_expense(
            request=Request(
                org_id=self.stage.orgs[work.plan.org],
                category="works",
                use="repair",
                purpose=f"{work.plan.name}施工",
                amount_fen=fen,
                reason=f"用于“{work.plan.name}”。",
                project_id=work.project_id,
                by_quotes=True,
                case_by_case=True,
                outside=tuple((named[name], part) for name, part in shares_of(fen, self.data["source"])),
            ),
            by=by,
            at=at,
        )
        self.carry_case(expense.pk, work, by, at=at)

    def carry_case(self, pk: UUID, work: Work, by: Actor, *, at: datetime) -> None:
        reviewer, dossier = (
            self.rng.choice(self.reviewers),
            dossier_of(work.plan, self.rng, self.data["dossier"]),
        )
        yes = self.rng.randint(17, 34)
        steps: list[tuple[int, Step]] = [
            (
                2,
                lambda pk, at: decide_expense(
                    expense_id=pk, decision=self.decision("支委会", at), by=by, at=at
                ),
            ),
            (3, lambda pk, at: open_case(expense_id=pk, dossier=dossier, by=by, at=at)),
            (7, lambda pk, at: self.meet(pk, yes, by, at)),
            (3, lambda pk, at: review_expense(expense_id=pk, note="材料齐全。", by=reviewer, at=at)),
            (4, lambda pk, at: self.decide_case(pk, reviewer, at)),
            (4, lambda pk, at: self.quotes(pk, by, self.data["suppliers"]["工程"], at)),
            (6, lambda pk, at: procure_expense(expense_id=pk, contract="施工合同", by=by, at=at)),
            (45, lambda pk, at: self.accept(pk, by, at)),
            *self.settle(),
        ]
        self.chain(pk, steps, at)

    def meet(self, pk: UUID, yes: int, by: Actor, at: datetime) -> None:
        self.meetings += 1
        decision = Decision(
            f"居民代表会议〔{self.year}〕{self.meetings}号", day_of(at), yes=yes, no=2, abstain=1
        )
        deliberate_expense(expense_id=pk, decision=decision, by=by, at=at)

    def decide_case(self, pk: UUID, reviewer: Actor, at: datetime) -> None:
        decision = self.decision("党工委会议纪要", at, yes=7)
        approve_expense(expense_id=pk, decision=decision, by=reviewer, at=at)
