"""The bank's own list: which payment on it is which expense (plain Python)."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from doorstep.funds.rules import plain
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.kernel.money import Fen, parse_yuan
from doorstep.papers.read import Sheet

HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ref": ("流水号", "交易流水号", "凭证号"),
    "on": ("日期", "交易日期", "记账日期"),
    "amount": ("金额", "支出金额", "借方金额"),
    "words": ("票据号", "摘要", "附言", "用途"),
}
WORD: Final = re.compile(r"[0-9A-Za-z-]{4,}")


@dataclass(frozen=True)
class BankLine:
    """One payment as the bank lists it; ``amount`` is None where it cannot be read."""

    line: int
    ref: str
    on: str
    amount: Fen | None
    invoices: tuple[str, ...]


@dataclass(frozen=True)
class Payable:
    """An expense as it can be found on the list."""

    price: Fen
    is_published: bool


def lines_of(sheet: Sheet) -> list[BankLine]:
    """Every line with the words that could be an invoice number. Refused without the four columns."""
    places = {name: place_of(sheet.headers, known) for name, known in HEADINGS.items()}
    lacking = [HEADINGS[name][0] for name, place in places.items() if place is None]
    refuse_if(bool(lacking), "bank.columns", headings=lacking)
    at = {name: place or 0 for name, place in places.items()}
    return [
        BankLine(
            line=number,
            ref=row[at["ref"]].strip(),
            on=row[at["on"]].strip(),
            amount=fen_of(row[at["amount"]]),
            invoices=tuple(plain(word).upper() for word in WORD.findall(row[at["words"]])),
        )
        for number, row in sheet.numbered()
    ]


def place_of(headers: Sequence[str], known: Sequence[str]) -> int | None:
    return next((place for place, header in enumerate(headers) if header in known), None)


def fen_of(text: str) -> Fen | None:
    """What the bank took; some banks list it with a minus."""
    try:
        return abs(parse_yuan(text.strip()))
    except NotPossible:
        return None


def matched(line: BankLine, known: Mapping[str, Payable]) -> tuple[str, str]:
    """The invoice number of the expense and an empty reason, or why there is none."""
    if line.amount is None:
        return "", "amount_unread"
    found = next((each for each in line.invoices if each in known), "")
    if not found:
        return "", "no_invoice"
    if known[found].price != line.amount:
        return "", "amount"
    return (found, "") if known[found].is_published else ("", "state")
