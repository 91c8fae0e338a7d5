"""A value as it is printed in a cell: always text, and never text that a program could run."""

import re
import unicodedata
from datetime import date, datetime
from fractions import Fraction
from typing import Any, Final, Literal

from doorstep.kernel.calendar import SHANGHAI
from doorstep.kernel.money import yuan
from doorstep.kernel.shares import percent

Kind = Literal["text", "date", "datetime", "int", "fen", "share"]
NUMBERS: Final = frozenset({"int", "fen", "share"})
# Excel's limit for one cell, in UTF-16 units; beyond it the file is "repaired" and the text lost
CELL_LIMIT: Final = 32_767
CUT_NOTE: Final = "…（原文共{length}字，此处截断）"
MINUS: Final = "\u2212"  # no program takes it for the beginning of a formula
FORMULA_SIGNS: Final = frozenset("=+-@" + MINUS)
ESCAPE: Final = "'"
# control characters, halves of surrogate pairs, direction overrides and what XML 1.0 has no place for
_REMOVED: Final = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff\ufffe\uffff]"
)
_INVISIBLE: Final = re.compile("[\\s\u00ad\u115f\u1160\u180e\u200b-\u200f\u2060-\u206f\u3164\uffa0]*")
# the xlsx writer takes such a text for XML of its own and writes it unescaped
_RAW_XML: Final = "<r>"


def shown(kind: Kind, value: Any) -> str:
    """A cell as printed: days as YYYY-MM-DD, money with two decimals, shares in per cent.

    A share without a whole is an en dash. Raises ValueError for a moment without a time zone.
    """
    if kind == "share" and (value is None or isinstance(value, Fraction)):
        return _signed(percent(value))
    if value is None or value == "":
        return ""
    if kind == "fen":
        return _signed(yuan(value))
    if kind == "int" and isinstance(value, int):
        return _signed(str(value))
    if isinstance(value, datetime):
        return _moment(kind, value)
    return value.isoformat() if isinstance(value, date) else clean(str(value))


def _signed(number: str) -> str:
    return number.replace("-", MINUS, 1)


def _moment(kind: Kind, at: datetime) -> str:
    if at.tzinfo is None:
        raise ValueError("a moment without a time zone cannot be printed")
    local = at.astimezone(SHANGHAI)
    return local.date().isoformat() if kind == "date" else local.isoformat(" ", "minutes")[:16]


def clean(text: str) -> str:
    """The same words without control characters, neutralised when a spreadsheet could run them.

    Guarantees: the first visible character is never ``= + - @`` nor a wide or small form of them; the result
    fits a cell; cleaning twice changes nothing.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    kept = _REMOVED.sub("", plain)
    return fitted(f"{ESCAPE}{kept}" if could_run(kept) else kept)


def could_run(text: str) -> bool:
    """Whether some program could take this text for a formula, now or after saving it as CSV."""
    start = _INVISIBLE.match(text)
    first = text[start.end() : start.end() + 1] if start else ""
    folded = unicodedata.normalize("NFKC", first)[:1]
    return folded in FORMULA_SIGNS or text.startswith(_RAW_XML)


def fitted(text: str) -> str:
    """Cut to what a cell holds; a cut says so and how long the text was."""
    if len(text) * 2 <= CELL_LIMIT or units(text) <= CELL_LIMIT:
        return text
    note = CUT_NOTE.format(length=len(text))
    room = CELL_LIMIT - len(note)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", "ignore") + note


def units(text: str) -> int:
    """Length as Excel counts it: characters outside the basic plane count twice."""
    return len(text.encode("utf-16-le")) // 2


def one_line(text: str) -> str:
    """For headings and footers: cleaned, line breaks as blanks."""
    return clean(" ".join(text.split()))
