"""One voice while it is played, and whoever plays it: office time, units, clerks and callers."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from uuid import UUID

from doorstep.cli.demo.content.categories import unit_for
from doorstep.cli.demo.content.shapes import Category, Saying, Spot
from doorstep.cli.demo.replay.deal import LAST_SENT_ON
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI, moment
from doorstep.rulebook.queries import calendar_of


@dataclass
class Matter:
    """One voice while it is being played."""

    issue_id: UUID
    category: Category
    saying: Saying
    spot: Spot
    route: str
    anonymous: bool
    heard_at: datetime
    attempts: int = 0
    reopened: bool = False
    done_by: int | None = None
    unit: str = ""
    then: Callable[["Matter", datetime], None] | None = None


class Players:
    """Who acts at the desks, and when their offices are open."""

    def __init__(self, stage: Stage, diary: Diary) -> None:
        self.stage, self.diary, self.rng = stage, diary, stage.rng
        self.calendar = calendar_of(stage.street_id)
        self.clerks = stage.holding("clerk", path=stage.plan.path)
        self.callers = stage.holding("caller", path=stage.plan.path)
        self.played: dict[int, Matter] = {}
        self.waiting: dict[UUID, Matter] = {}

    def office(self, at: datetime, hours: float) -> datetime:
        """A moment in office hours, that much office time later or a little more."""
        due = self.calendar.add_working_hours(at, max(1, round(hours))).at
        return due - timedelta(minutes=self.rng.uniform(1, 55))

    def later(self, at: datetime, hours: float, act: Callable[[datetime], None]) -> None:
        self.diary.add(max(self.office(at, hours), at + timedelta(minutes=3)), act)

    def too_late_to_send(self, at: datetime) -> bool:
        """In the last days of the year only what can be answered on the spot is still taken on."""
        day = at.astimezone(SHANGHAI)
        return (day.month, day.day) > LAST_SENT_ON

    def other_part(self, at: datetime) -> datetime:
        """The next day, in the part of the day after the one that was tried."""
        local = at.astimezone(SHANGHAI)
        hour = 15 if local.hour < 12 else 19 if local.hour < 18 else 10
        return moment(local.date() + timedelta(days=1), time(hour, self.rng.randint(0, 50)))

    def unit(self, matter: Matter) -> str:
        return unit_for(matter.category, matter.spot)

    def handler(self, unit: str) -> Actor:
        return self.rng.choice(
            self.stage.holding("handler", path=self.stage.plan.path, unit=unit) or self.any_handler(unit)
        )

    def any_handler(self, unit: str) -> list[Actor]:
        return [
            self.stage.actors[username]
            for username, plans in self.stage.staff.items()
            if any(each.role == "handler" and each.unit == unit for each in plans)
        ]
