"""Which projects hold a case-by-case work, on what it is weighed, and who carries how much of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from doorstep.cli.demo.content.shapes import ProjectPlan
from doorstep.cli.demo.replay.paying import MoneyDesk, Step
from doorstep.cli.demo.replay.works import Work
from doorstep.funds.queries import sources
from doorstep.funds.services import (
    Decision,
    Dossier,
    Request,
    approve_expense,
    decide_expense,
    deliberate_expense,
    open_case,
    procure_expense,
    request_expense,
    review_expense,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import split_fen, yuan

WORKS = ("防水", "下水", "道路", "供水", "立管", "充电棚", "改水冲", "坡道", "管网", "架空线", "老旧改造")
LEAST_FEN = 6_000_000


def is_case(plan: ProjectPlan) -> bool:
    """Works by their name, paid from outside the quota, above every threshold."""
    return plan.other_fen >= LEAST_FEN and any(word in plan.name for word in WORKS)


def shares_of(fen: int, sources: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    """The amount by the sources' shares, to the fen."""
    parts = split_fen(fen, [each["share"] for each in sources])
    return [(each["name"], part) for each, part in zip(sources, parts, strict=True)]


def dossier_of(plan: ProjectPlan, rng: Random, words: dict[str, Any]) -> Dossier:
    """Need and options in the project's own words; nothing in it says which is better."""
    each = yuan(plan.other_fen // max(sum(group.count for group in plan.beneficiaries), 1))
    return Dossier(
        need=plan.baseline,
        do_it=f"{plan.measures}概算 {yuan(plan.other_fen)} 元。",
        do_less=words["do_less"],
        do_nothing=words["do_nothing"],
        comparable=rng.choice(words["comparable"]).format(each=each),
        objections=rng.choice(words["objections"]),
    )


class CaseDesk(MoneyDesk):
    """Works case by case: dossier, meeting, the street's decision, and then the money."""

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
        posted_at = at + timedelta(days=1)
        if posted_at <= self.last:
            self.diary.add(posted_at, lambda then: self.board.decision(pk, then))
