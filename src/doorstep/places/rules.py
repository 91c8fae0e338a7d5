"""How addresses are written here and what they mean (plain Python): 三号楼二单元五零一室 is 3-2-501."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

DIGITS: Final = {each: str(value) for value, each in enumerate("零一二三四五六七八九")} | {
    "〇": "0",
    "两": "2",
}
_NUMBER: Final = r"(?:[0-9]+|[零〇一二两三四五六七八九十百]+)"
_BUILDING: Final = re.compile(rf"({_NUMBER}|[A-Za-z]{{1,2}}[0-9]*)(号楼|栋|幢|座|号院|#楼|#|楼)")
_ENTRANCE: Final = re.compile(rf"({_NUMBER}|[甲乙丙丁])(单元|门)")
_ROOM: Final = re.compile(rf"(?:({_NUMBER})(?:层|楼))?({_NUMBER}[A-Za-z]?)(室|户|号房|房|号)?$")
_DASHED: Final = re.compile(r"([0-9A-Za-z]+)#?[-–—_]([0-9]+)[-–—_]([0-9]+[A-Za-z]?)(?:室|户|号)?$")
_DASHED_TWO: Final = re.compile(r"([0-9A-Za-z]+)#?[-–—_]([0-9]+[A-Za-z]?)(?:室|户|号)?$")
_COMMUNITY: Final = re.compile(r"^(.{2,12}?(?:社区|村))(?=.)")
SHOP_WORDS: Final = ("商铺", "门面", "店", "超市", "餐馆", "药房", "底商")
ORG_WORDS: Final = ("学校", "小学", "中学", "幼儿园", "医院", "公司", "银行", "派出所", "服务中心", "单位")
STEMS: Final = {"甲": "1", "乙": "2", "丙": "3", "丁": "4"}


@dataclass(frozen=True)
class Address:
    """One address in parts; an empty part was not said. Numbers are arabic digits."""

    community: str = ""
    estate: str = ""
    building: str = ""
    entrance: str = ""
    dwelling: str = ""

    @property
    def is_door(self) -> bool:
        return bool(self.dwelling)


def half_width(text: str) -> str:
    """Compatibility forms folded (full-width digits and letters), every blank removed."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def arabic(text: str) -> str:
    """``三`` → 3, ``十二`` → 12, ``二十`` → 20, ``五零一`` → 501; digits and letters stay."""
    if text.isascii():
        return text.upper()
    if "百" in text:
        head, _, rest = text.partition("百")
        return str(
            int(arabic(head or "一")) * 100 + int(arabic(rest.lstrip("零〇")) if rest.strip("零〇") else 0)
        )
    if "十" in text:
        tens, _, ones = text.partition("十")
        return str(int(arabic(tens or "一")) * 10 + int(arabic(ones) if ones else 0))
    return "".join(DIGITS.get(each, each) for each in text)


def number_of(text: str) -> str:
    """A number without leading zeros; letters in upper case, 甲 乙 丙 丁 as 1 to 4."""
    found = STEMS.get(text) or arabic(text)
    return found.lstrip("0") or "0" if found.isdigit() else found


def normalise_building(text: str) -> str:
    """The building's number or letter from 3号楼, 三栋, 3幢, A座, 3#, 3; empty when it names none."""
    plain = half_width(text)
    found = _BUILDING.fullmatch(plain)
    if found:
        return number_of(found[1])
    bare = re.fullmatch(rf"{_NUMBER}|[A-Za-z]{{1,2}}[0-9]*", plain)
    return number_of(plain) if bare else ""


def normalise_entrance(text: str) -> str:
    """The entrance's number from 2单元, 二门, 乙单元, 2."""
    plain = half_width(text)
    found = _ENTRANCE.fullmatch(plain)
    if found:
        return number_of(found[1])
    return number_of(plain) if re.fullmatch(_NUMBER, plain) else ""


def normalise_dwelling(text: str) -> str:
    """The door's number from 501室, 五零一户, 501; empty when it names none."""
    found = _ROOM.fullmatch(half_width(text))
    return number_of(found[2]) if found and not found[1] else ""


def normalise_address(text: str) -> Address:
    """Split one line into its parts; what cannot be read as a building or door stays in the estate's name."""
    rest = re.sub(r"#(?=[0-9])", "-", half_width(text))
    community = ""
    if found := _COMMUNITY.match(rest):
        community, rest = found[1], rest[found.end() :]
    if found := _DASHED.search(rest):
        return Address(community, rest[: found.start()], *(number_of(part) for part in found.groups()))
    if found := _DASHED_TWO.search(rest):
        return Address(community, rest[: found.start()], number_of(found[1]), "", number_of(found[2]))
    return parts_of(community, rest)


def parts_of(community: str, rest: str) -> Address:
    """The written-out form: estate, building, entrance, door, one after the other."""
    estate, building, entrance = rest, "", ""
    tail = ""
    if found := _BUILDING.search(rest):
        estate, building, tail = rest[: found.start()], number_of(found[1]), rest[found.end() :]
    if found := _ENTRANCE.search(tail or rest):
        if not building:
            estate = rest[: found.start()]
        entrance, tail = number_of(found[1]), (tail or rest)[found.end() :]
    room = _ROOM.fullmatch(tail) if tail else None
    return Address(community, estate, building, entrance, number_of(room[2]) if room else "")


def kind_of(address: Address, written: str) -> str:
    """``dwelling`` for a door, else what the words say: a shop, an organisation, or the place they end at."""
    if any(word in written for word in SHOP_WORDS):
        return "shop"
    if any(word in written for word in ORG_WORDS):
        return "org"
    for kind in ("dwelling", "entrance", "building", "estate"):
        if getattr(address, kind):
            return kind
    return "community"


def display_names(address: Address, *, style: str = "号楼") -> dict[str, str]:
    """How each part is written on a door plate."""
    return {
        "building": f"{address.building}{'座' if address.building.isalpha() else style}"
        if address.building
        else "",
        "entrance": f"{address.entrance}单元" if address.entrance else "",
        "dwelling": f"{address.dwelling}室" if address.dwelling else "",
    }
