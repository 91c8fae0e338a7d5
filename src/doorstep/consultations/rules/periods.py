"""Days that must pass, in the kind of days that the rule counts, and what the rule rests on (plain Python; R10)."""

from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from doorstep.kernel.calendar import WorkCalendar, day_of, moment

UNITS: Final = {"days": "自然日", "working_days": "工作日"}
BASES: Final = {
    "consult.owners_notice_days": "物业管理条例第十四条",
    "consult.owners_result_days": "河南省物业管理条例",
    "consult.hearing_notice_days": "一事一议听证会的通行做法",
    "consult.residents_notice_days": "本街道规则",
    "consult.public_days": "一征三议两公开、四议两公开工作法",
    "consult.objection_days": "本街道规则",
}


@dataclass(frozen=True)
class LastDay:
    """The last day of a period; not ``certain`` when the holiday list did not reach that far."""

    day: date
    certain: bool


@dataclass(frozen=True)
class Period:
    """So many days of one kind (a key of UNITS), counted from the day after the first."""

    days: int
    unit: str
    basis: str

    def last_day(self, first: date, calendar: WorkCalendar) -> LastDay:
        if self.unit == "days":
            return LastDay(first + timedelta(days=self.days), certain=True)
        due = calendar.add_working_days(moment(first, time(12)), self.days)
        return LastDay(day_of(due.at), due.certain)


def is_backdated(posted_on: date, *, typed_on: date, days: int) -> bool:
    """Whether a posting was typed more than so many calendar days after the day it is said to have hung since."""
    return typed_on > posted_on + timedelta(days=days)
