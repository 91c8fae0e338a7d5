"""Meetings with what was put to them, asked and decided; procedures with the steps that stand."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.consultations import rules
from doorstep.consultations.personal import GUEST
from doorstep.kernel.actor import Actor
from doorstep.people.models import Account, Partner, PartyOrg, Unit
from doorstep.people.sight import by_place
from doorstep.places.models import Street
from doorstep.records.fields import BlindField, PathField, SealedField

if TYPE_CHECKING:
    from typing import Self


def choices(names: dict[str, str]) -> list[tuple[str, str]]:
    return list(names.items())


class PlacedQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Rows that lie at a place."""

    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(by_place(actor, "meeting.read"))


class MeetingSeries(models.Model):
    """Meetings that come again and again; each is called when the one before it was held."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    path = PathField()
    kind = models.CharField(max_length=16, choices=choices(rules.KINDS))
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True, default="")
    room = models.CharField(max_length=80)
    clock = models.TimeField()
    rhythm = models.CharField(max_length=10, choices=choices(rules.RHYTHMS))
    until_on = models.DateField()

    objects = PlacedQuerySet.as_manager()


class Meeting(models.Model):
    """One meeting from its notice to its filed minutes; ``about`` names what it serves, such as a project."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    path = PathField()
    kind = models.CharField(max_length=16, choices=choices(rules.KINDS))
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True, default="", db_index=True)
    series = models.ForeignKey(MeetingSeries, null=True, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField(default=1)  # which meeting of its series
    room = models.CharField(max_length=80)
    starts_at = models.DateTimeField()
    posted_on = models.DateField()
    results_posted_on = models.DateField(null=True)  # where the kind must publish what was decided
    convener = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    chair = models.CharField(max_length=40, blank=True, default="")
    entitled = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)
    minutes = models.TextField(blank=True, default="")
    is_public = models.BooleanField(default=False)
    state = models.CharField(max_length=12, choices=choices(rules.STATES))
    state_since = models.DateTimeField()

    objects = PlacedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.STATES)), name="meeting_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(attended__lte=models.F("entitled")), name="meeting_attended_entitled"
            ),
            models.UniqueConstraint(fields=["series", "number"], name="meeting_number_in_series"),
        )
        indexes = (
            models.Index(fields=["street", "id"], name="meeting_street"),
            models.Index(fields=["street", "starts_at"], name="meeting_start"),
        )


class InvitationQuerySet(models.QuerySet):  # type: ignore[type-arg]
    """Who was asked."""

    def of(self, actor: Actor) -> "Self":
        """Those that reach this person: by name, by the unit or organisation of a role, by the partner they speak for."""
        if actor.account_id is None or actor.street_id is None:
            return self.none()
        spoken_for = Partner.objects.filter(liaisons__account_id=actor.account_id)
        scope = models.Q(account_id=actor.account_id) | models.Q(partner__in=spoken_for)
        scope |= models.Q(unit__in={each.unit_id for each in actor.grants if each.unit_id})
        scope |= models.Q(org__in={each.org_id for each in actor.grants if each.org_id})
        return self.filter(scope, street_id=actor.street_id)


class Invitation(models.Model):
    """One who was asked to a meeting: a colleague, a unit, an organisation, a partner, or an outsider by name."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="invitations")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=choices(rules.GUEST_KINDS))
    account = models.ForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    org = models.ForeignKey(PartyOrg, null=True, on_delete=models.PROTECT, related_name="+")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="+")
    name_sealed = SealedField(personal=GUEST)
    phone_sealed = SealedField(personal=GUEST)
    phone_blind = BlindField()
    state = models.CharField(max_length=10, choices=choices(rules.INVITATION_STATES))
    came = models.BooleanField(null=True)  # unknown until the list was gone through
    at = models.DateTimeField()

    objects = InvitationQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.INVITATION_STATES)), name="invitation_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(kind="account", account__isnull=False)
                | models.Q(kind="unit", unit__isnull=False)
                | models.Q(kind="org", org__isnull=False)
                | models.Q(kind="partner", partner__isnull=False)
                | models.Q(kind="outsider"),
                name="invitation_names_somebody",
            ),
            *(
                models.UniqueConstraint(fields=["meeting", each], name=f"invitation_{each}_once")
                for each in ("account", "unit", "org", "partner")
            ),
        )


class BackdatedPosting(models.Model):
    """A posting typed long after the day it is said to have hung since; somebody else looks at it."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    path = PathField()
    meeting = models.ForeignKey(Meeting, null=True, on_delete=models.PROTECT, related_name="backdated")
    procedure = models.ForeignKey("Procedure", null=True, on_delete=models.PROTECT, related_name="backdated")
    code = models.CharField(max_length=24)  # notice, results, or the step of the procedure
    posted_on = models.DateField()
    reason = models.CharField(max_length=300)
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()
    looked_at = models.DateTimeField(null=True)
    looked_by = models.CharField(max_length=60, blank=True, default="")
    looked_note = models.CharField(max_length=300, blank=True, default="")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(meeting__isnull=True) ^ models.Q(procedure__isnull=True),
                name="backdated_one_matter",
            ),
        )
        indexes = (models.Index(fields=["street", "looked_at"], name="backdated_waiting"),)


