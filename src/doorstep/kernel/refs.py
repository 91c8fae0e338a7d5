"""References: time-ordered row keys, tracking numbers that survive a telephone, and place paths."""

import secrets
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from doorstep.kernel.errors import NotPossible

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MILLISECOND: Final = timedelta(milliseconds=1)
_VERSION_AND_VARIANT: Final = 0x7000_8000_0000_0000_0000
_RANDOM_BITS: Final = 0x0FFF_3FFF_FFFF_FFFF_FFFF

# Damm's quasigroup of order 10: finds every single wrong digit and every swap of two neighbours (Damm 2004).
_DAMM: Final = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)
_TRACKING_DIGITS: Final = 14
# Full-width digits become plain; what people put between groups goes.
_TYPED: Final = str.maketrans("０１２３４５６７８９", "0123456789", "-‐‑–—－_.·")


def uuid7(at: datetime, rng: Random | None = None) -> UUID:
    """A row key that sorts by its moment (RFC 9562 version 7): 48 bits of ms, 74 random bits.

    Keys of one millisecond stand in no order. ``at`` must know its time zone.
    """
    random = secrets.randbits(80) if rng is None else rng.getrandbits(80)
    milliseconds = (at - _EPOCH) // _MILLISECOND
    return UUID(int=milliseconds << 80 | _VERSION_AND_VARIANT | random & _RANDOM_BITS)


def damm(digits: str) -> int:
    """The check digit of a string of digits; 0 for one that already ends in its check digit."""
    state = 0
    for digit in digits:
        state = int(_DAMM[state][int(digit)])
    return state


def new_tracking_number(rng: Random | None = None) -> str:
    """14 digits: 13 random ones (more than 43 bits, no leading zero) and their check digit."""
    low, span = 10**12, 9 * 10**12
    body = str(low + (secrets.randbelow(span) if rng is None else rng.randrange(span)))
    return f"{body}{damm(body)}"


def read_tracking_number(text: str) -> str:
    """The number as typed or heard, without blanks, dashes and dots, full-width digits made plain.

    Refused when a digit is wrong, missing, or two neighbours are swapped.
    """
    digits = "".join(text.translate(_TYPED).split())
    if len(digits) != _TRACKING_DIGITS or not digits.isascii() or not digits.isdigit() or damm(digits):
        raise NotPossible("tracking.bad")
    return digits


def show_tracking_number(number: str) -> str:
    """In groups as one reads it aloud: ``3816 4720 9153 06``."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def path_of(*codes: str) -> str:
    """``path_of("990000", "003")`` is ``990000/003/``; a code that is empty or holds a slash is a defect."""
    if not all(codes) or any("/" in code for code in codes):
        raise ValueError(f"no place path: {codes}")
    return "".join(f"{code}/" for code in codes)


def parent_path(path: str) -> str:
    """The place around this one; empty above the district."""
    return path[: path.rstrip("/").rfind("/") + 1]


def is_within(path: str, ancestor: str) -> bool:
    """Whether a path lies in (or is) another; what lacks its closing slash holds nothing.

    So street 3 never holds street 30, and an empty path never holds everything.
    """
    return ancestor.endswith("/") and path.startswith(ancestor)


def path_range(path: str) -> tuple[str, str]:
    """Bounds of everything within, as ``is_within`` says it: ``low <= p < high``.

    ``0`` is the character after ``/``, so an index that compares byte by byte answers it.
    """
    return path, f"{path[:-1]}0" if path.endswith("/") else path
