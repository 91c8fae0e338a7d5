"""The inbox: one page of issues by keyset, whose cost does not grow with their number."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet

from doorstep.issues.filters import InboxFilter, narrowed
from doorstep.issues.models import Issue, IssueCategory
from doorstep.issues.queries.words import by_words, by_words_and_more, counted_below, is_by_place
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible
from doorstep.records.search import MOST_COUNTED
from doorstep.records.tallies import sum_cells

PAGE: Final = 25
SHOWN_WITH: Final = ("category", "place", "unit", "owner", "handler")


@dataclass(frozen=True)
class IssuePage:
    """One page. ``count`` is exact unless ``capped`` (then: that many and more).

    ``older`` and ``newer`` go into ``after`` and ``before`` of the next call; empty where nothing follows.
    """

    rows: list[Issue]
    count: int
    capped: bool
    older: str
    newer: str
    as_of: datetime


def page_of_words(
    actor: Actor, asked: InboxFilter, rows: QuerySet[Issue], *, after: str, limit: int, at: datetime
) -> IssuePage:
    """The page of a search: newest indexed first, and only older pages to turn to."""
    only_words = replace(asked, text="", order="newest") == InboxFilter() and is_by_place(actor)
    look = by_words if only_words else by_words_and_more
    found = look(actor, asked.text, rows.select_related(*SHOWN_WITH), after=after, limit=limit)
    return IssuePage(found.rows, found.count, found.capped, found.older, "", at)


def inbox(
    actor: Actor,
    asked: InboxFilter | None = None,
    *,
    after: str = "",
    before: str = "",
    limit: int = PAGE,
    at: datetime,
) -> IssuePage:
    """A page of what the actor may see; ``after`` and ``before`` are the cursors of a page shown earlier.

    Raises NotPossible("search.too_short") for words of one character and "cursor.bad" for a broken cursor.
    """
    asked = asked or InboxFilter()
    rows = asked_for(actor, asked, at=at)
    if asked.text.strip():
        return page_of_words(actor, asked, rows, after=after, limit=limit, at=at)
    page = in_order(rows, asked, after=after, before=before, limit=limit)
    has_more = len(page) > limit
    page = page[:limit]
    if before:
        page.reverse()
    count, capped = total(actor, asked, rows, known=len(page) if not (after or before or has_more) else None)
    return IssuePage(
        rows=page,
        count=count,
        capped=capped,
        older=cursor_of(page[-1], asked) if page and (has_more or before) else "",
        newer=cursor_of(page[0], asked) if page and (after or (before and has_more)) else "",
        as_of=at,
    )


def asked_for(actor: Actor, asked: InboxFilter, *, at: datetime) -> QuerySet[Issue]:
    """The visible rows under every condition but the words."""
    ids = category_ids(actor, asked.category) if asked.category else ()
    rows = Issue.objects.listed_for(actor)
    if len(ids) > 1:  # a branch: read by key and leave out the others, instead of sorting all its leaves
        rows = rows.annotate(about=F("category_id") + 0).filter(about__in=ids)
        return narrowed(rows, replace(asked, category=""), category_ids=(), at=at)
    return narrowed(rows, asked, category_ids=ids, at=at)


def category_ids(actor: Actor, code: str) -> tuple[int, ...]:
    """A leaf, or a branch with all its leaves."""
    named = Q(code=code) | Q(parent__code=code, parent__street_id=actor.street_id or 0)
    return tuple(
        IssueCategory.objects.filter(named, street_id=actor.street_id or 0).values_list("pk", flat=True)
    )


def in_order(
    rows: QuerySet[Issue], asked: InboxFilter, *, after: str, before: str, limit: int
) -> list[Issue]:
    """One row more than the page holds, nearest to the cursor first."""
    shown = rows.select_related(*SHOWN_WITH)
    if asked.order == "due":
        shown = shown.filter(is_open=True, due_at__isnull=False)
        if before:
            return list(shown.filter(due_beside(before, "lt")).order_by("-due_at", "-pk")[: limit + 1])
        shown = shown.filter(due_beside(after, "gt")) if after else shown
        return list(shown.order_by("due_at", "pk")[: limit + 1])
    if before:
        return list(shown.filter(pk__gt=key_in(before)).order_by("pk")[: limit + 1])
    shown = shown.filter(pk__lt=key_in(after)) if after else shown
    return list(shown.order_by("-pk")[: limit + 1])


def due_beside(cursor: str, side: str) -> Q:
    """Rows on one side of a cursor in the order of their limits."""
    moment, _, key = cursor.partition("|")
    try:
        due = datetime.fromisoformat(moment)
    except ValueError:
        raise NotPossible("cursor.bad") from None
    return Q(**{f"due_at__{side}": due}) | Q(**{"due_at": due, f"pk__{side}": key_in(key)})


def key_in(cursor: str) -> UUID:
    try:
        return UUID(cursor)
    except ValueError:
        raise NotPossible("cursor.bad") from None


def cursor_of(issue: Issue, asked: InboxFilter) -> str:
    if asked.order == "due" and issue.due_at is not None:
        return f"{issue.due_at.isoformat()}|{issue.pk}"
    return str(issue.pk)


def total(actor: Actor, asked: InboxFilter, rows: QuerySet[Issue], *, known: int | None) -> tuple[int, bool]:
    """How many there are: from the page itself, from the counters, else counted up to a thousand."""
    if known is not None:
        return known, False
    path = counted_below(actor, asked.community)
    if asked.is_plain and asked.order == "newest" and path is not None and actor.street_id:
        return counted_total(actor.street_id, asked, path), False
    return capped_count(rows)


def counted_total(street_id: int, asked: InboxFilter, path: str) -> int:
    """From the cells ``route|state``."""
    cells = sum_cells(street_id, "issues", year=asked.year, path=path or None)
    return sum(
        count
        for cell, count in cells.items()
        if asked.route in ("", cell.partition("|")[0]) and asked.state in ("", cell.partition("|")[2])
    )


def capped_count(rows: QuerySet[Issue]) -> tuple[int, bool]:
    """Counted up to a thousand; beyond that it says so."""
    count = rows.order_by().values("pk")[:MOST_COUNTED].count()
    return min(count, MOST_COUNTED - 1), count >= MOST_COUNTED
