"""321 年度统计表 (DOMAIN §13.24): the year in numbers, as a paper."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from django.utils import timezone

from doorstep.issues.queries import rates, reconciliation
from doorstep.issues.rules import ROUTES
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.shares import percent, share
from doorstep.papers.table import Column, Table
from doorstep.projects.queries import fields_in, matrix, project_counts
from doorstep.projects.rules import ORIENTATIONS
from doorstep.publishing.figures import values_of
from doorstep.visits.queries import visit_counts
from doorstep.visits.rules import OUTCOMES
from doorstep.web.desk.keys import GROUPS, in_words
from doorstep.web.desk.standard import FIGURES, standard_lines

COLUMNS = (Column("部分", width=12), Column("项", width=30), Column("数", width=16), Column("明细", width=46))


def year_table(street_id: int, year: int, *, unit: str) -> Table:
    """Every line names the page that lists its rows; an unbalanced year is refused (I6)."""
    routes = reconciliation(street_id, year)
    refuse_if(not routes.is_balanced, "statistics.unbalanced", count=routes.unbalanced)
    return Table(
        title=f"321 年度统计表 {year}", unit=unit, columns=COLUMNS, rows=list(lines(street_id, year))
    )


def lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    yield from visit_lines(street_id, year)
    yield from issue_lines(street_id, year)
    yield from rate_lines(street_id, year)
    yield from project_lines(street_id, year)
    yield from key_lines(street_id, year)
    yield from standard_lines(street_id, year)


def key_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    """Partners, meetings, observations, members, money and judgements, as their figures say."""
    groups = (*GROUPS, ("一个标准", FIGURES))
    wanted = [name for _title, names in groups for name in names]
    found = values_of(street_id, year, wanted, at=timezone.now())
    for title, names in groups:
        for each in map(in_words, (found[name] for name in names)):
            shown = percent(each.value) if isinstance(each.value, Fraction) else each.value
            yield str(title), each.label, "–" if shown is None else shown, each.link


def visit_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    counts = visit_counts(street_id, year)
    yield "走访", "见面户数", counts["households"], f"/desk/visits/?year={year}&households=1"
    yield "走访", "走访次数", counts["total"], f"/desk/visits/?year={year}"
    for code, label in OUTCOMES.items():
        yield "走访", f"其中{label}", counts["outcomes"][code], f"/desk/visits/?year={year}&outcome={code}"


def issue_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    found = reconciliation(street_id, year)
    yield "问题", "反映的事", found.total, f"/desk/issues/?year={year}"
    for code, label in ROUTES.items():
        yield "问题", f"其中{label}", found.routes[code], f"/desk/issues/?year={year}&route={code}"
    yield "问题", "立行立改占比", percent(share(found.routes["on_spot"], found.total)), ""


def rate_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    found = rates(street_id, year)
    for label, rate in (("响应率", found.response), ("解决率", found.solved), ("满意率", found.satisfied)):
        low, high = rate.interval
        shown = percent(rate.share) if rate.is_shown else "样本不足"
        yield "三率", label, shown, f"n={rate.n}，95% 区间 {low:.1%}–{high:.1%}，剔除 {found.excluded}"


def project_lines(street_id: int, year: int) -> Iterator[tuple[Any, ...]]:
    counts = project_counts(street_id, year)
    yield "项目", "党建项目", counts["projects"], f"/desk/projects/?year={year}&approved=1"
    cells = matrix(street_id, year)
    for field in fields_in(street_id, year):
        for code, label in ORIENTATIONS.items():
            link = f"/desk/projects/?year={year}&approved=1&field={field.code}&orientation={code}"
            yield "项目", f"{field.name} · {label}", cells[field.code][code], link
