"""Lists, pages, pictures, PDF files, and files that cannot be read."""

import io
import zipfile

import pytest
from PIL import Image, PngImagePlugin

from doorstep.publishing.leaks import scan_file
from tests.publishing.leaks.formats import docx, packed, pdf, pdf_of, stream

ID = "41010219800101123X"


def found(name: str, content: bytes) -> list[tuple[str, str]]:
    return [(each.kind, each.place) for each in scan_file(name, content)]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_a_list_is_read_in_every_usual_encoding(encoding: str) -> None:
    content = "姓名,电话\r\n王某,13812345678\r\n".encode(encoding)

    assert found("a.csv", content) == [("mobile", "row 2 column 2")]


@pytest.mark.parametrize(
    "cell", ["=1+1", "=cmd|' /C calc'!A0", "@SUM(A1)", "+A1", "-2+3+cmd|'x'!A0", "＝A1", "\t=A1"]
)
def test_a_cell_that_runs_is_a_finding(cell: str) -> None:
    assert ("formula", "row 1 column 2") in found("a.csv", f'路灯,"{cell}"\n'.encode())


@pytest.mark.parametrize("cell", ["-12.5", "+3", "-", "——", "- 见附件", "@居委会", "-1,234.50元"])
def test_a_number_or_a_dash_does_not_run(cell: str) -> None:
    assert found("a.csv", f'路灯,"{cell}"\n'.encode()) == []


def test_a_text_is_placed_by_line_and_column() -> None:
    assert found("a.txt", f"公示\n\n甲乙丙{ID}\n".encode()) == [("id_card", "line 3 column 4")]


def test_json_is_placed_by_its_path_and_a_name_of_a_file_counts() -> None:
    assert found("a.json", b'{"a": [{"b": "13812345678"}]}') == [("mobile", "a[0].b")]
    assert found("王某13812345678.txt", b"ok") == [("mobile", "file name")]


PAGES = {
    "<p>138<b>1234</b><i>5678</i></p>": "line 1",
    "<p>138&#49;&#x32;345678</p>": "line 1",
    '<a href="tel:+86-138-1234-5678">电话</a>': "line 1 attribute href",
    '<img alt="王某 13812345678">': "line 1 attribute alt",
    '<p data-x="138%31%32345678"></p>': "line 1 attribute data-x",
    "<!-- 13812345678 -->": "comment line 1",
    "<script>var a = '138\\u0031\\u0032345678'</script>": "script line 1",
    "<style>p:after{content:'13812345678'}</style>": "style line 1",
    '<input type="hidden" value="13812345678">': "line 1 attribute value",
    "<table><tr><td>1</td><td>13812345678</td></tr></table>": "table 1 row 1 column 2",
    '<meta name="description" content="13812345678">': "line 1 attribute content",
}


@pytest.mark.parametrize("page", PAGES)
def test_every_corner_of_a_page_is_read(page: str) -> None:
    assert found("a.html", page.encode()) == [("mobile", PAGES[page])]


def test_cells_without_an_end_tag_are_cells() -> None:
    page = "<table><tr><th>姓名<th>房号<tr><td>王芳<td>501<tr><td>张**<td>3号楼</table>"

    assert found("a.html", page.encode()) == [("name_door", "table 1 row 2 column 1")]


def test_hidden_elements_remarks_and_pictures_in_a_page_are_read() -> None:
    page = '<meta charset="gbk"><div style="display: none">13812345678</div><!-- 别公开 -->'
    assert found("a.html", page.encode("gbk")) == [
        ("mobile", "hidden element line 1"),
        ("comment", "comment line 1"),
        ("mobile", "line 1"),
    ]
    data = "data:text/plain;base64,MTM4MTIzNDU2Nzg="
    assert [kind for kind, _ in found("a.html", f'<img src="{data}">'.encode())] == ["mobile"]


def picture(kind: str, **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (20, 20), "white").save(out, kind, **options)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF", "BMP"])
def test_a_bare_picture_passes(kind: str) -> None:
    assert found(f"a.{kind.lower()}", picture(kind)) == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_place_camera_and_owner_are_findings(kind: str) -> None:
    tags = Image.Exif()
    tags[0x010F] = "某相机"
    tags.get_ifd(0x8825)[1] = "N"
    tags.get_ifd(0x8825)[2] = (34.0, 44.0, 48.0)
    tags.get_ifd(0x8769)[0xA430] = "王小明"
    places = set(found("a", picture(kind, exif=tags)))

    assert places == {
        ("exif", "EXIF Make"),
        ("exif", "EXIF CameraOwnerName"),
        ("exif_gps", "EXIF GPSLatitudeRef"),
        ("exif_gps", "EXIF GPSLatitude"),
    }


