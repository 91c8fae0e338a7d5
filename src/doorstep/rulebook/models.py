"""Settings that differ between places, each with a version and the day it starts to hold."""

from django.db import models


class Rule(models.Model):
    """One version of one setting; ``street_id`` null is the district's own."""

    street_id = models.PositiveIntegerField(null=True)
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    value = models.JSONField()
    effective_on = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.CharField(max_length=40)
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["street_id", "code", "version"], name="rule_version", nulls_distinct=False
            ),
        )


class CalendarDay(models.Model):
    """A day that is not what its weekday says: a day off, or a make-up working day."""

    street_id = models.PositiveIntegerField(null=True)
    day = models.DateField()
    working = models.BooleanField()
    name = models.CharField(max_length=40)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["street_id", "day"], name="calendar_day_once", nulls_distinct=False
            ),
        )


class CalendarRange(models.Model):
    """The span of days an imported holiday list speaks for."""

    street_id = models.PositiveIntegerField(null=True)
    first_on = models.DateField()
    last_on = models.DateField()
    source = models.CharField(max_length=120)
    at = models.DateTimeField()
