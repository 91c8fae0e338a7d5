"""Columns of a list find their meaning, and cells their level."""

import pytest

from doorstep.papers.read import Sheet
from doorstep.places.columns import HEADINGS, RowFault, addresses, guess_mapping, tidy
from doorstep.places.rules import Address

FULL = ["社区", "小区", "楼栋", "单元", "房号"]


def read(*rows: list[str], headers: list[str] = FULL) -> list[Address | RowFault]:
    sheet = Sheet(tuple(headers), tuple(tuple(row) for row in rows))
    return [found for _, found in addresses(sheet, guess_mapping(headers))]


@pytest.mark.parametrize(
    ("headers", "mapping"),
    [
        (FULL, {"community": 0, "estate": 1, "building": 2, "entrance": 3, "dwelling": 4}),
        (["序号", "村", "院落", "楼号", "单元号", "门牌"], dict(zip(HEADINGS, range(1, 6), strict=False))),
        (
            ["*所属社区：", "小区(院落)", "幢号", "门牌号"],
            {"community": 0, "estate": 1, "building": 2, "dwelling": 3},
        ),
        (["户主姓名", "联系电话", "详细地址", "房屋类型", "社区民警"], {"address": 2, "kind": 3}),
        (["所在小区", "小区名称", "楼栋长", "楼栋"], {"estate": 1, "building": 3}),
        (["社 区", "地　址"], {"community": 0, "address": 1}),
        (["姓名", "电话"], {}),
    ],
)
def test_columns_are_found_by_the_headings_people_use(headers, mapping) -> None:
    assert guess_mapping(headers) == mapping


@pytest.mark.parametrize(
    "row",
    [
        ["望溪社区", "望溪花园", "3号楼", "2单元", "501室"],
        ["望溪社区", "望溪花园", "三栋", "二", "五零一"],
        ["望溪社区", "望溪花园", "3", "2", "501"],
        ["望溪社区", "望溪花园", "3#", "", "2-501"],
        ["望溪社区", "望溪花园", "3-2", "", "501"],
        ["望溪社区", "望溪花园", "3号楼2单元", "", "501"],
        ["望溪社区", "望溪花园", "3", "2", "3-2-501"],
        ["望溪社区", "望溪花园", "", "", "3-2-501"],
        ["望溪社区", "望溪花园3号楼", "", "2", "501"],
        ["示范街道望溪社区居委会", "望溪花园", "3", "2", "5层1号"],
    ],
)
def test_cells_may_say_one_level_or_several(row) -> None:
    assert read(row) == [Address("望溪社区", "望溪花园", "3", "2", "501")]


def test_merged_cells_are_carried_down_until_the_level_above_changes() -> None:
    found = read(
        ["望溪社区", "望溪花园", "3", "1", "101"],
        ["", "", "", "", "102"],
        ["", "", "", "2", "101"],
        ["", "", "4", "", "101"],
        ["", "溪畔雅居", "1", "无", "101"],
        ["", "", "", "", "102"],
    )

    assert [(each.estate, each.building, each.entrance, each.dwelling) for each in found] == [
        ("望溪花园", "3", "1", "101"),
        ("望溪花园", "3", "1", "102"),
        ("望溪花园", "3", "2", "101"),
        ("望溪花园", "4", "", "101"),
        ("溪畔雅居", "1", "", "101"),
        ("溪畔雅居", "1", "", "102"),
    ]


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        (["", "望溪花园", "3", "2", "501"], ("community", "row.no_community", "501")),
        (["望溪社区", "", "3", "2", "501"], ("estate", "row.no_estate", "501")),
        (["望溪社区", "望溪花园", "", "", "501"], ("building", "row.no_building", "501")),
        (["望溪社区", "望溪花园", "", "2", ""], ("building", "row.no_building", "")),
        (["望溪社区", "望溪花园", "楼上", "2", "501"], ("building", "row.unreadable", "楼上")),
        (["望溪社区", "望溪花园", "2026-03-02", "", "501"], ("building", "row.is_date", "2026-03-02")),
        (["望溪社区", "望溪花园", "3", "二楼", "501"], ("entrance", "row.unreadable", "二楼")),
        (["望溪社区", "望溪花园", "3", "2", "王家"], ("dwelling", "row.unreadable", "王家")),
        (["望溪社区", "望溪花园", "3", "2", "4-2-501"], ("building", "row.contradiction", "3 / 4-2-501")),
        (["望溪社区", "望" * 61, "3", "2", "501"], ("name", "row.too_long", "望" * 61)),
        (["", "", "", "", ""], ("address", "row.empty", "")),
        (["合计", "", "", "", ""], ("estate", "row.no_estate", "")),
    ],
)
def test_row_that_is_no_place_says_why(row, fault) -> None:
    assert read(row) == [RowFault(2, *fault)]


def test_fault_carries_its_words_for_the_sentence() -> None:
    assert RowFault(2, "building", "row.unreadable", "楼上").values == {"text": "楼上"}


@pytest.mark.parametrize(
    ("row", "address"),
    [
        (["望溪社区", "望溪花园3-2-501", ""], Address("望溪社区", "望溪花园", "3", "2", "501")),
        (["", "望溪社区望溪花园3-2-501", "自住"], Address("望溪社区", "望溪花园", "3", "2", "501")),
        (["望溪社区", "望溪花园3号楼101", "商铺"], Address("望溪社区", "望溪花园", "3", "", "101", "shop")),
        (["望溪社区", "望溪小学", "单位"], Address("望溪社区", kind="org", name="望溪小学")),
        (["望溪社区", "粮食储备分库", "机关单位"], Address("望溪社区", kind="org", name="粮食储备分库")),
        (["李家村", "三组12号", ""], Address("李家村", "三组", "", "", "12")),
        (["李家村", "12号", ""], Address("李家村", "", "", "", "12")),
    ],
)
def test_one_address_column_is_split_and_the_kind_column_decides(row, address) -> None:
    assert read(row, headers=["社区", "地址", "类型"]) == [address]


def test_address_that_says_another_community_than_its_column_is_an_error() -> None:
    found = read(["望溪社区", "鹤鸣社区鹤鸣苑3-2-501"], headers=["社区", "地址"])

    assert found == [RowFault(2, "community", "row.contradiction", "望溪社区 / 鹤鸣社区鹤鸣苑3-2-501")]


def test_name_column_names_shops_and_organisations_and_nobody_else() -> None:
    headers = ["社区", "小区", "楼栋", "房号", "类型", "名称"]

    assert read(
        ["望溪社区", "望溪花园", "3", "101", "商铺", "好邻居超市"],
        ["望溪社区", "望溪花园", "3", "102", "住宅", "王家"],
        ["望溪社区", "望溪花园", "3", "103", "企业", ""],
        headers=headers,
    ) == [
        Address("望溪社区", "望溪花园", "3", "", "101", "shop", "好邻居超市"),
        Address("望溪社区", "望溪花园", "3", "", "102"),
        RowFault(4, "name", "row.no_name", "103"),
    ]


def test_dwellings_of_a_school_are_dwellings() -> None:
    assert read(["望溪社区", "望溪小学", "1", "2", "301"]) == [
        Address("望溪社区", "望溪小学", "1", "2", "301")
    ]


def test_names_are_tidied_as_a_person_would_write_them() -> None:
    assert [tidy(each) for each in (" 望溪　花园 ", "SOHO  City 二期", "ＣＢＤ")] == [
        "望溪花园",
        "SOHO City二期",
        "CBD",
    ]
