"""A person's name together with that person's door, in a sentence or in the columns of a table."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

from doorstep.publishing.leaks.doors import Door, doors_in, is_room
from doorstep.publishing.leaks.findings import masked
from doorstep.publishing.leaks.names import Name, is_name, is_official, is_whole_name, masked_names, names_in
from doorstep.publishing.leaks.text import CLAUSE, Hit, Reading

FARTHEST: Final = 40
LONGEST_NAME: Final = 30
NEAR_MASKED: Final = 6
HOUSE_FARTHEST: Final = 12
FIELDS_FARTHEST: Final = 120
NAME_FIELD: Final = re.compile(
    r"(?:姓 {0,4}名|户 {0,4}主|业主|申请人|住户|居民|反映人|申报人|承租人|收件人|产权人|房主|反映人|权利人"
    r"|(?<![a-z])(?i:name|resident|owner|tenant))[ \t:|\n]{1,4}"
)
DOOR_FIELD: Final = re.compile(
    r"(?:住 {0,4}址|地 {0,4}址|门 ?牌 ?号?|房 ?号|家住|居住地|坐 {0,4}落|房屋"
    r"|(?<![a-z])(?i:address|room|door|home))[ \t:|\n]{1,4}"
)
IN_BUILDING: Final = re.compile(
    r"[0-9A-Za-z一二三四五六七八九十甲乙丙丁]{1,4}\s?(?:号楼|栋|幢|座|#楼|#)的?[ ,]?"
)
FROM_AFAR: Final = re.compile(r"[\u3400-\u9fff]{2,8}·[\u3400-\u9fff]{2,8}?(?=[家户](?![园具长数均政型外]))")
BARE: Final = re.compile(
    r"([0-9]{3,4}) {0,2}([\u3400-\u9fff·]{2,12})|([\u3400-\u9fff·]{2,12}) {0,2}([0-9]{3,4})"
)
AT_HOME: Final = re.compile(
    r"(?:大?[爷妈娘哥姐叔]|阿姨|奶奶|爷爷|先生|女士|老人)?(?:家|户)(?!园|具|长|数|均|政|型|外)"
)
SHORTEST_DOOR: Final = 0.6  # of its line
ONLY_JOINS: Final = re.compile(
    r"[ \t,、:()\-/|]*(?:家(?!住)[ \t,、:()]*)?(?:家住|现住|居住在|居住|住址|住在|住|家庭住址|地址|门牌|房号|位于|在|系|是|的)?"
    r"(?:业主|住户|户主|租户|租客|居民|独居|老人)?(?:(?:who )?(?:lives |living )?(?:in|at|of|from) )?[ \t,、:()\-/|_]*"
)


def name_doors(reading: Reading) -> Iterator[Hit]:
    """One hit for each door that stands in one sentence with a private name."""
    text, begin = reading.text, 0
    for close in [*(found.start() for found in CLAUSE.finditer(text)), len(text)]:
        part = text[begin:close]
        if any(each.isdigit() or each in "一二三四五六七八九" for each in part):
            yield from (shifted(each, begin) for each in pairs(part))
        begin = close + 1
    yield from labelled_pairs(text)
    yield from homes(text)
    yield from next_lines(text)


def homes(text: str) -> Iterator[Hit]:
    """三号楼王丽家: a building and a name are a door when the words make it her home."""
    if not AT_HOME.search(text):
        return
    for found in IN_BUILDING.finditer(text):
        afar = FROM_AFAR.match(text, found.end())
        if afar:
            yield hit_of(Name(*afar.span(), afar[0], True), Door(*found.span(), found[0]))
            continue
        for size in (4, 3, 2):
            name = text[found.end() : found.end() + size]
            if (
                len(name) == size
                and name[-1] != "大"
                and AT_HOME.match(text, found.end() + size)
                and is_name(name, is_alone=True)
            ):
                yield hit_of(
                    Name(found.end(), found.end() + size, name, True),
                    Door(found.start(), found.end(), found[0]),
                )
                break


def next_lines(text: str) -> Iterator[Hit]:
    """A line that is nothing but a name, and right above or below one that is little more than a door."""
    begin, before = 0, ("", 0)
    for line in text.split("\n"):
        if line.strip():
            yield from bare_pair(line, begin)
            yield from pair_of_lines(before, (line, begin))
            before = (line, begin)
        begin += len(line) + 1


def bare_pair(line: str, begin: int) -> Iterator[Hit]:
    """501王丽, on a line of its own."""
    found = BARE.fullmatch(line.strip())
    if not found:
        return
    room, name = (found[1], found[2]) if found[1] else (found[4], found[3])
    if is_room(room) and is_whole_name(name):
        start = begin + line.index(found[0])
        yield hit_of(Name(start, start + len(found[0]), name, True), Door(start, start, room))


def pair_of_lines(*lines: tuple[str, int]) -> Iterator[Hit]:
    for (name, name_at), (line, line_at) in (lines, lines[::-1]):
        if (
            not 1 < len(name.strip()) <= LONGEST_NAME
            or len(line.strip()) > FARTHEST
            or not is_whole_name(name)
        ):
            continue
        door = next((each for each in doors_in(line) if each.is_flat), None)
        if door and len(door.text.strip()) >= SHORTEST_DOOR * len(line.strip()):
            whole = Name(name_at, name_at + len(name), name.strip(), True)
            yield hit_of(whole, Door(line_at + door.start, line_at + door.end, door.text))
            return


def labelled_pairs(text: str) -> Iterator[Hit]:
    """Fields of a form on lines of their own: 姓名:… and below it 住址:…."""
    doors = [
        (found.end(), door) for found in DOOR_FIELD.finditer(text) for door in doors_after(text, found.end())
    ]
    for found in NAME_FIELD.finditer(text) if doors else ():
        name = next(iter(names_in(text[found.end() : found.end() + 12])), None)
        if not name or name.start > 1:
            continue
        whole = Name(found.end() + name.start, found.end() + name.end, name.text, True)
        for start, door in doors:
            if abs(start - whole.end) <= FIELDS_FARTHEST and CLAUSE.search(
                text, min(whole.end, start), max(whole.start, start)
            ):
                yield hit_of(whole, door)
                break


def doors_after(text: str, start: int) -> list[Door]:
    line = text[start : start + 60].partition("\n")[0]
    return [
        Door(start + each.start, start + each.end, each.text, each.is_flat)
        for each in doors_in(line, in_column=True)
    ]


def shifted(hit: Hit, by: int) -> Hit:
    return Hit(hit.kind, hit.start + by, hit.end + by, hit.excerpt, hit.reason, hit.value)


def pairs(clause: str) -> Iterator[Hit]:
    doors = doors_in(clause)
    if not doors:
        return
    names = sorted([*names_in(clause), *masked_names(clause)], key=lambda each: each.start)
    starts = [each.start for each in names]
    for door in doors:
        first = bisect_left(starts, door.start - FARTHEST - LONGEST_NAME)
        reachable = names[first : bisect_right(starts, door.end + FARTHEST)]
        near = [each for each in reachable if belongs(clause, each, door)]
        if near:
            yield hit_of(min(near, key=lambda each: (each.is_masked, distance(each, door))), door)


def distance(name: Name, door: Door) -> int:
    return max(door.start - name.end, name.start - door.end)


def belongs(clause: str, name: Name, door: Door) -> bool:
    between = clause[min(name.end, door.end) : max(name.start, door.start)]
    apart = distance(name, door)
    if apart < 0:  # the name is part of the door, 李庄5号院, unless its ends are not known
        return "·" in name.text
    joined = ONLY_JOINS.fullmatch(between) is not None
    if name.is_masked:
        return door.is_flat and apart <= NEAR_MASKED and joined
    if is_official(clause, name):
        return door.is_flat and joined and "楼" not in name.text and is_own_door(between)
    if door.is_flat:
        return apart <= FARTHEST
    return joined or (apart <= HOUSE_FARTHEST and name.is_sure)


def is_own_door(between: str) -> bool:
    """An official's own door: she lives there, and does not just work there."""
    return "住" in between


def hit_of(name: Name, door: Door) -> Hit:
    start, end = min(name.start, door.start), max(name.end, door.end)
    excerpt = f"{masked(name.text)} {masked(door.text)}"
    reason = "masked_name" if name.is_masked else ""
    return Hit("name_door", start, end, excerpt, reason, f"{name.text} {door.text}")


def hits_once(hits: Sequence[Hit]) -> list[Hit]:
    """The same thing at the same place is said once."""
    seen: dict[tuple[str, int], Hit] = {}
    for each in sorted(hits, key=lambda hit: (hit.start, hit.kind)):
        seen.setdefault((each.kind, each.start), each)
    return list(seen.values())
