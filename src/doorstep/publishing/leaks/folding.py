"""Text as a reader takes it in: one form for each digit, dash and letter, nothing invisible left.

Each folded character remembers where it stood, so that a place can be named in the text as it was written.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final
from unicodedata import category, decimal, digit, normalize

FILLERS: Final = "\u115f\u1160\u3164\uffa0\u034f\u17b4\u17b5"
DOTS: Final = "·•‧∙⋅・｡．․●◦∘⸱᛫"
DASHES: Final = "−ー﹣⁃─━"
LETTERS: Final = str.maketrans(
    "АВЕКМНОРСТУХасеорухΑΒΕΖΗΙΚΜΝΟΡΤΥΧοІЅЈіѕј", "ABEKMHOPCTYXaceopyxABEZHIKMNOPTYXoISJisj"
)
NUMERALS: Final = dict(
    zip(
        "零〇○Ｏ洞一壹幺弌二贰貳两弍三叁參弎四肆五伍六陆陸七柒拐八捌九玖",
        "00000" + "1111" + "22222" + "3333" + "44" + "55" + "666" + "777" + "88" + "99",
        strict=True,
    )
)
ALIKE: Final = {"O": "0", "o": "0", "Q": "0", "D": "0", "l": "1", "I": "1", "|": "1", "!": "1"}
LOOKALIKES: Final = {name: ALIKE[name] for name in "OolI"}
ALL_DIGITS: Final = "0-9" + "".join(NUMERALS) + "".join(LOOKALIKES)
SPELLED: Final = re.compile(
    rf"(?<![A-Za-z])[{ALL_DIGITS}](?:[ \-.·_/]{{0,2}}[{ALL_DIGITS}]){{6,}}(?![A-Za-z])"
)
ONE_FOR_DASH: Final = re.compile(
    r"(?<=[0-9]{3})一(?=[0-9]{4}一[0-9]{4})|(?<=[0-9]{3}一[0-9]{4})一(?=[0-9]{4})"
)
ODD: Final = re.compile(f"[{''.join(NUMERALS)}{''.join(LOOKALIKES)}]|[\u00b2-\u00b9\u2070-\u2793]")
LIKE_MOBILE: Final = re.compile(r"1[ -]?[3-9](?:[ -]?[0-9]){9}")
ENCLOSED: Final = re.compile("[\u00b2\u00b3\u00b9\u2070-\u2089\u2460-\u249b\u24ea-\u24ff\u2776-\u2793]+")
# most texts hold nothing that has to be looked at one by one
SIMPLE: Final = re.compile("[ -~\\n\\t\u3000-\u3002\u3400-\u9fff\uff01-\uff5e]*")
NARROW: Final = {0x3000: " ", **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}}
FEWEST_SPELLED: Final = 10  # shorter rows of Chinese numerals are years, floors and headings


@dataclass(frozen=True)
class Folded:
    """``at[i]`` is where ``text[i]`` stood in the original."""

    text: str
    at: Sequence[int]


def fold(original: str) -> Folded:
    if SIMPLE.fullmatch(original):
        return Folded(spelled_out(original.translate(NARROW)), range(len(original)))
    parts, at = [], []
    for position, character in enumerate(original):
        plain = of_character(character)
        if plain:
            parts.append(plain)
            at.append(position)
    return Folded(spelled_out("".join(parts)), at)


@lru_cache(maxsize=20_000)
def of_character(character: str) -> str:
    """One character or none; never more, or the places would shift."""
    if character in "\n\t" or (" " <= character <= "~"):
        return character
    kind = category(character)
    if kind in {"Cf", "Mn", "Me", "Cc", "Cs"} or character in FILLERS:
        return " " if character in "\r\v\f" else ""
    if kind == "Nd":
        return str(decimal(character))
    if kind[0] == "Z" or character == "\u2800":
        return "\n" if kind in {"Zl", "Zp"} else " "
    if kind == "Pd" or character in DASHES:
        return "-"
    if character in DOTS:
        return "·"
    compatible = normalize("NFKC", character)
    if kind == "No" or len(compatible) != 1:
        return character
    return compatible.translate(LETTERS)


def spelled_out(text: str) -> str:
    """Digits behind circles, Chinese numerals and letters that look like digits, where a number is meant."""
    if not ODD.search(text):
        return text
    if ENCLOSED.search(text):
        text = ENCLOSED.sub(opened, text)
    text = ONE_FOR_DASH.sub("-", text)
    return SPELLED.sub(read, text)


def opened(found: re.Match[str]) -> str:
    """A row of circled digits is a number; a single one is a heading or an exponent."""
    values = [digit(each, None) for each in found[0]]
    if len(values) < 3 or None in values:
        return " " * len(values)
    return "".join(str(each) for each in values)


def read(found: re.Match[str]) -> str:
    row = found[0]
    arabic = sum(each.isdigit() and each.isascii() for each in row)
    alike = sum(each in LOOKALIKES for each in row)
    chinese = sum(each in NUMERALS for each in row)
    if not alike and not chinese:
        return row
    if chinese and arabic + alike + chinese < FEWEST_SPELLED:
        return row
    digits = "".join(NUMERALS.get(each) or LOOKALIKES.get(each) or each for each in row)
    if alike > arabic + chinese and not (arabic > 2 and LIKE_MOBILE.fullmatch(digits)):
        return row
    return digits
