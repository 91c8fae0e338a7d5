"""Where a text names somebody's door: down to a unit, a flat or a house number."""

import re
from dataclasses import dataclass
from typing import Final

from doorstep.publishing.leaks import english

NUMBER: Final = r"[0-9一二三四五六七八九十百〇零]{1,5}"
LETTERED: Final = r"[0-9A-Za-z一二三四五六七八九十甲乙丙丁东西南北]{1,4}"
BUILDING: Final = rf"{LETTERED}\s?(?:号楼|栋楼|栋|幢|座|#楼|#|楼|号院|号)"
UNIT: Final = rf"{LETTERED}\s?(?:单元|门洞|门栋|门|排)"
FLAT: Final = rf"{NUMBER}\s?(?:室|户(?![0-9一二三四五六七八九十])|房|号(?!楼|院|线|文|令|项目|标|公告))"
GAP: Final = r"[\s,、\-·/_|]{0,2}"
FULL: Final = re.compile(
    rf"{BUILDING}{GAP}(?:{UNIT}{GAP}){{0,1}}(?:{NUMBER}\s?(?:层|楼){GAP})?(?:{FLAT}|[0-9一二三四五六七八九〇零]{{3,4}}(?![0-9年元人户平]))"
    rf"|{UNIT}{GAP}(?:{NUMBER}\s?(?:层|楼){GAP})?(?:{FLAT}|(?:[0-9]|[一二三四五六七八九〇零]){{3,4}}(?![0-9年元人户平])|东户|西户|中户|东|西)"
    rf"|{BUILDING}{GAP}{UNIT}"
    rf"|{BUILDING}{GAP}{NUMBER}\s?(?:层|楼)\s?(?:东户|西户|中户|东|西)"
)
DASHED: Final = re.compile(
    r"(?<![0-9A-Za-z\-.])([0-9]{1,3}|[A-Z])\s?[-/·_]\s?([0-9]{1,2})\s?[-/·_]\s?([0-9]{3,4})(?![0-9\-.])\s?(?:室|户|号|房)?"
)
TWO_PART: Final = re.compile(
    r"(?<![0-9A-Za-z\-.])([0-9]{1,3}|[A-Z])\s?[-#]\s?([0-9]{3,4})(?![0-9\-.])\s?(室|户|号|房)?"
)
ROOM: Final = re.compile(
    r"(?<![0-9A-Za-z\-.])(?:[0-9]{3,4}|[一二三四五六七八九][〇零一二三四五六七八九]{2,3})\s?(?:(?:室|户(?=主)|房间?)(?!数|屋)|(?=的(?:住户|业主|户主|租户|租客)))"
)
HOUSE: Final = re.compile(
    rf"[\u3400-\u9fff]{{1,8}}(?:路|街|巷|胡同|弄|里|村|庄|组|屯|寨|大道|道|坊|园|小区|院|营|湾|岗|寺|庙|桥|沟|坡|洼|口|店|集)"
    rf"\s?(?:[东西南北中]段?)?\s?(?:{NUMBER}\s?(?:组|队|社)\s?)?{NUMBER}\s?(?:号|-[0-9]{{1,4}}号?)(?!楼|院|线|文|地块|标|井|桥|泵|公告|[0-9])(?:附[0-9]{{1,3}}号)?"
    rf"|门牌号?(?:为|是|:)?\s?{NUMBER}\s?号?|{NUMBER}\s?号门牌"
)
LIVES: Final = re.compile(r"[住在于址家到]")
OFFICE_ROOM: Final = re.compile(
    r"会议室|办公室|活动室|接待室|调解室|办公|大厅|窗口|服务中心|居委会|村委会|街道办|社区|党群|物业"
)
OFFICE_AT: Final = re.compile(rf"(?:{OFFICE_ROOM.pattern})(?:设在|位于|在|:)[ ]?$")


@dataclass(frozen=True)
class Door:
    """``is_flat`` when it goes past the building; a house number alone does not."""

    start: int
    end: int
    text: str
    is_flat: bool = True


def doors_in(text: str, *, in_column: bool = False) -> list[Door]:
    """Doors in a folded text, from left to right; in an address column shorter forms count, too."""
    found = [Door(each.start(), each.end(), each[0]) for each in FULL.finditer(text)]
    found += [Door(each.start(), each.end(), each[0]) for each in DASHED.finditer(text) if is_flat(each)]
    found += [Door(each.start(), each.end(), each[0]) for each in ROOM.finditer(text)]
    found += [
        Door(each.start(), each.end(), each[0])
        for each in TWO_PART.finditer(text)
        if (each[3] or in_column or is_room(each[2]))
    ]
    found += [
        Door(each.start(), each.end(), each[0], False) for each in map(without_who, HOUSE.finditer(text))
    ]
    found += [Door(start, end, text[start:end], is_flat) for start, end, is_flat in english.doors_in(text)]
    return apart([each for each in found if not is_office(text, each)])


def without_who(house: re.Match[str]) -> re.Match[str]:
    """李强家住中山街35号 begins where the street begins: whoever lives there is no part of its name."""
    for told in reversed(list(LIVES.finditer(house[0]))):
        shorter = HOUSE.match(house.string, house.start() + told.end())
        if shorter and shorter.end() == house.end():
            return shorter
    return house


def apart(doors: list[Door]) -> list[Door]:
    """Overlapping doors become the one that begins first, the longest of those."""
    kept: list[Door] = []
    for door in sorted(doors, key=lambda each: (each.start, -each.end)):
        if not kept or door.start >= kept[-1].end:
            kept.append(door)
        elif door.is_flat and not kept[-1].is_flat:
            kept[-1] = Door(kept[-1].start, max(door.end, kept[-1].end), text_of(kept[-1], door))
    return kept


def text_of(first: Door, second: Door) -> str:
    return first.text + second.text[max(first.end - second.start, 0) :]


def is_flat(found: re.Match[str]) -> bool:
    """Building, unit and flat, and not a date."""
    return is_room(found[3]) and not (
        len(found[3]) == 4 and found[3][:2] in {"19", "20"} and found[1].isdigit()
    )


def is_room(digits: str) -> bool:
    """A floor and a number on it: 501, 1203."""
    return digits[0] != "0" and 1 <= int(digits[-2:]) <= 40 and int(digits[:-2]) <= 60


def is_office(text: str, door: Door) -> bool:
    """A room of an office, 301会议室 or 会议室在301, is nobody's door."""
    if OFFICE_AT.search(text[max(0, door.start - 10) : door.start]):
        return True
    return OFFICE_ROOM.match(text[door.end : door.end + 4].lstrip()) is not None
