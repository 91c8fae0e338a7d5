"""Identity, bank card and telephone numbers in a folded text."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final

from doorstep.publishing.leaks import telephones
from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.groups import Group, Row, chains, rows, unbroken
from doorstep.publishing.leaks.labels import is_document_number, is_quantity, says
from doorstep.publishing.leaks.regions import is_id_card, is_old_id_card, is_plausible
from doorstep.publishing.leaks.text import Hit, Reading

ID_LENGTHS: Final = frozenset({15, 17, 18})
CARD_LENGTHS: Final = frozenset({15, 16, 17, 18, 19})
MOBILE_LENGTHS: Final = frozenset({11, 12, 13, 15})
LANDLINE_LENGTHS: Final = frozenset(range(7, 17))
FEWEST: Final = min(LANDLINE_LENGTHS)
CHECK_LETTER: Final = re.compile(r"[ \t\n\-.·_/]{0,3}([xX×])(?![A-Za-z])")
# UnionPay 62; older cards of the big banks; Visa and Mastercard; the American and Japanese ones have own lengths
CARD_STARTS: Final[dict[int, tuple[str, ...]]] = {
    15: ("34", "37"),
    16: ("62", "4", "5", "60", "35", "2", "9400", "6858", "6887", "9843", "8886"),
    17: ("62", "6900"),
    18: ("62", "6901", "9896", "6904"),
    19: ("62", "9558", "4563", "6013", "6033", "103", "6907", "81", "621", "9", "690"),
}
MASTERCARD_TWO: Final = re.compile(r"2(?:22[1-9]|2[3-9]|[3-6]|7[01]|720)")
ONLY_IN_PUBLIC: Final = re.compile(
    r"对公|基本户|基本存款|基本账户|单位账[户号]|公司账[户号]|财政|专户|一般存款|集体账户|收款单位"
)


@dataclass
class Numbers:
    """Each digit belongs to one number: what has been recognised is not looked at again."""

    reading: Reading
    allowed_phones: frozenset[str] = frozenset()
    taken: set[int] = field(default_factory=set)
    hits: list[Hit] = field(default_factory=list)

    def found(self) -> list[Hit]:
        text = self.reading.text
        every = [chain for chain in chains(text) if sum(len(each.digits) for each in chain) >= FEWEST]
        for detect, lengths in (
            (self.id_card, ID_LENGTHS),
            (self.bank_card, CARD_LENGTHS),
            (self.mobile, MOBILE_LENGTHS),
            (self.landline, LANDLINE_LENGTHS),
        ):
            if lengths is LANDLINE_LENGTHS:
                every = [part for chain in every for part in unbroken(text, chain)]
            for chain in every:
                for free in self.free(chain):
                    self.tried(detect, free, lengths)
        return self.hits

    def free(self, chain: list[Group]) -> Iterator[list[Group]]:
        """The chain without the digits that are taken; a group may be cut."""
        if not self.taken:
            yield chain
            return
        part: list[Group] = []
        for group in chain:
            for start, end in self.gaps_of(group):
                if start == end:
                    if part:
                        yield part
                    part = []
                    continue
                if part and start != group.start:
                    yield part
                    part = []
                part.append(Group(start, end, self.reading.text[start:end]))
                if end != group.end:
                    yield part
                    part = []
        if part:
            yield part

    def gaps_of(self, group: Group) -> Iterator[tuple[int, int]]:
        """The spans of a group that are still free; an empty one where all of it is taken."""
        start, any_free = None, False
        for position in range(group.start, group.end + 1):
            is_free = position < group.end and position not in self.taken
            if is_free and start is None:
                start = position
            elif not is_free and start is not None:
                yield start, position
                start, any_free = None, True
        if not any_free:
            yield group.start, group.start

    def tried(self, detect: Callable[[Row], Hit | None], chain: list[Group], lengths: frozenset[int]) -> None:
        for row in self.candidates(chain, lengths):
            if row.start in self.taken or row.end - 1 in self.taken:
                continue
            hit = detect(row)
            if hit:
                self.hits.append(hit)
                self.taken.update(range(hit.start, hit.end))

    def candidates(self, chain: list[Group], lengths: frozenset[int]) -> Iterator[Row]:
        yield from rows(self.reading.text, chain, lengths=lengths)
        for group in chain:  # numbers written against each other, without anything between
            if 19 < len(group.digits) <= 60 or (lengths is ID_LENGTHS and len(group.digits) == 19):
                yield from windows(group, lengths)

    def id_card(self, row: Row) -> Hit | None:
        digits, end = row.digits, row.end
        letter = CHECK_LETTER.match(self.reading.text, end) if len(digits) == 17 else None
        if letter:
            digits, end = digits + "X", letter.end(1)
        if len(digits) == 18:
            reason = self.reason_of_id(digits, row)
        elif (
            len(digits) == 15 and row.sizes in {(15,), (6, 6, 3), (6, 2, 2, 2, 3)} and is_old_id_card(digits)
        ):
            is_other = is_document_number(self.reading, row.start) or is_quantity(self.reading, row.end)
            reason = None if is_other else "old_form"
        else:
            return None
        if reason is None:
            return None
        return Hit("id_card", row.start, end, masked(digits), reason, digits)

    def reason_of_id(self, digits: str, row: Row) -> str | None:
        if is_id_card(digits):
            return ""
        labelled = says(self.reading, row.start, "id_card") and is_plausible(digits)
        if labelled and len(row.groups) <= 6:
            return "wrong_check_digit"
        return None

    def bank_card(self, row: Row) -> Hit | None:
        digits = row.digits
        if not is_card(digits) or not self.is_written_as_card(row):
            return None
        if is_quantity(self.reading, row.end):
            return None
        before = self.reading.before(row.start, 40)
        if not digits.startswith("62") and (
            is_document_number(self.reading, row.start) or ONLY_IN_PUBLIC.search(before)
        ):
            return None
        return Hit("bank_card", row.start, row.end, masked(digits, head=4), "", digits)

    def is_written_as_card(self, row: Row) -> bool:
        glued = self.reading.text[row.start - 1 : row.start]
        if glued.isascii() and glued.isalpha() and not says(self.reading, row.start, "bank_card"):
            return False
        if len(row.groups) == 1:
            return True
        if row.is_broken or not row.is_even:
            return says(self.reading, row.start, "bank_card") and max(len(gap) for gap in row.gaps) <= 4
        return min(row.sizes[:-1]) >= 3 or set(row.sizes) == {1}

    def mobile(self, row: Row) -> Hit | None:
        return telephones.mobile(self.reading, row)

    def landline(self, row: Row) -> Hit | None:
        return telephones.landline(self.reading, row, self.allowed_phones)


def windows(group: Group, lengths: frozenset[int]) -> Iterator[Row]:
    sizes = {ID_LENGTHS: (18,), CARD_LENGTHS: (19, 16), MOBILE_LENGTHS: (11,)}.get(lengths, ())
    for size in sizes:
        for offset in range(len(group.digits) - size + 1):
            start = group.start + offset
            part = Group(start, start + size, group.digits[offset : offset + size])
            if is_whole(part.digits, size, offset, len(group.digits)):
                yield Row((part,), ())


def is_whole(digits: str, size: int, offset: int, length: int) -> bool:
    """Windows into a longer run must carry a check of their own, or fill the run exactly."""
    if size == 18:
        return is_id_card(digits)
    rest = length - offset - size
    return length == 2 * size or (size == 11 and length == 22 and rest in {0, 11})


def is_card(digits: str) -> bool:
    starts = CARD_STARTS.get(len(digits))
    if starts is None or not digits.startswith(starts) or not passes_luhn(digits):
        return False
    return not (digits[0] == "2" and not MASTERCARD_TWO.match(digits))


def passes_luhn(digits: str) -> bool:
    """ISO/IEC 7812-1: every second digit from the right doubled, digits added, a multiple of ten."""
    total = 0
    for index, each in enumerate(reversed(digits)):
        value = int(each) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
