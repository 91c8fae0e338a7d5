"""What is held about one person or household: each app registers how it finds, corrects and erases its own part."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from doorstep.kernel.actor import Actor


@dataclass(frozen=True)
class Subject:
    """Whom it is about: a whole phone number, a dwelling's path, or both; never an identity number.

    ``reader`` is the member of staff who looks, None whoever it is about: what the reader may not know (R5) is
    listed without its words.
    """

    street_id: int
    phone: str = ""
    path: str = ""
    reader: Actor | None = None


@dataclass(frozen=True)
class Held:
    """One thing that is held. ``words`` are label and text; ``by_phone`` tells a match of the person's own
    number from what only happened at the same door, which may be somebody else's."""

    holder: str
    ref: str
    title: str
    at: datetime
    words: tuple[tuple[str, str], ...]
    by_phone: bool = False


class Correct(Protocol):
    """Puts the corrected text in place of what the row says."""

    def __call__(self, *, ref: str, text: str, by: Actor, at: datetime) -> None: ...


class Erase(Protocol):
    """Removes the personal words of one row; refuses (NotPossible) what a law or an open matter still needs."""

    def __call__(self, *, ref: str, by: Actor, at: datetime) -> None: ...


@dataclass(frozen=True)
class Holder:
    """One kind of thing that is held; without ``correct`` a correction is written beside it, not into it.

    ``stays`` says in one sentence what is left after ``erase``; it stands in the answer.
    """

    code: str
    label: str
    held: Callable[[Subject], list[Held]]
    erase: Erase
    stays: str
    correct: Correct | None = None


_holders: dict[str, Holder] = {}
_no_holders: dict[str, str] = {}


def register_holder(holder: Holder) -> None:
    """Called from ``AppConfig.ready``; one code with two meanings is a defect and stops the start."""
    if _holders.setdefault(holder.code, holder) != holder:
        raise ValueError(f"holder {holder.code} is registered twice")


def no_holder(app: str, why: str) -> None:
    """This app keeps personal columns, and nothing in them can be found by a person's number or door."""
    _no_holders[app] = why


def apps_without_holder() -> dict[str, str]:
    """Apps with the reason they gave."""
    return dict(_no_holders)


def holders() -> list[Holder]:
    return list(_holders.values())


def holder_of(code: str) -> Holder:
    """LookupError for a code that no app has registered."""
    return _holders[code]


def held_about(subject: Subject) -> list[Held]:
    """Everything that every app holds about the subject, oldest first within each kind."""
    return [each for holder in holders() for each in holder.held(subject)]
