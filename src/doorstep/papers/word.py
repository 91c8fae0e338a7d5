"""A Word document of headings, paragraphs and tables; nothing but the standard library.

The parts are written by hand after ECMA-376: the smallest package that Word and WPS open without a question.
"""

import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from typing import BinaryIO, Final
from xml.sax.saxutils import escape

from doorstep.papers.cells import one_line

W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
TYPES: Final = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/word/document.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
RELATIONS: Final = (
    f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r1" Target="word/document.xml" Type="http://schemas.openxmlformats.org/'
    'officeDocument/2006/relationships/officeDocument"/></Relationships>'
)
A4: Final = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720"'
    ' w:gutter="0"/></w:sectPr>'
)
BORDERS: Final = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="808080"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
SIZES: Final = {"title": 36, "heading": 28, "text": 24}  # half points
FIRST_MOMENT: Final = (1980, 1, 1, 0, 0, 0)  # the same words give the same file
TEXT_WIDTH: Final = 9026  # twentieths of a point between the margins


@dataclass(frozen=True)
class Words:
    """A paragraph; ``look`` is title, heading or text."""

    text: str
    look: str = "text"


@dataclass(frozen=True)
class Grid:
    """A table of texts; the first row is the heading."""

    rows: Sequence[Sequence[str]]


def write_docx(parts: Sequence[Words | Grid], out: BinaryIO) -> None:
    """A4, Song type for text and Hei for headings."""
    body = "".join(grid_xml(each) if isinstance(each, Grid) else words_xml(each) for each in parts)
    document = f'{HEAD}<w:document xmlns:w="{W}"><w:body>{body}{A4}</w:body></w:document>'
    files = {"[Content_Types].xml": TYPES, "_rels/.rels": RELATIONS, "word/document.xml": document}
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in files.items():
            package.writestr(zipfile.ZipInfo(name, FIRST_MOMENT), text.encode())


def words_xml(words: Words) -> str:
    place = '<w:jc w:val="center"/>' if words.look == "title" else ""
    return f"<w:p><w:pPr>{place}</w:pPr>{run_xml(words.text, words.look)}</w:p>"


def run_xml(text: str, look: str) -> str:
    font = "SimSun" if look == "text" else "SimHei"
    bold = "" if look == "text" else "<w:b/>"
    fonts = f'<w:rFonts w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}"/>'
    size = f'<w:sz w:val="{SIZES[look]}"/><w:szCs w:val="{SIZES[look]}"/>'
    shown = escape(one_line(text))
    return f'<w:r><w:rPr>{fonts}{bold}{size}</w:rPr><w:t xml:space="preserve">{shown}</w:t></w:r>'


def grid_xml(grid: Grid) -> str:
    count = max(len(row) for row in grid.rows)
    columns = f'<w:gridCol w:w="{TEXT_WIDTH // count}"/>' * count
    width = f'<w:tblW w:w="{TEXT_WIDTH}" w:type="dxa"/>'
    rows = "".join(
        f"<w:tr>{''.join(cell_xml(text, TEXT_WIDTH // count, place == 0) for text in row)}</w:tr>"
        for place, row in enumerate(grid.rows)
    )
    looks = f"<w:tblPr>{width}<w:tblBorders>{BORDERS}</w:tblBorders></w:tblPr>"
    return f"<w:tbl>{looks}<w:tblGrid>{columns}</w:tblGrid>{rows}</w:tbl><w:p/>"


def cell_xml(text: str, width: int, is_heading: bool) -> str:
    bold = "<w:b/>" if is_heading else ""
    shown = f'<w:r><w:rPr>{bold}<w:sz w:val="21"/></w:rPr><w:t xml:space="preserve">{escape(one_line(text))}</w:t></w:r>'
    return f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p>{shown}</w:p></w:tc>'
