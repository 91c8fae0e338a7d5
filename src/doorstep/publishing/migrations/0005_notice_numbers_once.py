"""Every notice has its number once, a known state, and a reviewer who did not draft it."""

from django.db import migrations, models
from django.db.models import F, Q

STATES = ["draft", "reviewed", "posted", "objected", "answered", "ended", "archived", "withdrawn"]


class Migration(migrations.Migration):
    dependencies = [("publishing", "0004_number_notices")]

    operations = [
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(condition=Q(state__in=STATES), name="notice_state_known"),
        ),
        migrations.AddConstraint(
            "notice", models.UniqueConstraint(fields=("street", "number"), name="notice_number")
        ),
        migrations.AddConstraint(
            "notice",
            models.CheckConstraint(
                condition=Q(reviewed_by__isnull=True) | ~Q(reviewed_by=F("drafted_by")),
                name="notice_second_person",
            ),
        ),
        migrations.AddIndex(
            "notice", models.Index(fields=["street", "kind", "starts_on"], name="notice_public")
        ),
    ]
