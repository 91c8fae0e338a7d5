"""References: time-ordered row keys, tracking numbers that survive a telephone, and place paths."""

import secrets
from datetime import datetime
from random import Random
from uuid import UUID

from doorstep.kernel.errors import NotPossible

# Damm's quasigroup of order 10: finds every single wrong digit and every swap of two neighbours (Damm 2004).
_DAMM = (
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
_FULL_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")


def uuid7(at: datetime, rng: Random | None = None) -> UUID:
    """A row key that sorts by its moment (RFC 9562 version 7): 48 bits of ms, 74 random bits."""
    random = secrets.randbits(74) if rng is None else rng.getrandbits(74)
    moment = int(at.timestamp() * 1000) & 0xFFFF_FFFF_FFFF
    return UUID(
        int=(moment << 80) | (7 << 76) | ((random >> 62) << 64) | (2 << 62) | (random & ((1 << 62) - 1))
    )


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
    """The number as typed or heard, without blanks and dashes; refused when a digit is wrong or missing."""
    digits = "".join(each for each in text.translate(_FULL_WIDTH) if each not in " -–—　\t")
    if len(digits) != 14 or not digits.isascii() or not digits.isdigit() or damm(digits) != 0:
        raise NotPossible("tracking.bad")
    return digits


def show_tracking_number(number: str) -> str:
    """In groups as one reads it aloud: ``3816 4720 9153 06``."""
    return " ".join(number[start : start + 4] for start in range(0, len(number), 4))


def path_of(*codes: str) -> str:
    """``path_of("990000", "003")`` is ``990000/003/``."""
    return "".join(f"{code}/" for code in codes)


def parent_path(path: str) -> str:
    """The place around this one; empty above the district."""
    return path[: path.rstrip("/").rfind("/") + 1]


def is_within(path: str, ancestor: str) -> bool:
    """Whether a path lies in (or is) another; both end with a slash, so street 3 never holds street 30."""
    return path.startswith(ancestor)


def path_range(path: str) -> tuple[str, str]:
    """Bounds of everything within: ``low <= p < high``; ``0`` is the character after ``/``."""
    return path, f"{path[:-1]}0"
