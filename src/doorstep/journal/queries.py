"""Reading the journal: by keyset, newest first."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import models

from doorstep.journal.acts import wording_of
from doorstep.journal.models import Entry, Seal
from doorstep.journal.verification import Verdict, verify

__all__ = [
    "EntryLine",
    "Head",
    "Verdict",
    "acts_between",
    "entries_about",
    "entries_for",
    "heads",
    "unsealed_count",
    "verify",
]


@dataclass(frozen=True)
class EntryLine:
    """One entry as a page shows it: ids, never names; ``leaf_index`` is None until it is sealed."""

    id: UUID
    at: datetime
    by: str
    act: str
    wording: str
    about: str
    leaf_index: int | None


@dataclass(frozen=True)
class Head:
    """The public mark of the journal after ``size`` entries."""

    size: int
    root: str
    at: datetime


def entries_for(
    street_id: int,
    *,
    before: UUID | None = None,
    limit: int = 50,
    act: str | None = None,
    about: str | None = None,
    by: str | None = None,
) -> list[EntryLine]:
    """A street's entries, newest first; ``before`` is the last id of the page before."""
    entries = Entry.objects.filter(street_id=street_id)
    wanted = {"act": act, "about": about, "by": by}
    entries = entries.filter(**{name: value for name, value in wanted.items() if value})
    if before is not None:
        entries = entries.filter(id__lt=before)
    return _lines(entries.order_by("-id")[:limit])


def entries_about(about: str) -> list[EntryLine]:
    """The whole life of one row (``issue:<id>``), oldest first."""
    return _lines(Entry.objects.filter(about=about).order_by("at", "id"))


def heads(limit: int = 20) -> list[Head]:
    """The newest heads, for the public page."""
    return [Head(seal.size, seal.root, seal.at) for seal in Seal.objects.order_by("-size")[:limit]]


def unsealed_count() -> int:
    """Entries that wait for the next seal: never more than a minute's worth."""
    return Entry.objects.filter(leaf_index__isnull=True).count()


def _lines(entries: models.QuerySet[Entry]) -> list[EntryLine]:
    return [
        EntryLine(each.id, each.at, each.by, each.act, wording_of(each.act), each.about, each.leaf_index)
        for each in entries
    ]


def acts_between(street_id: int, *, first: datetime, last: datetime) -> dict[str, int]:
    """How often each act was done in a street, whoever did it."""
    rows = Entry.objects.filter(street_id=street_id, at__gte=first, at__lt=last)
    return dict(rows.values_list("act").annotate(models.Count("id")).order_by("act"))
