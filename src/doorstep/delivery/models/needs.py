"""What is needed, what is offered, and the match between them with the judgement of both sides."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.delivery.models.sight import own_of
from doorstep.delivery.rules import agreements as kinds
from doorstep.delivery.rules import needs as rules
from doorstep.kernel.actor import Actor
from doorstep.people.access import has_ability
from doorstep.people.models import Account, Partner
from doorstep.people.sight import by_place
from doorstep.places.models import Place, Street
from doorstep.projects.models import Project
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class NeedItem(models.Model):
    """One line of the need list: a community needs so much of something, in which time, on which conditions."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)  # a community, never a door
    project = models.ForeignKey(Project, null=True, on_delete=models.PROTECT, related_name="needs")
    kind = models.CharField(max_length=10, choices=list(kinds.RESOURCE_KINDS.items()))
    title = models.CharField(max_length=80)
    content = models.TextField()
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=10)
    needed_from = models.DateField()
    needed_until = models.DateField()
    conditions = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(kind__in=list(kinds.RESOURCE_KINDS)), name="need_kind_known"
            ),
            models.CheckConstraint(
                condition=models.Q(needed_until__gte=models.F("needed_from")), name="need_ends_after_start"
            ),
        )


class ResourceItemQuerySet(models.QuerySet["ResourceItem"]):
    def visible_to(self, actor: Actor) -> "Self":
        """The street's offers to those who keep needs; its own to a partner."""
        keeps = models.Q(street_id=actor.street_id or 0)
        scope = keeps if has_ability(actor, "need.keep") else models.Q(pk__in=[])
        return self.filter(scope | own_of(actor))


class ResourceItem(models.Model):
    """One line of the resource list: what a partner can give, where and when."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    partner = models.ForeignKey(Partner, on_delete=models.PROTECT, related_name="resources")
    path = PathField()
    kind = models.CharField(max_length=10, choices=list(kinds.RESOURCE_KINDS.items()))
    title = models.CharField(max_length=80)
    amount = models.BigIntegerField()
    unit = models.CharField(max_length=10)
    available_from = models.DateField()
    available_until = models.DateField()
    conditions = models.CharField(max_length=200, blank=True, default="")
    at = models.DateTimeField()

    objects = ResourceItemQuerySet.as_manager()


class MatchQuerySet(models.QuerySet["Match"]):
    def visible_to(self, actor: Actor) -> "Self":
        """By place for staff; to a partner what it has claimed and what anybody may claim."""
        scope = by_place(actor, "agreement.read") | own_of(actor)
        if actor.account_id is not None and has_ability(actor, "need.claim"):
            scope |= models.Q(street_id=actor.street_id, state="published")
        return self.filter(scope)


class Match(models.Model):
    """The way of one need from draft to closed, with the partner that took it on."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    path = PathField()
    need = models.OneToOneField(NeedItem, on_delete=models.PROTECT, related_name="match")
    partner = models.ForeignKey(Partner, null=True, on_delete=models.PROTECT, related_name="matches")
    resource = models.ForeignKey(ResourceItem, null=True, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=list(rules.MATCH_STATES.items()))
    state_since = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=list(rules.MATCH_STATES)), name="match_state_known"
            ),
        )
        indexes = (
            models.Index(fields=["street", "state", "id"], name="match_state"),
            models.Index(fields=["street", "id"], name="match_street"),
        )


class MatchRating(models.Model):
    """What one side thinks of it; each side once, neither reads the other's first. Append-only."""

    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="ratings")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    side = models.CharField(max_length=8, choices=list(rules.SIDES.items()))
    grade = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    by = models.ForeignKey(Account, on_delete=models.PROTECT)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["match", "side"], name="match_rating_once_a_side"),
            models.CheckConstraint(condition=models.Q(grade__gte=1, grade__lte=5), name="match_rating_grade"),
        )


class MatchStep(models.Model):
    """One act on a need with its note. Append-only."""

    id = models.UUIDField(primary_key=True)
    match = models.ForeignKey(Match, on_delete=models.PROTECT, related_name="steps")
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    at = models.DateTimeField()
    by = models.CharField(max_length=40)
    by_name = models.CharField(max_length=60)
    act = models.CharField(max_length=24)
    to_state = models.CharField(max_length=12)
    note = models.TextField(blank=True, default="")
    salt = models.CharField(max_length=32)
