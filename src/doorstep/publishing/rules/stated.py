"""What a public page says under each of its numbers, drawn from the page's own released body (plain Python).

A pure function of what is public already: an explanation can say no more than the page that it explains, so it
gives back nothing that was kept back.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import inf
from typing import Any, Final

from doorstep.evaluation.rules.intervals import FINITE_FROM, effective_size
from doorstep.publishing.rules.counted import METHODS

Body = Mapping[str, Any]
Cell = int | str | None
Cells = tuple[Cell, ...]
KEPT_BACK: Final = "—"


@dataclass(frozen=True)
class Table:
    """Rows under their headings; a row of a project's starts with its number."""

    title: str
    heads: tuple[str, ...]
    rows: tuple[Cells, ...]

    @property
    def has_kept_back(self) -> bool:
        return any(cell in (KEPT_BACK, None) for row in self.rows for cell in row)


@dataclass(frozen=True)
class Stated:
    """What the page prints under one name: the numbers, how they were worked out with its own values, the groups."""

    values: Table
    worked: tuple[str, ...] = ()
    groups: tuple[Table, ...] = ()
    draw_file: str = ""

    @property
    def is_one(self) -> bool:
        """A single number, with its unit at most."""
        return not self.values.title

    @property
    def has_kept_back(self) -> bool:
        return any(each.has_kept_back for each in (self.values, *self.groups))


Teller = Callable[[Body], Stated]


def table(title: str, heads: Sequence[str], rows: Iterator[Cells] | Sequence[Cells]) -> Table:
    return Table(title, tuple(heads), tuple(rows))


def one(value: Cell, unit: str = "") -> Table:
    return Table("", ("数", *(("单位",) if unit else ())), ((value, *((unit,) if unit else ())),))


# Whom it is for, what it costs, what was said of it.


def of_projects(
    title: str, heads: tuple[str, ...], body: Body, cells: Callable[[Body], Sequence[Cells]]
) -> Stated:
    """The one project that a page speaks of; of a list every row, under its number and name."""
    if "rows" not in body:
        return Stated(Table(title, heads, tuple(cells(body))))
    rows = [(row["number"], row["name"], *each) for row in body["rows"] for each in cells(row)]
    return Stated(Table(title, ("编号", "项目", *heads), tuple(rows)))


def beneficiaries(body: Body) -> Stated:
    return of_projects("受益对象", ("分组", "数", "单位"), body, groups_of)


def groups_of(project: Body) -> list[Cells]:
    return [
        (each["group"], "少于 10" if each["count"] is None else each["count"], each["unit"])
        for each in project["beneficiaries"]
    ]


def money(body: Body) -> Stated:
    return of_projects("经费来源（元）", ("专项额度", "其他经费"), body, purses_of)


def purses_of(project: Body) -> list[Cells]:
    return [(project["money"]["quota"], project["money"]["other"])]


def opinions(body: Body) -> Stated:
    said = body.get("opinions") or {"total": None, "answered": None}
    classes = [(each["name"], each["count"], each["answered"]) for each in said.get("classes", ())]
    parts = (table("按类别", ("类别", "意见", "已答复"), classes),) if classes else ()
    return Stated(table("收到的意见", ("意见", "已答复"), [(said["total"], said["answered"])]), groups=parts)


def because(body: Body) -> Stated:
    """Of a plan's notice its own changes; of a project's page those of every version."""
    return Stated(table("因为哪些意见", ("改动", "类别", "条数", "怎么处理"), list(answers_in(body))))


def answers_in(body: Body) -> Iterator[Cells]:
    for version in body.get("versions", [body]):
        for change in version["changes"]:
            yield from told_because(change["label"], change.get("because", ()))
        yield from told_because("其他意见", version.get("others", ()))
    if said := body.get("opinions"):
        yield from told_because("最近一版之后", said.get("replies", ()))


def told_because(label: str, answers: Sequence[Body]) -> Iterator[Cells]:
    for each in answers:
        yield label, each["class"], each["count"], each["adoption"]


def sources(body: Body) -> Stated:
    rows = [(each["category"], each["count"]) for each in body["sources"]]
    counts = [count for _category, count in rows]
    parts = (table("按类别", ("类别", "件数"), rows),)
    return Stated(one(sum(counts), "件"), added(counts, sum(counts)), parts)


def milestones(body: Body) -> Stated:
    rows = [(each["name"], each["planned_on"], each["done_on"] or "还没到") for each in body["milestones"]]
    done = sum(1 for each in body["milestones"] if each["done_on"])
    values = table("节点", ("已完成", "一共"), [(done, len(rows))])
    return Stated(values, groups=(table("逐条看", ("节点", "计划日", "完成日"), rows),))


