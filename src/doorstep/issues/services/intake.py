"""Taking over an old list of messages through the same capture service, with the answers it already has."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Final

from doorstep.issues import rules
from doorstep.issues.models import IntakeRow, Issue
from doorstep.issues.rules import OldMessage, ReadMessage
from doorstep.issues.services.capture import capture_issue
from doorstep.issues.services.steps import begin, keep, move
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import Refusal, require
from doorstep.records.acts import act

BATCH: Final = 200


@dataclass(frozen=True)
class RefusedRow:
    """A row that was not taken, and why."""

    line: int
    outside_id: str
    reason: str


@dataclass
class Taken:
    """What became of a list: ``rows = captured + repeated + refused``."""

    rows: int = 0
    captured: int = 0
    answered: int = 0
    repeated: int = 0
    refusals: list[RefusedRow] = field(default_factory=list)

    @property
    def refused(self) -> int:
        return len(self.refusals)


def take_rows(
    *, street_id: int, rows: Iterable[OldMessage], source: str = "web", by: Actor, at: datetime
) -> Taken:
    """Every row becomes an issue received when the list says; the same row again changes nothing.

    Here a real batch exists, so two hundred rows share one transaction. A row is refused, and said so, when
    it has no number, cannot be read or stored, or comes under a known number with another text. What the
    list already answers is delivered with that answer and closed as a historic import.
    """
    require(by.kind == "system" and by.street_id == street_id)
    taken = Taken()
    for batch in batches(rows):
        take_batch(taken, batch, street_id=street_id, source=source, by=by, at=at)
    return taken


def batches(rows: Iterable[OldMessage]) -> Iterator[list[OldMessage]]:
    waiting = iter(rows)
    while batch := list(islice(waiting, BATCH)):
        yield batch


@act
def take_batch(
    taken: Taken, batch: list[OldMessage], *, street_id: int, source: str, by: Actor, at: datetime
) -> None:
    """Known numbers are looked up once for the batch; whatever is refused is refused before it is written."""
    numbers = [row.outside_id for row in batch if rules.is_storable(row.outside_id)]
    rows = IntakeRow.objects.filter(street_id=street_id, outside_id__in=numbers)
    known = dict(rows.values_list("outside_id", "body_sha256"))
    for row in batch:
        taken.rows += 1
        try:
            message = rules.read_message(row, at=at)
        except Refusal as refusal:
            taken.refusals.append(RefusedRow(row.line, shown(row.outside_id), refusal.code))
            continue
        before = known.get(row.outside_id)
        if before is None:
            known[row.outside_id] = row.body_sha256
            take_one(message, street_id=street_id, source=source, by=by, at=at)
            taken.captured += 1
            taken.answered += message.answered_at is not None
        elif before == row.body_sha256:
            taken.repeated += 1
        else:
            taken.refusals.append(RefusedRow(row.line, row.outside_id, "intake.other_text"))


def shown(outside_id: str) -> str:
    """The number as it can be printed, whatever was in the list."""
    return outside_id[: rules.SHORT_LIMIT].encode("utf-8", "replace").decode()


def take_one(message: ReadMessage, *, street_id: int, source: str, by: Actor, at: datetime) -> None:
    """One voice, remembered under its number in the list."""
    row = message.row
    issue = capture_issue(
        street_id=street_id,
        text=row.text,
        category_code=None,
        source=source,
        received_at=message.received_at,
        outside_ref=row.outside_id,
        by=by,
        at=at,
    )
    IntakeRow.objects.create(
        street_id=street_id, outside_id=row.outside_id, body_sha256=row.body_sha256, issue=issue
    )
    if message.answered_at is not None:
        take_answer(issue, row.answer, answered_at=message.answered_at, by=by, at=at)


def take_answer(issue: Issue, answer: str, *, answered_at: datetime, by: Actor, at: datetime) -> None:
    """Delivered when it was answered; closed now, because nobody can be called back about it."""
    work = begin(issue)
    issue.route = "time_limited"
    move(issue, "take_over", at=answered_at, note=answer)
    issue.delivered_at = issue.contacted_at = answered_at
    keep(work, "issue.take_over", by=by, at=at, public_note=answer)
    work = begin(issue)
    move(issue, "close_by_reason", at=at, note="historic_import")
    issue.closed_at, issue.close_reason = at, "historic_import"
    keep(work, "issue.close_by_reason", by=by, at=at, public_note="historic_import")
