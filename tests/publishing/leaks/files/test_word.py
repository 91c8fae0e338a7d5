"""Word documents: split runs, hidden words, changes, remarks, properties, and what is packed inside."""

import pytest

from doorstep.publishing.leaks import scan_file
from tests.publishing.leaks.formats import W, document, docx, packed, paragraph, word_table

ID = "41010219800101123X"
CORE = (
    '<cp:coreProperties xmlns:cp="a" xmlns:dc="b"><dc:creator>{}</dc:creator>'
    "<cp:lastModifiedBy>{}</cp:lastModifiedBy></cp:coreProperties>"
)


def found(body: str = "", **parts: str | bytes) -> list[tuple[str, str]]:
    content = packed({"word/document.xml": document(body), **parts})
    return [(each.kind, each.place) for each in scan_file("a.docx", content)]


def story(name: str, body: str) -> dict[str, str]:
    return {f"word/{name}.xml": f"<w:hdr {W}>{body}</w:hdr>"}


def test_a_clean_document_passes() -> None:
    assert (
        scan_file("a.docx", docx(["立项公示", "监督电话：0371-65123456"], [["项目", "金额"], ["路灯", "1"]]))
        == []
    )


@pytest.mark.parametrize("size", [1, 2, 5, 30])
def test_a_number_split_over_runs_is_one(size: int) -> None:
    assert found(paragraph("公示") + paragraph(f"申请人{ID}", size=size)) == [("id_card", "paragraph 2")]


def test_a_number_over_two_paragraphs_and_a_break_is_one() -> None:
    assert found(paragraph(ID[:9]) + paragraph(ID[9:])) == [("id_card", "paragraph 1")]
    broken = f"<w:p><w:r><w:t>{ID[:6]}</w:t><w:br/><w:t>{ID[6:]}</w:t></w:r></w:p>"
    assert found(broken) == [("id_card", "paragraph 1")]


def test_a_table_cell_is_named() -> None:
    table = word_table([["序号", "手机"], ["1", "王某"], ["2", "13812345678"]])

    assert found(table + table) == [
        ("mobile", "table 1 row 3 column 2"),
        ("mobile", "table 2 row 3 column 2"),
    ]


@pytest.mark.parametrize("name", ["header1", "footer2", "footnotes", "endnotes"])
def test_what_stands_around_the_text_is_read(name: str) -> None:
    assert found(**story(name, paragraph("13812345678"))) == [("mobile", f"{name} paragraph 1")]


def test_hidden_tiny_and_white_words_are_findings() -> None:
    marks = ("<w:vanish/>", '<w:sz w:val="2"/>', '<w:color w:val="FFFFFF"/>')
    runs = "".join(f"<w:p><w:r><w:rPr>{mark}</w:rPr><w:t>私下</w:t></w:r></w:p>" for mark in marks)

    assert found(runs) == [("hidden_text", f"paragraph {number}") for number in (1, 2, 3)]
    assert found('<w:p><w:r><w:rPr><w:vanish w:val="0"/></w:rPr><w:t>明处</w:t></w:r></w:p>') == []


def test_words_hidden_by_a_style_or_one_based_on_it_are_findings() -> None:
    styles = (
        f'<w:styles {W}><w:style w:styleId="Off"><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:styleId="Also"><w:basedOn w:val="Off"/></w:style></w:styles>'
    )
    body = (
        '<w:p><w:r><w:rPr><w:rStyle w:val="Also"/></w:rPr><w:t>私下</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:pStyle w:val="Off"/></w:pPr><w:r><w:t>私下</w:t></w:r></w:p>'
        '<w:p><w:r><w:rPr><w:rStyle w:val="On"/></w:rPr><w:t>明处</w:t></w:r></w:p>'
    )

    assert found(body, **{"word/styles.xml": styles}) == [
        ("hidden_text", "paragraph 1"),
        ("hidden_text", "paragraph 2"),
    ]


def test_choices_and_names_of_controls_are_read() -> None:
    choice = '<w:dropDownList><w:listItem w:displayText="13812345678" w:value="a"/></w:dropDownList>'
    body = f"<w:sdt><w:sdtPr>{choice}</w:sdtPr><w:sdtContent><w:p/></w:sdtContent></w:sdt>"

    assert [kind for kind, _ in found(body)] == ["mobile"]
    assert [kind for kind, _ in found(f"<w:p>{body}</w:p>")] == ["mobile"]


