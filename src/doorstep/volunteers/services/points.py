"""Points: only for confirmed acts, append-only, by the rule set of the day; off until switched on."""

from datetime import date, datetime
from fractions import Fraction
from uuid import UUID

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import PointEntry, PointRuleSet, Redemption, ReportIn, Service
from doorstep.volunteers.services.steps import member_for, refuse_while_off, write_step


@act
def set_point_rules(
    *, ledger: str, measure: rules.Measure, evidence: str, from_on: date, by: Actor, at: datetime
) -> PointRuleSet:
    """A new version of one ledger's rule set; never backwards, so that nobody's old points change."""
    street_id = by.street_id or 0
    require(access.can_keep(by, path=street_path(street_id)))
    refuse_while_off(street_id, at=at)
    refuse_if(ledger not in rules.LEDGERS or measure.unit not in rules.UNITS, "points.measure")
    refuse_if(from_on < day_of(at), "rule.backdated", on=from_on.isoformat())
    last = PointRuleSet.objects.filter(street_id=street_id, ledger=ledger).count()
    made = PointRuleSet.objects.create(
        street_id=street_id,
        ledger=ledger,
        version=last + 1,
        unit=measure.unit,
        value=measure.value,
        cap_day_minutes=measure.cap_day_minutes,
        cap_act_minutes=measure.cap_act_minutes,
        beneficiary_percent=int(measure.beneficiary_factor * 100),
        evidence=evidence,
        from_on=from_on,
    )
    record(by=by, act="points.rules", about=f"point_rules:{made.pk}", at=at, street_id=street_id)
    return made


def rule_set_on(street_id: int, ledger: str, day: date) -> PointRuleSet | None:
    rows = PointRuleSet.objects.filter(street_id=street_id, ledger=ledger, from_on__lte=day)
    return rows.order_by("-version").first()


def measure_of(row: PointRuleSet) -> rules.Measure:
    return rules.Measure(
        row.unit,
        row.value,
        row.cap_day_minutes,
        row.cap_act_minutes,
        Fraction(row.beneficiary_percent, 100),
    )


def give_points(service: Service, *, by: Actor, at: datetime) -> PointEntry | None:
    """The entry of one confirmed service; None when no rule set holds or its day is full."""
    row = rule_set_on(service.street_id, service.ledger, service.served_on)
    if row is None:
        return None
    same_day = Service.objects.filter(
        report_in_id=service.report_in_id,
        ledger=service.ledger,
        served_on=service.served_on,
        verdict="confirmed",
    ).exclude(pk=service.pk)
    measure = measure_of(row)
    already = sum(min(each, measure.cap_act_minutes) for each in same_day.values_list("minutes", flat=True))
    value = rules.value_of(service.minutes, measure, confirmer=service.confirmer, already=already)
    if not value:
        return None
    entry = PointEntry.objects.create(
        id=uuid7(at),
        street_id=service.street_id,
        report_in_id=service.report_in_id,
        ledger=service.ledger,
        service=service,
        rule_set=row,
        on=service.served_on,
        value=value,
        reason=service.what,
        by=by.ref,
        at=at,
    )
    write_step(service.report_in, "points.give", by=by, at=at)
    return entry


@act
def reverse_points(*, entry_id: UUID, reason: str, by: Actor, at: datetime) -> PointEntry:
    """Take an entry back with a reason and a link; the entry itself stays as it was (R7)."""
    entry = PointEntry.objects.get(pk=entry_id)
    member = member_for(entry.report_in_id, by=by)
    require(access.can_answer(by, path=member.path, first_id=member.account_id))
    refuse_while_off(member.street_id, at=at)
    refuse_if(not reason.strip(), "reason.needed")
    refuse_if(Redemption.objects.filter(entry=entry).exists(), "redemption.by_itself")
    return reversal_of(entry, member, reason=reason, by=by, at=at)


def reversal_of(entry: PointEntry, member: ReportIn, *, reason: str, by: Actor, at: datetime) -> PointEntry:
    """The opposite entry with its link; once only."""
    refuse_if(
        entry.reverses_id is not None or PointEntry.objects.filter(reverses=entry).exists(), "points.reversed"
    )
    made = opposite(entry, member, reason=reason, by=by, at=at)
    write_step(member, "points.reverse", by=by, at=at, note=reason)
    return made


def restore_points(
    entry: PointEntry, member: ReportIn, *, reason: str, by: Actor, at: datetime
) -> PointEntry:
    """Points that were taken back wrongly come back by an entry of their own, linked to the reversal."""
    made = opposite(entry, member, reason=reason, by=by, at=at)
    write_step(member, "points.restore", by=by, at=at, note=reason)
    return made


def opposite(entry: PointEntry, member: ReportIn, *, reason: str, by: Actor, at: datetime) -> PointEntry:
    return PointEntry.objects.create(
        id=uuid7(at),
        street_id=entry.street_id,
        report_in=member,
        ledger=entry.ledger,
        service_id=entry.service_id,
        rule_set_id=entry.rule_set_id,
        reverses=entry,
        on=entry.on,
        value=-entry.value,
        reason=reason[:200],
        by=by.ref,
        at=at,
    )
