"""The owners' list of one vote as a table: which unit belongs to whom, how large it is, and what was said.

Read to be counted and then forgotten: an owner stands here as a code, and nothing of the list is stored.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Final

from doorstep.consultations.rules.owners import ANSWERS, BUILDER, Area, OwnedUnit, votes_of_owners
from doorstep.consultations.rules.thresholds import Votes
from doorstep.kernel.errors import NotPossible, Refusal, refuse_if
from doorstep.papers.read import Sheet

COLUMNS: Final = {
    "房号": "unit",
    "专有部分": "unit",
    "业主代号": "owner",
    "面积": "register",
    "登记面积": "register",
    "测绘面积": "survey",
    "合同面积": "contract",
    "种类": "kind",
    "表决": "answer",
}
AREAS: Final = ("register", "survey", "contract")
UNSOLD: Final = "未售"
KINDS: Final = frozenset({"", "已售", "空置", UNSOLD})
SAID: Final = {label: code for code, label in ANSWERS.items()}


@dataclass(frozen=True)
class OwnerLine:
    """One line: a unit with its owner and area, and the owner's answer (``""``: took no part)."""

    name: str
    unit: OwnedUnit
    answer: str


@dataclass(frozen=True)
class OwnerList:
    """The lines that can be counted, and the others with their line in the file and why."""

    lines: list[OwnerLine]
    errors: list[tuple[int, Refusal]]

    @property
    def votes(self) -> dict[str, Votes]:
        """Heads and areas; refused while a line is wrong, because every total would be."""
        refuse_if(bool(self.errors) or not self.lines, "owners.list_wrong")
        answers = {each.unit.owner: each.answer for each in self.lines if each.answer}
        return votes_of_owners([each.unit for each in self.lines], answers)


def read_owners(sheet: Sheet) -> OwnerList:
    """Every line of the table. Refuses (owners.columns) a table without units, owners or any area."""
    places = columns_of(sheet)
    lines: list[OwnerLine] = []
    errors: list[tuple[int, Refusal]] = []
    units: set[str] = set()
    answers: dict[str, str] = {}
    for number, row in sheet.numbered():
        try:
            line = line_of({field: row[place].strip() for field, place in places.items()})
            check_against(line, units, answers)
        except Refusal as refusal:
            errors.append((number, refusal))
        else:
            lines.append(line)
    return OwnerList(lines, errors)


def columns_of(sheet: Sheet) -> dict[str, int]:
    found = {COLUMNS[name]: place for place, name in enumerate(sheet.headers) if name in COLUMNS}
    refuse_if(not {"unit", "owner"} <= found.keys() or not found.keys() & set(AREAS), "owners.columns")
    return found


def line_of(values: Mapping[str, str]) -> OwnerLine:
    """One line by itself; all unsold units belong to the builder, whatever stands as their owner."""
    kind, said = values.get("kind", ""), values.get("answer", "")
    refuse_if(not values["unit"], "owners.unit_missing")
    refuse_if(kind not in KINDS, "owners.kind", kind=kind)
    refuse_if(kind != UNSOLD and not values["owner"], "owners.owner_missing")
    refuse_if(bool(said) and said not in SAID, "owners.answer")
    area = Area(**{name: hundredths(values.get(name, "")) for name in AREAS})
    refuse_if(not any((area.register, area.survey, area.contract)), "owners.no_area")
    owner = BUILDER if kind == UNSOLD else values["owner"]
    return OwnerLine(values["unit"], OwnedUnit(owner, area), SAID.get(said, ""))


def check_against(line: OwnerLine, units: set[str], answers: dict[str, str]) -> None:
    """No unit twice, and one owner answers once however many units they own."""
    refuse_if(line.name in units, "owners.unit_twice", unit=line.name)
    owner = line.unit.owner
    refuse_if(bool(line.answer) and answers.get(owner, line.answer) != line.answer, "owners.two_answers")
    units.add(line.name)
    if line.answer:
        answers[owner] = line.answer


def hundredths(text: str) -> int | None:
    """Square metres as written, in whole hundredths; None where nothing is written."""
    plain = text.removesuffix("㎡").replace(",", "").strip()
    if not plain:
        return None
    try:
        value = Decimal(plain) * 100
    except InvalidOperation:
        raise NotPossible("owners.area", text=text) from None
    whole = value.is_finite() and value > 0 and value == int(value)
    refuse_if(not whole, "owners.area", text=text)
    return int(value)
