"""How people name the place they speak of."""

from random import Random

from doorstep.cli.demo.content.shapes import Spot, SpotKind, Voice

DIGITS = "零一二三四五六七八九"
HIGH_FLOOR = 4
SPOKEN = (Voice.ELDER, Voice.LONG)
Slots = dict[str, list[str]]


def number_word(number: int) -> str:
    """12 → 十二; up to 99."""
    tens, ones = divmod(number, 10)
    head = ("" if tens == 1 else DIGITS[tens]) + "十" if tens else ""
    return head + (DIGITS[ones] if ones or not tens else "")


def place_slots(rng: Random, place: Spot, voice: Voice, month: int) -> Slots:
    """Slots that name the place: estate X, building B, entrance E, floor F, home H, road R, shop S.

    `pm` is who manages it; slots such as `managed`, `lifted` or `top` only say that something is so.
    """
    estate = place.estate
    slots: Slots = {"C": [place.community], **_season(month)}
    if estate is None:
        return slots
    slots["R"] = [estate.road]
    slots["year"] = [str(estate.built + rng.randint(0, 9))]
    slots["pm"] = ["物业", "物业", "物业前台"] if estate.unit else ["社区", "居委会", "楼院里管事的"]
    slots["X"] = _estate_names(place, voice)
    slots["yard"] = ["院里", "院子里"] if estate.kind == "家属院" else ["小区里", "小区", "院里"]
    slots["managed" if estate.unit else "unmanaged"] = [""]
    slots["lifted" if estate.lift else "stairs"] = [""]
    if place.kind is SpotKind.SHOP:
        slots["S"] = [place.name]
        slots["trade"] = [place.trade]
    if place.building:
        building = _spoken_number(rng, place.building, voice)
        slots["B"] = _with(estate.name, building, voice)
        if place.entrance:
            entrance = _spoken_number(rng, place.entrance, voice)
            slots["E"] = _with(estate.name, building + entrance, voice)
    if place.floor:
        floor = f"{place.floor}楼" if place.floor > 10 else number_word(place.floor) + "楼"
        slots["F"] = [floor]
        slots["H"] = _home(place, voice)
        if place.floor >= HIGH_FLOOR:
            slots["high"] = [floor]
        if place.floor == place.floors:
            slots["top"] = [""]
    return slots


def _season(month: int) -> Slots:
    slots: Slots = {}
    if month in (6, 7, 8):
        slots["hot"] = ["天热", "大热天的", "三伏天", "天这么热", "入夏以后"]
    if month in (11, 12, 1, 2):
        slots["cold"] = ["天冷", "大冬天的", "天寒地冻的", "数九寒天", "这么冷的天"]
    if month in (5, 6, 7, 8, 9):
        slots["rain"] = ["一下雨", "下大雨的时候", "上回那场雨", "这两场雨一下", "雨稍微大点"]
    return slots


def _estate_names(place: Spot, voice: Voice) -> list[str]:
    assert place.estate is not None  # noqa: S101 - callers have looked
    name, kind = place.estate.name, place.estate.kind
    if voice is Voice.CADRE:
        return [name]
    near = {"家属院": ["我们家属院", "我们院", "这院里"], "村改居": ["我们小区", "我们新村这边"]}
    if voice is Voice.KEEPER:
        return [name, name, f"{name}这边"]
    return [name] * 4 + near.get(kind, ["我们小区", "咱小区"])


def _with(estate: str, inner: str, voice: Voice) -> list[str]:
    if voice is Voice.CADRE:
        return [estate + inner]
    return [estate + inner, estate + inner, inner, inner, f"我们{inner}"]


def _spoken_number(rng: Random, label: str, voice: Voice) -> str:
    """3号楼 as 三号楼 now and then when it is spoken rather than typed."""
    if voice not in SPOKEN or rng.random() < 0.5:
        return label
    digits = "".join(letter for letter in label if letter.isdigit())
    return number_word(int(digits)) + label[len(digits) :]


def _home(place: Spot, voice: Voice) -> list[str]:
    assert place.estate is not None  # noqa: S101 - a dwelling stands in an estate
    door = f"{place.building}{place.entrance}{place.room}"
    if voice is Voice.CADRE:
        return [f"{place.estate.name}{door}室"]
    return [door, f"{place.building}{place.room}", f"{place.room}室"]
