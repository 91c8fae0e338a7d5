"""Which projects hold a case-by-case work, on what it is weighed, and who carries how much of it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from typing import Any
from uuid import UUID

from doorstep.cli.demo.content.shapes import ProjectPlan
from doorstep.cli.demo.replay.gatherings import decide, filed, held, items_of, minuted
from doorstep.cli.demo.replay.paying import MoneyDesk, Step
from doorstep.cli.demo.replay.works import Work
from doorstep.consultations.rules import RULE_OF
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Call, ItemPlan, Ruling, call_meeting
from doorstep.funds.queries import sources
from doorstep.funds.services import (
    Dossier,
    Request,
    approve_expense,
    decide_expense,
    decision_of_meeting,
    deliberate_expense,
    open_case,
    procure_expense,
    request_expense,
    review_expense,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.money import split_fen, yuan

WORKS = ("防水", "下水", "道路", "供水", "立管", "充电棚", "改水冲", "坡道", "管网", "架空线", "老旧改造")
LEAST_FEN = 6_000_000
MEETING, AGAINST, ABSTAIN = "representatives", 2, 1
TALK = timedelta(minutes=40)


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


def entitled_for(yes: int) -> int:
    """How many representatives there are where so many agree: about four in five come."""
    return (yes + AGAINST + ABSTAIN) * 5 // 4


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
        decided: list[tuple[int, Step]] = [
            (3, lambda pk, at: review_expense(expense_id=pk, note="材料齐全。", by=reviewer, at=at)),
            (4, lambda pk, at: self.decide_case(pk, reviewer, at)),
            (4, lambda pk, at: self.quotes(pk, by, self.data["suppliers"]["工程"], at)),
            (6, lambda pk, at: procure_expense(expense_id=pk, contract="施工合同", by=by, at=at)),
            (45, lambda pk, at: self.accept(pk, by, at)),
            *self.settle(),
        ]

        def put_before_meeting(pk: UUID, at: datetime) -> bool:
            """The dossier is ready and the meeting is called; it carries the case on."""
            open_case(expense_id=pk, dossier=dossier, by=by, at=at)
            starts_at = self.later(7, at)
            if starts_at <= self.last:
                meeting_id = self.call(work, starts_at, yes, by, at)

                def go_on(now: datetime) -> None:
                    self.meet(pk, meeting_id, yes, by, now)
                    self.chain(pk, decided, now)

                self.diary.add(starts_at, go_on)
            return False

        steps: list[tuple[int, Step]] = [
            (
                2,
                lambda pk, at: decide_expense(
                    expense_id=pk, decision=self.decision("支委会", at), by=by, at=at
                ),
            ),
            (3, put_before_meeting),
        ]
        self.chain(pk, steps, at)

    def call(self, work: Work, starts_at: datetime, yes: int, by: Actor, at: datetime) -> UUID:
        """The residents' representatives are called in time, with the work on their agenda."""
        call = Call(
            kind=MEETING,
            title=f"居民代表会议（{work.plan.name}）"[:80],
            path=self.paths[work.plan.org],
            room="党群服务中心会议室",
            starts_at=starts_at,
            agenda=[ItemPlan(f"{work.plan.name}做不做、怎样做", rule=RULE_OF[MEETING])],
            entitled=entitled_for(yes),
        )
        return call_meeting(call=call, by=by, at=at + TALK).pk

    def meet(self, pk: UUID, meeting_id: UUID, yes: int, by: Actor, at: datetime) -> None:
        """They come, vote by their threshold, and what they decided carries the case."""
        came = yes + AGAINST + ABSTAIN
        held(meeting_id, (entitled_for(yes), came), by, at)
        (item,) = items_of(meeting_id, by)
        votes = {"heads": Votes(entitled_for(yes), came, yes, AGAINST, ABSTAIN)}
        decide(item.pk, Ruling("照做，施工安排在白天。", votes=votes), by, at)
        deliberate_expense(expense_id=pk, decision=decision_of_meeting(item.pk, by=by), by=by, at=at)
        minutes = "介绍了材料和各个方案，逐人发言以后表决。"
        self.diary.add(at + timedelta(hours=20), lambda then: minuted(meeting_id, minutes, by, then))
        self.diary.add(at + timedelta(days=7), lambda then: filed(meeting_id, by, then))

    def decide_case(self, pk: UUID, reviewer: Actor, at: datetime) -> None:
        decision = self.decision("党工委会议纪要", at, yes=7)
        approve_expense(expense_id=pk, decision=decision, by=reviewer, at=at)
        posted_at = at + timedelta(days=1)
        if posted_at <= self.last:
            self.diary.add(posted_at, lambda then: self.board.decision(pk, then))
