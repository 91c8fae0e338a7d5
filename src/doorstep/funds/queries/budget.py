"""Budget against actual: what each project plans, and what of it was approved and paid, by source and quarter."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Q, QuerySet

from doorstep.funds import rules
from doorstep.funds.models import Expense, ExpensePart
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import Fen
from doorstep.projects.models import Project
from doorstep.projects.rules import quarter_of

QUARTERS = (1, 2, 3, 4)
QUOTA = ""  # the name of the organisation's own quota among the sources


@dataclass
class Spent:
    """What was approved and paid from one source; ``later_fen`` left only after the year had ended."""

    approved_fen: Fen = 0
    paid_fen: Fen = 0
    quarters: dict[int, Fen] = field(default_factory=lambda: dict.fromkeys(QUARTERS, 0))
    later_fen: Fen = 0

    def add(self, part: ExpensePart) -> None:
        """A payment stands in the quarter in which it left, if it left within the expense's own year."""
        self.approved_fen += part.amount_fen
        paid_at = part.expense.paid_at
        if paid_at is None:
            return
        self.paid_fen += part.amount_fen
        year, quarter = quarter_of(day_of(paid_at))
        if year == part.expense.year:
            self.quarters[quarter] += part.amount_fen
        else:
            self.later_fen += part.amount_fen


@dataclass(frozen=True)
class BudgetLine:
    """One project and one source; outside the quota with no ``source`` it is a plan that several or none carry."""

    number: str
    name: str
    source: str
    is_outside: bool
    planned_fen: Fen
    spent: Spent


def budget_lines(actor: Actor, *, year: int) -> list[BudgetLine]:
    """Budget against actual of the projects in sight, each source on a line of its own; two statements.

    Besides the projects with approved expenses of the year those that begin in it and have none yet.
    """
    projects = {each.number: each for each in planned_in(actor, year)}
    spent: dict[str, dict[str, Spent]] = {}
    for part in approved_parts(actor, year):
        project = part.expense.project
        if project is None:
            continue
        projects.setdefault(project.number, project)
        source = part.source.name if part.source else QUOTA
        spent.setdefault(project.number, {}).setdefault(source, Spent()).add(part)
    return [line for number in sorted(projects) for line in lines_of(projects[number], spent.get(number, {}))]


def planned_in(actor: Actor, year: int) -> QuerySet[Project]:
    """Approved projects in sight that begin in the year, the cancelled ones left out."""
    begins = Q(starts_on__year=year) | Q(starts_on__isnull=True, approved_at__year=year)
    rows = Project.objects.visible_to(actor).filter(begins, approved_at__isnull=False)
    return rows.exclude(state="cancelled")


def approved_parts(actor: Actor, year: int) -> QuerySet[ExpensePart]:
    """Which purse carries how much of the year's approved expenses in sight that belong to a project."""
    seen = Expense.objects.visible_to(actor).filter(year=year, project__isnull=False)
    seen = seen.exclude(state__in=("rejected", "reversed", *rules.BEFORE_APPROVAL))
    parts = ExpensePart.objects.filter(expense__in=seen.values("pk"))
    return parts.select_related("expense__project", "source").order_by("source_id", "id")


def lines_of(project: Project, spent: dict[str, Spent]) -> Iterable[BudgetLine]:
    """The quota's line, then the outside money: its plan names no source, so it is counted once.

    It stands on the line of the only source, and on a line of its own where there are several or none.
    """
    names = [name for name in spent if name != QUOTA]
    only = names[0] if len(names) == 1 else None
    if project.quota_fen or QUOTA in spent:
        yield line_of(project, QUOTA, project.quota_fen, spent.get(QUOTA), is_outside=False)
    if project.other_fen and only is None:
        yield line_of(project, "", project.other_fen, None)
    for name in names:
        yield line_of(project, name, project.other_fen if name == only else 0, spent[name])


def line_of(
    project: Project, source: str, planned: Fen, spent: Spent | None, *, is_outside: bool = True
) -> BudgetLine:
    return BudgetLine(project.number, project.name, source, is_outside, planned, spent or Spent())
