"""Reviewed snapshots: what the public pages show, drawn from an allow-list and released by a second person."""

from dataclasses import asdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max

from doorstep.delivery.queries.agreements import partner_totals
from doorstep.delivery.rules.agreements import RESOURCE_UNITS
from doorstep.funds.queries import last_choices, waits_of_project
from doorstep.issues.queries import reconciliation
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.kernel.shares import percent, share
from doorstep.places.models import Street
from doorstep.projects.queries import last_steps, project_counts, public_project
from doorstep.publishing import access, rules
from doorstep.publishing.models import Snapshot
from doorstep.publishing.services.words import findings_of
from doorstep.records.acts import act
from doorstep.visits.queries import visit_counts


def latest(street_id: int, kind: str, key: str) -> Snapshot | None:
    """The newest version, whether posted yet or not."""
    return Snapshot.objects.filter(street_id=street_id, kind=kind, key=key).order_by("-version").first()


def make_snapshot(
    *, street_id: int, kind: str, key: str, body: dict[str, Any], made_by: str, by: Actor, at: datetime
) -> Snapshot | None:
    """Store a new version awaiting review; None when nothing the public may see has changed.

    A version that still waits is replaced, never rewritten: nobody releases what they have not read.
    """
    last = latest(street_id, kind, key)
    if last is not None and last.body == body:
        return None if last.current else last
    version = last.version + 1 if last else 1
    if last is not None and last.posted_at is None:
        version = last.version
        last.delete()
        if says_the_same(street_id, kind, key, body):
            return None
    snapshot = Snapshot.objects.create(
        id=uuid7(at),
        street_id=street_id,
        kind=kind,
        key=key,
        version=version,
        body=body,
        made_by=made_by,
        made_at=at,
    )
    record(by=by, act="snapshot.make", about=f"snapshot:{snapshot.pk}", at=at, street_id=street_id)
    return snapshot


def says_the_same(street_id: int, kind: str, key: str, body: dict[str, Any]) -> bool:
    """Whether the page that is out says this already."""
    out = Snapshot.objects.filter(street_id=street_id, kind=kind, key=key, current=True).first()
    return out is not None and out.body == body


def project_body(project_id: UUID) -> tuple[int, str, dict[str, Any]]:
    """Street, number and the page: the whole plan once it is in notice or approved, else only what happened."""
    street_id, number, values = public_project(project_id)
    body = rules.allowed("project", values | {"waits": waits_of_project(project_id)})
    return street_id, number, body if values["is_public"] else rules.tombstone(body)


@act
def make_project_snapshot(*, project_id: UUID, by: Actor, at: datetime) -> Snapshot | None:
    """A new version of the project's public page, if it changed."""
    street_id, number, body = project_body(project_id)
    check_maker(street_id, by)
    return make_snapshot(
        street_id=street_id, kind="project", key=number, body=body, made_by=by.ref, by=by, at=at
    )


@act
def make_home_snapshot(*, street_id: int, year: int, by: Actor, at: datetime) -> Snapshot | None:
    """A new version of the year's picture on the home page, if a figure changed."""
    check_maker(street_id, by)
    body = rules.allowed("home", home_values(street_id, year))
    return make_snapshot(
        street_id=street_id, kind="home", key=str(year), body=body, made_by=by.ref, by=by, at=at
    )


@act
def make_partner_snapshot(*, street_id: int, year: int, by: Actor, at: datetime) -> Snapshot | None:
    """A new version of what partners pledged and delivered in a year, if it changed; none while nothing was due."""
    check_maker(street_id, by)
    values = partner_values(street_id, year)
    if not values["rows"] and latest(street_id, "partners", str(year)) is None:
        return None
    body = rules.allowed("partners", values)
    return make_snapshot(
        street_id=street_id, kind="partners", key=str(year), body=body, made_by=by.ref, by=by, at=at
    )


