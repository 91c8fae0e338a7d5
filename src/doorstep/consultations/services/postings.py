"""Dates of posting that are typed late: taken with a reason, and looked at by somebody else."""

from datetime import date, datetime

from doorstep.consultations import access, rules
from doorstep.consultations.models import BackdatedPosting, Meeting, Procedure
from doorstep.consultations.services.steps import write_step
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule as setting


def flag_if_backdated(
    matter: Meeting | Procedure, code: str, *, posted_on: date, reason: str, by: Actor, at: datetime
) -> bool:
    """Whether it was typed too late to be taken on trust; then it stands on the list of those to look at.

    Refuses such a date without a reason. ``code`` is notice, results, or the step of the procedure.
    """
    today = day_of(at)
    days = int(setting(matter.street_id, "consult.backdate_days", on=today))
    if not rules.is_backdated(posted_on, typed_on=today, days=days):
        return False
    refuse_if(not reason.strip(), "posting.reason", days=days)
    BackdatedPosting.objects.create(
        street_id=matter.street_id,
        path=matter.path,
        meeting=matter if isinstance(matter, Meeting) else None,
        procedure=matter if isinstance(matter, Procedure) else None,
        code=code,
        posted_on=posted_on,
        reason=reason.strip()[:300],
        by=by.ref,
        by_name=by.name,
        at=at,
    )
    return True


@act
def look_at_posting(*, posting_id: int, note: str, by: Actor, at: datetime) -> BackdatedPosting:
    """Somebody other than who typed it has compared it with the paper, and says what they found.

    Refuses one's own, a second look, and no words. Nothing follows by itself (DOMAIN R12).
    """
    posting: BackdatedPosting = (
        BackdatedPosting.objects.visible_to(by).select_for_update(of=("self",)).get(pk=posting_id)
    )
    require(access.can_hold(by, path=posting.path))
    refuse_if(posting.by == by.ref, "posting.own")
    refuse_if(posting.looked_at is not None, "posting.looked")
    refuse_if(not note.strip(), "note.needed")
    posting.looked_at, posting.looked_by, posting.looked_note = at, by.name, note.strip()[:300]
    posting.save(update_fields=["looked_at", "looked_by", "looked_note"])
    if posting.meeting is not None:
        write_step(posting.meeting, "posting.look", by=by, at=at, note=note)
    else:
        about = f"procedure:{posting.procedure_id}"
        digest = digest_of(note, new_salt())
        record(by=by, act="posting.look", about=about, at=at, street_id=posting.street_id, digest=digest)
    return posting
