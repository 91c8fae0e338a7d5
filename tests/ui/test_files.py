"""ECOSYSTEM §3.2: small files of our own, and nothing that the content policy would refuse."""

import gzip
import re
from pathlib import Path

import pytest

import doorstep

SOURCE = Path(doorstep.__file__).parent
STATIC = SOURCE / "ui/static/ui"
TEMPLATES = sorted(SOURCE.rglob("*.html"))
INLINE = re.compile(r"\sstyle=|\son[a-z]+=\"|<style|javascript:", re.IGNORECASE)
SCRIPT_TEXT = re.compile(r"<script(?![^>]*\ssrc=)", re.IGNORECASE)
ELSEWHERE = re.compile(r"""(src|href|action)=["'](https?:)?//|@import|url\((?!["']?#)""")


def test_all_style_sheets_together_stay_below_fifteen_kilobytes() -> None:
    together = b"".join(path.read_bytes() for path in sorted(STATIC.glob("*.css")))

    assert len(gzip.compress(together)) < 15_000


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.name)
def test_a_style_sheet_can_be_read_in_one_sitting(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("path", sorted(STATIC.glob("js/*.js")), ids=lambda path: path.name)
def test_a_script_stays_below_three_kilobytes(path: Path) -> None:
    assert path.stat().st_size <= 3072


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_template_holds_no_inline_style_or_script(path: Path) -> None:
    text = path.read_text(encoding="utf-8")

    assert INLINE.findall(text) + SCRIPT_TEXT.findall(text) == []


@pytest.mark.parametrize(
    "path", [*TEMPLATES, *sorted(STATIC.rglob("*.css"))], ids=lambda path: str(path.relative_to(SOURCE))
)
def test_nothing_is_fetched_from_elsewhere(path: Path) -> None:
    assert ELSEWHERE.findall(path.read_text(encoding="utf-8")) == []