def partner_values(street_id: int, year: int) -> dict[str, Any]:
    return {
        "year": year,
        "rows": [
            asdict(each) | {"unit": "分" if each.kind == "money" else RESOURCE_UNITS[each.kind]}
            for each in partner_totals(street_id, year)
        ],
    }


def check_maker(street_id: int, by: Actor) -> None:
    require(by.street_id == street_id and access.can_make(by, path=Street.objects.get(pk=street_id).path))


def publish_reviewed(*, project_id: UUID, made_by: str, reviewed_by: str, by: Actor, at: datetime) -> None:
    """The project's page changes with an act that two people carry: one drafted, the other has read it."""
    street_id, number, body = project_body(project_id)
    snapshot = make_snapshot(
        street_id=street_id, kind="project", key=number, body=body, made_by=made_by, by=by, at=at
    )
    if snapshot is not None:
        post_snapshot(snapshot=snapshot, reviewed_by=reviewed_by, by=by, at=at)


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
def release_snapshot(*, snapshot_id: UUID, reason_code: str = "", by: Actor, at: datetime) -> Snapshot:
    """The reviewer has read the waiting version and lets it out.

    Raises NotPossible while something in it looks like a person's, unless the reviewer signs why it may stand.
    """
    snapshot = Snapshot.objects.select_for_update().get(pk=snapshot_id, street_id=by.street_id or 0)
    path = Street.objects.get(pk=snapshot.street_id).path
    require(access.can_review(by, path=path, drafted_by=snapshot.made_by))
    found = findings_of(snapshot.body, street=snapshot.street)
    if found:
        refuse_if(reason_code not in rules.REASON_CODES, "snapshot.findings", count=len(found))
        about = f"snapshot:{snapshot.pk}"
        record(by=by, act=f"snapshot.sign_{reason_code}", about=about, at=at, street_id=snapshot.street_id)
    return post_snapshot(snapshot=snapshot, reviewed_by=by.ref, by=by, at=at)


def refresh_snapshots(*, street_id: int, year: int, at: datetime) -> int:
    """Timed: draw afresh what may have changed; it waits for its reviewer. Returns how many wait.

    Running it twice changes nothing. Years whose picture is out are drawn with the named one.
    """
    by = Actor.system("timer", street_id)
    for each in sorted({year, *years_out(street_id)}):
        make_home_snapshot(street_id=street_id, year=each, by=by, at=at)
        make_partner_snapshot(street_id=street_id, year=each, by=by, at=at)
    for project_id in projects_to_draw(street_id, at):
        make_project_snapshot(project_id=project_id, by=by, at=at)
    return Snapshot.objects.filter(street_id=street_id, posted_at__isnull=True).count()


def years_out(street_id: int) -> list[int]:
    rows = Snapshot.objects.filter(street_id=street_id, kind="home", current=True)
    return [int(key) for key in rows.values_list("key", flat=True)]


def projects_to_draw(street_id: int, at: datetime) -> list[UUID]:
    """Public projects to which something was done since their newest version; three statements.

    A project about which a meeting decided whether the quota carries it gets its page with that, public before
    or not: whoever waits may read why. And every hour its share of the others: a renamed field, place or
    category leaves no step on a project, so each page is drawn once a day whatever happened.
    """
    rows = Snapshot.objects.filter(street_id=street_id, kind="project")
    made = rows.values("key").annotate(last=Max("made_at"), out=Count("posted_at")).order_by()
    found = list(made.values_list("key", "last", "out"))
    newest = {key: last for key, last, _out in found}
    drawn = {key: last for key, last, out in found if out}
    hour = at.astimezone(SHANGHAI).hour
    chosen = {
        project_id
        for project_id, number, last in last_choices(street_id)
        if number not in newest or last > newest[number]
    }
    return sorted(
        chosen.union(
            project_id
            for project_id, number, last in last_steps(street_id, drawn)
            if last > drawn[number] or project_id.int % 24 == hour
        )
    )
