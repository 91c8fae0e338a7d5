"""Every finished project is judged by those it was for: list, draw, calls, result, and what follows from it."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from doorstep.cli.demo.content import judgements as words
from doorstep.cli.demo.replay.diary import Act, Diary
from doorstep.cli.demo.replay.listing import Judged, Listing
from doorstep.cli.demo.replay.mending import Mending
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import BOARD, Work, Works, known
from doorstep.evaluation import services
from doorstep.evaluation.queries import replayed
from doorstep.evaluation.rules.checklists import checklist
from doorstep.evaluation.rules.states import Said
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.publishing.services import (
    answer_objection,
    draft_result_notice,
    object_to_notice,
    post_notice,
    review_notice,
)

ROUNDS: Final = 9
CALLED_AT: Final = (time(9, 40), time(15, 10), time(18, 50))
REACHED, REFUSED, WRONG = 0.62, 0.03, 0.02
DISAPPOINTED_PROJECTS: Final = 7
OBJECTED: Final = 0.08
DISAPPOINTED_UNTIL: Final = (10, 10)


class Judging:
    """Plays the evaluations with a dice of its own; what falls into the next January is played after the year."""

    def __init__(self, stage: Stage, diary: Diary, works: Works, *, year: int) -> None:
        self.stage, self.diary, self.works, self.year = stage, diary, works, year
        self.rng, self.later = Random(f"judging:{year}"), Diary()
        self.last = moment(date(year, 12, 31), time(23, 30))
        path = stage.plan.path
        self.callers = stage.holding("caller", path=path)
        self.watchers = [
            actor
            for actor in stage.holding("supervisor", path=path)
            if actor not in stage.holding("clerk", path=path)
        ]
        self.disappointing: set[str] = set()
        self.quoted = False
        self.by_work: dict[UUID, Judged] = {}
        self.listing, self.mending = Listing(self), Mending(self)

    def listen(self, played: Sequence[Work]) -> None:
        """Hook into the works: the list while one builds, the judgement once it is accepted."""
        early = date(self.year, *DISAPPOINTED_UNTIL)
        fit = [w.plan.number for w in played if w.plan.ending == "finished" and w.plan.ends_on < early]
        chosen = [number for number in fit if number not in {w.plan.number for w in played if w.plan.key}]
        self.disappointing = set(self.rng.sample(chosen, min(DISAPPOINTED_PROJECTS, len(chosen))))
        begun, after = self.works.begun, self.works.after

        def then_list(work: Work, at: datetime) -> None:
            begun(work, at)
            self.add(at + timedelta(days=1, hours=2), lambda then: self.listing.plan(work, then))

        def then_judge(work: Work, at: datetime) -> None:
            after(work, at)
            self.add(self.at_hour(at, 1, 9), lambda then: self.assess(work, then))
            self.add(self.at_hour(at, 1, 10), lambda then: self.draw(self.by_work[known(work)], then))

        self.works.begun, self.works.after = then_list, then_judge  # type: ignore[method-assign]

    def add(self, at: datetime, act: Act) -> None:
        (self.diary if at <= self.last else self.later).add(at, act)

    def at_hour(self, at: datetime, days: int, hour: int) -> datetime:
        return moment(day_of(at) + timedelta(days=days), time(hour)) + timedelta(
            minutes=self.rng.randint(0, 20)
        )

    def assess(self, work: Work, at: datetime) -> None:
        """Somebody who did not deliver it looks at the thing itself."""
        judged = self.by_work[known(work)]
        kind = words.checklist_of(work.plan)
        answers = dict.fromkeys(checklist(kind), "yes")
        remarks = {}
        if work.plan.number in self.disappointing:
            code = self.rng.choice(list(answers))
            answers[code], remarks[code] = "partly", self.rng.choice(list(words.CAUSES))
        services.assess_site(
            evaluation_id=judged.evaluation_id,
            kind=kind,
            answers=answers,
            remarks=remarks,
            remark="按清单逐项看过。",
            by=self.rng.choice(self.watchers),
            at=at,
        )

    def draw(self, judged: Judged, at: datetime) -> None:
        """The numbers come out, the sample follows from them, and the calling begins the same day."""
        census = replayed.is_census(judged.evaluation_id)
        if not census:
            for side, by in (("a", judged.clerk), ("b", self.watchers[0])):
                services.reveal_secret(
                    evaluation_id=judged.evaluation_id, side=side, secret=judged.secrets[side], by=by, at=at
                )
        services.draw_sample(
            evaluation_id=judged.evaluation_id,
            caller_ids=[caller.account_id or 0 for caller in self.callers],
            by=judged.clerk,
            at=at,
            rng=self.rng,
        )
        for number in range(ROUNDS):
            then = moment(day_of(at) + timedelta(days=number + 1), CALLED_AT[number % 3])
            self.add(then, self.calling(judged, number))
        self.add(self.at_hour(at, ROUNDS + 2, 9), lambda then: self.close(judged, then))

    def calling(self, judged: Judged, number: int) -> Act:
        return lambda at: self.call_round(judged, number, at)

    def call_round(self, judged: Judged, number: int, at: datetime) -> None:
        """Everybody who waits is tried once; in the last rounds nobody is left waiting."""
        callers = {caller.account_id: caller for caller in self.callers}
        for place, (task_id, caller_id) in enumerate(replayed.waiting(judged.evaluation_id)):
            self.try_one(judged, task_id, callers[caller_id], number, at + timedelta(minutes=place % 100))

    def try_one(self, judged: Judged, task_id: UUID, by: Actor, number: int, at: datetime) -> None:
        dice, last = self.rng.random(), number >= ROUNDS - 2
        if last or dice < REACHED:
            services.record_response(task_id=task_id, said=self.said(judged), by=by, at=at)
            return
        outcome = "no_answer"
        if dice > 1 - WRONG:
            outcome = "wrong_number"
        elif dice > 1 - WRONG - REFUSED:
            outcome = "refused"
        services.record_attempt(task_id=task_id, outcome=outcome, by=by, at=at)

    def said(self, judged: Judged) -> Said:
        rng = self.rng
        if judged.story == "renewal" and not self.quoted:
            self.quoted = True
            return Said(grade=5, good=words.OWN_WORDS, may_show=True, mode="visit")
        if rng.random() < judged.share:
            return Said(
                grade=rng.choices((5, 4, 3), (50, 38, 12))[0],
                good=words.good_words(rng, judged.story),
                missing=words.missing_words(rng, judged.story) if rng.random() < 0.12 else "",
                mode=rng.choices(("phone", "visit"), (7, 3))[0],
            )
        return Said(
            grade=rng.choices((2, 1), (85, 15))[0],
            missing=words.missing_words(rng, judged.story),
            wants=rng.choice(words.WANTS),
            pressed=rng.random() < 0.02,
            mode=rng.choices(("phone", "visit"), (7, 3))[0],
        )

    def close(self, judged: Judged, at: datetime) -> None:
        pieces = words.words_of(judged.story)
        themes = [*self.rng.sample(pieces["good"], 2), *self.rng.sample(pieces["missing"], 1)]
        services.close_collection(evaluation_id=judged.evaluation_id, themes=themes, by=judged.clerk, at=at)
        self.add(at + timedelta(hours=1), lambda then: call_again(self, judged, then))
        if judged.round == 1:
            self.add(self.at_hour(at, 1, 15), lambda then: self.review(judged, then))
        else:
            self.add(self.at_hour(at, 1, 15), lambda then: self.publish(judged, then))

    def review(self, judged: Judged, at: datetime) -> None:
        reviewer = self.rng.choice(self.works.reviewers)
        look_at_flags(judged, reviewer, at)
        services.review_result(
            evaluation_id=judged.evaluation_id,
            note="人数、比例与记录一致。",
            by=reviewer,
            at=at + timedelta(minutes=20),
        )
        self.add(self.at_hour(at, 1, 9), lambda then: self.publish(judged, then))

    def publish(self, judged: Judged, at: datetime) -> None:
        """The notice of the result goes up; a poor result is followed up, and somebody may object."""
        reviewer = self.rng.choice(self.works.reviewers)
        look_at_flags(judged, reviewer, at)
        notice = draft_result_notice(evaluation_id=judged.evaluation_id, by=judged.clerk, at=at)
        review_notice(notice_id=notice.pk, by=reviewer, at=at + timedelta(minutes=30))
        post_notice(notice_id=notice.pk, place_posted=BOARD, by=judged.clerk, at=at + timedelta(hours=1))
        if self.rng.random() < OBJECTED:
            self.add(self.at_hour(at, 2, 19), lambda then: self.object(judged, notice.pk, then))
        self.add(self.at_hour(at, 2, 14), lambda then: self.answer_each(judged, then))
        if judged.round == 1 and replayed.must_ask_again(judged.evaluation_id):
            self.mending.begin(judged, at)
        else:
            self.add(self.at_hour(at, 8, 10), lambda then: self.archive(judged, then))

    def object(self, judged: Judged, notice_id: UUID, at: datetime) -> None:
        """A resident objects on the public page and is answered there."""
        text, answer = self.rng.choice(words.OBJECTIONS)
        resident = Actor.resident(self.stage.street_id)
        made = object_to_notice(notice_id=notice_id, text=text, by=resident, at=at)
        self.add(
            self.at_hour(at, 2, 10),
            lambda then: answered(made.pk, answer, self.works.reviewers[0], then),
        )

    def answer_each(self, judged: Judged, at: datetime) -> None:
        for place, response_id in enumerate(replayed.unanswered(judged.evaluation_id)):
            services.answer_resident(
                response_id=response_id,
                text=self.rng.choice(words.REPLIES),
                by=judged.clerk,
                at=at + timedelta(minutes=4 * place),
            )

    def archive(self, judged: Judged, at: datetime) -> None:
        services.archive_evaluation(evaluation_id=judged.evaluation_id, by=judged.clerk, at=at)

    def run_on(self, progress: Callable[[datetime], None] | None = None) -> None:
        """What was begun in the year and ends in the next January."""
        for at in self.later.run(until=self.last + timedelta(days=60)):
            if progress:
                progress(at)


def call_again(judging: Judging, judged: Judged, at: datetime) -> None:
    """Some answers are called about once more by somebody who did not take them down; nearly all hold."""
    rng = Random(f"again:{judged.work.plan.number}:{judged.story}:{judged.round}")
    services.draw_recalls(
        evaluation_id=judged.evaluation_id,
        by=judging.works.reviewers[0],
        at=at,
        seed=f"{rng.getrandbits(256):064x}",
    )
    for place, (recall_id, first) in enumerate(replayed.recalls(judged.evaluation_id)):
        by = rng.choice([each for each in judging.callers if each.account_id != first])
        outcome = rng.choices(("confirmed", "unreachable", "differs"), (94, 5, 1))[0]
        services.record_recall(
            recall_id=recall_id,
            outcome=outcome,
            note="说的是“满意”，记成了“基本满意”。" if outcome == "differs" else "",
            by=by,
            at=at + timedelta(minutes=6 * place + 10),
        )


def look_at_flags(judged: Judged, reviewer: Actor, at: datetime) -> None:
    for flag_id in replayed.flags_open(judged.evaluation_id):
        services.look_at_flag(
            flag_id=flag_id, note="翻看原始记录，各是各的话，没有发现代答。", by=reviewer, at=at
        )


def answered(objection_id: int, answer: str, by: Actor, at: datetime) -> None:
    answer_objection(objection_id=objection_id, answer=answer, upheld=False, by=by, at=at)