def test_texts_packets_and_remarks_of_pictures_are_findings() -> None:
    texts = PngImagePlugin.PngInfo()
    texts.add_text("Author", "王小明 13812345678")
    texts.add_itxt("XML:com.adobe.xmp", "<x/>")
    assert found("a.png", picture("PNG", pnginfo=texts)) == [
        ("exif", "PNG text Author"),
        ("mobile", "PNG text Author"),
        ("exif", "XMP"),
    ]
    assert found("a.jpg", picture("JPEG", comment="王小明拍")) == [("exif", "comment")]


def test_what_hangs_behind_a_picture_is_a_finding() -> None:
    assert found("a.jpg", picture("JPEG") + b"13812345678") == [
        ("embedded_file", "behind the picture"),
        ("mobile", "behind the picture"),
    ]


def test_a_clean_pdf_passes() -> None:
    assert (
        found("a.pdf", pdf(["立项公示", "监督电话：0371-65123456"], [["项目", "金额"], ["路灯", "1"]])) == []
    )


def test_the_text_of_a_pdf_is_placed_by_its_page() -> None:
    assert found("a.pdf", pdf(["公示", ID], ())) == [("id_card", "page 1")]


def test_properties_of_a_pdf_are_findings() -> None:
    info = b"/Author (Wang Xiaoming) /Title (13812345678) /Producer (LibreOffice)"
    packet = stream(b'<x xmlns:d="d"><d:creator>Li Si</d:creator></x>')

    assert found("a.pdf", pdf(["公示"], (), info=info, more=[packet], root=b"/Metadata 9 0 R")) == [
        ("metadata", "info Author"),
        ("mobile", "info Title"),
        ("metadata", "XMP creator"),
    ]


def test_remarks_fields_scripts_and_attachments_of_a_pdf_are_findings() -> None:
    root = (
        b"/OpenAction << /S /JavaScript /JS (app.alert\\(13700001111\\)) >>"
        b"/Names << /EmbeddedFiles << /Names [(list.txt) << /Type /Filespec /UF (list.txt) /EF << /F 9 0 R >> >>] >> >>"
        b"/AcroForm << /Fields [<< /T (phone) /FT /Tx /V (13900001111) >>] >>"
    )
    note = b"/Annots [<< /Subtype /Text /Contents (13600001111) /T (Wang) >>]"
    content = pdf_of(b"", root=root, page=note, more=[stream(b"13812345678")])

    assert set(found("a.pdf", content)) == {
        ("macro", "script"),
        ("mobile", "script"),
        ("embedded_file", "attachment list.txt"),
        ("mobile", "attachment list.txt line 1 column 1"),
        ("mobile", "field phone"),
        ("comment", "page 1 annotation"),
        ("mobile", "page 1 annotation"),
        ("metadata", "page 1 annotation author"),
    }


def test_invisible_words_and_an_earlier_save_of_a_pdf_are_found() -> None:
    unseen = pdf_of(b"BT /F1 12 Tf 3 Tr 40 780 Td <0031> Tj ET")
    assert found("a.pdf", unseen) == [("hidden_text", "page 1")]
    first, second = pdf([ID], ()), pdf(["公示"], ())
    assert ("id_card", "revision 1 page 1") in found("a.pdf", first + second)


def zipped(size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("a.txt", b"0" * size)
    return out.getvalue()


def encrypted(content: bytes) -> bytes:
    """The same archive with the mark that its parts are under a password."""
    data = bytearray(content)
    data[6] |= 1
    data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


UNREADABLE = {
    "unknown_type": b"\x00\x01\x02\x03",
    "broken": docx(["公示"], ())[:-40],
    "too_large": zipped(50_000_000),
    "encrypted": encrypted(zipped(10)),
}


@pytest.mark.parametrize("reason", UNREADABLE)
def test_what_cannot_be_read_is_a_finding(reason: str) -> None:
    assert [(each.kind, each.reason) for each in scan_file("a.bin", UNREADABLE[reason])] == [
        ("unreadable", reason)
    ]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf", "a.jpg", "a.html", "a.csv", "a.txt", "a.zip"])
@pytest.mark.parametrize(
    "head",
    [
        b"PK\x03\x04",
        b"%PDF-1.7\n",
        b"\xff\xd8\xff\xe0",
        b"\x89PNG\r\n\x1a\n",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    ],
)
def test_a_torn_file_never_crashes(name: str, head: bytes) -> None:
    assert "unreadable" in {each.kind for each in scan_file(name, head + b"\x00\xff" * 40)}


def test_a_box_of_files_is_opened_down_to_a_depth() -> None:
    content = b"13812345678"
    for level in range(6):
        box = io.BytesIO()
        with zipfile.ZipFile(box, "w") as container:
            container.writestr(f"{level}.zip" if level else "a.txt", content)
        content = box.getvalue()

    assert [(each.kind, each.reason) for each in scan_file("a.zip", content)] == [("unreadable", "too_deep")]


def test_a_file_that_lies_about_its_kind_is_known_by_its_bytes() -> None:
    assert found("a.txt", docx([ID], ())) == [("id_card", "paragraph 1")]
    assert found("a.docx", packed({"word/document.xml": b"<a"})) == [("unreadable", "word/document.xml")]
