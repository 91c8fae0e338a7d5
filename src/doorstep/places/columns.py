"""From a row of an address list to an address: which column holds what, what its cells say (plain Python)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from doorstep.papers.read import Sheet
from doorstep.places.numerals import half_width
from doorstep.places.rules import (
    Address,
    door_of,
    normalise_address,
    normalise_building,
    normalise_entrance,
)
from doorstep.places.tree import LONGEST_NAME, key_of

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "community": ("社区", "村", "社区名称", "所属社区", "村居", "社区(村)", "村(社区)", "居委会"),
    "estate": ("小区", "院落", "小区名称", "家属院", "小区(院落)", "院落名称", "小区/院落", "楼院"),
    "building": ("楼栋", "楼号", "栋号", "楼", "栋", "幢", "幢号", "楼栋号", "楼幢", "楼座"),
    "entrance": ("单元", "单元号", "门洞", "单元门"),
    "dwelling": ("房号", "门牌", "室", "户", "房间号", "户号", "门牌号", "室号", "房间", "房屋号"),
    "address": ("地址", "详细地址", "住址", "家庭住址", "居住地址", "房屋地址", "现住址"),
    "kind": ("类型", "类别", "性质", "房屋类型", "用途", "房屋用途"),
    "name": ("名称", "店名", "单位名称", "商户名称", "商铺名称"),
}
# columns about people and counts, whatever else their headings contain
OTHER_HEADINGS: Final = re.compile(
    r"姓名|电话|手机|联系人|身份证|人数|人口|户数|户主|面积|备注|日期|网格|[栋元楼组区村]长|书记|干部|民警|负责人"
)
KINDS: Final = {
    "shop": re.compile("商铺|门面|门市|底商|店|商户|商业|沿街|铺面"),
    "org": re.compile("单位|企业|机关|机构|学校|公司"),
}
NOTHING: Final = frozenset({"无", "-", "/", "\\", "—", "–", "暂无", "没有", "*"})
CARRIED: Final = ("community", "estate", "building", "entrance")
LEVELS: Final = ("community", "estate", "building", "entrance", "dwelling")
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d(?: .*)?")


@dataclass(frozen=True)
class RowFault:
    """Why one row cannot be taken; ``line`` counts as in the file, ``column`` is one of HEADINGS."""

    line: int
    column: str
    code: str
    text: str = ""

    @property
    def values(self) -> Mapping[str, str]:
        return {"text": self.text}


class Unreadable(Exception):
    """A cell stopped the row; becomes a RowFault."""

    def __init__(self, column: str, code: str, text: str = "") -> None:
        super().__init__(code)
        self.column, self.code, self.text = column, code, text


def guess_mapping(headers: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the headings people use; the user may correct it."""
    plain = [half_width(header).strip("*:") for header in headers]
    found: dict[str, int] = {}
    for exact in (True, False):
        for place, heading in enumerate(plain):
            if place not in found.values() and not OTHER_HEADINGS.search(heading):
                for name in [each for each in HEADINGS if each not in found and says(heading, each, exact)][
                    :1
                ]:
                    found[name] = place
    return found


def says(heading: str, name: str, exact: bool) -> bool:
    """Whether a heading is one of the words for this column, or contains one of at least two characters."""
    if exact:
        return heading in HEADINGS[name]
    return any(len(word) > 1 and word in heading for word in HEADINGS[name])


def addresses(sheet: Sheet, mapping: Mapping[str, int]) -> Iterator[tuple[int, Address | RowFault]]:
    """Every row in the file's order with its line: an address, or why there is none."""
    carried: dict[str, str] = {}
    for line, row in sheet.numbered():
        cells = cells_of(row, mapping, carried)
        try:
            if not any(row[place].strip() for place in mapping.values()):
                raise Unreadable("address", "row.empty")
            yield line, checked(address_of(cells), cells)
        except Unreadable as fault:
            yield line, RowFault(line, fault.column, fault.code, fault.text)


def cells_of(row: Sequence[str], mapping: Mapping[str, int], carried: dict[str, str]) -> dict[str, str]:
    """The row's cells by meaning; an empty cell of a merged block takes the value above it, 无 does not."""
    cells = {name: row[place].strip() for name, place in mapping.items()}
    for level, name in enumerate(CARRIED):
        if name not in mapping:
            continue
        if not cells[name]:
            cells[name] = carried.get(name, "")
            continue
        if carried.get(name) != cells[name]:
            for lower in CARRIED[level + 1 :]:
                carried.pop(lower, None)
        carried[name] = cells[name]
    return {name: "" if cell in NOTHING else cell for name, cell in cells.items()}


