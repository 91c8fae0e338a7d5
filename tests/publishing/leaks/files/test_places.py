"""Places in files that nobody looks at and a file takes along."""

import io
import struct
import zipfile
import zlib

import pytest
from PIL import Image

from doorstep.publishing.leaks import candidates_in_file, scan_file

PHONE = "手机13812345678"


def kinds(name: str, content: bytes) -> set[str]:
    return {each.kind for each in scan_file(name, content)}


def jpeg(**more) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "JPEG", **more)
    return out.getvalue()


def with_segment(marker: int, body: bytes) -> bytes:
    whole = jpeg()
    return whole[:2] + bytes((0xFF, marker)) + struct.pack(">H", len(body) + 2) + body + whole[2:]


def png(name: bytes, body: bytes) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8)).save(out, "PNG")
    chunk = struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))
    return out.getvalue().replace(b"\0\0\0\0IEND", chunk + b"\0\0\0\0IEND")


def caption(words: bytes) -> bytes:
    record = b"\x1c\x02\x78" + struct.pack(">H", len(words)) + words
    record += b"\0" * (len(record) % 2)
    return b"Photoshop 3.0\0" + b"8BIM\x04\x04\0\0" + struct.pack(">I", len(record)) + record


def comment_of_user(encoding: str) -> bytes:
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9286] = b"UNICODE\0" + PHONE.encode(encoding)
    return jpeg(exif=exif)


@pytest.mark.parametrize(
    "content",
    [
        with_segment(0xED, caption(PHONE.encode())),
        with_segment(0xED, caption(PHONE.encode("gb18030"))),
        with_segment(0xEB, b"NOTE\0" + PHONE.encode()),
        comment_of_user("utf-16-le"),
        comment_of_user("utf-16-be"),
        png(b"tEXt", b"Title\0" + PHONE.encode()),
        png(b"noTe", PHONE.encode()),
    ],
    ids=[
        "caption",
        "caption in gb18030",
        "own segment",
        "comment",
        "comment, other order",
        "text",
        "own chunk",
    ],
)
def test_what_a_picture_takes_along_is_read(content: bytes) -> None:
    assert "mobile" in kinds("a.img", content)


def test_chinese_in_a_field_for_latin_letters_is_read() -> None:
    words = "豫A·12345".encode()

    assert "plate" in kinds("a.png", png(b"tEXt", b"Title\0" + words))


def drawing(words: str) -> bytes:
    """An EMF with one record that sets text."""
    raw = words.encode("utf-16-le")
    raw += b"\0" * (-len(raw) % 4)
    body = b"\0" * 36 + struct.pack("<II", len(words), 76) + b"\0" * 24 + raw
    return struct.pack("<II", 1, 108) + b"\0" * 100 + struct.pack("<II", 84, 8 + len(body)) + body


def package(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        for name, content in parts.items():
            container.writestr(name, content)
    return out.getvalue()


def test_words_of_a_drawing_in_a_document_are_read() -> None:
    content = package(**{"word/media/image1.emf": drawing(PHONE)})

    assert [(each.kind, each.place) for each in scan_file("a.docx", content)] == [
        ("mobile", "word/media/image1.emf")
    ]


def test_a_document_inside_a_container_is_read_and_its_name() -> None:
    inner = package(**{"word/media/image1.emf": drawing(PHONE)})
    outer = io.BytesIO()
    with zipfile.ZipFile(outer, "w") as container:
        container.writestr("13912345678/名单.docx", inner)

    found = {(each.kind, each.excerpt) for each in scan_file("a.zip", outer.getvalue())}

    assert found == {("mobile", "138******78"), ("mobile", "139******78")}


def test_a_format_for_numbers_may_hold_words() -> None:
    style = f'<styleSheet><numFmt numFmtId="164" formatCode="0 {PHONE}"/></styleSheet>'

    assert kinds("a.xlsx", package(**{"xl/styles.xml": style.encode()})) == {"mobile"}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("a.md", "电话 **138**-1234-5678", "mobile"),
        ("a.md", "&#49;&#51;&#56;12345678", "mobile"),
        ("a.md", "车牌 **豫A1**2345", "plate"),
        ("a.html", '<b data-name="王丽" data-room="3-2-501">x</b>', "name_door"),
        ("a.html", "<dl><dt>姓名<dd>王丽<dt>住址<dd>3号楼2单元501室</dl>", "name_door"),
        ("a.html", '<a href="/s?q=%E7%8E%8B%E4%B8%BD%203-2-501%E5%AE%A4">x</a>', "name_door"),
        ("a.svg", "<svg><text><tspan x='1'>138</tspan><tspan x='9'>12345678</tspan></text></svg>", "mobile"),
    ],
)
def test_marks_inside_a_number_or_a_row_do_not_hide_it(name: str, text: str, kind: str) -> None:
    assert kind in kinds(name, text.encode())


def test_masked_numbers_and_names_in_markdown_stay_masked() -> None:
    assert kinds("a.md", "张**，138****5678，李**，3号楼".encode()) == set()


def test_names_to_look_up_are_read_as_the_scan_reads_them() -> None:
    text = "感谢欧阳若澜，王\u200b秀兰，李 建 国。"

    assert {"欧阳若澜", "王秀兰", "李建国"} <= candidates_in_file("a.txt", text.encode())
