"""Old lists of messages through the same capture service; nothing taken twice, nothing lost unsaid."""

import csv
import json
from datetime import UTC, datetime
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given
from hypothesis import strategies as st

from doorstep.issues.models import IntakeRow, Issue, IssueStep
from doorstep.issues.queries import InboxFilter, inbox, rates
from doorstep.issues.rules import TEXT_LIMIT, OldMessage, read_message, read_moment
from doorstep.issues.services import Taken, mark_missed_responses, take_rows
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, Refusal
from doorstep.messages.models import Message
from tests.issues.town import AT, Town, rows_written

REASONS = {
    "",
    "intake.no_id",
    "issue.text_empty",
    "text.unreadable",
    "intake.moment",
    "day.future",
    "issue.received_too_early",
}
LONG = "下雨天地下车库进水,反映过多次没人管!!\r\n" * 350  # seven thousand characters


def row(number: str = "A1", text: str = "井盖松了,半夜车一压就响。", **changes: Any) -> OldMessage:
    values = {"line": 2, "outside_id": number, "text": text, "received": "2019/3/5 8:30"} | changes
    return OldMessage(**values)


def take(town: Town, *rows: OldMessage, at: datetime = AT) -> Taken:
    by = Actor.system("intake", town.street.pk)
    return take_rows(street_id=town.street.pk, rows=rows, by=by, at=at)


def sums(taken: Taken) -> tuple[int, int, int, int]:
    return taken.rows, taken.captured, taken.repeated, taken.refused


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2019-03-05 08:30:15", datetime(2019, 3, 5, 0, 30, 15, tzinfo=UTC)),
        ("2019/3/5 8:30", datetime(2019, 3, 5, 0, 30, tzinfo=UTC)),
        ("2019年3月5日", datetime(2019, 3, 4, 16, 0, tzinfo=UTC)),
        (" 2019.3.5 ", datetime(2019, 3, 4, 16, 0, tzinfo=UTC)),
        ("2019-03-05T08:30:15Z", datetime(2019, 3, 5, 8, 30, 15, tzinfo=UTC)),
        ("2019-03-05T08:30:15.123+08:00", datetime(2019, 3, 5, 0, 30, 15, tzinfo=UTC)),
    ],
)
def test_read_moment_reads_what_lists_write(text: str, moment: datetime) -> None:
    assert read_moment(text) == moment


@pytest.mark.parametrize("text", ["", "昨天", "2019-13-05", "2019-02-30", "05/03/2019", "2019-03-05 25:00"])
def test_read_moment_refuses_what_is_no_moment(text: str) -> None:
    with pytest.raises(NotPossible, match=r"intake\.moment"):
        read_moment(text)


def test_row_becomes_an_issue_received_when_the_list_says(town: Town) -> None:
    taken = take(town, row())

    issue = Issue.objects.get()
    assert sums(taken) == (1, 1, 0, 0)
    assert (issue.text, issue.source, issue.outside_ref) == ("井盖松了,半夜车一压就响。", "web", "A1")
    assert (issue.received_at, issue.recorded_at) == (datetime(2019, 3, 5, 0, 30, tzinfo=UTC), AT)
    assert (issue.state, issue.category.code, issue.anonymous) == ("captured", "unsorted", True)


def test_old_answer_is_delivered_and_closed_as_historic_import(town: Town) -> None:
    take(town, row(answer="已请权属单位更换井盖。", answered="2019-03-08 17:00"))

    issue = Issue.objects.get()
    assert (issue.state, issue.route, issue.close_reason) == ("closed", "time_limited", "historic_import")
    assert issue.delivered_at == issue.contacted_at == datetime(2019, 3, 8, 9, 0, tzinfo=UTC)
    assert IssueStep.objects.get(act="issue.take_over").public_note == "已请权属单位更换井盖。"
    assert Message.objects.count() == 0


def test_same_rows_again_change_nothing(town: Town) -> None:
    rows = [row("A1"), row("A2", LONG), row("A3", answer="好", answered="2019-03-08")]
    take(town, *rows)
    before = rows_written()

    again = take(town, *rows)

    assert (sums(again), rows_written()) == ((3, 0, 3, 0), before)


def test_same_number_with_another_text_is_refused(town: Town) -> None:
    take(town, row("A1"))

    again = take(town, row("A1", "另一件事"), row("A1", answer="好", answered="2019-03-08"))

    assert [each.reason for each in again.refusals] == ["intake.other_text"] * 2
    assert Issue.objects.count() == 1


def test_same_number_twice_in_one_list(town: Town) -> None:
    assert sums(take(town, row("A1"), row("A1"), row("A1", "另一件事"))) == (3, 1, 1, 1)


