"""Addresses mean the same however they are written, and what is not understood is never guessed."""

from time import monotonic

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.places.rules import (
    Address,
    display_names,
    door_of,
    kind_of,
    normalise_address,
    normalise_building,
    normalise_dwelling,
    normalise_entrance,
)
from tests.places.spellings import ESTATES, doors, spelled

DOOR = Address("", "望溪花园", "3", "2", "501")


@pytest.mark.parametrize(
    "text",
    [
        "望溪花园3号楼2单元501室",
        "望溪花园三号楼二单元五零一室",
        "望溪花园３号楼２单元５０１",
        "望溪花园3栋2单元501",
        "望溪花园3幢2门501户",
        "望溪花园第3栋第2单元501号",
        "望溪花园 3号楼 2单元 501室",
        "望溪花园，3号楼，2单元，501室",
        "望溪花园/3号楼/2单元/501",
        "望溪花园3-2-501",
        "望溪花园3—2—501室",
        "望溪花园 3 2 501",
        "望溪花园3.2.501",
        "望溪花园3#2-501",
        "望溪花园3#楼2单元501",
        "望溪花园3#-2-501",
        "望溪花园3楼2单元501",
        "望溪花园3号楼2单元5层501室",
        "望溪花园3号楼2单元5层1号",
        "望溪花园3-2-5-1",
        "望溪花园3号楼2单元501室（租户）",
        "望溪路12号望溪花园3号楼2单元501室",
        "示范街道办事处望溪花园3号楼2单元501室",
    ],
)
def test_one_door_in_every_spelling_is_one_address(text) -> None:
    assert normalise_address(text) == DOOR


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("望溪社区望溪花园3号楼2单元501室", ("望溪社区", "望溪花园", "3", "2", "501")),
        ("示范区示范街道望溪社区望溪花园3-2-501", ("望溪社区", "望溪花园", "3", "2", "501")),
        ("示范省示范市示范区示范街道望溪社区望溪花园3-2-501", ("望溪社区", "望溪花园", "3", "2", "501")),
        ("示范区望溪社区望溪花园3-2-501", ("望溪社区", "望溪花园", "3", "2", "501")),
        ("示范镇李家村三组12号", ("李家村", "三组", "", "", "12")),
        ("望溪花园3号楼501", ("", "望溪花园", "3", "", "501")),
        ("望溪花园3-501", ("", "望溪花园", "3", "", "501")),
        ("望溪花园3-2", ("", "望溪花园", "3", "2", "")),
        ("望溪花园A座1201", ("", "望溪花园", "A", "", "1201")),
        ("望溪花园A-1-1201", ("", "望溪花园", "A", "1", "1201")),
        ("望溪花园a3号楼1单元302", ("", "望溪花园", "A3", "1", "302")),
        ("CBD3号楼2单元501", ("", "CBD", "3", "2", "501")),
        ("望溪花园东楼2单元501", ("", "望溪花园", "东", "2", "501")),
        ("望溪花园3号楼甲单元501", ("", "望溪花园", "3", "甲", "501")),
        ("望溪花园3号楼2单元5楼东户", ("", "望溪花园", "3", "2", "5东")),
        ("望溪花园3号楼2单元501-1", ("", "望溪花园", "3", "2", "501-1")),
        ("望溪花园十号楼十二层三号", ("", "望溪花园", "10", "", "1203")),
        ("望溪花园二十三号楼一百零五室", ("", "望溪花园", "23", "", "105")),
        ("双塔新村3号楼1单元101室", ("", "双塔新村", "3", "1", "101")),
        ("红旗二村12号楼3单元", ("", "红旗二村", "12", "3", "")),
        ("第二中学家属院3号楼501", ("", "第二中学家属院", "3", "", "501")),
        ("十里店小区3号楼2单元501", ("", "十里店小区", "3", "2", "501")),
        ("五铺小区3号楼501", ("", "五铺小区", "3", "", "501")),
        ("和平路12号院3号楼2单元501室", ("", "和平路12号院", "3", "2", "501")),
        ("和平路12号2单元501室", ("", "和平路", "12", "2", "501")),
        ("和平胡同12号", ("", "和平胡同", "", "", "12")),
        ("李家村12号", ("李家村", "", "", "", "12")),
        ("双塔新村", ("", "双塔新村", "", "", "")),
        ("望溪社区", ("望溪社区", "", "", "", "")),
        ("", ("", "", "", "", "")),
    ],
)
def test_address_is_split_into_its_parts(text, parts) -> None:
    assert normalise_address(text) == Address(*parts)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("望溪花园商铺3号", Address("", "望溪花园", dwelling="3", kind="shop")),
        ("望溪花园5号门面", Address("", "望溪花园", dwelling="5", kind="shop")),
        ("望溪花园商铺3号好邻居超市", Address("", "望溪花园", dwelling="3", kind="shop", name="好邻居超市")),
        ("望溪花园3号楼底商102", Address("", "望溪花园", "3", dwelling="102", kind="shop")),
        ("望溪社区卫生服务站", Address("望溪社区", kind="org", name="望溪社区卫生服务站")),
        ("望溪小学", Address(kind="org", name="望溪小学")),
    ],
)
def test_shops_and_organisations_are_told_by_their_words(text, address) -> None:
    assert normalise_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        "望溪花园501",
        "望溪花园501室",
        "望溪花园3楼301",
        "望溪花园3号楼2单元501室王家",
        "望溪花园3号楼负一层",
        "望溪花园三-二-五零一",
        "望溪花园十二零三号楼501",
        "望溪花园2单元501",
        "望溪花园商铺",
        "望溪花园1-2-3-4-5",
    ],
)
def test_what_is_not_understood_is_returned_unread(text) -> None:
    assert normalise_address(text) == Address(unread=text)


