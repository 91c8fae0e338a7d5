"""Numbers as they are written in addresses: full-width, Chinese, with letters (plain Python)."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

DIGITS: Final = {each: str(value) for value, each in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "两": "2",
}
NUMERALS: Final = "零〇一二两三四五六七八九十百"
NUMBER: Final = rf"(?:[0-9]{{1,4}}|[{NUMERALS}]{{1,5}})"
_ONES: Final = "一二两三四五六七八九"
_COUNTED: Final = re.compile(
    rf"(?:(?P<hundreds>[{_ONES}])百(?:零(?P<after>[{_ONES}])|(?P<middle>[{_ONES}])十(?P<last>[{_ONES}])?)?)"
    rf"|(?P<tens>[{_ONES}])?(?P<ten>十)(?P<ones>[{_ONES}])?"
)
# dashes, slashes, points and blanks that people put between two numbers
_SEPARATORS: Final = re.compile(
    rf"(?<=[0-9A-Za-z{NUMERALS}#])[\s\-‐‑‒–—―−_/\\~.、,;]+(?=[0-9A-Za-z{NUMERALS}])"
)
_HEAD: Final = re.compile(rf"[{NUMERALS}]+|[0-9]+")
_INVISIBLE: Final = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


@lru_cache(maxsize=8192)
def half_width(text: str) -> str:
    """One spelling for comparing: compatibility forms folded, numbers apart by a dash, no other blanks."""
    folded = unicodedata.normalize("NFKC", _INVISIBLE.sub("", text)).strip()
    return "".join(_SEPARATORS.sub("-", folded).split())


def arabic(text: str) -> str:
    """``三`` → 3, ``十二`` → 12, ``二十`` → 20, ``一百零五`` → 105, ``五零一`` → 501; empty for no number."""
    if text and all(each in DIGITS for each in text):
        return "".join(DIGITS[each] for each in text)
    found = _COUNTED.fullmatch(text)
    if found is None:
        return ""
    part = {name: int(DIGITS.get(value or "", "0")) for name, value in found.groupdict().items()}
    if found["hundreds"]:
        return str(part["hundreds"] * 100 + part["middle"] * 10 + part["after"] + part["last"])
    return str((part["tens"] or 1) * 10 + part["ones"])


def number_of(text: str) -> str:
    """A number without leading zeros, letters in upper case; other words stay; empty when unreadable."""
    found = _HEAD.match(text)
    head = found[0] if found else ""
    number = head if head.isascii() else arabic(head)
    if head and not number:
        return ""
    return f"{number.lstrip('0') or number[:1]}{text[len(head) :].upper()}"
