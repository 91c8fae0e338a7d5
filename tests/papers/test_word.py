"""The Word writer: a package that opens, the same for the same words, with nothing in it that could run."""

import io
import re
import zipfile
from html import unescape

from doorstep.papers.word import Grid, Words, write_docx

PARTS = [Words("备案表", "title"), Words("甲 < 乙 & 丙"), Grid([("岗位", "可以做的事"), ("办事员", "派单")])]


def written() -> bytes:
    out = io.BytesIO()
    write_docx(PARTS, out)
    return out.getvalue()


def test_every_word_stands_in_the_document_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        document = package.read("word/document.xml").decode()

    said = [unescape(each) for each in re.findall(r"<w:t [^>]*>([^<]*)</w:t>", document)]
    assert said == ["备案表", "甲 < 乙 & 丙", "岗位", "可以做的事", "办事员", "派单"]


def test_the_package_holds_three_parts_and_is_the_same_twice() -> None:
    with zipfile.ZipFile(io.BytesIO(written())) as package:
        names = package.namelist()

    assert names == ["[Content_Types].xml", "_rels/.rels", "word/document.xml"]
    assert written() == written()
