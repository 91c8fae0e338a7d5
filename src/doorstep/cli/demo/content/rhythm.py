"""When things happen in the invented year: which days, what time, how long, how late (Asia/Shanghai)."""

from datetime import date, datetime, time, timedelta
from random import Random
from zoneinfo import ZoneInfo

from doorstep.cli.demo.content.shapes import Category, VisitMoment

SHANGHAI = ZoneInfo("Asia/Shanghai")
# nobody knocks at doors on these days of 2019: New Year, Spring Festival, and the other holidays
QUIET_SPANS = (
    (date(2019, 1, 1), date(2019, 1, 1)),
    (date(2019, 2, 2), date(2019, 2, 12)),
    (date(2019, 4, 5), date(2019, 4, 7)),
    (date(2019, 5, 1), date(2019, 5, 4)),
    (date(2019, 6, 7), date(2019, 6, 9)),
    (date(2019, 9, 13), date(2019, 9, 15)),
    (date(2019, 10, 1), date(2019, 10, 7)),
)
SATURDAY, SUNDAY = 5, 6
# parts of a day at which a round of visits begins: from, to, weight on working days, weight at weekends
DAY_PARTS = (
    (time(9, 5), time(10, 50), 30, 42),
    (time(14, 40), time(16, 40), 28, 40),
    (time(18, 10), time(19, 20), 42, 18),
)
LAST_KNOCK = time(20, 50)
SAME_DAY, NEXT_DAY, LATE = 90, 7, 3


def visit_days(year: int) -> list[date]:
    """The days of the year on which doors are knocked at: no holidays, no Sundays, every other Saturday."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
    return [day for day in days if _is_visit_day(day)]


def _is_visit_day(day: date) -> bool:
    if any(first <= day <= last for first, last in QUIET_SPANS) or day.weekday() == SUNDAY:
        return False
    return day.weekday() != SATURDAY or day.isocalendar().week % 2 == 0


def round_start(rng: Random, day: date) -> datetime:
    """When somebody sets out: mostly in the evening on working days, by daylight at weekends."""
    weekend = day.weekday() >= SATURDAY
    first, last, *_ = rng.choices(DAY_PARTS, [part[3] if weekend else part[2] for part in DAY_PARTS])[0]
    opens, closes = _at(day, first), _at(day, last)
    return opens + (closes - opens) * rng.random()


def visit_moments(rng: Random, day: date, count: int = 1) -> list[VisitMoment]:
    """A round of `count` knocks one after the other, and when each was written down.

    A round is written down together: nearly always the same day, sometimes the next, seldom after more than
    two days, which then needs a reason (`VisitMoment.is_late`). Nobody knocks after 20:50.
    """
    begins = round_start(rng, day)
    spans: list[tuple[datetime, datetime]] = []
    for _ in range(count):
        ends = begins + timedelta(minutes=stay(rng))
        spans.append((begins, ends))
        begins = ends + timedelta(minutes=rng.uniform(1, 6))
    over = max(timedelta(0), spans[-1][0] - _at(day, LAST_KNOCK))
    spans = [(begin - over, finish - over) for begin, finish in spans]
    recorded = recorded_at(rng, spans[-1][1])
    return [VisitMoment(begin, finish, recorded) for begin, finish in spans]


def stay(rng: Random) -> float:
    """Minutes at one door: a few words at most, a long talk now and then."""
    return min(55.0, max(2.0, rng.lognormvariate(1.95, 0.55)))


def recorded_at(rng: Random, ended_at: datetime) -> datetime:
    """When a round that ended then was written down."""
    kind = rng.choices(("same", "next", "late"), (SAME_DAY, NEXT_DAY, LATE))[0]
    if kind == "same":
        return ended_at + timedelta(minutes=rng.uniform(1, 25))
    days = 1 if kind == "next" else rng.choice((3, 3, 4, 5, 6))
    morning = _at(ended_at.date() + timedelta(days=days), time(8, 40))
    return morning + timedelta(minutes=rng.uniform(0, 140))


def response_hours(rng: Random) -> float:
    """Working hours until the reporter is first contacted: mostly within half a day, with a tail of days."""
    return min(30.0, rng.lognormvariate(0.9, 0.8))


def solving_hours(rng: Random, route: str) -> float:
    """Working hours from acceptance to the work being done: within the short limit on the spot, else days."""
    if route == "on_spot":
        return min(20.0, max(0.5, rng.lognormvariate(1.5, 0.7)))
    return min(110.0, max(6.0, rng.lognormvariate(3.2, 0.55)))


def callback_days(rng: Random) -> int:
    """Calendar days from done to the first call."""
    return rng.choices((1, 2, 3, 4, 6, 9), (24, 32, 22, 12, 7, 3))[0]


def season_factor(category: Category, month: int) -> float:
    """How much more than in an average month people speak of `category`; the year's mean is 1."""
    return category.months[month - 1] * 12 / sum(category.months)


def _at(day: date, moment: time) -> datetime:
    return datetime.combine(day, moment, SHANGHAI)
