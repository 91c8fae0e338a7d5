"""Joint meetings of a party organisation with its partners, and what was promised there."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.people.models import Partner, PartyOrg, Unit
from doorstep.people.sight import by_place
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class JointMeetingQuerySet(models.QuerySet["JointMeeting"]):
    def visible_to(self, actor: Actor) -> "Self":
        return self.filter(by_place(actor, "agreement.read"))


class JointMeeting(models.Model):
    """One joint meeting: when, what about, what was decided."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    org = models.ForeignKey(PartyOrg, on_delete=models.PROTECT)
    path = PathField()
    held_on = models.DateField()
    topic = models.CharField(max_length=120)
    decisions = models.TextField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    at = models.DateTimeField()

    objects = JointMeetingQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=["street", "id"], name="joint_meeting_street"),)


class JointMeetingPartner(models.Model):
    """This partner sat at that meeting."""

    meeting = models.ForeignKey(JointMeeting, on_delete=models.PROTECT, related_name="attended")
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["meeting", "partner"], name="joint_meeting_partner_once"),
        )


class Promise(models.Model):
    """What a partner or a unit has promised for a project; open ones come up again at the next meeting."""

    id = models.UUIDField(primary_key=True)
    meeting = models.ForeignKey(JointMeeting, on_delete=models.PROTECT, related_name="promises")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    project = models.ForeignKey(Project, on_delete=models.PROTECT, related_name="promises")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT)
    unit = models.ForeignKey(Unit, null=True, on_delete=models.PROTECT)
    text = models.CharField(max_length=300)
    due_on = models.DateField()
    kept = models.BooleanField(null=True)
    word = models.CharField(max_length=300, blank=True, default="")
    settled_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(partner__isnull=True) ^ models.Q(unit__isnull=True),
                name="promise_has_one_owner",
            ),
        )