def address_of(cells: Mapping[str, str]) -> Address:
    """From separate columns, from one address column, or both; two that disagree are an error."""
    for column in ("building", "entrance", "dwelling"):
        if _DATE.fullmatch(cells.get(column, "")):  # Excel likes to turn 3-2 into the second of March
            raise Unreadable(column, "row.is_date", cells[column])
    said = {name: read(cells[name]) for name, read in READERS.items() if cells.get(name)}
    if "address" in said and said["address"].unread:
        raise Unreadable("address", "row.unreadable", cells["address"])
    parts = {level: one_of(level, said, cells) for level in LEVELS}
    kinds = [each.kind for each in said.values() if each.kind]
    names = [each.name for each in said.values() if each.name]
    found = Address(**parts, kind=kinds[0] if kinds else "", name=names[0] if names else "")
    return with_kind(found, cells)


def one_of(level: str, said: Mapping[str, Address], cells: Mapping[str, str]) -> str:
    """What the cells say about one level; its own column has the last word on spelling."""
    values = {column: getattr(address, level) for column, address in said.items() if getattr(address, level)}
    if len(values) > 1 and len({key_of(level, value) for value in values.values()}) > 1:
        raise Unreadable(level, "row.contradiction", " / ".join(cells[column] for column in values))
    return values.get(level) or next(iter(values.values()), "")


def with_kind(address: Address, cells: Mapping[str, str]) -> Address:
    """The kind that the list's own column gives, with the name of a shop or organisation."""
    if address.kind == "org" and address.building and not cells.get("address"):
        address = replace(address, kind="", name="", estate=address.name)  # a school's own dwellings
    kind = next((kind for kind, words in KINDS.items() if words.search(cells.get("kind", ""))), address.kind)
    if kind == "org" and not address.kind and not address.building and not cells.get("name"):
        return replace(address, kind=kind, name=address.estate, estate="")
    return replace(address, kind=kind, name=tidy(cells.get("name", "")) or address.name) if kind else address


def read_community(cell: str) -> Address:
    found = normalise_address(cell)
    return Address(community=found.community if found == Address(found.community) else tidy(cell))


def read_estate(cell: str) -> Address:
    """A name as written, or a name with its building."""
    found = normalise_address(cell)
    if found.building and found.estate and not found.kind:
        return found
    if found.kind == "org" and not found.building:
        return Address(kind="org", name=tidy(cell))
    return Address(estate=tidy(cell))


def read_building(cell: str) -> Address:
    if number := normalise_building(cell):
        return Address(building=number)
    return compound("building", cell)


def read_entrance(cell: str) -> Address:
    if number := normalise_entrance(cell):
        return Address(entrance=number)
    raise Unreadable("entrance", "row.unreadable", cell)


def read_dwelling(cell: str) -> Address:
    door = door_of(cell)
    if door and any(door):
        return Address(entrance=door[0], dwelling=door[1])
    return compound("dwelling", cell)


def compound(column: str, cell: str) -> Address:
    """A cell that says several levels at once, such as 3-2-501 under 房号."""
    found = normalise_address(cell)
    if found.unread or found.community or found.estate or not getattr(found, column):
        raise Unreadable(column, "row.unreadable", cell)
    return found


READERS: Final = {
    "community": read_community,
    "estate": read_estate,
    "building": read_building,
    "entrance": read_entrance,
    "dwelling": read_dwelling,
    "address": normalise_address,
}


def tidy(text: str) -> str:
    """A name as a person would write it: half-width, blanks only between Latin words."""
    folded = " ".join(unicodedata.normalize("NFKC", text).split())
    return re.sub(r"(?<![0-9A-Za-z]) | (?![0-9A-Za-z])", "", folded)


def checked(address: Address, cells: Mapping[str, str]) -> Address:
    """The address when it can be a place; raises Unreadable for the first thing that is missing."""
    written = cells.get("address", "") or cells.get("dwelling", "")
    if not address.community:
        raise Unreadable("community", "row.no_community", written)
    if address.kind and not address.name and not (address.kind == "shop" and address.dwelling):
        raise Unreadable("name", "row.no_name", written)
    inside = address.entrance or (address.dwelling and not address.kind and not is_house(address, cells))
    if inside and not address.building:
        raise Unreadable("building", "row.no_building", written)
    village = address.community.endswith("村") and address.dwelling
    if not address.estate and address.kind != "org" and not village:
        raise Unreadable("estate", "row.no_estate", written)
    for name in (address.community, address.estate, address.name):
        if len(name) > LONGEST_NAME:
            raise Unreadable("name", "row.too_long", name)
    return address


def is_house(address: Address, cells: Mapping[str, str]) -> bool:
    """A house with a number of its own: 12号 in a village or lane, without a building."""
    written = half_width(cells.get("dwelling", "") or cells.get("address", ""))
    return written.endswith("号") or not cells.get("dwelling")
