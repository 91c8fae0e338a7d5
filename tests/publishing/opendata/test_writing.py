"""Open data open in Excel without garbling or running anything, and say what their columns mean."""

import csv
import json
from io import StringIO

import pytest

from doorstep.publishing.opendata.notice_sets import SETS
from doorstep.publishing.opendata.sets import MILESTONES, DataSet, Row
from doorstep.publishing.opendata.writing import MARK, as_csv, as_json, inert, schema, tag

LICENCE = "https://licence.test/"
ROWS: list[Row] = [
    {
        "number": "A-1",
        "position": 1,
        "name": "换管, 刷墙",
        "planned_on": None,
        "done_on": None,
        "result": '"好"',
    },
    {"number": "A-1", "position": 2, "name": "=1+1", "planned_on": None, "done_on": None, "result": "两\n行"},
]


def test_csv_begins_with_the_mark_and_reads_back() -> None:
    text = "".join(as_csv(MILESTONES, ROWS))

    assert text.startswith(MARK + "number,position,name,planned_on,done_on,result\r\n")
    assert list(csv.reader(StringIO(text.removeprefix(MARK), newline="")))[1:] == [
        ["A-1", "1", "换管, 刷墙", "", "", '"好"'],
        ["A-1", "2", "'=1+1", "", "", "两\n行"],
    ]


@pytest.mark.parametrize("text", ["=1", "+1", "-1", "@a", "\t=1", "\r=1", " =1", "＝1", "\u200b=1"])
def test_text_that_a_spreadsheet_would_run_gets_an_apostrophe(text: str) -> None:
    assert inert(text) == f"'{text}"


def test_numbers_and_plain_texts_stay() -> None:
    assert [inert(each) for each in (-3, 0, "1-2", "", None)] == [-3, 0, "1-2", "", ""]


@pytest.mark.parametrize("rows", [[], ROWS[:1], ROWS])
def test_json_is_whole_in_pieces(rows: list[Row]) -> None:
    found = json.loads("".join(as_json(MILESTONES, rows, as_of=None, licence=LICENCE)))

    assert found == {"name": "milestones", "as_of": None, "license": LICENCE, "rows": rows}


@pytest.mark.parametrize("data", SETS, ids=lambda data: data.name)
def test_schema_says_every_column_in_both_languages(data: DataSet) -> None:
    said = schema(data, licence=LICENCE)
    columns = said["tableSchema"]["columns"]

    assert said["url"] == f"{data.name}.csv"
    assert [each["name"] for each in columns] == [each.name for each in data.columns]
    assert all(each["dc:description"]["zh"] and each["dc:description"]["en"] for each in columns)
    assert set(said["tableSchema"]["primaryKey"]) <= {each["name"] for each in columns}


def test_tag_changes_with_every_version_and_not_with_the_order() -> None:
    one = tag(MILESTONES, [("A", 1), ("B", 1)], licence=LICENCE)

    assert one == tag(MILESTONES, [("B", 1), ("A", 1)], licence=LICENCE)
    others = [
        tag(MILESTONES, [("A", 2), ("B", 1)], licence=LICENCE),
        tag(MILESTONES, [("A", 1)], licence=LICENCE),
        tag(MILESTONES, [("A", 1), ("B", 1)], licence="https://other.test/"),
    ]
    assert len({one, *others}) == 4
