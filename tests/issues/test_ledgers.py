"""Totals that balance, figures with their rows, and the ledgers that are printed only then."""

from datetime import UTC, datetime

import pytest

from doorstep.issues.figures import FIGURES
from doorstep.issues.models import Issue
from doorstep.issues.printouts import COLUMNS, LISTS, issue_ledger
from doorstep.issues.queries import by_category, issues_in, rates, reconciliation, unbalanced_in
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    close_issue,
    confirm_at_door,
    explain_issue,
    extend_issue,
    join_project,
    merge_issues,
    redirect_issue,
)
from doorstep.kernel.errors import NotPossible
from doorstep.records.models import Tally
from doorstep.rulebook.services import set_rule
from tests.issues.town import AT, DAY, HOUR, WEST, Town


def one_of_each(town: Town) -> None:
    """Every route once, 立行立改 three times."""
    town.capture()
    for _ in range(3):
        done = town.on_spot()
        confirm_at_door(issue_id=done.pk, by=town.grid_worker, at=AT)
    town.delivered()
    town.accepted("long_term")
    explain_issue(issue_id=town.capture().pk, note="归市里管", by=town.clerk, at=AT)
    redirect_issue(issue_id=town.capture().pk, reason_code="emergency", note="请拨119", by=town.clerk, at=AT)
    survivor, voice = town.triaged(), town.capture()
    merge_issues(survivor_id=survivor.pk, merged_ids=[voice.pk], by=town.clerk, at=AT)
    join_project(issue_ids=[survivor.pk], project_number="1", project_name="照明", by=town.clerk, at=AT)


def test_every_issue_is_on_exactly_one_route(town: Town) -> None:
    one_of_each(town)

    found = reconciliation(town.street.pk, 2026)

    assert (found.total, found.is_balanced, found.unbalanced) == (10, True, 0)
    assert dict(found.routes) == {
        "in_hand": 1,
        "on_spot": 3,
        "time_limited": 1,
        "long_term": 1,
        "explained": 1,
        "redirected": 1,
        "merged": 1,
        "in_project": 1,
    }


def test_reconciliation_by_community_and_by_year_of_receipt(town: Town) -> None:
    town.capture()
    new_year = datetime(2025, 12, 31, 16, 0, tzinfo=UTC)  # midnight in Shanghai
    town.capture(received_at=new_year)
    town.capture(received_at=new_year - HOUR)

    assert (reconciliation(town.street.pk, 2026).total, reconciliation(town.street.pk, 2025).total) == (2, 1)
    assert (issues_in(town.street.pk, 2026).count(), issues_in(town.street.pk, 2025).count()) == (2, 1)
    assert reconciliation(town.street.pk, 2026, path=WEST).total == 0


def test_every_figure_counts_as_many_as_its_rows(town: Town) -> None:
    one_of_each(town)

    for source in FIGURES:
        figure = source.read(town.street.pk, 2026, at=AT)
        if source.id != "issues.on_spot_share":
            assert (figure.id, figure.value) == (figure.id, figure.rows)
        assert figure.link.startswith("/desk/")


def test_one_act_changes_exactly_the_figures_it_should(town: Town) -> None:
    issue = town.capture()
    before = {source.id: source.count(town.street.pk, 2026) for source in FIGURES}

    explain_issue(issue_id=issue.pk, note="归市里管", by=town.clerk, at=AT)

    after = {source.id: source.count(town.street.pk, 2026) for source in FIGURES}
    assert {name for name in after if after[name] != before[name]} == {"issues.in_hand", "issues.explained"}


