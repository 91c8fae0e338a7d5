"""Reviewed snapshots: what the public pages show, drawn from an allow-list and released by a second person."""

from datetime import datetime
from typing import Any
from uuid import UUID

from doorstep.issues.queries import reconciliation
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.kernel.shares import percent, share
from doorstep.places.models import Street
from doorstep.projects.queries import project_counts, project_ids, public_project
from doorstep.publishing import access, rules
from doorstep.publishing.models import Snapshot
from doorstep.records.acts import act
from doorstep.visits.queries import visit_counts


def latest(street_id: int, kind: str, key: str) -> Snapshot | None:
    """The newest version, whether posted yet or not."""
    return Snapshot.objects.filter(street_id=street_id, kind=kind, key=key).order_by("-version").first()


def make_snapshot(
    *,
    street_id: int,
    kind: str,
    key: str,
    values: dict[str, Any],
    made_by: str = "",
    by: Actor,
    at: datetime,
) -> Snapshot | None:
    """Store a new version awaiting review; None when nothing the public may see has changed."""
    body = rules.allowed(kind, values)
    last = latest(street_id, kind, key)
    if last is not None and last.body == body:
        return None if last.current else last
    if last is not None and last.posted_at is None:
        last.body, last.made_by, last.made_at = body, made_by or by.ref, at
        last.save(update_fields=["body", "made_by", "made_at"])
        return last
    snapshot = Snapshot.objects.create(
        id=uuid7(at),
        street_id=street_id,
        kind=kind,
        key=key,
        version=last.version + 1 if last else 1,
        body=body,
        made_by=made_by or by.ref,
        made_at=at,
    )
    record(by=by, act="snapshot.make", about=f"snapshot:{snapshot.pk}", at=at, street_id=street_id)
    return snapshot


@act
def make_project_snapshot(*, project_id: UUID, made_by: str = "", by: Actor, at: datetime) -> Snapshot | None:
    """A new version of the project's public page, if it changed; ``made_by`` is whose draft it follows."""
    street_id, number, values = public_project(project_id)
    return make_snapshot(
        street_id=street_id, kind="project", key=number, values=values, made_by=made_by, by=by, at=at
    )


@act
def make_home_snapshot(*, street_id: int, year: int, by: Actor, at: datetime) -> Snapshot | None:
    """A new version of the year's picture on the home page, if a figure changed."""
    values = home_values(street_id, year)
    return make_snapshot(street_id=street_id, kind="home", key=str(year), values=values, by=by, at=at)


def home_values(street_id: int, year: int) -> dict[str, Any]:
    """The year in totals that single nobody out."""
    visits = visit_counts(street_id, year)
    routes = reconciliation(street_id, year)
    projects = project_counts(street_id, year)
    return {
        "year": year,
        "households": visits["households"],
        "visits": visits["total"],
        "issues": routes.total,
        "on_spot": routes.routes["on_spot"],
        "on_spot_share": percent(share(routes.routes["on_spot"], routes.total)) if routes.total else "",
        "others": routes.total - routes.routes["on_spot"],
        "routes": routes.routes,
        **projects,
    }


@act
def post_snapshot(*, snapshot: Snapshot, reviewed_by: str, by: Actor, at: datetime) -> Snapshot:
    """Make this version the public one; its reviewer is somebody other than its maker."""
    refuse_if(reviewed_by == snapshot.made_by, "snapshot.own")
    refuse_if(snapshot.posted_at is not None, "snapshot.posted")
    Snapshot.objects.filter(
        street_id=snapshot.street_id, kind=snapshot.kind, key=snapshot.key, current=True
    ).update(current=False)
    snapshot.reviewed_by, snapshot.posted_at, snapshot.current = reviewed_by, at, True
    snapshot.save(update_fields=["reviewed_by", "posted_at", "current"])
    record(by=by, act="snapshot.post", about=f"snapshot:{snapshot.pk}", at=at, street_id=snapshot.street_id)
    return snapshot


@act
def release_snapshot(*, snapshot_id: UUID, by: Actor, at: datetime) -> Snapshot:
    """The reviewer has read the waiting version and lets it out."""
    snapshot = Snapshot.objects.select_for_update().get(pk=snapshot_id, street_id=by.street_id or 0)
    path = Street.objects.get(pk=snapshot.street_id).path
    require(access.can_review(by, path=path, drafted_by=snapshot.made_by))
    return post_snapshot(snapshot=snapshot, reviewed_by=by.ref, by=by, at=at)


def refresh_snapshots(*, street_id: int, year: int, at: datetime) -> int:
    """Timed: draw every public page afresh; what changed waits for its reviewer. Returns how many wait."""
    by = Actor.system("timer", street_id)
    make_home_snapshot(street_id=street_id, year=year, by=by, at=at)
    known = Snapshot.objects.filter(street_id=street_id, kind="project", current=True)
    for project_id in project_ids(street_id, list(known.values_list("key", flat=True))):
        make_project_snapshot(project_id=project_id, by=by, at=at)
    return Snapshot.objects.filter(street_id=street_id, posted_at__isnull=True).count()