def test_longest_text_is_intact_to_the_byte(town: Town) -> None:
    take(town, row(text=LONG), row("A2", "长" * TEXT_LIMIT))

    assert list(Issue.objects.order_by("outside_ref").values_list("text", flat=True)) == [
        LONG,
        "长" * TEXT_LIMIT,
    ]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"outside_id": " "}, "intake.no_id"),
        ({"outside_id": "9" * 81}, "text.too_long"),
        ({"outside_id": "9\ud800"}, "text.unreadable"),
        ({"text": " "}, "issue.text_empty"),
        ({"text": "长" * (TEXT_LIMIT + 1)}, "text.too_long"),
        ({"text": "坏\0字"}, "text.unreadable"),
        ({"text": "坏\udcff字"}, "text.unreadable"),
        ({"received": "去年"}, "intake.moment"),
        ({"received": "2999-01-01"}, "day.future"),
        ({"received": "1950-01-01"}, "issue.received_too_early"),
        ({"answer": "好", "answered": ""}, "intake.moment"),
        ({"answer": "好", "answered": "2019-03-01"}, "intake.answered_before"),
        ({"answer": "好", "answered": "2999-01-01"}, "day.future"),
        ({"answered": "\udcff"}, "text.unreadable"),
    ],
)
def test_unsound_rows_are_refused_one_by_one(town: Town, changes: dict[str, str], reason: str) -> None:
    taken = take(town, row("A0"), row(**changes), row("A9"))

    assert (sums(taken), [each.reason for each in taken.refusals]) == ((3, 2, 0, 1), [reason])


@given(st.text(max_size=5), st.text(max_size=9), st.text(max_size=12), st.text(max_size=5))
def test_reading_any_row_reads_it_or_refuses_it(number: str, text: str, moment: str, answer: str) -> None:
    old = OldMessage(2, number, text, moment, answer, moment)

    assert outcome_of(old) in REASONS


def outcome_of(old: OldMessage) -> str:
    try:
        return "" if read_message(old, at=AT).row.body_sha256 else "no hash"
    except Refusal as refusal:
        return refusal.code


def test_imported_issues_work_in_inbox_search_limits_and_rates(town: Town) -> None:
    take(
        town,
        row("A1", received="2019-03-05"),
        row("A2", "噪声太大", answer="已处理", answered="2019-03-05 12:00"),
    )

    mark_missed_responses(at=AT)

    found = rates(town.street.pk, 2019)
    assert (found.response.part, found.response.n) == (1, 2)
    assert inbox(town.clerk, InboxFilter(year=2019, due="overdue"), at=AT).count == 1
    assert inbox(town.clerk, InboxFilter(text="噪声"), at=AT).count == 1


def test_only_the_system_takes_lists_and_only_for_its_street(town: Town, refused) -> None:
    values = {"street_id": town.street.pk, "rows": [row()], "at": AT}

    refused("not_allowed", lambda: take_rows(**values, by=town.clerk))
    refused("not_allowed", lambda: take_rows(**values, by=Actor.system("intake", town.street.pk + 1)))


# the command ------------------------------------------------------------------------------------------


def write_list(path: Path, rows: list[dict[str, str]], encoding: str = "utf-8-sig") -> Path:
    with path.open("w", encoding=encoding, newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    return path


def run(path: Path, **options: Any) -> dict[str, Any]:
    out = StringIO()
    values = {
        "map": "id=编号,text=标题+正文,received=时间,answer=答复,answered=答复时间",
        "json": True,
    } | options
    words = [f"--{name}={value}" for name, value in values.items() if value is not True]
    call_command("intake", str(path), *words, *(["--json"] if values["json"] is True else []), stdout=out)
    return json.loads(out.getvalue())


LIST = [
    {"编号": "1", "标题": "积水", "正文": LONG, "时间": "2019-03-05", "答复": "", "答复时间": ""},
    {
        "编号": "2",
        "标题": "噪声",
        "正文": "太吵",
        "时间": "2019-03-06",
        "答复": "已处理",
        "答复时间": "2019-04-01",
    },
    {"编号": "3", "标题": "", "正文": "", "时间": "2019-03-07", "答复": "", "答复时间": ""},
]


@pytest.mark.django_db
def test_command_prints_sums_that_add_up_and_takes_nothing_twice(town: Town, tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", LIST)

    first, second = run(path), run(path)

    assert {
        name: first[name] for name in ("rows", "captured", "answered", "repeated", "refused", "reasons")
    } == {
        "rows": 3,
        "captured": 2,
        "answered": 1,
        "repeated": 0,
        "refused": 1,
        "reasons": {"issue.text_empty": 1},
    }
    assert (second["captured"], second["repeated"], second["refused"]) == (0, 2, 1)
    assert Issue.objects.get(outside_ref="1").text == f"积水\n{LONG}"
    assert IntakeRow.objects.count() == 2


def test_command_refuses_only_the_row_whose_bytes_are_no_text(town: Town, tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", LIST)
    path.write_bytes(path.read_bytes().replace("太吵".encode(), b"\xff\xfe"))

    assert (run(path)["captured"], run(path)["reasons"]) == (1, {"issue.text_empty": 1, "text.unreadable": 1})


def test_command_names_missing_columns_and_unknown_streets(town: Town, tmp_path: Path) -> None:
    path = write_list(tmp_path / "list.csv", [{"编号": "1", "正文": "灯坏了"}])

    with pytest.raises(CommandError, match="标题"):
        run(path)
    with pytest.raises(CommandError, match="003"):
        run(path, street="999")
    with pytest.raises(CommandError, match="missing"):
        run(path, map="id=编号")
