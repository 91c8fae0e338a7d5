"""What a reader of the inbox may ask for, as conditions that the indexes carry."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal
from uuid import UUID

from django.db.models import Q, QuerySet

from doorstep.issues.models import Issue, below
from doorstep.issues.rules import OPEN_STATES, TO_CONFIRM
from doorstep.kernel.calendar import day_of, start_of

Order = Literal["newest", "due"]


@dataclass(frozen=True)
class InboxFilter:
    """Every field empty: all that the reader may see, newest first.

    ``community`` is the path of a place, mostly of a community; ``due`` is overdue or today; ``answer`` that
    of the last call-back; ``waiting`` is confirm (to be called back), returned, or coordinator (returned
    twice); days are received days in Shanghai, both included.
    """

    text: str = ""
    state: str = ""
    route: str = ""
    category: str = ""
    community: str = ""
    source: str = ""
    kind: str = ""
    urgency: str = ""
    unit_id: int | None = None
    place_id: int | None = None
    owner_id: int | None = None
    due: str = ""
    answer: str = ""
    waiting: str = ""
    open: bool | None = None
    excluded: bool | None = None
    year: int | None = None
    from_on: date | None = None
    to_on: date | None = None
    order: Order = "newest"

    @property
    def is_plain(self) -> bool:
        """Whether only columns of the counters are asked for, so that the total need not be counted."""
        counted = InboxFilter(
            state=self.state, route=self.route, community=self.community, year=self.year, order=self.order
        )
        return self == counted


def first_id_at(at: datetime) -> UUID:
    """The lowest key of what was received at this moment or later."""
    return UUID(int=int(at.timestamp() * 1000) << 80)


def received_between(first: date | None, last: date | None) -> Q:
    """Received on these days, as a span of keys."""
    span = Q()
    if first is not None:
        span &= Q(pk__gte=first_id_at(start_of(first)))
    if last is not None:
        span &= Q(pk__lt=first_id_at(start_of(last + timedelta(days=1))))
    return span


def received_in(year: int) -> Q:
    return received_between(date(year, 1, 1), date(year, 12, 31))


def narrowed(
    rows: QuerySet[Issue], asked: InboxFilter, *, category_ids: Sequence[int], at: datetime
) -> QuerySet[Issue]:
    """The rows with every condition but the words of the text."""
    equal = {
        "state": asked.state,
        "route": asked.route,
        "source": asked.source,
        "kind": asked.kind,
        "urgency": asked.urgency,
        "unit_id": asked.unit_id,
        "place_id": asked.place_id,
        "owner_id": asked.owner_id,
        "answer": asked.answer,
    }
    rows = rows.filter(**{name: value for name, value in equal.items() if value})
    if asked.state in OPEN_STATES:  # true already; said so that the small index of open issues is used
        rows = rows.filter(is_open=True)
    if asked.category:
        rows = rows.filter(category_id__in=category_ids)
    if asked.community:
        rows = rows.filter(below(asked.community))
    for name, value in (("is_open", asked.open), ("excluded", asked.excluded)):
        rows = rows if value is None else rows.filter(**{name: value})
    if asked.year is not None:
        rows = rows.filter(received_in(asked.year))
    rows = rows.filter(received_between(asked.from_on, asked.to_on), waiting_for(asked.waiting))
    return rows.filter(due_when(asked.due, at=at))


def waiting_for(what: str) -> Q:
    """What waits for somebody: a call-back, a new decision, the district's coordinator."""
    return {
        "confirm": Q(state__in=TO_CONFIRM, is_open=True),
        "returned": Q(is_open=True) & (Q(state="objected") | Q(state="triaged", return_count__gt=0)),
        "coordinator": Q(to_coordinator=True, is_open=True),
    }.get(what, Q())


def due_when(due: str, *, at: datetime) -> Q:
    """Open and past its limit, or with a limit that ends today in Shanghai."""
    if due == "overdue":
        return Q(is_open=True, due_at__lt=at)
    if due == "today":
        return Q(is_open=True, due_at__gte=at, due_at__lt=start_of(day_of(at) + timedelta(days=1)))
    return Q()
