"""The bank's own list: which line on it is which expense, and which days it speaks for (plain Python)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
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
DAY: Final = re.compile(r"(\d{4})\D?(\d{1,2})\D?(\d{1,2})")


@dataclass(frozen=True)
class BankLine:
    """One line as the bank lists it; ``amount`` is below nought for a refund, None where it cannot be read."""

    line: int
    ref: str
    on: str
    amount: Fen | None
    invoices: tuple[str, ...]


@dataclass(frozen=True)
class Payable:
    """An expense as it can be found on the list: what is still awaited, its payment or its refund."""

    price: Fen
    is_published: bool
    is_refunded: bool = False  # paid and reversed
    refund_is_found: bool = False


def lines_of(sheet: Sheet, *, paid_as_minus: bool = False) -> list[BankLine]:
    """Every line with the words that could be an invoice number. Refused without the four columns.

    ``paid_as_minus``: this bank lists what leaves with a minus, and what comes back without one.
    """
    turn = -1 if paid_as_minus else 1
    places = {name: place_of(sheet.headers, known) for name, known in HEADINGS.items()}
    lacking = [HEADINGS[name][0] for name, place in places.items() if place is None]
    refuse_if(bool(lacking), "bank.columns", headings=lacking)
    at = {name: place or 0 for name, place in places.items()}
    return [
        BankLine(
            line=number,
            ref=row[at["ref"]].strip(),
            on=row[at["on"]].strip(),
            amount=fen_of(row[at["amount"]], turn),
            invoices=tuple(plain(word).upper() for word in WORD.findall(row[at["words"]])),
        )
        for number, row in sheet.numbered()
    ]


def place_of(headers: Sequence[str], known: Sequence[str]) -> int | None:
    return next((place for place, header in enumerate(headers) if header in known), None)


def fen_of(text: str, turn: int) -> Fen | None:
    """What the bank took; below nought what it gave back."""
    try:
        return turn * parse_yuan(text.strip())
    except NotPossible:
        return None


def day_on(text: str) -> date | None:
    """The day of a line however the bank writes it: 2026-03-09, 2026/3/9, 20260309, with or without a time."""
    found = DAY.match(text)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def span_of(lines: Iterable[BankLine]) -> tuple[date, date] | None:
    """From the first day on the list to the last; None when no line has a day that can be read."""
    days = [day for each in lines if (day := day_on(each.on)) is not None]
    return (min(days), max(days)) if days else None


def matched(line: BankLine, known: Mapping[str, Payable]) -> tuple[str, str]:
    """The invoice number of the expense and an empty reason, or why there is none."""
    if line.amount is None:
        return "", "amount_unread"
    found = next((each for each in line.invoices if each in known), "")
    if not found:
        return "", "no_invoice"
    expense = known[found]
    if expense.price != abs(line.amount):
        return "", "amount"
    if line.amount < 0:
        awaited = expense.is_refunded and not expense.refund_is_found
        return (found, "") if awaited else ("", "no_refund")
    if expense.is_refunded:
        return "", "reversed"
    return (found, "") if expense.is_published else ("", "state")
