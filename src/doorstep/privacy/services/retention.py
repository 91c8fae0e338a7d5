"""Erasing what has served its purpose, batch by batch; and holding it back where a dispute needs it (G5)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import models

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Street
from doorstep.privacy import access
from doorstep.privacy.models import LegalHold, RetentionRun
from doorstep.privacy.rules.requests import SHORT_LIMIT
from doorstep.privacy.services.steps import needed
from doorstep.records.acts import act
from doorstep.records.retention import RetentionRule, is_retention_rule, retention_rules
from doorstep.rulebook.queries import rule

BATCH: Final = 500


@dataclass(frozen=True)
class Outcome:
    """One rule in one street: how many rows go (or went) and how many a hold keeps."""

    street_id: int
    rule: str
    label: str
    days: int
    count: int
    held: int


def run_retention(*, at: datetime, dry: bool = False, batch: int = BATCH) -> list[Outcome]:
    """Every rule in every street. Stopped half-way it goes on where it was; run twice it finds nothing left."""
    return list(outcomes(at=at, dry=dry, batch=batch))


def outcomes(*, at: datetime, dry: bool, batch: int) -> Iterator[Outcome]:
    for street_id in Street.objects.order_by("pk").values_list("pk", flat=True):
        for each in retention_rules():
            days = int(rule(street_id, each.kept_by, on=day_of(at)))
            before = at - timedelta(days=days)
            due = each.due(street_id, before)
            free = without_held(due, each.code, street_id)
            held = due.count() - free.count()
            gone = free.count() if dry else erase_all(each, street_id, before=before, at=at, batch=batch)
            yield Outcome(street_id, each.code, each.label, days, gone, held)


def without_held(due: models.QuerySet[Any], code: str, street_id: int) -> models.QuerySet[Any]:
    """Rows that no standing hold names."""
    standing = LegalHold.objects.filter(street_id=street_id, lifted_at__isnull=True, rule__in=["", code])
    refs = set(standing.values_list("ref", flat=True))
    return due.none() if "" in refs else due.exclude(pk__in=refs)


def erase_all(each: RetentionRule, street_id: int, *, before: datetime, at: datetime, batch: int) -> int:
    gone = 0
    while count := erase_batch(each, street_id, before=before, at=at, batch=batch):
        gone += count
    return gone


@act
def erase_batch(each: RetentionRule, street_id: int, *, before: datetime, at: datetime, batch: int) -> int:
    """A batch, its row with the count, and the journal entry, all or nothing."""
    free = without_held(each.due(street_id, before), each.code, street_id)
    ids = list(free.order_by("pk").values_list("pk", flat=True)[:batch])
    if not ids:
        return 0
    each.erase(ids)
    by = Actor.system("retention", street_id)
    run = RetentionRun.objects.create(
        id=uuid7(at), street_id=street_id, rule=each.code, before=before, count=len(ids), by=by.ref, at=at
    )
    about, digest = f"retention:{run.pk}", digest_of(f"{each.code}\0{len(ids)}", str(run.pk))
    record(by=by, act="retention.run", about=about, at=at, street_id=street_id, digest=digest)
    return len(ids)


@act
def place_hold(*, rule_code: str, ref: str, reason: str, by: Actor, at: datetime) -> LegalHold:
    """Keep one row, one rule's rows, or everything from being erased, with a reason."""
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_approve(by, path=street.path, asked_by=""))
    refuse_if(bool(rule_code) and not is_retention_rule(rule_code), "hold.rule")
    refuse_if(bool(ref.strip()) and not rule_code, "hold.rule")
    hold = LegalHold.objects.create(
        street=street,
        rule=rule_code,
        ref=ref.strip(),
        reason=needed(reason, most=SHORT_LIMIT),
        by=by.ref,
        at=at,
        salt=new_salt(),
    )
    digest = digest_of(hold.reason, hold.salt)
    record(by=by, act="hold.place", about=f"hold:{hold.pk}", at=at, street_id=street.pk, digest=digest)
    return hold


@act
def lift_hold(*, hold_id: int, by: Actor, at: datetime) -> LegalHold:
    """From now on the timed erasing takes what is over again."""
    rows = LegalHold.objects.select_related("street").select_for_update(of=("self",))
    hold = rows.get(pk=hold_id, street_id=by.street_id or 0)
    require(access.can_approve(by, path=hold.street.path, asked_by=""))
    refuse_if(hold.lifted_at is not None, "hold.lifted")
    hold.lifted_by, hold.lifted_at = by.ref, at
    hold.save(update_fields=["lifted_by", "lifted_at"])
    record(by=by, act="hold.lift", about=f"hold:{hold.pk}", at=at, street_id=hold.street_id)
    return hold