def test_what_does_not_balance_is_found_and_not_printed(town: Town) -> None:
    issue = town.delivered()
    Issue.objects.filter(pk=issue.pk).update(route="in_hand")
    Tally.objects.filter(book="issues", cell="time_limited|delivered").update(cell="in_hand|delivered")

    assert reconciliation(town.street.pk, 2026).unbalanced > 0
    assert list(unbalanced_in(town.street.pk, 2026)) == [issue]
    with pytest.raises(NotPossible, match=r"ledger\.unbalanced"):
        issue_ledger(town.clerk, street_id=town.street.pk, year=2026, unit="示范街道")

    Issue.objects.filter(pk=issue.pk).update(route="time_limited")
    Tally.objects.filter(book="issues", cell="in_hand|delivered").update(cell="time_limited|delivered")


def test_by_category_counts_the_tree_in_its_order(town: Town) -> None:
    for code in ("pipe", "lamp", "pipe"):
        town.capture(category_code=code)

    counts = [
        (each.code, count)
        for each, count in by_category(town.street.pk, reconciliation(town.street.pk, 2026).categories)
    ]

    assert counts == [("house", 0), ("lamp", 1), ("pipe", 2), ("noise", 0)]


def test_rates_use_the_weights_of_the_rulebook(town: Town) -> None:
    assert [str(weight) for weight in rates(town.street.pk, 2026).weights] == ["3/10", "7/20", "7/20"]

    set_rule(
        street_id=town.street.pk,
        code="rate.weights",
        value=["0.20", "0.40", "0.40"],
        effective_on=AT.date(),
        by=town.reviewer,
        at=AT,
        reason="区里统一",
    )

    assert [str(weight) for weight in rates(town.street.pk, 2026).weights] == ["1/5", "2/5", "2/5"]


HEADINGS = (
    "编号|来源|收到日|类别|内容|地点|反映人(脱敏)|办理方式|责任单位|责任人"
    "|时限|延期|办理情况|办结日|回访日|回访结果|销号"
)


def test_ledger_columns_are_the_contract() -> None:
    assert "|".join(column.name for column in COLUMNS) == HEADINGS
    assert list(LISTS.values()) == ["立行立改清单", "限时整改清单", "长期推进清单", "解释说明清单"]


def test_ledger_row_tells_the_whole_life_and_masks_the_reporter(town: Town) -> None:
    compound = Reporter(name="欧阳秀兰", phone="13800001234")
    issue = town.accepted(reporter=compound, received_at=AT - HOUR)
    extend_issue(issue_id=issue.pk, days=2, reason="等配件", by=town.handler, at=AT)
    issue = town.called_back(reporter=Reporter(name="王秀兰", phone="13800001234"))
    close_issue(issue_id=issue.pk, by=town.caller, at=AT + DAY)

    first, second = ledger(town)

    assert (first[6], first[11], first[12], first[16]) == ("欧**", 1, "已接单", "")
    issue.refresh_from_db()
    assert second == [
        issue.tracking,
        "网格巡查",
        AT,
        "楼道照明",
        issue.text,
        issue.place_text,
        "王**",
        "限时整改",
        "城建科",
        "handler",
        issue.solve_due_at,
        0,
        "换了新灯。",
        AT,
        AT + DAY,
        "已解决 非常满意",
        "回访确认 2026-03-03",
    ]
    assert "1234" not in str(first) + str(second)


def ledger(town: Town, route: str = "") -> list[list[object]]:
    table = issue_ledger(town.clerk, street_id=town.street.pk, year=2026, unit="示范街道", route=route)
    return [list(row) for row in table.rows]


def test_lists_hold_the_rows_of_their_route_only(town: Town) -> None:
    one_of_each(town)

    sizes = {route: len(ledger(town, route)) for route in LISTS}

    assert sizes == {"on_spot": 3, "time_limited": 1, "long_term": 1, "explained": 1}
    assert len(ledger(town)) == 10


def test_ledger_holds_only_what_the_reader_may_see(town: Town) -> None:
    town.capture()
    outsider = town.hire("secretary", WEST)

    table = issue_ledger(outsider, street_id=town.street.pk, year=2026, unit="示范街道")

    assert list(table.rows) == []
