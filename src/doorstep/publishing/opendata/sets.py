"""Open data sets of released pages: which columns each has, and which rows a page gives (plain Python).

A row is drawn from the body of a posted page alone, so that nothing enters a file that no page shows.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

Row = dict[str, str | int | None]
Body = Mapping[str, Any]


@dataclass(frozen=True)
class Column:
    """One column: its name in the file, a datatype of CSV on the Web, and what it means in both languages."""

    name: str
    datatype: str
    zh: str
    en: str


@dataclass(frozen=True)
class DataSet:
    """One file: its name, its columns, the columns that identify a row, and the rows of one page's body.

    Drawn from released snapshots of the kind ``pages``, or where that is empty from posted notices of the kinds
    ``notices``, which are all where none is named.
    """

    name: str
    zh: str
    en: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    rows: Callable[[Body], Iterator[Row]]
    pages: str = "project"
    notices: tuple[str, ...] = ()


NUMBER: Final = Column("number", "string", "项目编号", "Project number")


def told(value: str | int | None) -> str | int | None:
    """A page that does not say something holds an empty text; a nought is said."""
    return None if value == "" else value


def project_rows(body: Body) -> Iterator[Row]:
    yield {
        **{name: told(body[name]) for name in ("number", "name", "org", "orientation", "field", "state")},
        **{name: told(body[name]) for name in ("starts_on", "ends_on")},
    }


def milestone_rows(body: Body) -> Iterator[Row]:
    for position, each in enumerate(body["milestones"], start=1):
        yield {
            "number": body["number"],
            "position": position,
            **{name: told(each[name]) for name in ("name", "planned_on", "done_on", "result")},
        }


def beneficiary_rows(body: Body) -> Iterator[Row]:
    for position, each in enumerate(body["beneficiaries"], start=1):
        names = ("group", "count", "unit")
        yield {"number": body["number"], "position": position, **{name: told(each[name]) for name in names}}


PROJECTS: Final = DataSet(
    "projects",
    "项目",
    "Projects",
    (
        NUMBER,
        Column("name", "string", "项目名称", "Name of the project"),
        Column("org", "string", "承担单位", "Body in charge"),
        Column("orientation", "string", "项目类型（代码）", "Orientation (code)"),
        Column("field", "string", "服务领域", "Field of service"),
        Column("state", "string", "进展（代码）", "State (code)"),
        Column("starts_on", "string", "开始日期", "First day"),
        Column("ends_on", "string", "完成日期", "Last day"),
    ),
    ("number",),
    project_rows,
)
MILESTONES: Final = DataSet(
    "milestones",
    "项目节点",
    "Milestones of projects",
    (
        NUMBER,
        Column("position", "integer", "第几个节点", "Place in the plan, from 1"),
        Column("name", "string", "节点", "Milestone"),
        Column("planned_on", "string", "计划日期", "Planned day"),
        Column("done_on", "string", "完成日期", "Day it was done"),
        Column("result", "string", "结果", "Result"),
    ),
    ("number", "position"),
    milestone_rows,
)
BENEFICIARIES: Final = DataSet(
    "beneficiaries",
    "计划受益的人群",
    "Who is to benefit, as planned",
    (
        NUMBER,
        Column("position", "integer", "第几组", "Place in the plan, from 1"),
        Column("group", "string", "人群", "Group"),
        Column("count", "integer", "计划数", "How many, as planned"),
        Column("unit", "string", "单位", "Unit of the number"),
    ),
    ("number", "position"),
    beneficiary_rows,
)


def partner_rows(body: Body) -> Iterator[Row]:
    for each in body["rows"]:
        names = ("partner", "kind", "unit", "pledged", "delivered")
        yield {"year": body["year"], **{name: told(each[name]) for name in names}}


PARTNERS: Final = DataSet(
    "partners",
    "联建单位承诺与到位",
    "What partners pledged and delivered",
    (
        Column("year", "integer", "承诺到期的年份", "Year in which the pledges were due"),
        Column("partner", "string", "联建单位", "Partner organisation"),
        Column("kind", "string", "资源类别（代码）", "Kind of resource (code)"),
        Column("unit", "string", "单位；资金以分计", "Unit; money counts in fen"),
        Column("pledged", "integer", "承诺数", "Pledged"),
        Column("delivered", "integer", "到位数", "Delivered"),
    ),
    ("year", "partner", "kind"),
    partner_rows,
    pages="partners",
)
PAGE_SETS: Final = (PROJECTS, MILESTONES, BENEFICIARIES, PARTNERS)