@settings(max_examples=500, deadline=None)
@given(st.data())
def test_every_spelling_of_a_door_is_the_same_address(data) -> None:
    address = data.draw(doors())

    text = address.estate + data.draw(spelled(address))

    assert normalise_address(text) == address


@given(doors(), st.sampled_from(["号楼", "栋", "幢"]))
def test_display_names_read_back_as_the_address(address, style) -> None:
    names = display_names(address, style=style)

    assert normalise_address(address.estate + "".join(names.values())) == address


@settings(max_examples=500, deadline=None)
@given(
    st.text(
        alphabet="望溪社区村镇街道路花园0123一二十百号楼栋幢座#-/ 单元门室户层东甲A()商铺学校", max_size=60
    )
)
def test_any_words_are_read_or_returned_whole(text) -> None:
    found = normalise_address(text)

    assert not (found.unread and (found.estate or found.building or found.dwelling))
    assert len(found.dwelling) <= 12


@pytest.mark.parametrize(
    "part", ["1-", "一", "1", "号楼", "1号楼", "路1号", "村", "1单元", "A", "#", "(", "商铺", "一百"]
)
def test_hostile_lines_take_no_time(part) -> None:
    began = monotonic()

    normalise_address((part * 160)[:160])
    normalise_address(part * 10_000)

    assert monotonic() - began < 1


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("3号楼", "3"),
        ("三栋", "3"),
        ("３幢", "3"),
        ("A座", "A"),
        ("a3", "A3"),
        ("3#", "3"),
        ("03", "3"),
        ("甲楼", "甲"),
        ("东楼", "东"),
        ("12A号楼", "12A"),
        ("3号", "3"),
        ("第十二栋", "12"),
        ("", ""),
        ("楼上", ""),
        ("3-2", ""),
        ("望溪花园3号楼", ""),
        ("2单元", ""),
        ("3号院", ""),
    ],
)
def test_building_is_known_by_its_number(text, number) -> None:
    assert normalise_building(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2单元", "2"),
        ("二门", "2"),
        ("乙单元", "乙"),
        ("东单元", "东"),
        ("02", "2"),
        ("２", "2"),
        ("第二单元", "2"),
        ("", ""),
        ("3号楼", ""),
        ("单元", ""),
    ],
)
def test_entrance_is_known_by_its_number(text, number) -> None:
    assert normalise_entrance(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("501室", "501"),
        ("五零一户", "501"),
        ("0501", "501"),
        ("5层1号", "501"),
        ("5楼东户", "5东"),
        ("东户", "东"),
        ("501甲", "501甲"),
        ("501-1", "501-1"),
        ("12号", "12"),
        ("501a", "501A"),
        ("", ""),
        ("室", ""),
        ("2-501", ""),
        ("5层", ""),
        ("501室王家", ""),
    ],
)
def test_door_is_known_by_its_number(text, number) -> None:
    assert normalise_dwelling(text) == number


@pytest.mark.parametrize(
    ("text", "door"),
    [
        ("2单元501", ("2", "501")),
        ("2-501", ("2", "501")),
        ("2-5-1", ("2", "501")),
        ("501", ("", "501")),
        ("", ("", "")),
        ("2单元", ("2", "")),
        ("2单元-501", ("2", "501")),
        ("B-1201", ("B", "1201")),
        ("三家", None),
    ],
)
def test_what_stands_behind_a_building_is_entrance_and_door(text, door) -> None:
    assert door_of(text) == door


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (DOOR, ["3号楼", "2单元", "501室"]),
        (Address("", "望溪花园", "A"), ["A座", "", ""]),
        (Address("", "望溪花园", "A3", "甲", "501-1"), ["A3号楼", "甲单元", "501-1室"]),
        (Address("", "望溪花园", "东", "2", "5东"), ["东楼", "2单元", "5楼东户"]),
        (Address("", "望溪花园", "3", "", "501东"), ["3号楼", "", "501东户"]),
        (Address("李家村", "三组", "", "", "12"), ["", "", "12号"]),
        (Address("", "望溪花园", dwelling="3", kind="shop"), ["", "", "3号商铺"]),
        (Address("", "望溪花园", dwelling="3", kind="shop", name="好邻居超市"), ["", "", "好邻居超市"]),
    ],
)
def test_names_are_written_as_on_a_door_plate(address, names) -> None:
    assert list(display_names(address).values()) == names


@pytest.mark.parametrize("estate", ESTATES)
def test_kind_is_the_innermost_part_and_not_a_word_in_the_name(estate) -> None:
    texts = ["", "3号楼", "3号楼2单元", "3号楼2单元501"]

    assert [kind_of(normalise_address(estate + text)) for text in texts] == [
        "estate",
        "building",
        "entrance",
        "dwelling",
    ]


def test_kind_of_shops_organisations_and_communities() -> None:
    texts = ["望溪社区", "望溪小学", "望溪花园商铺3号"]

    assert [kind_of(normalise_address(text)) for text in texts] == ["community", "org", "shop"]
