"""What open data read: released snapshots and posted notices, and nothing else."""

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from django.db.models import Max, QuerySet

from doorstep.publishing import rules
from doorstep.publishing.judged import READABLE
from doorstep.publishing.models import Notice, NoticeStep, Snapshot
from doorstep.publishing.opendata.feed import NEWEST
from doorstep.publishing.opendata.sets import Body, DataSet, Row
from doorstep.publishing.opendata.writing import tag
from doorstep.publishing.queries.notices import posted_in_public

CHUNK = 200
CHANGES = ("notice.post", "notice.withdraw")
NOTICE_COLUMNS = ("number", "kind", "title", "starts_on", "ends_on", "body", "project__number")


def posted_pages(street_id: int, kind: str) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(
        street_id=street_id, kind=kind, current=True, posted_at__isnull=False
    ).order_by("key")


def readable_notices(street_id: int, kinds: tuple[str, ...] = ()) -> QuerySet[Notice]:
    """Those that went up and were not taken down; of these kinds, or of all."""
    rows = posted_in_public(street_id).filter(state__in=READABLE)
    return (rows.filter(kind__in=kinds) if kinds else rows).order_by("number", "pk")


def notice_bodies(rows: QuerySet[Notice]) -> Iterator[Body]:
    """What files and feeds may say of notices, read in pieces; the body of one about people stays out."""
    for found in rows.values(*NOTICE_COLUMNS).iterator(chunk_size=CHUNK):
        personal = rules.KINDS[found["kind"]].personal
        yield {
            "notice": found["number"],
            "kind": found["kind"],
            "title": found["title"],
            "project_number": found["project__number"] or "",
            "starts_on": found["starts_on"].isoformat(),
            "ends_on": found["ends_on"].isoformat() if found["ends_on"] else "",
            "body": {} if personal else found["body"],
        }


def open_rows(street_id: int, data: DataSet) -> Iterator[Row]:
    """The rows of a set by the number of project or notice, read in pieces."""
    for body in bodies_of(street_id, data):
        yield from data.rows(body)


def bodies_of(street_id: int, data: DataSet) -> Iterator[Body]:
    if not data.pages:
        return notice_bodies(readable_notices(street_id, data.notices))
    return posted_pages(street_id, data.pages).values_list("body", flat=True).iterator(chunk_size=CHUNK)


def open_as_of(street_id: int, data: DataSet) -> datetime | None:
    """When the newest of its pages was posted, or a notice last went up or came down; None when none ever did."""
    return pages_changed_at(street_id, data.pages) if data.pages else notices_changed_at(street_id)


def pages_changed_at(street_id: int, kind: str) -> datetime | None:
    rows = posted_pages(street_id, kind).order_by("-posted_at")
    return rows.values_list("posted_at", flat=True).first()


def notices_changed_at(street_id: int) -> datetime | None:
    rows = NoticeStep.objects.filter(street_id=street_id, act__in=CHANGES, notice__starts_on__isnull=False)
    found: datetime | None = rows.aggregate(last=Max("at"))["last"]
    return found


def open_tag(street_id: int, data: DataSet) -> str:
    return tag(data, versions_of(street_id, data), licence=settings.OPEN_LICENCE)


def versions_of(street_id: int, data: DataSet) -> list[tuple[str, int]]:
    """A page by its version; a notice, whose text no longer changes once it is up, by its last day."""
    if data.pages:
        return list(posted_pages(street_id, data.pages).values_list("key", "version"))
    rows = readable_notices(street_id, data.notices).values_list("number", "ends_on")
    return [(number, last.toordinal() if last else 0) for number, last in rows]


def newest_notices(street_id: int) -> list[Body]:
    """What the feed holds, the newest first."""
    rows = readable_notices(street_id).order_by("-starts_on", "-pk")
    return list(notice_bodies(rows[:NEWEST]))
