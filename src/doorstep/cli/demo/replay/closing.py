"""What the office does by the clock: timed jobs every day, and the public pages released once a month."""

from datetime import date, datetime, time, timedelta

from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.delivery.services import end_agreements, remind_of_agreements
from doorstep.issues.services import mark_missed_responses
from doorstep.journal.services import seal_journal
from doorstep.kernel.calendar import moment
from doorstep.messages.services import send_due
from doorstep.publishing.queries import waiting_snapshots
from doorstep.publishing.services import archive_notices, end_notices, refresh_snapshots, release_snapshot


class Office:
    """Timed work, as the background process does it."""

    def __init__(self, stage: Stage, diary: Diary, *, year: int) -> None:
        self.stage, self.diary, self.year = stage, diary, year

    def write(self) -> None:
        day = date(self.year, 1, 2)
        while day.year == self.year:
            self.diary.add(moment(day, time(0, 20)), self.by_night)
            day += timedelta(days=1)
        for month in range(2, 13):
            self.diary.add(moment(date(self.year, month, 3), time(17)), self.release)
        self.diary.add(moment(date(self.year, 12, 31), time(23)), self.by_night)
        self.diary.add(moment(date(self.year, 12, 31), time(23, 10)), self.release)

    def by_night(self, at: datetime) -> None:
        mark_missed_responses(at=at)
        end_notices(at=at)
        archive_notices(at=at)
        end_agreements(at=at)
        remind_of_agreements(at=at)
        send_due(at=at, limit=500)
        if at.astimezone().day % 7 == 0:
            seal_journal(at=at)

    def release(self, at: datetime) -> None:
        """Draw the public pages afresh; a reviewer reads and releases what changed."""
        refresh_snapshots(street_id=self.stage.street_id, year=self.year, at=at)
        reviewer = self.stage.holding("reviewer", path=self.stage.plan.path)[0]
        for snapshot in waiting_snapshots(reviewer):
            release_snapshot(snapshot_id=snapshot.pk, by=reviewer, at=at + timedelta(minutes=5))
