"""The same notice as every kind of file, made from nothing but its text: parts written by hand, no author in them."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from xml.sax.saxutils import escape as xml

import openpyxl

Row = Sequence[str]
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
TYPES = (
    '<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)


def txt(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    return "\n".join([*lines, *("\t".join(row) for row in rows)]).encode()


def gbk(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    return txt(lines, rows).decode().encode("gb18030")


def md(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    table = [f"| {' | '.join(row)} |" for row in rows]
    if table:
        table.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join([f"# {lines[0]}", "", *lines[1:], "", *table]).encode()


def csv_file(lines: Sequence[str], rows: Sequence[Row], encoding: str = "utf-8-sig") -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([*([line] for line in lines), *rows])
    return out.getvalue().encode(encoding)


def csv_gb(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    return csv_file(lines, rows, "gb18030")


def csv_wide(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    return csv_file(lines, rows, "utf-16")


def html(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    body = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    table = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in rows)
    page = f'<!doctype html><html lang="zh"><head><meta charset="utf-8"></head><body>{body}<table>{table}</table></body></html>'
    return page.encode()


def packed(parts: dict[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as container:
        for name, part in {"[Content_Types].xml": TYPES, **parts}.items():
            container.writestr(name, part)
    return out.getvalue()


def paragraph(text: str, *, size: int = 7) -> str:
    """A paragraph in runs of a few characters, as an editor that checks spelling leaves it."""
    runs = [text[start : start + size] for start in range(0, len(text), size)]
    return (
        "<w:p>" + "".join(f'<w:r><w:t xml:space="preserve">{xml(run)}</w:t></w:r>' for run in runs) + "</w:p>"
    )


def word_table(rows: Sequence[Row]) -> str:
    return (
        "<w:tbl>"
        + "".join(
            "<w:tr>" + "".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) + "</w:tr>" for row in rows
        )
        + "</w:tbl>"
    )


def document(body: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><w:document {W}><w:body>{body}</w:body></w:document>'


def docx(lines: Sequence[str], rows: Sequence[Row], **more: str | bytes) -> bytes:
    body = "".join(paragraph(part) for line in lines for part in line.split("\n"))
    return packed({"word/document.xml": document(body + (word_table(rows) if rows else "")), **more})


def xlsx(lines: Sequence[str], rows: Sequence[Row]) -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "公示"
    for line in lines:
        sheet.append([line])
    for row in rows:
        sheet.append(list(row))
    return saved(book)


def saved(book: openpyxl.Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def pdf(
    lines: Sequence[str],
    rows: Sequence[Row],
    *,
    more: Sequence[bytes] = (),
    root: bytes = b"",
    info: bytes = b"",
) -> bytes:
    """One page; every character is its own UTF-16 code, with a table back to characters (ToUnicode)."""
    texts = [part for line in [*lines, *("  ".join(row) for row in rows)] for part in line.split("\n")]
    shown = "\n".join(f"<{line.encode('utf-16-be').hex()}> Tj 0 -16 Td" for line in texts)
    return pdf_of(f"BT /F1 12 Tf 40 780 Td\n{shown}\nET".encode(), more=more, root=root, info=info)


def pdf_of(
    content: bytes, *, more: Sequence[bytes] = (), root: bytes = b"", info: bytes = b"", page: bytes = b""
) -> bytes:
    codes = sorted(
        {code for row in re.findall(rb"<([0-9a-f]+)> Tj", content) for code in re.findall(b"....", row)}
    )
    cmap = (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def 1 begincodespacerange <0000> <FFFF>"
        b" endcodespacerange %d beginbfchar\n"
        % len(codes)
        + b"\n".join(b"<%s> <%s>" % (code, code) for code in codes)
        + b"\nendbfchar endcmap end end"
    )
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R " + root + b" >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> "
        + page
        + b" >>",
        stream(content),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 7 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000"
        b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        stream(cmap),
        b"<< " + info + b" >>",
        *more,
    ]
    out, offsets = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n" % size
        + table
        + b"trailer << /Size %d /Root 1 0 R /Info 8 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, len(out))
    )


def stream(content: bytes, extra: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(content), extra, content)


WRITERS: dict[str, Callable[[Sequence[str], Sequence[Row]], bytes]] = {
    "txt": txt,
    "gbk.txt": gbk,
    "md": md,
    "csv": csv_file,
    "gb.csv": csv_gb,
    "utf16.csv": csv_wide,
    "html": html,
    "docx": docx,
    "xlsx": xlsx,
    "pdf": pdf,
}
