"""Rows of cells: a heading speaks for its column, and a number or a person may be spread over a row."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from doorstep.publishing.leaks.doors import doors_in
from doorstep.publishing.leaks.findings import Finding, masked
from doorstep.publishing.leaks.folding import fold
from doorstep.publishing.leaks.names import MASK, is_whole_name, names_in
from doorstep.publishing.leaks.text import Reading

NAME_HEADING: Final = re.compile(
    r"姓\s*名|户\s*主|业主|住户|居民|申请人|申报人|反映人|受益人|受助|帮扶对象|对象|楼长|单元长|代表|志愿者|成员|人员|领取人|签字"
    r"|(?<![a-z])(?i:name|resident|owner|tenant|householder|occupant|applicant)(?![a-z])"
)
OFFICE_HEADING: Final = re.compile(
    r"负责人|责任人|联系人|经办|书记|主任|网格员|网格长|包联|包片|牵头|审核|复核|领导|社工|经理|记录|主持|施工|监理|工作人员|单位|法定代表"
)
DOOR_HEADING: Final = re.compile(
    r"地址|住址|住所|门\s*[牌号]|房\s*号|房屋|室号|户号|房间|居住|家庭|楼栋单元|单元"
    r"|(?<![a-z])(?i:address|room|house|flat|apartment|apt|unit|door)"
)
ONE_FLAT: Final = re.compile(
    r"房\s*号|室号|户号|房间号?|门\s*[牌号]|单元|(?i:room|house|flat|apartment|apt|door)"
)
BUILDING_ONLY: Final = re.compile(r"[0-9A-Za-z一二三四五六七八九十]{1,4}\s?(?:号楼|栋|幢|座|楼|#)?")
ANY_NUMBER: Final = re.compile(r"[0-9一二三四五六七八九]")
CELL_END: Final = "\t"
FIRST_ROWS: Final = 12
LONG_NUMBER: Final = re.compile(r"[0-9]{3}")


@dataclass(frozen=True)
class Cell:
    place: str
    text: str


@dataclass
class RowReading(Reading):
    """One row as a text; what stands before a number is its cell, with the heading of its column."""

    headings: Sequence[str] = ()
    starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        super().__post_init__()
        self.heading = " ".join(self.headings)
        self.starts = [0, *(index + 1 for index, each in enumerate(self.text) if each == CELL_END)]

    def column(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1

    def before(self, start: int, length: int = 24) -> str:
        column = self.column(start)
        seen = self.text[max(self.starts[column], start - length) : start]
        heading = self.headings[column] if column < len(self.headings) else ""
        if heading and start - self.starts[column] <= length:
            return f"{heading}:{seen}"
        if not seen.strip() and column and not heading:
            return self.text[self.starts[column - 1] : start][-length:]
        return seen

    def heading_at(self, start: int) -> str:
        column = self.column(start)
        return self.headings[column] if column < len(self.headings) else ""


@dataclass(frozen=True)
class Table:
    rows: Sequence[Sequence[Cell]]

    def heading_row(self) -> int:
        """The first of the upper rows that names a person, an address or the like, or else the first of several
        cells without a number in it; -1 for none."""
        first = -1
        for index, row in enumerate(self.rows[:FIRST_ROWS]):
            texts = [each for each in (fold(cell.text).text.strip() for cell in row) if each]
            if len(texts) < 2 or any(LONG_NUMBER.search(each) or len(each) > 30 for each in texts):
                continue
            if any(NAME_HEADING.search(each) or DOOR_HEADING.search(each) for each in texts):
                return index
            first = index if first < 0 else first
        return first if first + 1 < len(self.rows) else -1

    def headings(self) -> list[str]:
        index = self.heading_row()
        return [fold(each.text).text.strip() for each in self.rows[index]] if index >= 0 else []


def row_text(row: Sequence[Cell]) -> str:
    return CELL_END.join(each.text.replace("\t", " ").replace("\n", " ") for each in row)


def column_pairs(row: Sequence[Cell], headings: Sequence[str]) -> Iterator[Finding]:
    """A person in one cell and a door in another, told by the headings or by the cells themselves."""
    texts = [fold(each.text).text.strip() for each in row]
    titles = [headings[index] if index < len(headings) else "" for index in range(len(texts))]
    people = [index for index, text in enumerate(texts) if is_person(text, titles[index])]
    hidden = [index for index, text in enumerate(texts) if MASK.fullmatch(text)]
    if not people and not hidden:
        return
    doors = [index for index, text in enumerate(texts) if is_door(text, titles[index])]
    flats = [index for index in doors if doors_in(texts[index]) and doors_in(texts[index])[0].is_flat]
    if people and doors:
        yield paired(row, people[0], doors[0], "table_columns")
    elif hidden and flats:
        yield paired(row, hidden[0], flats[0], "masked_name")


def paired(row: Sequence[Cell], person: int, door: int, reason: str) -> Finding:
    excerpt = f"{masked(row[person].text.strip(), head=1, tail=0)} {masked(row[door].text.strip())}"
    return Finding("name_door", row[min(person, door)].place, excerpt, reason)


def is_person(text: str, heading: str) -> bool:
    """A whole name; under a heading for offices it names an official."""
    if not text or OFFICE_HEADING.search(heading) or MASK.search(text):
        return False
    if NAME_HEADING.search(heading):
        return is_whole_name(text) or bool(names_in(text)) or is_short_name(text)
    return is_whole_name(text) and not NAME_HEADING.search(text)


def is_short_name(text: str) -> bool:
    """Under 姓名 any two to four characters that are no word of a form count."""
    words = ("先生", "女士", "同志", "合计", "小计", "姓名", "备注", "总计", "居民", "以上", "不详", "某")
    return bool(re.fullmatch(r"[\u3400-\u9fff·]{2,4}", text)) and not any(each in text for each in words)


def is_door(text: str, heading: str) -> bool:
    if ONE_FLAT.search(heading) and ANY_NUMBER.search(text):
        return not (BUILDING_ONLY.fullmatch(text) and "楼" in text)
    if DOOR_HEADING.search(heading):
        return bool(doors_in(text, in_column=True))
    return any(each.is_flat or each.text == text for each in doors_in(text)) and len(text) <= 60
