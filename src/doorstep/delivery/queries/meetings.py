"""Joint meetings with their own promises and those still open from before."""

from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from doorstep.delivery.models import JointMeeting, JointMeetingPartner, Promise
from doorstep.kernel.actor import Actor


def joint_meetings(actor: Actor) -> QuerySet[JointMeeting]:
    return JointMeeting.objects.visible_to(actor).select_related("org").order_by("-pk")


def joint_meeting(actor: Actor, meeting_id: UUID) -> JointMeeting:
    """One meeting with who came and what was promised."""
    promises = Promise.objects.select_related("project", "partner", "unit").order_by("id")
    attended = JointMeetingPartner.objects.select_related("partner").order_by("id")
    rows = JointMeeting.objects.visible_to(actor).select_related("org", "street")
    return rows.prefetch_related(Prefetch("promises", promises), Prefetch("attended", attended)).get(
        pk=meeting_id
    )


def carried_over(meeting: JointMeeting) -> list[Promise]:
    """Promises of the same organisation's earlier meetings that were still open on the day of this one."""
    earlier = Promise.objects.filter(meeting__org_id=meeting.org_id, meeting__held_on__lt=meeting.held_on)
    still = Q(settled_on__isnull=True) | Q(settled_on__gte=meeting.held_on)
    return list(earlier.filter(still).select_related("project", "partner", "unit").order_by("id"))


def open_promises(actor: Actor) -> QuerySet[Promise]:
    """Promises in sight that nobody has settled, the earliest due first."""
    rows = Promise.objects.filter(kept__isnull=True, meeting__in=JointMeeting.objects.visible_to(actor))
    return rows.select_related("project", "partner", "unit", "meeting").order_by("due_on", "id")


def promise_in_sight(actor: Actor, promise_id: UUID) -> Promise:
    """One promise of a meeting in sight; raises Promise.DoesNotExist."""
    rows = Promise.objects.filter(meeting__in=JointMeeting.objects.visible_to(actor))
    return rows.select_related("meeting", "project", "partner", "unit").get(pk=promise_id)
