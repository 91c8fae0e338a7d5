"""Reading one row of an old list of messages (plain Python)."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from doorstep.issues.rules.limits import NOTE_LIMIT, TEXT_LIMIT, check_received, sound_text
from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.canonical import canonical, sha256_hex
from doorstep.kernel.errors import NotPossible, refuse_if

ID_LIMIT: Final = 80
MOMENT: Final = re.compile(
    r"\s*(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?"
    r"(?:[T\s]*(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?\s*(Z|[+-]\d{2}:?\d{2})?\s*"
)


def read_moment(text: str) -> datetime:
    """As lists write it: ``2019/3/5 8:30``, ``2019年3月5日``, ISO; Shanghai time unless it says so."""
    found = MOMENT.fullmatch(text)
    if found is None:
        raise NotPossible("intake.moment", text=text[:40])
    *numbers, zone = found.groups()
    try:
        year, month, day, hour, minute, second = (int(each or 0) for each in numbers)
        local = datetime(year, month, day, hour, minute, second, tzinfo=SHANGHAI)
        moment = datetime.fromisoformat(f"{local:%Y-%m-%dT%H:%M:%S}{zone}") if zone else local
        return moment.astimezone(UTC)
    except ValueError:
        raise NotPossible("intake.moment", text=text[:40]) from None


@dataclass(frozen=True)
class OldMessage:
    """One row as it stands in the list, with the line it came from."""

    line: int
    outside_id: str
    text: str
    received: str
    answer: str = ""
    answered: str = ""

    @property
    def body_sha256(self) -> str:
        """Names the whole row; text that cannot be written as UTF-8 is refused before it is asked."""
        return sha256_hex(canonical([self.text, self.received, self.answer, self.answered]))


@dataclass(frozen=True)
class ReadMessage:
    """A row that can be taken: its moments are read. ``answered_at`` is None without an answer."""

    row: OldMessage
    received_at: datetime
    answered_at: datetime | None


def read_message(row: OldMessage, *, at: datetime) -> ReadMessage:
    """The row with its moments; refused when it has no number, or anything that no issue may have."""
    refuse_if(not row.outside_id.strip(), "intake.no_id")
    sound_text(row.outside_id, most=ID_LIMIT)
    sound_text(row.text, most=TEXT_LIMIT)
    refuse_if(not row.text.strip(), "issue.text_empty")
    received_at = read_moment(row.received)
    check_received(received_at, at=at)
    for words in (row.answer, row.answered):
        sound_text(words, most=NOTE_LIMIT)
    if not row.answer.strip():
        return ReadMessage(row, received_at, None)
    answered_at = read_moment(row.answered)
    refuse_if(answered_at < received_at, "intake.answered_before")
    refuse_if(answered_at > at, "day.future")
    return ReadMessage(row, received_at, answered_at)
