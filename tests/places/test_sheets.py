"""The preview of an address list: nothing lost, nothing twice, nothing written."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import parent_path
from doorstep.papers.read import Sheet, read_table
from doorstep.places.rules import Address
from doorstep.places.sheets import NewPlace, Preview, PreviewRow, RowFault, guess_mapping, preview
from tests.papers.samples import workbook
from tests.places.spellings import doors, spelled

pytestmark = pytest.mark.slow

STREET = "990000/003/"
HEADERS = ("社区", "小区", "楼栋", "单元", "房号")
KNOWN = {
    f"{STREET}01/": ("望溪社区", "望溪社区"),
    f"{STREET}01/02/": ("望溪花园", "望溪花园"),
    f"{STREET}01/02/03/": ("3栋", "望溪花园3栋"),
    f"{STREET}01/02/03/2/": ("2单元", "望溪花园3栋2单元"),
    f"{STREET}01/02/03/2/501/": ("501室", "望溪花园3栋2单元501室"),
}


def shown(*rows: list[str], known: dict[str, tuple[str, str]] | None = None, headers=HEADERS) -> Preview:
    sheet = Sheet(tuple(headers), tuple(tuple(row) for row in rows))
    return take(sheet, KNOWN if known is None else known)


def take(sheet: Sheet, known: dict[str, tuple[str, str]]) -> Preview:
    return preview(
        sheet,
        guess_mapping(sheet.headers),
        street_path=STREET,
        known={path: name for path, (name, _) in known.items()},
        full={path: full for path, (_, full) in known.items()},
    )


def after(found: Preview, known: dict[str, tuple[str, str]]) -> dict[str, tuple[str, str]]:
    return known | {place.path: (place.name, place.full_name) for place in found.places}


def test_new_door_is_laid_with_everything_around_it() -> None:
    found = shown(["望溪社区", "望溪花园", "三号楼", "二单元", "五零一室"], known={})

    assert found.places == (
        NewPlace("990000/003/01/", "community", "望溪社区", "望溪社区"),
        NewPlace("990000/003/01/01/", "estate", "望溪花园", "望溪花园"),
        NewPlace("990000/003/01/01/03/", "building", "3号楼", "望溪花园3号楼"),
        NewPlace("990000/003/01/01/03/2/", "entrance", "2单元", "望溪花园3号楼2单元"),
        NewPlace("990000/003/01/01/03/2/501/", "dwelling", "501室", "望溪花园3号楼2单元501室"),
    )
    assert found.rows == (PreviewRow(2, "created", "990000/003/01/01/03/2/501/", "望溪花园3号楼2单元501室"),)
    assert found.counts == Counter(community=1, estate=1, building=1, entrance=1, dwelling=1)


@pytest.mark.parametrize(
    "row",
    [
        ["望溪社区", "望溪花园", "3栋", "2单元", "501室"],
        ["望溪社区", "望溪花园", "三号楼", "二门", "0501"],
        ["望溪", "望溪花园小区", "3#", "2", "5层1号"],
        ["示范街道望溪社区", "望溪花园", "3幢", "", "2-501"],
        ["望溪社区", "望溪花园", "3", "", "501"],
    ],
)
def test_door_of_the_street_is_a_duplicate_in_every_spelling(row) -> None:
    found = shown(row)

    assert found.rows == (
        PreviewRow(2, "duplicate", "990000/003/01/02/03/2/501/", "望溪花园3栋2单元501室", 0),
    )
    assert found.places == ()


def test_door_twice_in_the_list_names_its_first_line() -> None:
    found = shown(
        ["望溪社区", "望溪花园", "4", "1", "101"],
        ["望溪社区", "望溪花园", "四栋", "1单元", "101室"],
    )

    assert [(row.line, row.outcome, row.same_as) for row in found.rows] == [
        (2, "created", 0),
        (3, "duplicate", 2),
    ]


def test_new_building_and_entrance_join_the_known_ones() -> None:
    found = shown(["望溪社区", "望溪花园", "3", "1", "501"], ["望溪社区", "望溪花园", "A座", "", "501"])

    assert [place.path.removeprefix(STREET) for place in found.places] == [
        "01/02/03/1/",
        "01/02/03/1/501/",
        "01/02/A/",
        "01/02/A/501/",
    ]


def test_codes_of_new_communities_are_free_and_as_wide_as_their_neighbours() -> None:
    known = {f"{STREET}001/": ("甲社区", "甲社区"), f"{STREET}003/": ("乙社区", "乙社区")}

    found = shown(["丙社区", "一苑", "1", "1", "101"], ["丁社区", "二苑", "1", "1", "101"], known=known)

    assert [place.path for place in found.places if place.kind == "community"] == [
        f"{STREET}004/",
        f"{STREET}005/",
    ]


def test_code_that_another_place_has_is_not_taken() -> None:
    known = {f"{STREET}01/": ("甲社区", "甲社区"), f"{STREET}01/02/": ("一苑", "一苑")} | {
        f"{STREET}01/02/03/": ("老楼", "一苑老楼")
    }

    found = shown(["甲社区", "一苑", "3号楼", "", ""], known=known)

    assert found.places == (NewPlace(f"{STREET}01/02/02/", "building", "3号楼", "一苑3号楼"),)


def test_door_without_its_entrance_waits_for_the_entrances_whatever_its_line() -> None:
    found = shown(
        ["望溪社区", "望溪花园", "4", "无", "101"],
        ["望溪社区", "望溪花园", "4", "1", "101"],
        ["望溪社区", "望溪花园", "4", "无", "102"],
        ["望溪社区", "望溪花园", "4", "1", "103"],
        ["望溪社区", "望溪花园", "4", "2", "103"],
        ["望溪社区", "望溪花园", "4", "无", "103"],
        ["望溪社区", "望溪花园", "5", "无", "103"],
    )

    assert [(row.outcome, row.same_as, row.fault and row.fault.code) for row in found.rows] == [
        ("duplicate", 3, None),
        ("created", 0, None),
        ("error", 0, "row.no_entrance"),
        ("created", 0, None),
        ("created", 0, None),
        ("error", 0, "row.which_entrance"),
        ("created", 0, None),
    ]


def test_shops_organisations_and_houses_find_their_place() -> None:
    found = shown(
        ["望溪社区", "望溪花园商铺3号", ""],
        ["望溪社区", "望溪花园3号楼101", "底商"],
        ["望溪社区", "望溪小学", "学校"],
        ["李家村", "三组12号", ""],
        ["李家村", "12号", ""],
        headers=("社区", "地址", "类型"),
    )

    assert [(place.path.removeprefix(STREET), place.kind, place.full_name) for place in found.places] == [
        ("01/02/s03/", "shop", "望溪花园3号商铺"),
        ("01/02/03/s101/", "shop", "望溪花园3栋101号商铺"),
        ("01/d01/", "org", "望溪小学"),
        ("02/", "community", "李家村"),
        ("02/01/", "estate", "三组"),
        ("02/01/12/", "dwelling", "三组12号"),
        ("02/12/", "dwelling", "李家村12号"),
    ]


def test_house_and_building_of_one_number_are_two_places() -> None:
    known = KNOWN | {f"{STREET}01/02/12/": ("12号", "望溪花园12号")}

    rows = [["望溪社区", "望溪花园", "12号楼", "", ""], ["望溪社区", "望溪花园", "无", "", "12号"]]

    found = shown(*rows, known=known)

    assert [row.outcome for row in found.rows] == ["created", "duplicate"]


def test_preview_of_an_excel_list_with_title_and_merged_cells() -> None:
    data = workbook(
        ["望溪社区住户名册", None, None, None, None],
        ["社区", "小区", "楼栋", "单元", "房号"],
        ["望溪社区", "望溪花园", "4号楼", "1单元", 101],
        [None, None, None, None, 102],
        [None, None, None, "2单元", 101],
        [None, None, "楼顶", "1单元", 101],
        merged=["A1:E1", "A3:A6", "B3:B6", "C3:C5", "D3:D4"],
    )

    found = take(read_table(data, "名册.xlsx"), KNOWN)

    assert (found.created, found.duplicates, found.errors) == (
        (3, 4, 5),
        (),
        (RowFault(6, "building", "row.unreadable", "楼顶"),),
    )


@pytest.mark.parametrize("mapping", [{}, {"estate": 5}, {"estate": -1}, {"phone": 0}])
def test_mapping_to_columns_that_are_not_there_is_refused(mapping) -> None:
    with pytest.raises(NotPossible) as refusal:
        preview(Sheet(HEADERS, ()), mapping, street_path=STREET, known={}, full={})

    assert refusal.value.code == "import.columns"


def test_errors_are_counted_apart_and_make_no_place() -> None:
    found = shown(["望溪社区", "新家园", "楼上", "1", "101"])

    assert (found.places, found.created, len(found.errors), found.counts) == ((), (), 1, {})


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_doors_in_mixed_spellings_are_made_once_each(data) -> None:
    wanted: list[Address] = data.draw(st.lists(doors(), min_size=1, max_size=12))
    rows = [["望溪社区", address.estate + data.draw(spelled(address))] for address in wanted]

    found = shown(*rows, known={}, headers=("社区", "地址"))

    assert found.errors == ()
    assert (len(found.created), found.counts["dwelling"]) == (len(set(wanted)), len(set(wanted)))


WORDS = (
    *(
        "",
        "望溪社区",
        "鹤鸣社区",
        "李家村",
        "望溪花园",
        "3号楼",
        "三栋",
        "A座",
        "2单元",
        "501",
        "2-501",
        "甲",
    ),
    *("东户", "5楼东户", "商铺3号", "学校", "望溪小学", "无", "2026-03-02", "12号", "合计", "0"),
)
CELLS = st.one_of(
    st.sampled_from(WORDS),
    st.text(alphabet="望溪社区村花园0123一二十号楼栋座#-/ 单元门室户层东甲学校", max_size=12),
)
SHEETS = st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=12)


@settings(max_examples=400, deadline=None)
@given(SHEETS)
def test_every_row_ends_in_exactly_one_outcome_and_the_tree_is_sound(rows) -> None:
    found = shown(*rows, headers=(*HEADERS, "地址", "类型"))
    paths = [place.path for place in found.places]
    lines = Counter([*found.created, *found.duplicates, *(fault.line for fault in found.errors)])

    assert lines == Counter(range(2, len(rows) + 2))
    assert len(set(paths) | set(KNOWN)) == len(paths) + len(KNOWN)
    for place in found.places:
        code = place.path[len(parent_path(place.path)) : -1]
        assert code.isascii()
        assert (0 < len(code) <= 12, len(place.path) <= 80, 0 < len(place.name) <= 60) == (True, True, True)
        assert parent_path(place.path) in {STREET, *KNOWN, *paths[: paths.index(place.path)]}


@settings(max_examples=400, deadline=None)
@given(SHEETS)
def test_the_same_list_again_makes_nothing(rows) -> None:
    headers = (*HEADERS, "地址", "类型")
    first = shown(*rows, headers=headers)

    again = shown(*rows, headers=headers, known=after(first, KNOWN))

    assert (again.places, again.created) == ((), ())
    assert [fault.line for fault in again.errors] == [fault.line for fault in first.errors]
