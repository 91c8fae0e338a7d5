"""How addresses are written here and what they mean (plain Python): 三号楼二单元五零一室 is 3-2-501."""

import re
from dataclasses import dataclass, replace
from typing import Final

from doorstep.places.numerals import NUMBER, NUMERALS, number_of
from doorstep.places.numerals import half_width as half_width

LONGEST: Final = 160  # what a place's full name may be
STEMS: Final = "甲乙丙丁戊己庚辛"
SIDES: Final = "东西南北中"
SHOP_WORDS: Final = "商铺|门面房?|门市房?|底商|铺面|店面"
ORG_WORDS: Final = (
    *("学校", "小学", "中学", "大学", "幼儿园", "医院", "服务站", "服务中心", "卫生院", "养老院", "敬老院"),
    *("公司", "银行", "派出所", "居委会", "村委会", "管理处", "办事处", "合作社", "工厂", "商场", "市场"),
)
_ALNUM: Final = f"0-9A-Za-z{NUMERALS}"
_LETTERS: Final = r"(?<![A-Za-z])[A-Za-z]{1,2}[0-9]{0,3}"
_BUILDING_NAME: Final = rf"(?<![0-9]){NUMBER}[A-Za-z]?|{_LETTERS}|[{STEMS}{SIDES}]"
_SUFFIX: Final = r"号?楼|号?栋楼?|号?幢楼?|号?座"
_BUILDING: Final = re.compile(rf"第?(?P<number>{_BUILDING_NAME})(?P<suffix>{_SUFFIX})")
_HOUSE_BUILDING: Final = re.compile(rf"第?(?P<number>(?<![0-9]){NUMBER})(?P<suffix>号)(?!院|楼|铺)")
_ENTRANCE: Final = re.compile(
    rf"第?(?P<number>{NUMBER}|[{STEMS}{SIDES}A-Za-z])(?:号?单元|门洞|门|梯)|(?P<bare>{NUMBER})"
)
_DOOR: Final = re.compile(
    rf"(?:第?(?P<entrance>{NUMBER}|[{STEMS}{SIDES}A-Za-z])(?:号?单元|门洞|门|梯)"
    rf"|(?P<short>[0-9]{{1,2}}|[A-Za-z])-(?=[0-9]{{3,4}}))?-?"
    rf"(?:(?P<floor>{NUMBER})(?:层|楼|[Ff])-?)?"
    rf"(?:第?(?P<room>{NUMBER}(?:[A-Za-z{STEMS}]|-[0-9]{{1,2}})?)?(?:号?(?:室|房间|房|户)|号)?"
    rf"(?P<side>(?<=[{_ALNUM}层楼元号])[{SIDES}]{{1,2}}|^[{SIDES}]{{1,2}}(?=户))?户?)?"
)
_DASHED: Final = re.compile(
    rf"(?<![{_ALNUM}])(?P<number>{NUMBER}[A-Za-z]?|[A-Za-z]{{1,2}}[0-9]{{0,3}})-(?P<rest>[^-].*)$"
)
_HOUSE: Final = re.compile(rf"第?(?<![0-9])({NUMBER}(?:-[0-9]{{1,2}})?)号$")
_SHOP: Final = re.compile(
    rf"(?:(?:{SHOP_WORDS})第?(?P<after>{NUMBER}[A-Za-z]?(?:-[0-9]{{1,3}})?)?号?"
    rf"|(?<![0-9])(?P<before>{NUMBER})号?(?:{SHOP_WORDS}))(?P<name>.*)$"
)
_STREET: Final = re.compile(r"(?:(?!社区|小区).){1,20}?街道(?:办事处|办)?(?=.)")
_TOWN: Final = re.compile(r"(?:(?!社区|小区|村).){1,20}?[镇乡](?=.{1,9}?(?:社区|村))")
_CITY: Final = re.compile(
    r"(?:[^省]{2,6}省)?(?:[^市社小]{2,6}市)?[^区县社小市]{1,5}[区县](?=[^区]{1,12}?(?:社区|村))"
)
_COMMUNITY: Final = re.compile(r"(?P<name>.{1,12}?社区)(?:居委会|居民委员会)?")
_VILLAGE: Final = re.compile(
    rf"(?P<name>.{{1,9}}?(?<![新{NUMERALS}])村)(?:委会|民委员会)?"
    rf"(?=$|第?{NUMBER}(?:组|队|社|号(?!楼|院))|[^0-9]{{1,6}}?(?:组|屯|庄|湾|沟|队)(?:{NUMBER}|$))"
)
_ROAD: Final = re.compile(rf"[^0-9]{{1,8}}?(?:路|街|大道|巷|胡同|弄){NUMBER}号(?!楼|院|栋|门)(?=[^0-9]{{2}})")
_UNREAD: Final = re.compile(rf"[0-9A-Za-z#]$|[{NUMERALS}]{{3,}}$|单元|[室户层]$|号楼|[栋幢]")
_REMARK: Final = re.compile(r"\([^()]*\)$")


