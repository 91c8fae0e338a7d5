"""An incident with personal data: noticed, contained, assessed, told to whom it concerns, learnt from (G8)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Street
from doorstep.privacy import access
from doorstep.privacy.models import Breach
from doorstep.privacy.rules import breaches as rules
from doorstep.privacy.services.steps import needed, note_breach
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


@dataclass(frozen=True)
class Noticed:
    """What is known when somebody notices it."""

    title: str
    kind: str
    happened: str
    categories: str
    detected_at: datetime
    people_count: int | None = None


@dataclass(frozen=True)
class Assessment:
    """Cause, possible harm, and what those concerned can do themselves (PIPL 57)."""

    cause: str
    harm: str
    advice: str
    risk: str
    people_count: int


@act
def detect_breach(*, noticed: Noticed, by: Actor, at: datetime) -> Breach:
    """Open the register's next line. Refuses a moment in the future and a line that says nothing."""
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_keep(by, path=street.path))
    refuse_if(noticed.kind not in rules.KINDS, "breach.kind")
    refuse_if(noticed.detected_at > at, "breach.future")
    refuse_if(not noticed.title.strip() or not noticed.categories.strip(), "breach.incomplete")
    number = Breach.objects.filter(street=street).count() + 1
    breach = Breach.objects.create(
        id=uuid7(at),
        street=street,
        number=f"SJ{day_of(at).year}-{number:03}",
        title=noticed.title.strip(),
        kind=noticed.kind,
        detected_at=noticed.detected_at,
        happened=needed(noticed.happened),
        categories=noticed.categories.strip(),
        people_count=noticed.people_count,
        state=rules.WORKFLOW.initial,
        state_since=at,
        due_at=due_of(street.pk, "detected", at=at),
    )
    note_breach(breach, "breach.detect", by=by, at=at, note=breach.happened)
    return breach


def due_of(street_id: int, state: str, *, at: datetime) -> datetime | None:
    """The next step's time limit in calendar days; None when nothing is left to do."""
    code = rules.WORKFLOW.limits.get(state)
    return at + timedelta(days=int(rule(street_id, code, on=day_of(at)))) if code else None


def breach_for(breach_id: UUID, *, by: Actor) -> Breach:
    breach = (
        Breach.objects.select_related("street")
        .select_for_update(of=("self",))
        .get(pk=breach_id, street_id=by.street_id or 0)
    )
    require(access.can_keep(by, path=breach.street.path))
    return breach


def step(breach: Breach, name: str, *, note: str, by: Actor, at: datetime) -> None:
    breach.state = rules.WORKFLOW.move(breach.state, name, note=note)
    breach.state_since, breach.due_at = at, due_of(breach.street_id, breach.state, at=at)
    breach.save()
    note_breach(breach, f"breach.{name}", by=by, at=at, note=note.strip())


@act
def contain_breach(*, breach_id: UUID, measures: str, by: Actor, at: datetime) -> Breach:
    """It goes no further; what was done for that."""
    breach = breach_for(breach_id, by=by)
    breach.measures = needed(measures)
    step(breach, "contain", note=measures, by=by, at=at)
    return breach


@act
def assess_breach(*, breach_id: UUID, assessment: Assessment, by: Actor, at: datetime) -> Breach:
    """Cause, harm, how many people, and whether they must be told."""
    breach = breach_for(breach_id, by=by)
    refuse_if(assessment.risk not in rules.RISKS, "breach.risk")
    breach.cause, breach.harm = needed(assessment.cause), needed(assessment.harm)
    breach.advice, breach.risk = needed(assessment.advice), assessment.risk
    breach.people_count = assessment.people_count
    step(breach, "assess", note=assessment.cause, by=by, at=at)
    return breach


@act
def note_notification(*, breach_id: UUID, note: str, by: Actor, at: datetime) -> Breach:
    """Authority told, and those concerned where the assessment says so: when, how, under which number."""
    breach = breach_for(breach_id, by=by)
    step(breach, "notify", note=needed(note), by=by, at=at)
    return breach


@act
def close_breach(*, breach_id: UUID, lessons: str, by: Actor, at: datetime) -> Breach:
    """What is done differently from now on."""
    breach = breach_for(breach_id, by=by)
    breach.lessons = needed(lessons)
    step(breach, "close", note=lessons, by=by, at=at)
    return breach
