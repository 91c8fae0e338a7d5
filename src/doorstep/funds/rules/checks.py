"""What an expense must satisfy before money moves (plain Python; F2 to F6, F8)."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from doorstep.kernel.money import Fen

FEN_A_YUAN: Final = 100
QUOTES_NEEDED: Final = 3
SIGNS_NEEDED: Final = 2
WITHOUT_PURCHASE: Final = frozenset({"help"})


@dataclass(frozen=True)
class Limits:
    """The thresholds that hold on the day, in whole fen, and the days within which amounts are summed."""

    works_case: Fen
    quotes: Fen
    split_days: int


@dataclass(frozen=True)
class Want:
    """What is to be bought, from whom, for how much, on which day, and by which procedure."""

    category: str
    amount: Fen
    supplier: str
    purpose: str
    on: date
    by_quotes: bool = False
    case_by_case: bool = False
    number: str = ""


def plain(text: str) -> str:
    """One spelling of a supplier or a purpose: half-width, lower case, without blanks and marks."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if each.isalnum())


def is_near(want: Want, other: Want, days: int) -> bool:
    """Whether the guard sums the two: the same supplier or the same purpose within the window (F3)."""
    if abs((want.on - other.on).days) > days or other.category in WITHOUT_PURCHASE:
        return False
    same_supplier = bool(plain(want.supplier)) and plain(want.supplier) == plain(other.supplier)
    return same_supplier or plain(want.purpose) == plain(other.purpose)


@dataclass(frozen=True)
class Gap:
    """A procedure that is owed and not followed. ``others`` are the expenses summed with this one."""

    owed: str
    limit: Fen
    total: Fen
    others: tuple[Want, ...]

    @property
    def is_split(self) -> bool:
        """Only together with the others is the threshold reached."""
        return bool(self.others)


def gap_in(want: Want, others: Sequence[Want], limits: Limits) -> Gap | None:
    """The first procedure that this expense owes, alone or together with its neighbours; None when none.

    Works from the threshold on need a case-by-case decision (F2), purchases from theirs on three written
    quotes (F4). Help in cash or kind buys nothing and owes neither.
    """
    if want.category in WITHOUT_PURCHASE:
        return None
    near = [each for each in others if is_near(want, each, limits.split_days)]
    works = [each for each in near if each.category == "works"]
    if want.category == "works" and not want.case_by_case:
        found = reached("case_by_case", want, works, limits.works_case)
        if found:
            return found
    return None if want.by_quotes else reached("quotes", want, near, limits.quotes)


def reached(owed: str, want: Want, others: Sequence[Want], limit: Fen) -> Gap | None:
    """From the threshold on (以上: the threshold itself counts)."""
    if want.amount >= limit:
        return Gap(owed, limit, want.amount, ())
    total = want.amount + sum(each.amount for each in others)
    return Gap(owed, limit, total, tuple(others)) if total >= limit else None


@dataclass(frozen=True)
class Quote:
    """One supplier's one price, and whether what is offered satisfies the need."""

    supplier: str
    price: Fen
    satisfies: bool


def winner(quotes: Sequence[Quote]) -> int | None:
    """Place of the lowest price that satisfies, the earlier of equal ones; None below three quotes (F4)."""
    good = [place for place, each in enumerate(quotes) if each.satisfies]
    if len({plain(each.supplier) for each in quotes}) < QUOTES_NEEDED or not good:
        return None
    return min(good, key=lambda place: quotes[place].price)


@dataclass(frozen=True)
class Sign:
    """Who says that what was bought is there and in order."""

    name: str
    capacity: str


def sign_gaps(signs: Sequence[Sign], buyer: str) -> list[str]:
    """Why these signatures do not carry an acceptance (F6): two people, one of them not the buyer."""
    names = {plain(each.name) for each in signs}
    others = {plain(each.name) for each in signs if each.capacity != "buyer"} - {plain(buyer)}
    gaps = []
    if len(names) < SIGNS_NEEDED:
        gaps.append("two_signatures")
    if not others:
        gaps.append("not_buyer")
    return gaps


@dataclass(frozen=True)
class Hearing:
    """A hearing as it was held: days of notice, people who came, people who agreed (F8)."""

    notice_days: int
    people: int
    agreed: int


HEARING_NOTICE_DAYS: Final = 7


def hearing_gaps(hearing: Hearing, *, min_people: int, min_consent: Fraction) -> list[str]:
    """What a hearing lacks; a consent of exactly the threshold passes."""
    gaps = []
    if hearing.notice_days < HEARING_NOTICE_DAYS:
        gaps.append("notice")
    if hearing.people < min_people:
        gaps.append("people")
    if hearing.people == 0 or Fraction(hearing.agreed, hearing.people) < min_consent:
        gaps.append("consent")
    return gaps


OPTION_FIELDS: Final = ("do_it", "do_less", "do_nothing")


def dossier_gaps(texts: dict[str, str]) -> list[str]:
    """Which parts of a dossier are blank; "do less" and "do nothing" are weighed like the rest."""
    return [name for name, text in texts.items() if not text.strip()]
