"""Open data sets of posted notices: money, results, and the list of notices itself (plain Python).

A row is drawn from what the notice says in public; shares are written as decimals between 0 and 1.
"""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, Final

from doorstep.publishing.opendata.sets import NUMBER, PAGE_SETS, Body, Column, DataSet, Row, told

PERCENT: Final = re.compile(r"(\d+(?:\.\d+)?)%")
NOTICE: Final = Column("notice", "string", "公示编号", "Number of the notice")
NOTICE_HEAD: Final = ("notice", "kind", "title", "project_number", "starts_on", "ends_on")
SPENT: Final = ("project", "org", "purpose", "supplier")


def shares(text: str) -> list[str]:
    """Every percentage of a text as a share: ``78.68%–98.15%`` gives 0.7868 and 0.9815."""
    return [str(Decimal(each) / 100) for each in PERCENT.findall(text)]


def first_share(text: str) -> str | None:
    return next(iter(shares(text)), None)


def plain_amount(text: str) -> str:
    """``3,000.00`` as every program reads it."""
    return text.replace(",", "")


def notice_rows(found: Body) -> Iterator[Row]:
    yield {name: told(found[name]) for name in NOTICE_HEAD}


def money_rows(found: Body) -> Iterator[Row]:
    body = found["body"]
    yield {
        "notice": found["notice"],
        "kind": found["kind"],
        "number": told(body["number"]),
        "project_number": told(body["project_number"]),
        **{name: told(body[name]) for name in SPENT},
        "category": told(body.get("category", "")),
        "use": told(body.get("use", "")),
        "amount": told(plain_amount(body["amount"])),
        "starts_on": found["starts_on"],
    }


def result_rows(found: Body) -> Iterator[Row]:
    """One row a round: a notice of something put right holds the first round and the second."""
    body = found["body"]
    rounds = ((1, body["first"]), (2, body["second"])) if found["kind"] == "rectification" else ((1, body),)
    for position, figures in rounds:
        yield {
            "notice": found["notice"],
            "round": position,
            "number": told(body["number"]),
            "name": told(body["name"]),
            "part": told(body.get("part", "")),
            "org": told(body["org"]),
            **figure_cells(figures),
            "adjusted": first_share(figures.get("adjusted", "")),
            "band": told(figures.get("band", "")),
            "starts_on": found["starts_on"],
        }


def figure_cells(figures: Mapping[str, Any]) -> Row:
    """A rate that is not published because too few answered is an empty cell."""
    span = shares(figures["interval"])
    low, high = span if len(span) == 2 else (None, None)
    return {
        "method": told(figures["method"]),
        "n": told(figures["n"]),
        "frame": told(figures["frame"]),
        "response_rate": first_share(figures["response_rate"]),
        "rate": first_share(figures["rate"]),
        "rate_low": low,
        "rate_high": high,
        "weighted": first_share(figures["weighted"]),
    }


NOTICES: Final = DataSet(
    "notices",
    "公示",
    "Notices",
    (
        NOTICE,
        Column("kind", "string", "公示类别（代码）", "Kind of notice (code)"),
        Column("title", "string", "标题", "Title"),
        Column("project_number", "string", "项目编号", "Project number"),
        Column("starts_on", "date", "公示第一天", "First day"),
        Column("ends_on", "date", "公示最后一天", "Last day"),
    ),
    ("notice",),
    notice_rows,
    pages="",
)
MONEY: Final = DataSet(
    "money",
    "公示的支出和一事一议决定",
    "Money: expenses and case-by-case decisions as posted",
    (
        NOTICE,
        Column("kind", "string", "支出 expense，决定 decision", "An expense, or a decision to spend"),
        Column("number", "string", "支出编号", "Number of the expense"),
        Column("project_number", "string", "项目编号", "Project number"),
        Column("project", "string", "项目名称", "Name of the project"),
        Column("org", "string", "承担单位", "Body in charge"),
        Column("purpose", "string", "用途说明", "Purpose"),
        Column("supplier", "string", "供应商", "Supplier"),
        Column("category", "string", "支出类别", "Category"),
        Column("use", "string", "用途分类", "Use"),
        Column("amount", "decimal", "金额（元）", "Amount in yuan"),
        Column("starts_on", "date", "公示第一天", "First day of the notice"),
    ),
    ("notice",),
    money_rows,
    pages="",
    notices=("expense", "decision"),
)
RESULTS: Final = DataSet(
    "results",
    "居民评价结果",
    "Results of residents' evaluations",
    (
        NOTICE,
        Column("round", "integer", "第几轮", "Round, from 1"),
        NUMBER,
        Column("name", "string", "项目名称", "Name of the project"),
        Column(
            "part", "string", "单项；空白是整个项目", "The part that was judged; empty for the whole project"
        ),
        Column("org", "string", "承担单位", "Body in charge"),
        Column("method", "string", "怎么问的", "How people were asked"),
        Column("n", "integer", "答卷份数", "Answers"),
        Column("frame", "integer", "名册总数", "Size of the list"),
        Column("response_rate", "decimal", "回答率", "Share that answered"),
        Column("rate", "decimal", "满意率；不足 10 份为空", "Share satisfied; empty below ten answers"),
        Column("rate_low", "decimal", "95% 区间下限", "Lower end of the 95% interval"),
        Column("rate_high", "decimal", "95% 区间上限", "Upper end of the 95% interval"),
        Column("weighted", "decimal", "加权后的满意率", "Share satisfied, weighted"),
        Column("adjusted", "decimal", "按难度比较后的满意率", "Share satisfied, compared by difficulty"),
        Column("band", "string", "与预期相比", "Compared with what was to be expected"),
        Column("starts_on", "date", "公示第一天", "First day of the notice"),
    ),
    ("notice", "round"),
    result_rows,
    pages="",
    notices=("result", "rectification"),
)
SETS: Final = (*PAGE_SETS, MONEY, RESULTS, NOTICES)
BY_NAME: Final = {each.name: each for each in SETS}
