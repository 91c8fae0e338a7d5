"""What stands in a cell is printed text, and never the beginning of a formula."""

import unicodedata
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.papers.cells import CELL_LIMIT, clean, could_run, one_line, shown, units
from tests.papers.samples import PAYLOADS

ASCII_SIGNS = ("=", "+", "-", "@", "\t", "\r", "\0")


@pytest.mark.parametrize(
    ("kind", "value", "printed"),
    [
        ("text", "水管漏水", "水管漏水"),
        ("text", None, ""),
        ("text", 12, "12"),
        ("date", date(2019, 3, 5), "2019-03-05"),
        ("date", datetime(2019, 3, 5, 16, 30, tzinfo=UTC), "2019-03-06"),
        ("datetime", datetime(2019, 3, 5, 16, 30, tzinfo=UTC), "2019-03-06 00:30"),
        ("datetime", date(2019, 3, 5), "2019-03-05"),
        ("int", 10932, "10932"),
        ("int", 0, "0"),
        ("int", -3, "−3"),
        ("fen", 2_700_000_000_01, "2,700,000,000.01"),
        ("fen", 5, "0.05"),
        ("fen", -123456, "−1,234.56"),
        ("share", Fraction(4345, 4450), "97.64%"),
        ("share", Fraction(-1, 3), "−33.33%"),
        ("share", None, "–"),
    ],
)
def test_value_is_printed_in_the_fixed_form(kind, value, printed) -> None:
    assert shown(kind, value) == printed


def test_moment_without_a_zone_is_a_defect() -> None:
    with pytest.raises(ValueError, match="time zone"):
        shown("datetime", datetime(2019, 3, 5, 8))  # noqa: DTZ001 - the very thing refused


@pytest.mark.parametrize("kind", ["text", "date", "datetime", "int", "share"])
def test_text_in_a_column_of_any_kind_is_neutralised(kind) -> None:
    assert shown(kind, "=1+1") == "'=1+1"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("=1+1", "'=1+1"),
        ("-已办结", "'-已办结"),
        ("＝1+1", "'＝1+1"),
        (" \u200b@SUM(A1)", "' \u200b@SUM(A1)"),
        ("\t=1", "' =1"),
        ("\0=1", "'=1"),
        ("<r><t>x</t></r>", "'<r><t>x</t></r>"),
        ("'=1+1", "'=1+1"),
        ("3-2-501", "3-2-501"),
        ("一行\r\n二行\r三行", "一行\n二行\n三行"),
        ("a\x07b\x9fc\u202ed\ud800e", "abcde"),
    ],
)
def test_clean_neutralises_and_keeps_the_words(text, kept) -> None:
    assert clean(text) == kept


@settings(max_examples=1000, deadline=None)
@given(PAYLOADS)
def test_clean_never_begins_a_formula_and_is_stable(text) -> None:
    kept = clean(text)

    assert not kept.startswith(ASCII_SIGNS)
    assert not unicodedata.normalize("NFKC", kept).strip().startswith(ASCII_SIGNS)
    assert not could_run(kept)
    assert clean(kept) == kept


@given(st.integers(-(10**15), 10**15))
def test_money_of_any_size_is_exact_and_never_a_formula(fen) -> None:
    printed = shown("fen", fen)

    assert int(printed.replace(",", "").replace(".", "").replace("−", "-")) == fen
    assert not printed.startswith(ASCII_SIGNS)


@pytest.mark.parametrize("letter", ["长", "𠮷"])
def test_text_longer_than_a_cell_is_cut_and_says_so(letter) -> None:
    kept = clean(letter * 40_000)

    assert units(kept) in {CELL_LIMIT, CELL_LIMIT - 1}
    assert kept.endswith("…（原文共40000字，此处截断）")


def test_text_of_seven_thousand_characters_is_whole() -> None:
    assert clean("远" * 7000) == "远" * 7000


def test_heading_stands_on_one_line() -> None:
    assert one_line("=办结\n 日期\t") == "'=办结 日期"
