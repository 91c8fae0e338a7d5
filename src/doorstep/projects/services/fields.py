"""The street's own list of project fields."""

from collections.abc import Sequence
from datetime import datetime

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.people.access import can
from doorstep.places.models import Street
from doorstep.projects.models import ProjectField
from doorstep.records.acts import act


@act
def set_fields(*, street_id: int, fields: Sequence[tuple[str, str]], by: Actor, at: datetime) -> int:
    """Replace the list, given as (code, name) in order; a field no longer named is kept for old projects.

    Refuses an empty list, a code or name that stands twice.
    """
    street = Street.objects.get(pk=street_id)
    require(can(by, "rule.set", at_path=street.path))
    codes, names = {code for code, _ in fields}, {name for _, name in fields}
    refuse_if(not fields or len(codes) < len(fields) or len(names) < len(fields), "project.fields")
    ProjectField.objects.filter(street=street).exclude(code__in=codes).update(active=False)
    for order, (code, name) in enumerate(fields, start=1):
        ProjectField.objects.update_or_create(
            street=street, code=code, defaults={"name": name, "order": order, "active": True}
        )
    record(by=by, act="project.fields", about=f"street:{street_id}", at=at, street_id=street_id)
    return len(fields)
