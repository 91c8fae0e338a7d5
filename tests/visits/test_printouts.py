"""The ledger's columns are a contract; a closed door is printed as its community."""

from datetime import date

from doorstep.papers.table import shown
from doorstep.visits.printouts import VisitIssues, diary_table, visit_ledger
from doorstep.visits.queries import diary, visits
from tests.visits.factories import TODAY, make_visit


def printed(table):
    kinds = [column.kind for column in table.columns]
    return [[shown(kind, value) for kind, value in zip(kinds, row, strict=True)] for row in table.rows]


def no_issues(ids):
    return {}


def test_ledger_has_the_columns_of_the_form(office):
    table = visit_ledger(visits(office.clerk), unit="示范街道", issue_counts=no_issues)

    assert [column.name for column in table.columns] == [
        "走访编号",
        "类别",
        "日期",
        "地址编码",
        "结果",
        "问题数",
        "立行立改",
        "未办",
        "下次走访",
    ]
    assert (table.title, table.unit, table.landscape) == ("走访台账", "示范街道", True)


def test_ledger_row_with_the_issues_that_another_stage_counted(office):
    visit = make_visit(office, next_visit_on=date(2026, 4, 1))
    counts = {visit.pk: VisitIssues(total=3, on_spot=2, not_done=1)}

    (row,) = printed(visit_ledger(visits(office.clerk), unit="x", issue_counts=lambda ids: counts))

    code = "990000-003-01-01-1-101"
    assert row == [str(visit.pk), "居民户", "2026-03-02", code, "见面", "3", "2", "1", "2026-04-01"]


def test_ledger_never_names_the_door_that_refused_or_stands_empty(office):
    make_visit(office, "01/01/1/101/", outcome="refused")
    make_visit(office, "01/01/1/102/", outcome="vacant")

    rows = printed(visit_ledger(visits(office.clerk), unit="x", issue_counts=no_issues))

    assert [row[3:5] for row in rows] == [["990000-003-01", "空置"], ["990000-003-01", "拒访"]]


def test_ledger_of_many_visits_asks_for_issues_by_the_chunk(office, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("doorstep.visits.printouts.CHUNK", 2)
    for door in ("101/", "102/", "201/"):
        make_visit(office, f"01/01/1/{door}")
    asked = []

    with django_assert_num_queries(1):
        rows = printed(
            visit_ledger(
                visits(office.clerk), unit="x", issue_counts=lambda ids: asked.append(len(ids)) or {}
            )
        )

    assert (len(rows), asked) == (3, [2, 1])


def test_diary_prints_the_words_and_leaves_closed_doors_out(office):
    make_visit(office, topics="=暖气不热", receipt_mode="sign")
    make_visit(office, "01/01/1/102/")
    make_visit(office, "01/01/1/201/", outcome="refused")
    make_visit(office, "01/01/1/202/", outcome="not_home")
    rows = diary(office.worker, office.worker.account_id, first=TODAY, last=TODAY)

    table = diary_table(rows, visitor="林晓", first=TODAY, last=TODAY)

    home = "红砖社区红砖里1号楼"
    assert table.title == "民情日记 2026-03-02 至 2026-03-02"
    assert printed(table) == [
        ["2026-03-02", f"{home}101室", "户主", "'=暖气不热", "", "签字"],
        ["2026-03-02", f"{home}102室", "户主", "无事项反映", "", "未留回执"],
        ["2026-03-02", f"{home}202室", "", "未遇", "", "未留回执"],
    ]
