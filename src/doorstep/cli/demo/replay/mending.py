"""Where people were not satisfied: asked again, put right, and judged once more."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from doorstep.cli.demo.content import judgements as words
from doorstep.evaluation import services
from doorstep.evaluation.queries import replayed
from doorstep.kernel.actor import Actor

if TYPE_CHECKING:
    from doorstep.cli.demo.replay.judging import Judging
    from doorstep.cli.demo.replay.listing import Judged

BETTER = 0.93


class Mending:
    """The longer way of an evaluation."""

    def __init__(self, judging: "Judging") -> None:
        self.judging = judging

    def begin(self, judged: "Judged", at: datetime) -> None:
        self.judging.add(self.judging.at_hour(at, 3, 10), lambda then: self.ask_again(judged, then))

    def ask_again(self, judged: "Judged", at: datetime) -> None:
        """Every dissatisfied one by whoever called them, and one talk with all."""
        rng, callers = self.judging.rng, {each.account_id: each for each in self.judging.callers}
        for place, (response_id, caller_id) in enumerate(replayed.dissatisfied(judged.evaluation_id)):
            services.solicit(
                evaluation_id=judged.evaluation_id,
                response_id=response_id,
                how="phone",
                said=words.missing_words(rng, judged.story),
                wants=rng.choice(words.WANTS),
                by=callers[caller_id],
                at=at + timedelta(minutes=6 * place),
            )
        services.solicit(
            evaluation_id=judged.evaluation_id,
            how="meeting",
            said=f"座谈到场{rng.randint(7, 15)}人，主要说了{'、'.join(rng.sample(words.MISSING, 2))}。",
            wants=rng.choice(words.WANTS),
            by=judged.clerk,
            at=at + timedelta(days=1),
        )
        self.judging.add(self.judging.at_hour(at, 3, 9), lambda then: self.put_right(judged, then))

    def put_right(self, judged: "Judged", at: datetime) -> None:
        rng = self.judging.rng
        owner = self.judging.works.secretary(judged.work)
        for cause in rng.sample(list(words.CAUSES), rng.choice((1, 2))):
            made = services.plan_rectification(
                evaluation_id=judged.evaluation_id,
                cause=cause,
                action=words.CAUSES[cause],
                kind=rng.choice(("simple", "complex")),
                owner_id=owner.account_id or 0,
                by=judged.clerk,
                at=at,
            )
            self.judging.add(
                self.judging.at_hour(at, rng.choice((3, 4, 5)), 16),
                lambda then, pk=made.pk: self.done(judged, pk, then),
            )  # type: ignore[misc]
        self.judging.add(self.judging.at_hour(at, 9, 9), lambda then: self.again(judged, then))

    def done(self, judged: "Judged", rectification_id: UUID, at: datetime) -> None:
        owner = self.judging.works.secretary(judged.work)
        note = self.judging.rng.choice(words.DONE)
        services.report_rectified(rectification_id=rectification_id, note=note, by=owner, at=at)
        watcher = self.judging.rng.choice(self.judging.watchers)
        self.judging.add(at + timedelta(days=1), lambda then: verified(rectification_id, watcher, then))

    def again(self, judged: "Judged", at: datetime) -> None:
        """The same people and a fresh draw, under two new numbers."""
        services.begin_second_round(evaluation_id=judged.evaluation_id, by=judged.clerk, at=at)
        judged.round, judged.share = 2, BETTER
        if not replayed.is_census(judged.evaluation_id):
            self.judging.listing.seal(judged, at + timedelta(minutes=20))
        self.judging.add(self.judging.at_hour(at, 1, 9), lambda then: self.judging.draw(judged, then))


def verified(rectification_id: UUID, by: Actor, at: datetime) -> None:
    services.verify_rectified(rectification_id=rectification_id, by=by, at=at)