class AgendaItem(models.Model):
    """What is put to a meeting, and what came of it; an open one stays before the meetings that follow."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    order = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    place_text = models.CharField(max_length=80, blank=True, default="")
    owner = models.CharField(max_length=60, blank=True, default="")
    due_on = models.DateField(null=True)
    rule = models.CharField(max_length=20, blank=True, default="")
    state = models.CharField(max_length=12, choices=choices(rules.ITEM_STATES))
    decision = models.TextField(blank=True, default="")
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    abstain = models.PositiveIntegerField(default=0)
    tally = models.JSONField(null=True)
    decided_at = models.DateTimeField(null=True)
    meeting_count = models.PositiveSmallIntegerField(default=0)  # meetings it was still open at
    escalated_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "order"], name="agenda_item_order"),
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.ITEM_STATES)), name="agenda_item_state_known"
            ),
        )


class Question(models.Model):
    """Something asked at a question-and-answer meeting; with its answer it is public when the meeting is."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="questions")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    text = models.CharField(max_length=500)
    answer = models.CharField(max_length=1000, blank=True, default="")
    answered_by = models.CharField(max_length=60, blank=True, default="")
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)


class MeetingStep(models.Model):
    """One act on a meeting with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=12)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)

    class Meta:
        indexes = (models.Index(fields=["meeting", "id"], name="meeting_step"),)


class Procedure(models.Model):
    """One matter carried through its steps, none of them before the one that comes first."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    path = PathField()
    kind = models.CharField(max_length=16, choices=choices(rules.PROCEDURES))
    title = models.CharField(max_length=80)
    about = models.CharField(max_length=60, blank=True, default="", db_index=True)
    state = models.CharField(max_length=10, choices=choices(rules.PROCEDURE_STATES))
    state_since = models.DateTimeField()
    stopped_reason = models.CharField(max_length=300, blank=True, default="")

    objects = PlacedQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.PROCEDURE_STATES)), name="procedure_state_known"
            ),
        )
        indexes = (models.Index(fields=["street", "id"], name="procedure_street"),)


class ProcedureStep(models.Model):
    """One step that stands: day, who came, how they voted, in words. Append-only."""

    procedure = models.ForeignKey(Procedure, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    code = models.CharField(max_length=24)
    done_on = models.DateField()
    chair = models.CharField(max_length=40, blank=True, default="")
    entitled = models.PositiveIntegerField(default=0)
    attended = models.PositiveIntegerField(default=0)
    yes = models.PositiveIntegerField(default=0)
    no = models.PositiveIntegerField(default=0)
    abstain = models.PositiveIntegerField(default=0)
    tally = models.JSONField(null=True)
    objections = models.PositiveIntegerField(null=True)  # only where the step hears them
    answered = models.PositiveIntegerField(null=True)
    holds = models.BooleanField()
    minutes = models.TextField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    class Meta:
        constraints = (
            # a step that did not carry may be tried again; one that stands, stands once
            models.UniqueConstraint(
                fields=["procedure", "code"], condition=models.Q(holds=True), name="procedure_step_once"
            ),
        )


class CalendarFeed(models.Model):
    """The secret address of a person's meetings for their own calendar; a new one makes the old one nothing."""

    account = models.OneToOneField(Account, on_delete=models.PROTECT, related_name="+")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    token_hash = models.CharField(max_length=64, unique=True)
    at = models.DateTimeField()
