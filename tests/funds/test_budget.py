"""Budget against actual: every plan is counted once, and every payment in the quarter in which it left."""

from dataclasses import replace
from datetime import date, datetime, time
from typing import Any

from doorstep.funds.models import Expense
from doorstep.funds.queries import BudgetLine, budget_lines
from doorstep.kernel.calendar import moment
from doorstep.projects.models import Project
from tests.funds.counter import STREET, YEAR, Counter
from tests.projects.site import PLAN


def lines(counter: Counter, year: int = YEAR) -> list[BudgetLine]:
    return budget_lines(counter.finance, year=year)


def planned(counter: Counter) -> list[tuple[str, bool, int]]:
    return [(each.source, each.is_outside, each.planned_fen) for each in lines(counter)]


def project_with(counter: Counter, quota_fen: int = 3_000_000, other_fen: int = 2_000_000) -> Project:
    return counter.site.approved(plan=replace(PLAN, quota_fen=quota_fen, other_fen=other_fen))


def works_from(counter: Counter, project: Project, **shares: int) -> Expense:
    """An approved case-by-case work of 18,000 yuan; what no named source carries is the quota's."""
    outside = tuple((counter.source(name=name).pk, fen) for name, fen in shares.items())
    works = counter.reviewed_case(project_id=project.pk, outside=outside)
    return counter.approve(works, decision=STREET)


def paid_at(counter: Counter, at: datetime, **changes: Any) -> None:
    expense = counter.invoiced(**changes)
    counter.pay(expense, at=at)


def test_a_project_without_an_expense_stands_in_the_year_in_which_it_begins(counter: Counter) -> None:
    project = project_with(counter)

    assert planned(counter) == [("", False, 3_000_000), ("", True, 2_000_000)]
    assert {each.number for each in lines(counter)} == {project.number}
    assert lines(counter, YEAR + 1) == []


def test_a_project_that_only_wishes_or_was_cancelled_plans_no_money(counter: Counter) -> None:
    counter.site.proposed()
    counter.site.cancelled()

    assert lines(counter) == []


def test_the_outside_plan_stands_with_its_only_source(counter: Counter) -> None:
    works_from(counter, project_with(counter), 甲款=1_300_000)

    assert planned(counter) == [("", False, 3_000_000), ("甲款", True, 2_000_000)]
    assert [each.spent.approved_fen for each in lines(counter)] == [500_000, 1_300_000]


def test_the_outside_plan_of_two_sources_is_counted_once(counter: Counter) -> None:
    works_from(counter, project_with(counter), 甲款=1_000_000, 乙款=800_000)

    assert planned(counter) == [
        ("", False, 3_000_000),
        ("", True, 2_000_000),
        ("甲款", True, 0),
        ("乙款", True, 0),
    ]
    assert [each.spent.approved_fen for each in lines(counter)] == [0, 0, 1_000_000, 800_000]


def test_a_payment_stands_in_the_quarter_in_which_it_left(counter: Counter) -> None:
    project = project_with(counter, other_fen=0)
    last = moment(date(YEAR, 12, 31), time(23))
    next_year = moment(date(YEAR + 1, 1, 2), time(9))

    paid_at(counter, last, project_id=project.pk)
    paid_at(
        counter, next_year, project_id=project.pk, purpose="另一件", supplier="另一家", amount_fen=100_000
    )

    (line,) = lines(counter)
    assert line.spent.quarters == {1: 0, 2: 0, 3: 0, 4: 300_000}
    assert (line.spent.later_fen, line.spent.paid_fen) == (100_000, 400_000)
