"""District, its streets (the tenants), and every place inside a street down to the dwelling."""

from typing import TYPE_CHECKING

from django.db import models

from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import path_range
from doorstep.records.fields import PathField

if TYPE_CHECKING:
    from typing import Self


class District(models.Model):
    """The deployer."""

    code = models.CharField(max_length=6, primary_key=True)
    name = models.CharField(max_length=60)


class Street(models.Model):
    """A street office or town: the tenant."""

    district = models.ForeignKey(District, on_delete=models.PROTECT)
    code = models.CharField(max_length=3)
    name = models.CharField(max_length=60)
    path = PathField(unique=True)
    phone = models.CharField(max_length=30, blank=True, default="")
    host = models.CharField(max_length=100, blank=True, default="")  # web address of its own, without port
    fictional = models.BooleanField(default=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["district", "code"], name="street_code"),
            models.UniqueConstraint(fields=["host"], condition=~models.Q(host=""), name="street_host"),
        )


class PlaceKind(models.TextChoices):
    COMMUNITY = "community", "社区"
    ESTATE = "estate", "小区"
    BUILDING = "building", "楼栋"
    ENTRANCE = "entrance", "单元"
    DWELLING = "dwelling", "户"
    SHOP = "shop", "商铺"
    ORG = "org", "单位"


class PlaceQuerySet(models.QuerySet["Place"]):
    def within(self, path: str) -> "Self":
        low, high = path_range(path)
        return self.filter(path__gte=low, path__lt=high)

    def visible_to(self, actor: Actor) -> "Self":
        """Below the actor's own places; the system sees its street, and every street when it has none."""
        if actor.kind == "system":
            return self.filter(street_id=actor.street_id) if actor.street_id else self.all()
        scope = models.Q()
        for path in actor.paths():
            low, high = path_range(path)
            scope |= models.Q(path__gte=low, path__lt=high)
        return self.filter(scope) if scope else self.none()


class Place(models.Model):
    """A community, estate, building, entrance, dwelling, shop or organisation; its path says where."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    parent = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="children")
    kind = models.CharField(max_length=10, choices=PlaceKind.choices)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    full_name = models.CharField(max_length=160)
    path = PathField(unique=True)
    active = models.BooleanField(default=True)
    imported_by = models.ForeignKey("PlaceImport", null=True, on_delete=models.SET_NULL)

    objects = PlaceQuerySet.as_manager()

    class Meta:
        indexes = (
            models.Index(fields=["street", "kind", "path"], name="place_kind_path"),
            models.Index(fields=["street", "full_name"], name="place_full_name"),
        )


class GridKind(models.TextChoices):
    COMMUNITY = "community", "社区网格"
    MICRO = "micro", "微网格"
    DEDICATED = "dedicated", "专属网格"
    RURAL = "rural", "村网格"


class Grid(models.Model):
    """A working area of 300–500 households; which places belong to it is dated, because grids are redrawn."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    community = models.ForeignKey(Place, on_delete=models.PROTECT)
    kind = models.CharField(max_length=10, choices=GridKind.choices, default=GridKind.COMMUNITY)
    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["street", "code"], name="grid_code"),)


class GridAssignment(models.Model):
    """From this day to that day, this place lies in that grid."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    grid = models.ForeignKey(Grid, on_delete=models.PROTECT, related_name="assignments")
    place = models.ForeignKey(Place, on_delete=models.PROTECT)
    path = PathField(db_index=True)
    from_on = models.DateField()
    to_on = models.DateField(null=True)  # the last day, inclusive

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["grid", "place", "from_on"], name="grid_assignment_once"),
        )


class PlaceImport(models.Model):
    """One address list taken in; can be undone for thirty days while nothing hangs on its rows."""

    street = models.ForeignKey(Street, on_delete=models.PROTECT)
    file_sha256 = models.CharField(max_length=64)
    file_name = models.CharField(max_length=120)
    created_count = models.PositiveIntegerField()
    duplicate_count = models.PositiveIntegerField()
    error_count = models.PositiveIntegerField()
    by = models.CharField(max_length=40)
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)
