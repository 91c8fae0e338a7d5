"""Household visits: campaigns, what came of each knock, and who met whom."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.people.models import Account
from doorstep.places.models import Place, Street
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class VisitOutcome(models.TextChoices):
    MET = "met", "见面"
    NOT_HOME = "not_home", "未遇"
    REFUSED = "refused", "拒访"
    VACANT = "vacant", "空置"


class VisitState(models.TextChoices):
    PLANNED = "planned", "已约定"
    RECORDED = "recorded", "已记录"
    ARCHIVED = "archived", "已归档"


class VisitSource(models.TextChoices):
    DOOR = "door", "上门"
    PAPER = "paper", "纸质补录"
    PHONE = "phone", "电话"


class ReceiptMode(models.TextChoices):
    NONE = "none", "未留回执"
    SIGN = "sign", "签字"
    CODE = "code", "回执码"
    VERBAL = "verbal", "口头确认"


class TalkedWith(models.TextChoices):
    OWNER = "owner", "户主"
    FAMILY = "family", "家人"
    TENANT = "tenant", "租户"
    KEEPER = "keeper", "店主或店员"
    STAFF = "staff", "单位人员"


class VisitPlan(models.Model):
    """A visit campaign: from when to when, and how often each class of household is due."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()
    intervals = models.JSONField()  # target class -> days between visits
    path = PathField()
    closed_at = models.DateTimeField(null=True)


class TargetClass(models.Model):
    """Which class a household is visited as; a household without a row is ordinary."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    place = models.OneToOneField(Place, on_delete=models.PROTECT)
    path = PathField(db_index=True)
    code = models.CharField(max_length=20)


class VisitQuerySet(models.QuerySet["Visit"]):
    def within(self, path: str) -> "Self":
        low, high = path_range(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: Actor) -> "Self":
        scope = models.Q()
        for path in actor.paths():
            low, high = path_range(path)
            scope |= models.Q(path__gte=low, path__lt=high)
        return self.filter(scope, street_id=actor.street_id) if scope else self.none()


class Visit(models.Model):
    """One knock at one door and what came of it; no issue is needed."""

    id = models.UUIDField(primary_key=True)
    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    plan = models.ForeignKey(VisitPlan, null=True, on_delete=models.PROTECT)
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    path = PathField()
    community_path = PathField()
    grid_id = models.BigIntegerField(null=True)
    visited_on = models.DateField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=8, choices=VisitOutcome.choices, blank=True)
    state = models.CharField(max_length=8, choices=VisitState.choices)
    talked_with = models.CharField(max_length=8, choices=TalkedWith.choices, blank=True, default="")
    topics = models.TextField(blank=True, default="")
    nothing_to_report = models.BooleanField(default=False)
    receipt_mode = models.CharField(max_length=6, choices=ReceiptMode.choices, default=ReceiptMode.NONE)
    next_visit_on = models.DateField(null=True)
    source = models.CharField(max_length=5, choices=VisitSource.choices, default=VisitSource.DOOR)
    entered_by = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    late_reason = models.CharField(max_length=300, blank=True, default="")
    repeated_text = models.BooleanField(default=False)
    device_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    salt = models.CharField(max_length=32)

    objects = VisitQuerySet.as_manager()

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(state__in=["planned", "recorded", "archived"]), name="visit_state_known"
            ),
            models.CheckConstraint(
                condition=models.Q(outcome__in=["", "met", "not_home", "refused", "vacant"]),
                name="visit_outcome_known",
            ),
        )
        indexes = (
            models.Index(fields=["street", "id"], name="visit_street"),
            models.Index(fields=["street", "path", "id"], name="visit_path"),
            models.Index(fields=["place", "id"], name="visit_place"),
            models.Index(fields=["street", "outcome", "id"], name="visit_outcome"),
        )


class Visitor(models.Model):
    """One of the people who went."""

    visit = models.ForeignKey(Visit, on_delete=models.CASCADE, related_name="visitors")
    account = models.ForeignKey(Account, on_delete=models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["visit", "account"], name="visitor_once"),)


class MetHousehold(models.Model):
    """A household that was met in a year: its first met visit. Revisits add no second row."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    year = models.PositiveSmallIntegerField()
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    community_path = PathField()
    visit = models.ForeignKey(Visit, on_delete=models.PROTECT)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["place", "year"], name="met_household_once_a_year"),)
        indexes = (models.Index(fields=["street", "year", "id"], name="met_household_year"),)
