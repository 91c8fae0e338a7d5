"""Tables and files that the tests of this folder share."""

import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any

import openpyxl
from hypothesis import strategies as st

from doorstep.papers.table import Column, Stamp, Table
from doorstep.papers.write import write_csv, write_xlsx

STAMP = Stamp("TZ-2019-7", "李敏", datetime(2019, 3, 5, 1, 30, tzinfo=UTC))
SIGNS = "=+-@\t\r\n\0＝＋－＠﹣﹢﹦﹫⁺₌−"
PAYLOADS = st.one_of(
    st.text(max_size=40),
    st.builds(
        lambda lead, sign, rest: lead + sign + rest,
        st.text(alphabet=" \t\r\n\0　\u200b\ufeff\u2060\u202e'\"", max_size=3),
        st.sampled_from(SIGNS),
        st.sampled_from(
            [
                "1+1",
                "cmd|'/c calc'!A0",
                'HYPERLINK("http://a.example","看")',
                "SUM(A1:A9)",
                "IMPORTXML(B1)",
                "",
            ]
        ),
    ),
    st.builds(lambda text: f"<r>{text}</r>", st.text(max_size=20)),
    st.builds(lambda code: f"_x{code:04X}_1+1", st.integers(0, 0xFFFF)),
)


def table(rows: Iterable[Sequence[Any]], *columns: Column, **more: Any) -> Table:
    return Table("走访台账", "示范街道", columns or (Column("内容"),), rows, **more)


def xlsx(*tables: Table) -> bytes:
    out = io.BytesIO()
    write_xlsx(tables, STAMP, out)
    return out.getvalue()


def csv_file(one: Table) -> bytes:
    out = io.BytesIO()
    write_csv(one, STAMP, out)
    return out.getvalue()


def workbook(*lines: Sequence[Any], merged: Sequence[str] = ()) -> bytes:
    """A file as another program writes it."""
    book = openpyxl.Workbook()
    for line in lines:
        book.active.append(line)
    for cells in merged:
        book.active.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """The same archive with one part replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename != name:
                new.writestr(part, old.read(part))
        new.writestr(name, content)
    return out.getvalue()
