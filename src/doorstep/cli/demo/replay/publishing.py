"""The notices of the played year beside those of approval: each expense, each case decided, each star."""

from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from doorstep.cli.demo.replay.stage import Stage
from doorstep.kernel.calendar import day_of
from doorstep.publishing.services import (
    draft_decision_notice,
    draft_expense_notice,
    draft_star_notice,
    post_notice,
    record_posting,
    review_notice,
)

BOARDS = ("社区公告栏", "居民活动室门口", "院落大门公告栏", "街道政务公开栏")


class NoticeBoard:
    """A clerk drafts and posts, a reviewer reads in between; a die of its own chooses the boards."""

    def __init__(self, stage: Stage, *, year: int) -> None:
        street = stage.plan.path
        self.clerk = stage.holding("clerk", path=street)[0]
        self.reviewer = stage.holding("reviewer", path=street)[0]
        self.rng = Random(f"notices:{year}")

    def expense(self, pk: UUID, at: datetime) -> None:
        """Posting it is what publishes the expense."""
        self.carry(draft_expense_notice(expense_id=pk, by=self.clerk, at=at).pk, at)

    def decision(self, pk: UUID, at: datetime) -> None:
        self.carry(draft_decision_notice(expense_id=pk, by=self.clerk, at=at).pk, at)

    def star(self, award_id: UUID, at: datetime) -> None:
        self.carry(draft_star_notice(award_ids=[award_id], by=self.clerk, at=at).pk, at)

    def carry(self, notice_id: UUID, at: datetime) -> None:
        review_notice(notice_id=notice_id, by=self.reviewer, at=at + timedelta(minutes=20))
        posted = post_notice(
            notice_id=notice_id,
            place_posted=self.rng.choice(BOARDS),
            by=self.clerk,
            at=at + timedelta(minutes=40),
        )
        if self.rng.random() < 0.3:
            then = at + timedelta(minutes=55)
            place = self.rng.choice([each for each in BOARDS if each != posted.place_posted])
            record_posting(notice_id=notice_id, place=place, on=day_of(then), by=self.clerk, at=then)