# Money that was spent or decided on.


def amount(body: Body) -> Stated:
    rows = [(each["name"], each["amount"]) for each in body["sources"]]
    parts = (table("经费来源（元）", ("来源", "金额"), rows),) if rows else ()
    return Stated(
        one(body["amount"], "元"), added([each["amount"] for each in body["sources"]], body["amount"]), parts
    )


def added(parts: Sequence[int | str], whole: int | str) -> tuple[str, ...]:
    """The sum written out, where it is a sum of several and comes out."""
    found = [Decimal(str(each).replace(",", "")) for each in parts]
    if len(parts) < 2 or sum(found) != Decimal(str(whole).replace(",", "")):
        return ()
    return (f"{' + '.join(str(each) for each in parts)} = {whole}",)


def quotes(body: Body) -> Stated:
    return Stated(one(body["quotes"], "家"))


def helped(body: Body) -> Stated:
    return Stated(one(body["helped"] or KEPT_BACK, "人"))


def signs(body: Body) -> Stated:
    return Stated(
        table("验收签字", ("身份", "人数"), [(each["capacity"], each["count"]) for each in body["signs"]])
    )


def hearing(body: Body) -> Stated:
    rows = [
        tuple(each[name] for name in ("days", "people", "agreed", "share", "needs"))
        for each in body["hearing"]
    ]
    worked = tuple(f"{each['agreed']} ÷ {each['people']} = {each['share']}" for each in body["hearing"])
    return Stated(table("听证会", ("提前天数", "参加", "同意", "同意的比例", "需要"), rows), worked)


def votes(body: Body) -> Stated:
    """How each level voted, and at a meeting what was there of what and what would have been enough."""
    rows = [
        (each["level"], each["ref"], each["on"], each["yes"], each["no"], each["abstain"])
        for each in body["decisions"]
    ]
    checks = [
        (
            each["level"],
            check["name"],
            check["have"],
            check["of"],
            check["needs"],
            "达到" if check["holds"] else "没有达到",
        )
        for each in body["decisions"]
        for check in each["checks"]
    ]
    heads = ("层级", "比的是什么", "有", "一共", "需要", "是否达标")
    parts = (table("是否达标", heads, checks),) if checks else ()
    return Stated(table("谁决定的", ("层级", "决定", "日期", "同意", "反对", "弃权"), rows), groups=parts)


def hours(body: Body) -> Stated:
    rows = [(row["name"], row["community"], row["stars"], row["hours"]) for row in body["rows"]]
    return Stated(table("星级和核实服务时长", ("姓名", "社区", "星级", "小时"), rows))


# What residents answered.


def satisfied_in(figures: Body) -> int | None:
    """How many were satisfied, as the printed rate and n leave only one number; None where they leave several."""
    n, rate = figures["n"], figures["rate"]
    if not n or not rate.endswith("%"):
        return None
    near = int(Decimal(rate.rstrip("%")) * n / 100)
    found = [k for k in range(max(0, near - 2), min(n, near + 2) + 1) if shown_as(k, n, rate)]
    return found[0] if len(found) == 1 else None


def shown_as(part: int, whole: int, rate: str) -> bool:
    digits = len(rate.rstrip("%").partition(".")[2])
    return f"{part / whole:.{digits}%}" == rate


def safe_groups(figures: Body) -> tuple[Table, ...]:
    """The counts by group as the page shows them, small ones and what would give them back kept back."""
    return tuple(each for each in (grades(figures), strata(figures)) if each.rows)


def grades(figures: Body) -> Table:
    rows = [(each["grade"], each["count"], each["share"]) for each in figures["grades"]]
    return table("各档份数", ("评价", "份数", "占比"), rows)


def strata(figures: Body) -> Table:
    rows = [(each["group"], each["n"], each["frame"], each["rate"]) for each in figures.get("by_group", ())]
    return table("分组看", ("分组", "答卷", "名册", "满意率"), rows)


def asked(
    values: Callable[[Body], Table], worked: Callable[[Body], tuple[str, ...]] = lambda figures: ()
) -> Teller:
    """A number of the answers, with the groups behind it and the file to draw again from."""

    def told(figures: Body) -> Stated:
        beside = () if values is answered else (answered(figures),)
        groups = (*beside, *safe_groups(figures))
        return Stated(values(figures), worked(figures), groups, figures.get("draw_file", ""))

    return told


def rate_worked(figures: Body) -> tuple[str, ...]:
    found = satisfied_in(figures)
    return () if found is None else (f"{found} ÷ {figures['n']} = {figures['rate']}",)


