"""What a number counts, on the console: the query in words, and its rows or its groups."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from doorstep.publishing.models import Notice
from tests.issues.town import make_town
from tests.projects.site import make_site
from tests.publishing.desk import Desk, project_of
from tests.publishing.test_kinds import carried, result_notice


@pytest.fixture
def desk(db) -> Desk:
    return Desk(make_site(make_town()))


def told(*asked: str) -> str:
    out = StringIO()
    call_command("figures", "explain", *asked, stdout=out)
    return out.getvalue()


@pytest.fixture
def notice(desk: Desk) -> Notice:
    return carried(desk, result_notice(desk, draw_file="/evaluations/1/draw-1.json"))


def test_number_of_a_notice_is_told_with_its_sum_and_its_groups(notice: Notice) -> None:
    lines = told("result.rate", "--notice", notice.number).splitlines()

    assert lines[0] == "满意率(result.rate)"
    assert lines[1].startswith("数的是 counts:有效评价里")
    assert lines[5:] == [
        f"{notice.number} 供热改造评价结果公示",
        "这一个数 worked out:28 ÷ 30 = 93.33%",
        "数",
        "  93.33%",
        "答卷份数 答卷 | 名册 | 询问",
        "  30 | 36 | 36",
        "各档份数 评价 | 份数 | 占比",
        "  满意 | 28 | 93.33%",
        "分组看 分组 | 答卷 | 名册 | 满意率",
        "  一单元 | 12 | 14 | 91.67%",
        "重做抽签 draw again:/evaluations/1/draw-1.json",
    ]


def test_number_without_its_page_is_told_in_words(db, desk: Desk) -> None:
    lines = told("expense.amount").splitlines()

    assert lines[0] == "支出金额(expense.amount)"
    assert lines[-1].endswith("--notice NUMBER、--project NUMBER")


def test_number_of_a_project_is_told_as_json(desk: Desk) -> None:
    project = project_of(desk.archived())

    found = json.loads(told("project.beneficiaries", "--project", project.number, "--json"))

    assert (found["id"], found["values"]["rows"]) == ("project.beneficiaries", [["东河苑住户", 36, "户"]])


@pytest.mark.parametrize("name", ["result.weighted", "expense.amount", "rectification.first.rate"])
def test_number_that_the_notice_does_not_print_is_refused(notice: Notice, name: str) -> None:
    with pytest.raises(CommandError, match="没有这个数"):
        told(name, "--notice", notice.number)


def test_draft_is_not_told(desk: Desk) -> None:
    draft = result_notice(desk)

    with pytest.raises(CommandError, match="没有这个数"):
        told("result.rate", "--notice", draft.number)


def test_unknown_number_names_those_there_are(desk: Desk) -> None:
    with pytest.raises(CommandError, match=r"visits\.households.*result\.rate"):
        told("x")


def test_figure_of_a_year_is_told_with_its_rows(desk: Desk) -> None:
    desk.archived()

    lines = told("projects.approved", "--year", "2026").splitlines()

    assert lines[0] == "党建项目(projects.approved),2026 年:1"
    assert lines[-1].strip().startswith("2026-001")
