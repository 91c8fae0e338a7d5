"""The three lists that go with an agreement and the record of a quarter's observations, as rows and columns (DOMAIN §13)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from doorstep.delivery.models import Agreement, NeedItem, Observation
from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.rules import observations as observing
from doorstep.delivery.rules.needs import GRADES, MATCH_STATES
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.kernel.shares import percent
from doorstep.papers.table import Column, Table
from doorstep.projects.rules import STATES

COLUMNS: Final = tuple(
    Column(name) for name in ("类别", "内容", "数量", "时间", "条件", "提供方", "认领方", "进度", "评价")
)
TITLES: Final = {"resources": "共治资源清单", "needs": "治理需求清单", "projects": "服务项目清单"}


@dataclass(frozen=True)
class ListPaper:
    """One of the three lists; ``code`` names it in an address."""

    code: str
    table: Table


def agreement_lists(
    agreement: Agreement, lines: Iterable[Any], needed: Iterable[NeedItem], *, unit: str
) -> list[ListPaper]:
    """What the partner brings, what the projects need, which projects are served."""
    rows = {
        "resources": resource_rows(agreement, lines),
        "needs": [need_row(each) for each in needed],
        "projects": project_rows(agreement),
    }
    return [
        ListPaper(code, Table(title=title, unit=unit, columns=COLUMNS, rows=rows[code]))
        for code, title in TITLES.items()
    ]


def amount_of(kind: str, amount: int) -> str:
    return f"{yuan(amount) if kind == 'money' else amount} {rules.RESOURCE_UNITS[kind]}"


def resource_rows(agreement: Agreement, lines: Iterable[Any]) -> list[Sequence[Any]]:
    return [
        (
            rules.RESOURCE_KINDS[line.pledged.kind],
            line.pledged.content,
            amount_of(line.pledged.kind, line.pledged.amount),
            f"{line.pledged.due_on} 前",
            line.pledged.conditions,
            agreement.partner.name,
            agreement.org.name,
            f"到位 {percent(line.held.share, 0)}",
            "",
        )
        for line in lines
    ]


def need_row(need: NeedItem) -> Sequence[Any]:
    match = need.match
    grades = {each.side: GRADES[each.grade] for each in match.ratings.all()}
    return (
        rules.RESOURCE_KINDS[need.kind],
        f"{need.title}：{need.content}",
        amount_of(need.kind, need.amount),
        f"{need.needed_from} – {need.needed_until}",
        need.conditions,
        match.partner.name if match.partner else "",
        match.partner.name if match.partner else "",
        MATCH_STATES[match.state],
        grades.get("need", "") if len(grades) == 2 else "",
    )


def project_rows(agreement: Agreement) -> list[Sequence[Any]]:
    return [
        (
            "项目",
            link.project.name,
            "",
            f"{link.project.starts_on or ''} – {link.project.ends_on or ''}",
            "",
            agreement.partner.name,
            agreement.org.name,
            STATES[link.project.state],
            "",
        )
        for link in agreement.served.all()
    ]


RECORD_COLUMNS: Final = tuple(
    Column(name) for name in ("项目", "亮点", "不足", "建议", "等次", "整改事项", "责任", "期限", "复核")
)


def observation_record(found: Iterable[Observation], *, title: str, unit: str) -> Table:
    """季度观摩记录: a line for each thing to put right, and one for an observation without any."""
    rows = [row for each in found for row in observation_rows(each)]
    return Table(title=title, unit=unit, columns=RECORD_COLUMNS, rows=rows)


def observation_rows(found: Observation) -> list[Sequence[Any]]:
    said = (
        found.project.name,
        found.strengths,
        found.shortcomings,
        found.suggestion,
        observing.GRADES.get(found.grade, ""),
    )
    todos: list[Sequence[Any]] = [
        (each.text, each.owner.display_name, each.due_on, verified_words(each))
        for each in sorted(found.todos.all(), key=lambda todo: todo.pk)
    ]
    return [(*said, *todo) for todo in todos or [("", "", "", observing.STATES[found.state])]]


def verified_words(todo: Any) -> str:
    if todo.verified_at is None:
        return "待复核" if todo.done_at else "待整改"
    return f"{day_of(todo.verified_at)} {todo.verified_by.display_name} 已复核"
