"""Papers that left the building: who took which out, and how many rows."""

from datetime import datetime

from doorstep.journal.services import digest_of, record
from doorstep.kernel.actor import Actor
from doorstep.records.acts import act


@act
def note_export(*, name: str, number: str, rows: int, by: Actor, at: datetime) -> None:
    """Write down that a paper was taken out, under the number printed on it."""
    digest = digest_of(f"{name}\0{rows}", number)
    record(by=by, act="paper.export", about=f"paper:{number}", at=at, street_id=by.street_id, digest=digest)
