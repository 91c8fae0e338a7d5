"""Joint meetings and what becomes of their promises."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import JointMeeting, JointMeetingPartner, Promise
from doorstep.delivery.rules import meetings as rules
from doorstep.delivery.services.steps import journal
from doorstep.journal.services import digest_of, new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Partner, PartyOrg, Unit
from doorstep.projects.models import Project
from doorstep.records.acts import act


@dataclass(frozen=True)
class Promised:
    """One promise as it was made: for which project, by whom, until when."""

    project_id: UUID
    text: str
    due_on: date
    partner_id: UUID | None = None
    unit_id: int | None = None


@act
def hold_joint_meeting(
    *,
    org_id: int,
    held_on: date,
    topic: str,
    decisions: str,
    partner_ids: Sequence[UUID],
    promises: Sequence[Promised] = (),
    by: Actor,
    at: datetime,
) -> JointMeeting:
    """Write down one joint meeting with who came, what was decided and what was promised."""
    org = PartyOrg.objects.get(pk=org_id, street_id=by.street_id or 0, active=True)
    require(access.can_keep_agreements(by, path=org.path))
    refuse_if(held_on > day_of(at), "day.future")
    refuse_if(not topic.strip() or not decisions.strip(), "note.needed")
    meeting = JointMeeting.objects.create(
        id=uuid7(at),
        street_id=org.street_id,
        org=org,
        path=org.path,
        held_on=held_on,
        topic=topic.strip(),
        decisions=decisions.strip(),
        by=by.ref,
        by_name=by.name,
        at=at,
    )
    for partner_id in partner_ids:
        partner = Partner.objects.get(pk=partner_id, street_id=org.street_id)
        JointMeetingPartner.objects.create(meeting=meeting, partner=partner, street_id=org.street_id)
    journal("joint_meeting.hold", f"joint_meeting:{meeting.pk}", org.street_id, by=by, at=at)
    for each in promises:
        make_promise(meeting, each, by=by, at=at)
    return meeting


def make_promise(meeting: JointMeeting, promised: Promised, *, by: Actor, at: datetime) -> Promise:
    rules.check_owner(partner=promised.partner_id, unit=promised.unit_id)
    refuse_if(not promised.text.strip(), "note.needed")
    street_id = meeting.street_id
    if promised.partner_id is not None:
        Partner.objects.get(pk=promised.partner_id, street_id=street_id)
    if promised.unit_id is not None:
        Unit.objects.get(pk=promised.unit_id, street_id=street_id)
    promise = Promise.objects.create(
        id=uuid7(at),
        meeting=meeting,
        street_id=street_id,
        project=Project.objects.visible_to(by).get(pk=promised.project_id),
        partner_id=promised.partner_id,
        unit_id=promised.unit_id,
        text=promised.text.strip(),
        due_on=promised.due_on,
        at=at,
    )
    journal("promise.make", f"promise:{promise.pk}", street_id, by=by, at=at)
    return promise


@act
def settle_promise(*, promise_id: UUID, kept: bool, word: str, by: Actor, at: datetime) -> Promise:
    """Kept or not, once, with a word why; not by the partner that made it."""
    meetings = JointMeeting.objects.visible_to(by)
    promise = (
        Promise.objects.select_for_update(of=("self",))
        .select_related("meeting")
        .get(pk=promise_id, meeting__in=meetings)
    )
    require(access.can_keep_agreements(by, path=promise.meeting.path))
    rules.check_settling(promise.kept, word)
    promise.kept, promise.word, promise.settled_on = kept, word.strip(), day_of(at)
    promise.save(update_fields=["kept", "word", "settled_on"])
    digest = digest_of(word, new_salt())
    journal("promise.settle", f"promise:{promise.pk}", promise.street_id, by=by, at=at, digest=digest)
    return promise
