"""LibreOffice opens what we wrote and runs nothing of it, also after it saved the file as something else."""

import csv
import io
import os
import shutil
import subprocess
from pathlib import Path

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.papers.samples import PAYLOADS, csv_file, table, xlsx

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0")
UTF_8_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1"

pytestmark = pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed here")


def payloads() -> list[str]:
    """The same thousand texts as the tests of cells draw from."""
    drawn: list[str] = []

    @settings(max_examples=1000, phases=[Phase.generate], database=None, deadline=None)
    @given(st.lists(PAYLOADS, min_size=1, max_size=3))
    def draw(texts: list[str]) -> None:
        drawn.extend(texts)

    draw()
    return ["=1+1", "＝1+1", "'=1+1", "\t=1+1", *drawn[:1000]]


def saved_as(data: bytes, name: str, target: str, folder: Path) -> bytes:
    """The file after LibreOffice opened it and saved it in another format."""
    (folder / name).write_bytes(data)
    home = {**os.environ, "HOME": str(folder)}
    words = [
        str(OFFICE),
        "--headless",
        "--convert-to",
        target,
        "--outdir",
        str(folder / "out"),
        str(folder / name),
    ]
    subprocess.run(words, check=True, capture_output=True, timeout=240, env=home)
    (made,) = (folder / "out").iterdir()
    return made.read_bytes()


def test_xlsx_opened_and_saved_as_csv_has_no_formula_and_every_row(tmp_path: Path) -> None:
    texts = payloads()

    text = saved_as(xlsx(table([[each] for each in texts])), "a.xlsx", UTF_8_CSV, tmp_path).decode(
        "utf-8-sig"
    )

    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert [row for row in rows if row and row[0].startswith(SIGNS)] == []
    assert (len(rows), rows[3]) == (4 + len(texts), ["'=1+1"])


def test_csv_opened_and_saved_as_xlsx_has_no_formula(tmp_path: Path) -> None:
    data = saved_as(csv_file(table([[each] for each in payloads()])), "a.csv", "xlsx", tmp_path)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"] == []


def test_a_naive_csv_does_run_there(tmp_path: Path) -> None:
    """The control: without neutralising, the same program makes a formula of the same text."""
    data = saved_as('"内容"\r\n"=1+1"\r\n'.encode("utf-8-sig"), "a.csv", "xlsx", tmp_path)

    sheet = openpyxl.load_workbook(io.BytesIO(data)).active
    assert sheet["A2"].data_type == "f"
