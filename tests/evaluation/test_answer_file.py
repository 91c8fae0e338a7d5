"""Anybody's table of answers, however it was saved, or the line and column that are wrong."""

import json
import time
from pathlib import Path

import pytest
from django.core.management import call_command

from doorstep.evaluation.rules.answerfile import BadTable, read_answers
from doorstep.evaluation.rules.estimate import Answers
from doorstep.evaluation.rules.strata import Stratum

HEADER = "project,difficulty,beneficiaries,stratum,stratum_size,grade\n"
ROWS = "一号项目,3,100,甲,60,5\n一号项目,3,100,乙,40,2\n一号项目,3,100,甲,60,3\n"
FOUND = [Answers("一号项目", 3, 100, (Stratum("甲", 60, 2, 2), Stratum("乙", 40, 1, 0)))]


@pytest.mark.parametrize(
    "content",
    [
        (HEADER + ROWS).encode(),
        (HEADER + ROWS).encode("utf-8-sig"),
        (HEADER + ROWS).encode("gb18030"),
        (HEADER + ROWS).encode("utf-16"),
        (HEADER + ROWS).replace("\n", "\r\n").encode(),
        (HEADER + ROWS).replace(",", ";").encode(),
        ("\n" + HEADER + "\n,,,,,\n" + ROWS + "\n\n").encode(),
        (HEADER.upper() + ROWS).encode(),
        (HEADER + ROWS + HEADER.upper()).encode(),
        (
            HEADER
            + "一号项目,3,100,甲,60,非常满意\n一号项目,3,100,乙,40,不满意\n一号项目,3,100,甲,60,基本满意\n"
        ).encode(),
        (HEADER + ROWS.replace("甲", '"甲"').replace(",3,", ", 3.0 ,")).encode(),
    ],
    ids=[
        "plain",
        "mark",
        "gb18030",
        "utf-16",
        "crlf",
        "semicolon",
        "blank",
        "upper",
        "again",
        "words",
        "quoted",
    ],
)
def test_table_is_read_however_it_was_saved(content: bytes) -> None:
    assert read_answers(content) == FOUND


def test_columns_stand_in_any_order_beside_others() -> None:
    lines = ["note,grade,stratum_size,stratum,beneficiaries,difficulty,project"]
    for row in ROWS.split():
        lines.append(",".join(["x", *reversed(row.split(","))]))

    assert read_answers("\n".join(lines).encode()) == FOUND


@pytest.mark.parametrize(
    ("rows", "code", "line", "where"),
    [
        ("P1,3,100,甲,50,x\n", "value", 2, "grade"),
        ("P1,3,100,甲,50,6\n", "value", 2, "grade"),
        ("P1,0,100,甲,50,5\n", "value", 2, "difficulty"),
        ("P1,3,0,甲,50,5\n", "value", 2, "beneficiaries"),
        ("P1,3,100,甲,,5\n", "value", 2, "stratum_size"),
        ("P1,3,nan,甲,50,5\n", "value", 2, "beneficiaries"),
        (",3,100,甲,50,5\n", "no_project", 2, ""),
        ("P1,3,1_00,甲,50,5\n", "value", 2, "beneficiaries"),
        ("P1,3,100,甲,50,\n", "value", 2, "grade"),
        ("P1,非常满意,100,甲,50,5\n", "value", 2, "difficulty"),
        ("P1,3,100\n", "short", 2, ""),
        ("P1,3,100,甲,50,5\n\nP1,4,100,甲,50,5\n", "differs", 4, "P1: difficulty"),
        ("P1,3,100,甲,50,5\nP1,3,101,甲,50,5\n", "differs", 3, "P1: beneficiaries"),
        ("P1,3,100,甲,50,5\nP1,3,100,甲,51,5\n", "differs", 3, "P1: stratum_size 甲"),
        ('P1,3,100,"甲\n\n乙",50,5\nP1,3,100,甲,50,9\n', "value", 5, "grade"),
        ("P1,3,100,甲,1,5\nP1,3,100,甲,1,5\n", "too_many", 0, "P1: 甲"),
        ('P1,3,100,"甲,50,5\n', "broken_line", 2, ""),
        ("", "empty", 0, ""),
    ],
)
def test_fault_is_named_with_its_line_and_column(rows: str, code: str, line: int, where: str) -> None:
    with pytest.raises(BadTable) as fault:
        read_answers((HEADER + rows).encode())

    assert (fault.value.code, fault.value.line, fault.value.where) == (code, line, where)


def test_missing_columns_are_named() -> None:
    with pytest.raises(BadTable) as fault:
        read_answers(b"project,grade,difficulty\n")

    assert (fault.value.code, fault.value.where) == ("columns", "beneficiaries, stratum, stratum_size")


def test_column_that_stands_twice_is_named() -> None:
    with pytest.raises(BadTable) as fault:
        read_answers(HEADER.replace("grade", "grade,Grade").encode())

    assert (fault.value.code, fault.value.where) == ("columns_twice", "grade")


def test_workbook_is_no_table_of_text() -> None:
    with pytest.raises(BadTable) as fault:
        read_answers(b"PK\x03\x04\xff\xfe")

    assert fault.value.code == "not_a_table"


@pytest.mark.slow
def test_two_hundred_thousand_rows_are_read_in_seconds() -> None:
    rows = [f"P{place % 500},3,100,甲,900,{1 + place % 5}\n" for place in range(200_000)]
    began = time.perf_counter()

    found = read_answers((HEADER + "".join(rows)).encode())

    assert (len(found), sum(each.answered for each in found)) == (500, 200_000)
    assert time.perf_counter() - began < 20


def estimated(capsys, path: Path, *words: str) -> tuple[int, str, str]:
    code = 0
    try:
        call_command("evaluation", "estimate", str(path), *words)
    except SystemExit as end:
        code = int(end.code or 0)
    out, err = capsys.readouterr()
    return code, out, err


def test_estimate_prints_what_can_be_said_of_each_project(tmp_path: Path, capsys) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + ROWS, encoding="utf-8")

    code, out, err = estimated(capsys, path, "--json")
    (row,) = json.loads(out)

    assert (code, err) == (0, "")
    shown = "project n frame raw raw_interval weighted n_eff weighted_interval"
    assert list(row) == [*shown.split(), "expected", "adjusted", "adjusted_interval", "band"]
    assert (row["n"], row["frame"], row["raw"], row["weighted"]) == (3, 100, 2 / 3, 0.6)
    assert (row["expected"], row["adjusted"], row["band"]) == (None, None, "insufficient")


def test_estimate_of_a_bad_table_ends_with_two(tmp_path: Path, capsys) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + "P1,3,100,甲,50,x\n", encoding="utf-8")

    code, out, err = estimated(capsys, path)
    assert (code, out) == (2, "")
    assert err == (
        "第 2 行的 grade 是“x”,应为 1–5 的整数。 Line 2: grade is “x”, not a whole number of 1–5.\n"
    )
    assert estimated(capsys, tmp_path / "none.csv")[0] == 2


def test_contradiction_is_told_with_both_values(tmp_path: Path, capsys) -> None:
    path = tmp_path / "answers.csv"
    path.write_text(HEADER + "P1,3,100,甲,50,5\nP1,4,100,甲,50,5\n", encoding="utf-8")

    assert estimated(capsys, path, "--json") == (
        2,
        "",
        "第 3 行与前面不一致:P1: difficulty,这里 4,前面 3。 "
        "Line 3 contradicts earlier ones: P1: difficulty is 4, was 3.\n",
    )
