"""What every act of this stage does alike: find the row, write the step and the journal entry."""

from datetime import datetime
from uuid import UUID

from doorstep.delivery.models import Agreement, AgreementStep, Match, MatchStep
from doorstep.journal.services import record, write_down
from doorstep.kernel.actor import Actor


def agreement_for(agreement_id: UUID, *, by: Actor) -> Agreement:
    """The row, locked for this act; a stranger's agreement is not found."""
    rows = Agreement.objects.filter(pk__in=Agreement.objects.visible_to(by).values("pk"))
    return rows.select_for_update().get(pk=agreement_id)


def match_for(need_id: UUID, *, by: Actor) -> Match:
    """The need's match, locked for this act; a stranger's need is not found."""
    rows = Match.objects.filter(pk__in=Match.objects.visible_to(by).values("pk"))
    return rows.select_for_update(of=("self",)).select_related("need").get(need_id=need_id)


def write_agreement_step(row: Agreement, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    write_down(
        AgreementStep,
        about=f"agreement:{row.pk}",
        act=act,
        by=by,
        at=at,
        street_id=row.street_id,
        note=note,
        agreement=row,
        to_state=row.state,
    )


def write_match_step(row: Match, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    write_down(
        MatchStep,
        about=f"need:{row.need_id}",
        act=act,
        by=by,
        at=at,
        street_id=row.street_id,
        note=note,
        match=row,
        to_state=row.state,
    )


def journal(act: str, about: str, street_id: int, *, by: Actor, at: datetime, digest: str = "") -> None:
    record(by=by, act=act, about=about, at=at, street_id=street_id, digest=digest)
