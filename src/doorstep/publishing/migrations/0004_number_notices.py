"""Notices written before had no number and no place: numbered in their order, placed where their project is."""

from uuid import UUID

from django.db import migrations


def fill(apps, editor):
    notices, projects = apps.get_model("publishing", "Notice"), apps.get_model("projects", "Project")
    for notice in notices.objects.filter(number="").order_by("street_id", "id").iterator(chunk_size=500):
        year = notice.drafted_at.year
        of_year = notices.objects.filter(street_id=notice.street_id, number__startswith=f"{year}-")
        project = projects.objects.filter(pk=UUID(notice.about.partition(":")[2])).first()
        notice.number = f"{year}-{of_year.count() + 1:04d}"
        notice.project, notice.path = project, project.path if project else ""
        notice.save(update_fields=["number", "project", "path"])


class Migration(migrations.Migration):
    dependencies = [("publishing", "0003_notices_of_every_kind")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
