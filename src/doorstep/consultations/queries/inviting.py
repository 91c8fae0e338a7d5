"""Who was asked to which meeting: the list of those who run it, and what each person sees of their own."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from doorstep.consultations import access, rules
from doorstep.consultations.contacts import GUEST
from doorstep.consultations.models import BackdatedPosting, Invitation, Meeting
from doorstep.consultations.periods import last_day_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, start_of
from doorstep.people.queries import colleagues, orgs_of, partners, units_of

MOST, MOST_PARTNERS = 200, 300
WHO = ("account", "unit", "org", "partner")


@dataclass(frozen=True)
class GuestLine:
    """One row of the list; ``name`` is empty for an outsider whom the reader may not know, or who was erased."""

    invitation: Invitation
    name: str


def guest_list(actor: Actor, meeting: Meeting) -> list[GuestLine]:
    """Everybody who was asked; outsiders by name only for those who run the meeting."""
    may_know = access.can_hold(actor, path=meeting.path)
    rows = meeting.invitations.select_related(*WHO).order_by("kind", "pk")
    return [GuestLine(each, name_of(each, may_know=may_know)) for each in rows]


def name_of(invitation: Invitation, *, may_know: bool) -> str:
    if invitation.kind == "outsider":
        return GUEST.show("name", invitation) if may_know else ""
    if invitation.account is not None:
        return invitation.account.display_name
    body = invitation.unit or invitation.org or invitation.partner
    return body.name if body else ""


def invitation_page(actor: Actor, invitation_id: UUID) -> Invitation:
    """One's own, or one of a meeting that one runs; raises Invitation.DoesNotExist for everybody else."""
    rows = Invitation.objects.select_related("meeting__convener", "meeting__street", *WHO)
    rows = rows.prefetch_related("meeting__items")
    found: Invitation = rows.get(pk=invitation_id, street_id=actor.street_id or 0)
    if not access.can_hold(actor, path=found.meeting.path) and not is_own(actor, found):
        raise Invitation.DoesNotExist
    return found


def is_own(actor: Actor, invitation: Invitation) -> bool:
    return Invitation.objects.of(actor).filter(pk=invitation.pk).exists()


def whom_to_ask(actor: Actor) -> dict[str, list[tuple[str, str]]]:
    """The choices of a list, by kind."""
    street_id = actor.street_id or 0
    found: dict[str, list[tuple[Any, str]]] = {
        "accounts": colleagues(actor),
        "units": units_of(street_id),
        "orgs": orgs_of(street_id),
        "partners": [(each.pk, each.name) for each in partners(actor).filter(active=True)[:MOST_PARTNERS]],
    }
    return {name: [(str(pk), label) for pk, label in pairs] for name, pairs in found.items()}


def own_meetings(actor: Actor) -> QuerySet[Meeting]:
    """Those that one called, or is asked to, whoever else may see them."""
    asked = Invitation.objects.of(actor).values("meeting_id")
    rows: QuerySet[Meeting] = Meeting.objects.filter(
        Q(convener_id=actor.account_id or 0) | Q(pk__in=asked), street_id=actor.street_id or 0
    )
    return rows


@dataclass(frozen=True)
class OwnLine:
    """A meeting of one's own; ``invitation`` is None where one called it and was not asked."""

    meeting: Meeting
    invitation: Invitation | None


def own_lines(actor: Actor, *, today: date, past: bool) -> list[OwnLine]:
    """What is ahead, soonest first; or the last three months, newest first."""
    start, rows = start_of(today), own_meetings(actor)
    if past:
        since = start - timedelta(days=92)
        rows = rows.filter(starts_at__lt=start, starts_at__gte=since).order_by("-starts_at")
    else:
        rows = rows.filter(starts_at__gte=start).exclude(state="cancelled").order_by("starts_at")
    found = list(rows[:MOST])
    asked = {each.meeting_id: each for each in Invitation.objects.of(actor).filter(meeting__in=found)}
    return [OwnLine(each, asked.get(each.pk)) for each in found]


def backdated_postings(actor: Actor) -> list[BackdatedPosting]:
    """Postings typed late that nobody has looked at yet, oldest first; where the reader runs meetings."""
    rows = BackdatedPosting.objects.visible_to(actor).filter(looked_at__isnull=True)
    found = rows.select_related("meeting", "procedure").order_by("pk")[:MOST]
    return [each for each in found if access.can_hold(actor, path=each.path)]


def backdated_page(actor: Actor, posting_id: int) -> BackdatedPosting:
    rows = BackdatedPosting.objects.visible_to(actor).select_related("meeting", "procedure")
    found: BackdatedPosting = rows.get(pk=posting_id)
    return found


def flags_of(matter: Meeting) -> list[BackdatedPosting]:
    """The late postings of a meeting, looked at or not."""
    return list(matter.backdated.order_by("pk"))


def results_due(meeting: Meeting) -> rules.LastDay | None:
    """By when what was decided must hang out; None for kinds that need not."""
    code = rules.RESULT_RULE.get(meeting.kind)
    return last_day_of(meeting.street_id, code, first=day_of(meeting.starts_at)) if code else None
