"""What every act of this stage does alike: find the row, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.delivery.models import Agreement, AgreementStep, Match, MatchStep
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import uuid7


def agreement_for(agreement_id: UUID, *, by: Actor) -> Agreement:
    """The row, locked for this act; a stranger's agreement is not found."""
    rows = Agreement.objects.filter(pk__in=Agreement.objects.visible_to(by).values("pk"))
    return rows.select_for_update().get(pk=agreement_id)


def match_for(need_id: UUID, *, by: Actor) -> Match:
    """The need's match, locked for this act; a stranger's need is not found."""
    rows = Match.objects.filter(pk__in=Match.objects.visible_to(by).values("pk"))
    return rows.select_for_update(of=("self",)).select_related("need").get(need_id=need_id)


def write_agreement_step(row: Agreement, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    salt = new_salt()
    AgreementStep.objects.create(
        id=uuid7(at),
        agreement=row,
        street_id=row.street_id,
        at=at,
        by=by.ref,
        by_name=by.name,
        act=act,
        to_state=row.state,
        note=note,
        salt=salt,
    )
    journal(act, f"agreement:{row.pk}", row.street_id, by=by, at=at, digest=digest_of(note, salt))


def write_match_step(row: Match, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    salt = new_salt()
    MatchStep.objects.create(
        id=uuid7(at),
        match=row,
        street_id=row.street_id,
        at=at,
        by=by.ref,
        by_name=by.name,
        act=act,
        to_state=row.state,
        note=note,
        salt=salt,
    )
    journal(act, f"need:{row.need_id}", row.street_id, by=by, at=at, digest=digest_of(note, salt))


def journal(act: str, about: str, street_id: int, *, by: Actor, at: datetime, digest: str = "") -> None:
    record(by=by, act=act, about=about, at=at, street_id=street_id, digest=digest)
