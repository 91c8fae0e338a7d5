"""Finding issues by their words, newest first, within what the reader may see."""

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django.db.models import QuerySet

from doorstep.issues.models import STREET_DEPTH, Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible
from doorstep.people.access import grants_with
from doorstep.people.rules import HANDLER
from doorstep.records.search import MOST_COUNTED, find

BATCH: Final = 330
BATCHES: Final = 3
EVERYWHERE: Final = ("",)


@dataclass(frozen=True)
class Found:
    """Rows in the order of the index; ``older`` continues the search, empty at its end."""

    rows: list[Issue]
    count: int
    capped: bool
    older: str


def sees_street(actor: Actor) -> bool:
    """Whether the actor sees every issue of the street, so that the street's counters are theirs."""
    if actor.kind == "system":
        return True
    grants = grants_with(actor, "issue.read")
    return any(grant.role != HANDLER and grant.path.count("/") <= STREET_DEPTH for grant in grants)


def counted_below(actor: Actor, asked: str) -> str | None:
    """The path whose counters are exactly what the actor sees of what is asked; None when there is none.

    Counters are kept by community: the whole street ("") or one community, never a part of one.
    """
    if asked.count("/") not in (0, STREET_DEPTH, STREET_DEPTH + 1):
        return None
    if sees_street(actor):
        return asked
    grants = grants_with(actor, "issue.read")
    mine = {grant.path for grant in grants}
    if len(mine) != 1 or any(grant.role == HANDLER for grant in grants):
        return None
    path = mine.pop()
    return path if path.count("/") == STREET_DEPTH + 1 and path.startswith(asked) else None


def is_by_place(actor: Actor) -> bool:
    """Whether places alone say what the actor sees; a handler's unit says more."""
    return sees_street(actor) or not any(grant.role == HANDLER for grant in grants_with(actor, "issue.read"))


def search_paths(actor: Actor) -> tuple[str, ...]:
    """Below which places words are looked for; what a unit was given can lie anywhere."""
    if sees_street(actor) or not is_by_place(actor):
        return EVERYWHERE
    return tuple(dict.fromkeys(grant.path for grant in grants_with(actor, "issue.read")))


def hits_of(actor: Actor, words: str, *, before: int | None, limit: int) -> tuple[list[tuple[int, str]], int]:
    return find(
        kind="issue",
        street_id=actor.street_id or 0,
        paths=search_paths(actor),
        query=words,
        before=before,
        limit=limit,
    )


def by_words(actor: Actor, words: str, rows: QuerySet[Issue], *, after: str, limit: int) -> Found:
    """Only words were asked for: the index alone finds the page and its total."""
    hits, count = hits_of(actor, words, before=row_number_in(after), limit=limit + 1)
    page = hits[:limit]
    found = [issue for _, issue in in_order(rows, page)]
    older = str(page[-1][0]) if len(hits) > limit else ""
    return Found(found, min(count, MOST_COUNTED - 1), count >= MOST_COUNTED, older)


def by_words_and_more(actor: Actor, words: str, rows: QuerySet[Issue], *, after: str, limit: int) -> Found:
    """Words and other conditions: the thousand newest hits after the cursor are looked through.

    The total is only what was found; it is capped as long as there is an older page to turn to.
    """
    before, found, ended = row_number_in(after), list[tuple[int, Issue]](), False
    for _ in range(BATCHES):
        hits, _ = hits_of(actor, words, before=before, limit=BATCH)
        found += in_order(rows, hits)
        ended = len(hits) < BATCH
        if ended or len(found) > limit:
            break
        before = hits[-1][0]
    page = found[:limit]
    more = len(found) > limit or not ended
    last = page[-1][0] if len(found) > limit else before
    return Found([issue for _, issue in page], len(page), more or bool(after), str(last) if more else "")


def in_order(rows: QuerySet[Issue], hits: list[tuple[int, str]]) -> list[tuple[int, Issue]]:
    """The rows behind the hits that fulfil the other conditions, in the order of the hits."""
    by_key = {each.pk: each for each in rows.filter(pk__in=[UUID(ref) for _, ref in hits])}
    return [(number, by_key[UUID(ref)]) for number, ref in hits if UUID(ref) in by_key]


def row_number_in(cursor: str) -> int | None:
    if not cursor:
        return None
    if not cursor.isascii() or not cursor.isdigit() or len(cursor) > 18:
        raise NotPossible("cursor.bad")
    return int(cursor)