@dataclass(frozen=True)
class Address:
    """One address in parts; an empty part was not said. Numbers are arabic digits.

    ``kind`` is shop or org when the words say so; ``unread`` is what could not be understood, and then the
    parts behind the community are empty.
    """

    community: str = ""
    estate: str = ""
    building: str = ""
    entrance: str = ""
    dwelling: str = ""
    kind: str = ""
    name: str = ""
    unread: str = ""

    @property
    def is_door(self) -> bool:
        return bool(self.dwelling)


def normalise_building(text: str) -> str:
    """The building's number or letter from 3号楼, 三栋, 3幢, A座, 3#, 3; empty when it names none."""
    plain = _plain(text)
    found = _BUILDING.fullmatch(plain) or re.fullmatch(rf"(?P<number>{_BUILDING_NAME})号?", plain)
    return number_of(found["number"]) if found else ""


def normalise_entrance(text: str) -> str:
    """The entrance's number from 2单元, 二门, 乙单元, 2; empty when it names none."""
    found = _ENTRANCE.fullmatch(_plain(text))
    return number_of(found["number"] or found["bare"]) if found else ""


def normalise_dwelling(text: str) -> str:
    """The door's number from 501室, 五零一户, 5楼1号, 5楼东户, 501; empty when it names none."""
    entrance, dwelling = door_of(text) or ("", "")
    return "" if entrance else dwelling


def door_of(text: str) -> tuple[str, str] | None:
    """Entrance and door from what stands behind a building: 2单元501, 2-501, 501室; None for no door."""
    plain = _plain(text)
    if found := re.fullmatch(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{1,2})(?:室|户|号)?", plain):
        return number_of(found[1]), _on_floor(found[2], found[3])
    found = _DOOR.fullmatch(plain)
    if found is None:
        return None
    entrance = number_of(found["entrance"] or found["short"] or "")
    room, side = number_of(found["room"] or ""), found["side"] or ""
    floor = number_of(found["floor"] or "")
    unreadable = (found["room"] and not room) or (floor and not room and not side)
    if unreadable or (plain and not entrance and not room and not side):
        return None
    return entrance, f"{_on_floor(floor, room) if floor else room}{side}"


def _on_floor(floor: str, room: str) -> str:
    """Door 1 on floor 5 is 501; a room that has its floor in its number stays."""
    if not room.isdigit() or len(room) > 2:
        return room or number_of(floor)
    return f"{number_of(floor)}{int(room):02d}"


def normalise_address(text: str) -> Address:
    """Split one line into its parts; nothing is guessed: what does not fit is returned as ``unread``."""
    if len(text) > LONGEST:
        return Address(unread=text)
    whole = _within_street(_REMARK.sub("", _plain(text)))
    community, rest = _community_of(whole)
    if not rest:
        return Address(community)
    found = _SHOP.search(rest)
    if found and not _BUILDING.search(found["name"]):
        return _shop(community, rest, found)
    if whole.endswith(ORG_WORDS) and not re.search("[0-9]", whole):
        return Address(community, kind="org", name=whole)
    return replace(_dwelling_of(rest), community=community)


def _plain(text: str) -> str:
    """Folded, # and dashes in one form; separators stay only between numbers."""
    folded = re.sub(rf"(?<=[{_ALNUM}])#楼?", "号楼", half_width(text))
    return re.sub(rf"(?<![{_ALNUM}])[-,、;_/]+|[-,、;_/]+(?![{_ALNUM}])", "", folded)