def test_drawings_and_data_of_forms_are_read() -> None:
    drawn = found(**{"word/media/a.svg": "<svg><text>13812345678</text></svg>"})
    kept = found(**{"customXml/item1.xml": '<a phone="13812345678"/>'})

    assert [kind for kind, _ in drawn] == ["mobile"]
    assert "mobile" in [kind for kind, _ in kept]


def test_inserted_and_deleted_words_are_findings_with_their_author() -> None:
    body = (
        '<w:p><w:ins w:author="王小明"><w:r><w:t>新</w:t></w:r></w:ins>'
        "<w:del><w:r><w:delText>13812345678</w:delText></w:r></w:del></w:p>"
    )

    assert found(body) == [
        ("tracked_change", "paragraph 1 ins"),
        ("metadata", "paragraph 1 ins author"),
        ("tracked_change", "paragraph 1 del"),
        ("mobile", "paragraph 1"),
    ]


def test_remarks_and_their_authors_are_findings() -> None:
    remarks = f'<w:comments {W}><w:comment w:author="王小明">{paragraph("问过 13812345678")}</w:comment></w:comments>'

    assert found(**{"word/comments.xml": remarks}) == [
        ("comment", "comment 1"),
        ("metadata", "comment 1 author"),
        ("mobile", "comment 1"),
    ]


def test_text_boxes_fields_and_words_behind_pictures_are_read() -> None:
    body = (
        f"<w:p><w:r><w:txbxContent>{paragraph('13812345678')}</w:txbxContent></w:r></w:p>"
        '<w:p><w:r><w:instrText>HYPERLINK "tel:13900001111"</w:instrText></w:r></w:p>'
        '<w:p><w:r><w:drawing><wp:docPr xmlns:wp="p" descr="王师傅 13700001111"/></w:drawing></w:r></w:p>'
    )

    assert found(body) == [
        ("mobile", "text box in paragraph 1 paragraph 1"),
        ("mobile", "paragraph 3 descr"),
        ("mobile", "paragraph 2"),
    ]


@pytest.mark.parametrize("program", ["python-docx", "WPS Office", "Microsoft Office Word", ""])
def test_a_program_may_be_the_author(program: str) -> None:
    assert found(**{"docProps/core.xml": CORE.format(program, "")}) == []


def test_people_and_firms_in_the_properties_are_findings() -> None:
    app = "<Properties><Application>WPS</Application><Company>某某公司</Company><Manager>李四</Manager></Properties>"
    custom = (
        '<Properties><property name="经办"><v>王五</v></property>'
        '<property name="KSOProductBuildVer"><v>1</v></property></Properties>'
    )
    parts = {
        "docProps/core.xml": CORE.format("王小明", "张三"),
        "docProps/app.xml": app,
        "docProps/custom.xml": custom,
    }

    assert found(**parts) == [
        ("metadata", "docProps/core.xml creator"),
        ("metadata", "docProps/core.xml lastModifiedBy"),
        ("metadata", "docProps/app.xml Company"),
        ("metadata", "docProps/app.xml Manager"),
        ("metadata", "docProps/custom.xml 经办"),
    ]


def test_a_file_inside_is_a_finding_and_is_read() -> None:
    inner = docx(["13812345678"], ())

    assert found(**{"word/embeddings/list.docx": inner}) == [
        ("embedded_file", "word/embeddings/list.docx"),
        ("mobile", "word/embeddings/list.docx paragraph 1"),
    ]


def test_macros_links_and_own_folders_are_findings() -> None:
    links = (
        '<Relationships><Relationship Id="r1" TargetMode="External" Type="x/hyperlink" Target="tel:13812345678"/>'
        '<Relationship Id="r2" TargetMode="External" Type="x/attachedTemplate" Target="file:///C:\\Users\\wang\\a.dotm"/>'
        "</Relationships>"
    )
    parts = {"word/vbaProject.bin": b"\0", "word/_rels/document.xml.rels": links, "word/strange.bin": b"\0\1"}

    assert found(**parts) == [
        ("macro", "word/vbaProject.bin"),
        ("mobile", "word/_rels/document.xml.rels r1"),
        ("metadata", "word/_rels/document.xml.rels r2"),
        ("embedded_file", "word/strange.bin"),
        ("unreadable", "word/strange.bin"),
    ]


def test_an_entity_bomb_is_not_opened() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY b "cc"><!ENTITY d "&b;&b;">]><a>&d;</a>'

    assert found(**{"word/header1.xml": bomb}) == [("unreadable", "word/header1.xml")]
    assert found(**{"word/header1.xml": bomb.encode("utf-16")}) == [("unreadable", "word/header1.xml")]
