"""The visitor's answer to the question whether a text was meant for this door (V5)."""

from datetime import datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act
from doorstep.visits import access, rules
from doorstep.visits.models import Visit
from doorstep.visits.services.planned import visit_for
from doorstep.visits.services.record import note


@act
def confirm_text(*, visit_id: UUID, by: Actor, at: datetime) -> Visit:
    """The visitor has seen that the words repeat and keeps them; only now others see the flag.

    NotAllowed for anybody who did not go; NotPossible when nothing repeats. A text that was wrong is
    mended by ``correct_visit``, which takes the flag away.
    """
    visit = visit_for(visit_id, by=by)
    visitors = visit.visitors.values_list("account_id", flat=True)
    require(access.can_confirm_text(by, visitors=visitors))
    refuse_if(not visit.repeated_text or visit.repeat_confirmed, "visit.nothing_repeated")
    visit.state = rules.WORKFLOW.move(visit.state, "confirm_text")
    visit.repeat_confirmed = True
    visit.save(update_fields=["repeat_confirmed"])
    note(visit, "visit.confirm_text", by=by, at=at)
    return visit
