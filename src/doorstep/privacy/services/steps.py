"""What every act of the privacy desk does alike: the step with its salted note, the journal entry, the deadline."""

from datetime import datetime
from typing import Any

from doorstep.journal.services import digest_of, record, write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import Due, day_of
from doorstep.kernel.errors import refuse_if
from doorstep.privacy.models import Breach, BreachStep, RightsRequest, RightsStep
from doorstep.privacy.rules.requests import WORDS_LIMIT
from doorstep.rulebook.queries import calendar_of, rule


def needed(text: str, *, most: int = WORDS_LIMIT) -> str:
    """The text without blanks around it; refused when there is none or too much."""
    found = text.strip()
    refuse_if(not found, "reason.needed")
    refuse_if(len(found) > most, "text.too_long", limit=most)
    return found


def note_request(
    request: RightsRequest, act: str, *, by: Actor, at: datetime, note: str = "", digest_text: str = ""
) -> None:
    """The act's own row with its note, and the journal entry with the note's salted digest."""
    write_down(
        RightsStep,
        about=f"rights:{request.pk}",
        act=act,
        by=by,
        at=at,
        street_id=request.street_id,
        note=note,
        said=digest_text,
        request=request,
        to_state=request.state,
    )


def note_breach(breach: Breach, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    write_down(
        BreachStep,
        about=f"breach:{breach.pk}",
        act=act,
        by=by,
        at=at,
        street_id=breach.street_id,
        note=note,
        breach=breach,
        to_state=breach.state,
    )


def journalled(row: Any, kind: str, act: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """One entry about a row that keeps its own note and salt."""
    digest = digest_of(note, getattr(row, "salt", ""))
    record(by=by, act=act, about=f"{kind}:{row.pk}", at=at, street_id=row.street_id, digest=digest)


def working_days(street_id: int, code: str, *, at: datetime) -> Due:
    """By when, counted in working days of the street's calendar."""
    days = int(rule(street_id, code, on=day_of(at)))
    return calendar_of(street_id, on=day_of(at)).add_working_days(at, days)
