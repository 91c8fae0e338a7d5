"""Released pages, versions that wait for their release, and feedback."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.publishing import access
from doorstep.publishing.models import Feedback, Snapshot

PAGE = 25


@dataclass(frozen=True)
class PublicPage:
    """One posted snapshot."""

    key: str
    body: dict[str, Any]
    posted_at: datetime | None
    version: int


def home_page(street_id: int, year: int | None = None) -> PublicPage | None:
    """The year's picture as last released; the newest year when none is named."""
    rows = Snapshot.objects.filter(street_id=street_id, kind="home", current=True)
    row = (rows.filter(key=str(year)) if year else rows.order_by("-key")).first()
    return as_page(row) if row else None


def home_years(street_id: int) -> list[int]:
    rows = Snapshot.objects.filter(street_id=street_id, kind="home", current=True).order_by("-key")
    return [int(key) for key in rows.values_list("key", flat=True)]


def project_page(street_id: int, number: str) -> PublicPage | None:
    row = Snapshot.objects.filter(street_id=street_id, kind="project", key=number, current=True).first()
    return as_page(row) if row else None


def project_pages(
    street_id: int,
    *,
    orientation: str = "",
    field: str = "",
    state: str = "",
    before: str = "",
    limit: int = PAGE,
) -> list[PublicPage]:
    """Released project pages, newest number first, one more than asked so that a pager knows of the next."""
    rows = Snapshot.objects.filter(street_id=street_id, kind="project", current=True)
    for name, value in (("orientation", orientation), ("field", field), ("state", state)):
        if value:
            rows = rows.filter(**{f"body__{name}": value})
    if before:
        rows = rows.filter(key__lt=before)
    return [as_page(row) for row in rows.order_by("-key")[: limit + 1]]


def public_states(street_id: int, numbers: list[str]) -> dict[str, dict[str, Any]]:
    """What the public knows of these projects by number, for a reporter's tracking page."""
    rows = Snapshot.objects.filter(street_id=street_id, kind="project", key__in=numbers, current=True)
    return {row.key: row.body for row in rows}


def waiting_snapshots(actor: Actor) -> QuerySet[Snapshot]:
    """Versions that wait for a reviewer, oldest first."""
    return seen(Snapshot.objects.filter(posted_at__isnull=True), actor).order_by("id")


def feedback_list(actor: Actor) -> QuerySet[Feedback]:
    return seen(Feedback.objects.all(), actor).order_by("-id")


Rows = TypeVar("Rows", bound="QuerySet[Any]")


def seen(rows: Rows, actor: Actor) -> Rows:
    """The publishing desk of the street sees them; nobody else does."""
    return rows.filter(street_id=actor.street_id or 0) if access.can_see_desk(actor) else rows.none()


def as_page(row: Snapshot) -> PublicPage:
    return PublicPage(key=row.key, body=row.body, posted_at=row.posted_at, version=row.version)
