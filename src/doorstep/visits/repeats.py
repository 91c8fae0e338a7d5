"""Texts that one visitor wrote about several doors on one day (V5)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from doorstep.rulebook.queries import rule
from doorstep.visits.models import Visitor
from doorstep.visits.rules import RepeatRule, Said, plain, repeats


def repeat_rule(street_id: int, *, on: date) -> RepeatRule:
    return RepeatRule(
        share=rule(street_id, "visit.repeat_similarity", on=on),
        min_chars=rule(street_id, "visit.repeat_min_chars", on=on),
        doors=rule(street_id, "visit.repeat_doors", on=on),
    )


def repeats_of(
    text: str,
    *,
    street_id: int,
    place_id: int,
    visited_on: date,
    visitors: Iterable[int],
    without: UUID | None = None,
) -> list[Said]:
    """What this text repeats, ready to be shown to the visitor; one statement, none for a short text."""
    limits = repeat_rule(street_id, on=visited_on)
    if len(plain(text)) < limits.min_chars:
        return []
    others = said_on(street_id, visited_on, visitors, min_chars=limits.min_chars, without=without)
    return repeats(text, place_id=place_id, others=others, rule=limits)


def said_on(
    street_id: int, day: date, visitors: Iterable[int], *, min_chars: int, without: UUID | None
) -> list[Said]:
    rows = Visitor.objects.filter(
        visit__street_id=street_id, visit__visited_on=day, visit__outcome="met", account_id__in=list(visitors)
    ).exclude(visit__topics="")
    if without is not None:
        rows = rows.exclude(visit_id=without)
    found = rows.order_by("visit_id", "account_id").values_list(
        "visit_id", "account_id", "visit__place_id", "visit__topics"
    )
    return [Said(*row) for row in found if len(row[3]) >= min_chars]
