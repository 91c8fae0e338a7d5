"""The stamp and the checksum under a table."""

from datetime import UTC, datetime
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.papers.table import Column, Seal, Stamp, printed_rows, read_stamp
from tests.papers.samples import STAMP, table

ROWS = st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=2), max_size=5)


def checksum_of(rows, names=("甲", "乙")) -> str:
    seal = Seal(names)
    for row in rows:
        seal.take(row)
    return seal.checksum


def test_stamp_says_number_exporter_time_rows_and_checksum() -> None:
    seal = Seal(["甲"])
    seal.take(["一"])

    assert seal.on(STAMP).line == (
        "编号 TZ-2019-7 / 导出人 李敏 / 时间 2019-03-05 09:30 / 行数 1 / 校验码 " + seal.checksum
    )


def test_stamp_is_read_back_as_it_was_printed() -> None:
    stamp = Stamp("A / B", "=张三\n", datetime(2019, 3, 5, 1, 30, tzinfo=UTC), 12, "0123456789abcdef")

    assert read_stamp(stamp.line) == Stamp("A / B", "'=张三", stamp.at, 12, "0123456789abcdef")


@pytest.mark.parametrize("line", ["", "合计", "编号 1 / 导出人 2 / 时间 3 / 行数 4 / 校验码 5"])
def test_other_words_are_no_stamp(line) -> None:
    assert read_stamp(line) is None


def test_checksum_can_be_computed_by_anybody() -> None:
    expected = sha256('["甲","乙"]["1","2"]'.encode()).hexdigest()[:16]

    assert checksum_of([["1", "2"]]) == expected


@given(ROWS, ROWS)
def test_checksum_is_equal_only_for_equal_rows(first, second) -> None:
    assert (checksum_of(first) == checksum_of(second)) == (first == second)


def test_checksum_covers_the_headings() -> None:
    assert checksum_of([["1", "2"]], ("同意", "反对")) != checksum_of([["1", "2"]], ("反对", "同意"))


def test_rows_are_read_once_and_sealed_as_they_pass() -> None:
    one = table(iter([["a"], ["b"]]))
    seal = Seal(["内容"])

    rows = printed_rows(one, seal)

    assert next(rows) == ["a"]
    assert seal.rows == 1
    assert list(rows) == [["b"]]
    assert seal.rows == 2


def test_row_with_a_missing_cell_is_a_defect() -> None:
    with pytest.raises(ValueError, match="shorter"):
        list(printed_rows(table([["a"]], Column("甲"), Column("乙")), Seal(["甲", "乙"])))
