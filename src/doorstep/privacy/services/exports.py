"""Letting a personal ledger out: asked by one person, decided by another, for a few days and a few times (G9)."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Street
from doorstep.privacy import access
from doorstep.privacy.models import ExportDownload, ExportGrant
from doorstep.privacy.rules import exports as rules
from doorstep.privacy.rules.requests import SHORT_LIMIT
from doorstep.privacy.services.steps import journalled, needed
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@act
def ask_export(*, ledger: str, scope: Mapping[str, Any], reason: str, by: Actor, at: datetime) -> ExportGrant:
    """Ask for one ledger in one scope; whoever may not read the ledger is refused at its own door."""
    require(by.account_id is not None and by.street_id is not None)
    refuse_if(ledger not in rules.LEDGERS, "export.ledger")
    grant = ExportGrant.objects.create(
        id=uuid7(at),
        street_id=by.street_id or 0,
        ledger=ledger,
        scope=dict(scope),
        reason=needed(reason, most=SHORT_LIMIT),
        asked_by_id=by.account_id or 0,
        asked_at=at,
        state=rules.WORKFLOW.initial,
        salt=new_salt(),
    )
    journalled(grant, "export", "export.ask", by=by, at=at, note=grant.reason)
    return grant


def grant_for(grant_id: UUID, *, by: Actor) -> ExportGrant:
    """The row, locked; another street's is not found."""
    rows = ExportGrant.objects.select_for_update()
    return rows.get(pk=grant_id, street_id=by.street_id or 0)


def check_second_person(grant: ExportGrant, *, by: Actor) -> None:
    street = Street.objects.get(pk=grant.street_id)
    require(access.can_approve(by, path=street.path, asked_by=f"account:{grant.asked_by_id}"))


def decide(grant: ExportGrant, name: str, *, note: str, by: Actor, at: datetime) -> None:
    """The move, who made it, and the journal; each of the three decisions of the second person."""
    grant.state = rules.WORKFLOW.move(grant.state, name, note=note)
    grant.note, grant.decided_by_id, grant.decided_at = note.strip(), by.account_id, at
    grant.save()
    journalled(grant, "export", f"export.{name}", by=by, at=at, note=grant.note)


@act
def approve_export(*, grant_id: UUID, by: Actor, at: datetime) -> ExportGrant:
    """Open it for the rulebook's days and number of downloads."""
    grant = grant_for(grant_id, by=by)
    check_second_person(grant, by=by)
    days = int(rule(grant.street_id, "privacy.export_days", on=day_of(at)))
    grant.expires_at = at + timedelta(days=days)
    grant.most_downloads = int(rule(grant.street_id, "privacy.export_times", on=day_of(at)))
    decide(grant, "approve", note="", by=by, at=at)
    return grant


@act
def refuse_export(*, grant_id: UUID, note: str, by: Actor, at: datetime) -> ExportGrant:
    grant = grant_for(grant_id, by=by)
    check_second_person(grant, by=by)
    decide(grant, "refuse", note=note, by=by, at=at)
    return grant


@act
def revoke_export(*, grant_id: UUID, note: str, by: Actor, at: datetime) -> ExportGrant:
    """Close it before its days are over; what was taken out already cannot be called back, and the list says so."""
    grant = grant_for(grant_id, by=by)
    check_second_person(grant, by=by)
    decide(grant, "revoke", note=note, by=by, at=at)
    return grant


@act
def take_export(*, grant_id: UUID, by: Actor, at: datetime) -> ExportGrant:
    """One download by whoever asked; refused when it is not approved, over, or used up. First this, then the file."""
    grant = grant_for(grant_id, by=by)
    require(by.account_id == grant.asked_by_id)
    left = grant.most_downloads - grant.download_count
    usable = rules.is_usable(state=grant.state, expires_at=grant.expires_at, left=left, at=at)
    refuse_if(not usable, "export.not_open")
    grant.state = rules.WORKFLOW.move(grant.state, "download")
    grant.download_count += 1
    grant.save(update_fields=["download_count"])
    ExportDownload.objects.create(
        id=uuid7(at), grant=grant, street_id=grant.street_id, by_id=by.account_id or 0, at=at
    )
    journalled(grant, "export", "export.download", by=by, at=at)
    return grant


def end_exports(*, at: datetime) -> int:
    """Timed: approved exports whose days are over are closed. Running it twice changes nothing."""
    over = ExportGrant.objects.filter(state="approved", expires_at__lte=at).order_by("pk")
    return sum(
        end_export(pk, street_id=street_id, at=at) for pk, street_id in over.values_list("pk", "street_id")
    )


@act
def end_export(grant_id: UUID, *, street_id: int, at: datetime) -> int:
    by = Actor.system("timer", street_id)
    grant = grant_for(grant_id, by=by)
    if grant.state != "approved":
        return 0
    grant.state = rules.WORKFLOW.move(grant.state, "end")
    grant.save(update_fields=["state"])
    journalled(grant, "export", "export.end", by=by, at=at)
    return 1
