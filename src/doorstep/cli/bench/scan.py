"""``bench scan``: the leak scan of a 200-row notice with its Word and Excel files, in turn with unpacking them bare."""

import io
import zipfile
from random import Random
from typing import Any, Final
from xml.sax.saxutils import escape

import xlsxwriter

from doorstep.cli.bench.numbers import Limit, judged, middle
from doorstep.cli.bench.thresholds import taken_ms
from doorstep.publishing.leaks import scan_file, scan_values

ROWS: Final = 200
FEWEST_ROUNDS: Final = 5
LIMITS: Final = (Limit("scan_ms", 300),)
HEADINGS: Final = ("序号", "项目", "楼栋", "受益户数", "预算(元)", "监督电话")
W: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def run(*, rounds: int, rows: int = ROWS) -> dict[str, Any]:
    """The median of the rounds, at least five. The notice is clean, so that nothing ends a scan early."""
    table = invented(rows)
    body, word, sheet = (
        {"rows": [dict(zip(HEADINGS, row, strict=True)) for row in table]},
        docx(table),
        xlsx(table),
    )
    scans, references, found = [], [], []
    for _ in range(max(rounds, FEWEST_ROUNDS)):
        scans.append(taken_ms(lambda: found.extend(scanned(body, word, sheet))))
        references.append(taken_ms(lambda: (unpacked(word), unpacked(sheet))))
    figures = {
        "benchmark": "scan",
        "rows": rows,
        "scan_ms": middle(scans),
        "reference_ms": middle(references),
        "findings": len(found),
    }
    return judged(figures, LIMITS)


def scanned(body: dict[str, Any], word: bytes, sheet: bytes) -> list[Any]:
    return [*scan_values(body), *scan_file("notice.docx", word), *scan_file("notice.xlsx", sheet)]


def invented(rows: int) -> list[tuple[str, ...]]:
    chance = Random(1203)
    works = ("楼道照明改造", "路面修补", "晾衣架增设", "门禁维修", "绿化补种")
    return [
        (
            str(number),
            chance.choice(works),
            f"{chance.randint(1, 30)}号楼",
            str(chance.randint(10, 400)),
            f"{chance.randint(1_000, 90_000)}.50",
            f"0371-{chance.randint(22_000_000, 88_999_999)}",
        )
        for number in range(1, rows + 1)
    ]


def docx(table: list[tuple[str, ...]]) -> bytes:
    cells = "".join(
        "<w:tr>"
        + "".join(f"<w:tc><w:p><w:r><w:t>{escape(cell)}</w:t></w:r></w:p></w:tc>" for cell in row)
        + "</w:tr>"
        for row in (HEADINGS, *table)
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        container.writestr("[Content_Types].xml", "<Types/>")
        body = f"<w:document {W}><w:body><w:tbl>{cells}</w:tbl></w:body></w:document>"
        container.writestr("word/document.xml", body)
    return out.getvalue()


def xlsx(table: list[tuple[str, ...]]) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("公示")
        for number, row in enumerate((HEADINGS, *table)):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def unpacked(content: bytes) -> int:
    with zipfile.ZipFile(io.BytesIO(content)) as container:
        return sum(len(container.read(name)) for name in container.namelist())
