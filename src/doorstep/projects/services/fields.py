"""The street's own list of project fields."""

from collections.abc import Sequence
from datetime import datetime

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.places.models import Street
from doorstep.projects import access
from doorstep.projects.models import ProjectField
from doorstep.records.acts import act


@act
def set_fields(*, street_id: int, fields: Sequence[tuple[str, str]], by: Actor, at: datetime) -> int:
    """Replace the list, given as (code, name) in order; a field no longer named is kept for old projects.

    Refuses an empty list, an empty code or name, and one that stands twice.
    """
    street = Street.objects.get(pk=street_id)
    require(access.can_keep_fields(by, path=street.path))
    blank = any(not code.strip() or not name.strip() for code, name in fields)
    codes, names = {code for code, _ in fields}, {name for _, name in fields}
    refuse_if(not fields or blank or len(codes) < len(fields) or len(names) < len(fields), "project.fields")
    ProjectField.objects.filter(street=street).exclude(code__in=codes).update(active=False)
    ProjectField.objects.bulk_create(
        (
            ProjectField(street=street, code=code, name=name, order=order)
            for order, (code, name) in enumerate(fields, start=1)
        ),
        update_conflicts=True,
        unique_fields=["street", "code"],
        update_fields=["name", "order", "active"],
    )
    record(by=by, act="project.fields", about=f"street:{street_id}", at=at, street_id=street_id)
    return len(fields)
