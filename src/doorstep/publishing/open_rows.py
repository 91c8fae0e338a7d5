"""What open data read: posted snapshots, and nothing else."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import QuerySet

from doorstep.publishing.models import Snapshot
from doorstep.publishing.opendata.sets import DataSet, Row
from doorstep.publishing.opendata.writing import tag


def posted_projects(street_id: int) -> QuerySet[Snapshot]:
    return Snapshot.objects.filter(
        street_id=street_id, kind="project", current=True, posted_at__isnull=False
    ).order_by("key")


def open_rows(street_id: int, data: DataSet) -> Iterator[Row]:
    """The rows of a set by project number, read in pieces."""
    for body in posted_projects(street_id).values_list("body", flat=True).iterator(chunk_size=200):
        yield from data.rows(body)


def open_as_of(street_id: int) -> datetime | None:
    """When the newest of the pages was posted; None when there is none."""
    return posted_projects(street_id).order_by("-posted_at").values_list("posted_at", flat=True).first()


def open_tag(street_id: int, data: DataSet) -> str:
    return tag(data, list(posted_projects(street_id).values_list("key", "version")))
