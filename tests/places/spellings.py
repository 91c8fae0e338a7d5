"""The same door in the spellings that people use."""

from hypothesis import strategies as st

from doorstep.places.rules import Address

CHINESE = "零一二三四五六七八九"
ESTATES = (
    "望溪花园",
    "双塔新村",
    "第二中学家属院",
    "五一小区",
    "和平路12号院",
    "十里店小区",
    "万科·城市之光",
)


def in_digits(number: str) -> str:
    return "".join(CHINESE[int(each)] for each in number)


def counted(number: str) -> str:
    """Up to ninety-nine as it is spoken: 十二."""
    tens, ones = divmod(int(number), 10)
    return (
        (in_digits(str(tens)) if tens > 1 else "")
        + ("十" if tens else "")
        + (in_digits(str(ones)) if ones else "")
    )


def wide(text: str) -> str:
    return "".join(chr(ord(each) + 0xFEE0) if each.isdigit() else each for each in text)


BUILDINGS = ("{}号楼", "{}栋", "{}幢", "{}座", "{}#楼", "第{}栋", "{} 号楼", "{}#")
ENTRANCES = ("{}单元", "{}门", "第{}单元", " {} 单元 ")
DOORS = ("{}室", "{}户", "{}号", "{}", "{}房", " {} 室")
WHOLE = (
    "{0}-{1}-{2}",
    "{0}#{1}-{2}",
    "{0}—{1}—{2}室",
    " {0} {1} {2}",
    "{0}/{1}/{2}",
    "{0}号楼{1}-{2}",
    "{0}.{1}.{2}",
)


@st.composite
def doors(draw: st.DrawFn) -> Address:
    floor, door = draw(st.integers(1, 33)), draw(st.integers(1, 12))
    return Address(
        estate=draw(st.sampled_from(ESTATES)),
        building=str(draw(st.integers(1, 40))),
        entrance=str(draw(st.integers(1, 8))),
        dwelling=f"{floor}{door:02}",
    )


@st.composite
def spelled(draw: st.DrawFn, address: Address) -> str:
    """One spelling of the address behind its estate."""
    if draw(st.booleans()):
        pattern = draw(st.sampled_from(WHOLE))
        return pattern.format(address.building, address.entrance, address.dwelling)
    number = draw(st.sampled_from([str, wide, counted]))
    room = draw(st.sampled_from([str, wide, in_digits]))
    return (
        draw(st.sampled_from(BUILDINGS)).format(number(address.building))
        + draw(st.sampled_from(ENTRANCES)).format(number(address.entrance))
        + draw(st.sampled_from(DOORS)).format(room(address.dwelling))
    )