def _within_street(text: str) -> str:
    """Without province, city, district, street office or town in front."""
    for pattern in (_STREET, _TOWN, _CITY):
        if found := pattern.match(text):
            return text[found.end() :]
    return text


def _community_of(text: str) -> tuple[str, str]:
    found = _COMMUNITY.match(text) or _VILLAGE.match(text)
    return (found["name"], text[found.end() :]) if found else ("", text)


def _dwelling_of(rest: str) -> Address:
    """Estate, building, entrance, door; the first reading that explains every character."""
    for pattern in (_BUILDING, _DASHED, _HOUSE_BUILDING):
        for found in pattern.finditer(rest):
            if address := _read_at(rest, found):
                return address
    if (house := _HOUSE.search(rest)) and (number := number_of(house[1])):
        return Address(estate=_estate_of(rest[: house.start()]), dwelling=number)
    if _UNREAD.search(rest):
        return Address(unread=rest)
    return Address(estate=_estate_of(rest))


def _read_at(rest: str, found: re.Match[str]) -> Address | None:
    """The address when this match is its building; None when what follows is no door."""
    number, estate = number_of(found["number"]), _estate_of(rest[: found.start()])
    if not number:
        return None
    if found.re is _DASHED:
        return _dashed(estate, number, found["rest"])
    door = door_of(rest[found.end() :])
    if door is None or (found["suffix"] == "号" and not any(door)):
        return None
    if found["suffix"] == "楼" and not door[0] and door[1].startswith(number):
        return None  # 3楼301 is a floor, the building was not said
    return Address(estate=estate, building=number, entrance=door[0], dwelling=door[1])


def _dashed(estate: str, building: str, rest: str) -> Address | None:
    """3-501, 3-2-501, 3-2-5-1, 3-2单元501; of two short numbers the second is the entrance."""
    if re.fullmatch(r"[0-9]{1,2}", rest):
        return Address(estate=estate, building=building, entrance=number_of(rest))
    if found := re.fullmatch(r"([0-9]{1,2}|[A-Za-z])-([0-9]{1,2}[A-Za-z]?)(?:室|户|号)?", rest):
        return Address("", estate, building, number_of(found[1]), number_of(found[2]))
    door = door_of(rest)
    return Address("", estate, building, *door) if door else None


def _estate_of(text: str) -> str:
    """The estate's name without the road and house number in front of it."""
    found = _ROAD.match(text)
    return text[found.end() :] if found else text


def _shop(community: str, rest: str, found: re.Match[str]) -> Address:
    """A shop front, in an estate or in a building's ground floor."""
    around = _dwelling_of(rest[: found.start()]) if found.start() else Address()
    number = number_of(found["after"] or found["before"] or "")
    if around.unread or around.is_door or not (number or found["name"]):
        return Address(community, unread=rest)
    return replace(around, community=community, kind="shop", dwelling=number, name=found["name"])


def kind_of(address: Address) -> str:
    """What the address names: shop or org when it says so, else the innermost part."""
    if address.kind:
        return address.kind
    for kind in ("dwelling", "entrance", "building", "estate"):
        if getattr(address, kind):
            return kind
    return "community"


def display_names(address: Address, *, style: str = "号楼") -> dict[str, str]:
    """How each part is written on a door plate; empty for a part that was not said."""
    return {
        "building": building_name(address.building, style),
        "entrance": f"{address.entrance}单元" if address.entrance else "",
        "dwelling": dwelling_name(address),
    }


def building_name(number: str, style: str = "号楼") -> str:
    """3号楼, A座, 东楼."""
    if not number:
        return ""
    if number[-1].isdigit() or number[0].isdigit():
        return f"{number}{style}"
    return f"{number}{'座' if number.isascii() else '楼'}"


def dwelling_name(address: Address) -> str:
    """501室, 5楼东户, the house 12号, a shop's name or 3号商铺."""
    number = address.dwelling
    if address.kind:
        return address.name or (f"{number}号商铺" if number else "")
    if not number:
        return ""
    if not address.building:
        return f"{number}号"
    if number[-1] not in SIDES:
        return f"{number}室"
    floor, side = number.rstrip(SIDES), number.lstrip("0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return f"{floor}楼{side}户" if 0 < len(floor) <= 2 else f"{number}户"