def response_worked(figures: Body) -> tuple[str, ...]:
    return (f"{figures['n']} ÷ {figures['asked']} = {figures['response_rate']}",) if figures["asked"] else ()


def interval_worked(figures: Body) -> tuple[str, ...]:
    """What goes into the formula, from the page's own numbers."""
    n, frame, satisfied = figures["n"], figures["frame"], satisfied_in(figures)
    if satisfied is None or not 0 < n <= frame:
        return ()
    lines = [f"p = {satisfied} ÷ {n} = {satisfied / n:.4f}", f"n = {n}, N = {frame}"]
    size = effective_size(n, frame)
    if n > FINITE_FROM * frame:
        lines.append("n* = ∞" if size == inf else f"n* = {n} × {frame - 1} ÷ {frame - n} = {size:.1f}")
    return (*lines, figures["interval"])


def weighted_worked(figures: Body) -> tuple[str, ...]:
    """Each group's share times its part of the list, as long as no group had to be joined with another."""
    groups = figures.get("by_group") or ()
    size = sum(each["frame"] for each in groups)
    shown = figures["weighted"].partition("%")[0]
    if not shown or not groups or any(not str(each["rate"]).endswith("%") for each in groups):
        return ()
    found = sum(Decimal(each["rate"].rstrip("%")) * each["frame"] for each in groups) / size
    if abs(found - Decimal(shown)) > Decimal("0.1"):
        return ()
    terms = " + ".join(f"{each['frame']}/{size} × {each['rate']}" for each in groups)
    return (f"{terms} ≈ {shown}%",)


def answered(figures: Body) -> Table:
    rows = [(figures["n"], figures["frame"], figures["asked"])]
    return table("答卷份数", ("答卷", "名册", "询问"), rows)


def adjusted(body: Body) -> Stated:
    """Beside what was expected, where the notice says so, and the rate itself."""
    expected = body.get("expected", "")
    heads = ("比较后", "很可能在", *(("预期",) if expected else ()), "原来的满意率")
    row = (
        body["adjusted"],
        body["adjusted_interval"],
        *((expected,) if expected else ()),
        body["rate"],
    )
    return Stated(Table("按难度比较后的满意率", heads, (row,)))


def compared(name: str) -> Teller:
    return lambda body: Stated(one(body.get(name, "")), groups=adjusted_beside(body))


def adjusted_beside(body: Body) -> tuple[Table, ...]:
    return (adjusted(body).values,) if body["adjusted"] else ()


def difficulty(body: Body) -> Stated:
    return Stated(table("难度", ("难度", "最难"), [(body["difficulty"], 5)]))


def called_again(figures: Body) -> Stated:
    counts = (figures.get("called_again", ""), figures.get("not_confirmed", ""))
    return Stated(table("复核回访", ("问到的份数", "与记录不一致的份数"), [counts]))


def asked_to_change(body: Body) -> Stated:
    return Stated(one(body["asked_to_change"], "人"))


def draw(body: Body) -> Stated:
    return Stated(one(body["frame_hash"]), draw_file=body.get("draw_file", ""))


ANSWERS: Final[Mapping[str, Teller]] = {
    "rate": asked(lambda figures: one(figures["rate"]), rate_worked),
    "interval": asked(lambda figures: one(figures["interval"]), interval_worked),
    "n": asked(answered),
    "response_rate": asked(lambda figures: one(figures["response_rate"]), response_worked),
    "weighted": asked(lambda figures: one(figures["weighted"]), weighted_worked),
    "n_eff": asked(lambda figures: one(figures.get("n_eff", ""), "份")),
    "grades": lambda figures: Stated(grades(figures)),
    "called_again": called_again,
}
TELLERS: Final[Mapping[str, Teller]] = {
    **ANSWERS,
    "adjusted": adjusted,
    "expected": compared("expected"),
    "band": compared("band"),
    "difficulty": difficulty,
    "by_group": lambda body: Stated(strata(body)),
    "asked_to_change": asked_to_change,
    "draw": draw,
    "beneficiaries": beneficiaries,
    "money": money,
    "opinions": opinions,
    "because": because,
    "sources": sources,
    "milestones": milestones,
    "amount": amount,
    "quotes": quotes,
    "helped": helped,
    "signs": signs,
    "hearing": hearing,
    "votes": votes,
    "hours": hours,
}


def stated_in(kind: str, body: Body, name: str) -> Stated | None:
    """What a page of this kind says under this name; None where it has no such number, or says nothing under it."""
    if not body or name not in METHODS.get(kind, {}):
        return None
    part, _, rest = name.rpartition(".")
    found = TELLERS[rest](body[part] if part else body)
    is_said = any(row[0] not in ("", None) for row in found.values.rows)
    return found if is_said else None
