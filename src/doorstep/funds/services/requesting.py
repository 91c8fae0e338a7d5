"""Asking for money: a secretary writes it down, the branch decides, a meeting where one is owed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, NoReturn
from uuid import UUID

from django.db.models import Q

from doorstep.consultations.queries import decided_item
from doorstep.funds import access, rules
from doorstep.funds.models import Expense, ExpensePart, FundDecision, FundQuota, FundSource
from doorstep.funds.services.ledger import locked_quota
from doorstep.funds.services.steps import expense_for, limits_on, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.money import Fen, yuan
from doorstep.kernel.refs import uuid7
from doorstep.people.models import PartyOrg
from doorstep.projects.models import Project
from doorstep.records.acts import act
from doorstep.rulebook.queries import version_of

PURPOSE_LIMIT: Final = 120
SUPPLIER_LIMIT: Final = 80
NUMBERS_NAMED: Final = 8
LIVE: Final = tuple(state for state in rules.STATES if state not in {"rejected", "reversed"})


@dataclass(frozen=True)
class Request:
    """What a secretary asks for; ``outside`` names shares carried by sources other than the quota."""

    org_id: int
    category: str
    use: str
    purpose: str
    amount_fen: Fen
    supplier: str = ""
    reason: str = ""
    project_id: UUID | None = None
    by_quotes: bool = False
    case_by_case: bool = False
    helped_count: int = 0
    outside: tuple[tuple[int, Fen], ...] = ()


@act
def request_expense(*, request: Request, by: Actor, at: datetime) -> Expense:
    """Write an expense down as a draft under the organisation's quota of the year.

    Refuses a forbidden use with the reason why (F5), and a purchase that only stays below a threshold
    because it was split, naming the others and the sum (F3).
    """
    day = day_of(at)
    org = PartyOrg.objects.get(pk=request.org_id, street_id=by.street_id or 0, active=True)
    require(access.can_request(by, path=org.path))
    check_request(request)
    quota = locked_quota(org_id=org.pk, year=day.year)
    check_project(request, org)
    expense = draft_of(request, quota, by=by, at=at)
    check_thresholds(expense)
    quota.expense_count += 1
    quota.save(update_fields=["expense_count"])
    expense.save(force_insert=True)
    write_parts(expense, quota, request.outside)
    write_step(expense, "expense.request", by=by, at=at, before="", note=request.reason)
    return expense


def check_request(request: Request) -> None:
    """The form's own limits, and the closed list of what the money is not for."""
    if request.use in rules.FORBIDDEN_USES:
        raise NotPossible("expense.forbidden", use=request.use, because=request.use)
    refuse_if(request.use not in rules.USES, "expense.use")
    refuse_if(request.category not in rules.CATEGORIES, "expense.category")
    check_help(request)
    refuse_if(request.amount_fen <= 0, "fund.amount")
    missing = missing_in(request)
    refuse_if(bool(missing), "expense.incomplete", fields=missing)
    refuse_if(len(request.purpose.strip()) > PURPOSE_LIMIT, "text.too_long", limit=PURPOSE_LIMIT)
    refuse_if(len(request.supplier.strip()) > SUPPLIER_LIMIT, "text.too_long", limit=SUPPLIER_LIMIT)
    refuse_if(request.case_by_case and request.category != "works", "expense.case_not_works")
    refuse_if(bool(request.outside) and not request.case_by_case, "expense.outside")


def check_help(request: Request) -> None:
    """Help goes to people: it is free of quotes and of the splitting guard only because it buys from nobody."""
    is_help = request.category in rules.WITHOUT_PURCHASE
    refuse_if(is_help != (request.use == "help"), "expense.help_use")
    buys = request.by_quotes or bool(request.supplier.strip())
    refuse_if(is_help and buys, "expense.help_buys")


def missing_in(request: Request) -> list[str]:
    """What the form still lacks: help names how many people, a purchase without quotes its supplier."""
    missing = [] if rules.plain(request.purpose) else ["purpose"]
    if request.category == "help":
        return missing if request.helped_count > 0 else [*missing, "helped_count"]
    if not request.by_quotes and not rules.plain(request.supplier):
        missing.append("supplier")
    return missing


def check_project(request: Request, org: PartyOrg) -> None:
    """A project of the same street that was approved and has not been cancelled."""
    if request.project_id is None:
        return
    project = Project.objects.get(pk=request.project_id, street_id=org.street_id)
    good = project.approved_at is not None and project.state != "cancelled"
    refuse_if(not good, "expense.project", name=project.name)


def draft_of(request: Request, quota: FundQuota, *, by: Actor, at: datetime) -> Expense:
    """The row as it will be saved; its number runs within the organisation's year."""
    return Expense(
        id=uuid7(at),
        street_id=quota.street_id,
        number=f"{quota.year}-{quota.org.code}-{quota.expense_count + 1:03d}",
        org_id=quota.org_id,
        path=quota.path,
        year=quota.year,
        project_id=request.project_id,
        category=request.category,
        use=request.use,
        purpose=request.purpose.strip(),
        purpose_key=rules.plain(request.purpose),
        supplier=request.supplier.strip(),
        supplier_key=rules.plain(request.supplier),
        reason=request.reason.strip(),
        amount_fen=request.amount_fen,
        by_quotes=request.by_quotes,
        case_by_case=request.case_by_case,
        helped_count=request.helped_count,
        state=rules.WORKFLOW.initial,
        state_since=at,
        asked_by_id=by.account_id or 0,
        asked_on=day_of(at),
        rule_version=version_of(quota.street_id),
    )


def write_parts(expense: Expense, quota: FundQuota, outside: Sequence[tuple[int, Fen]]) -> None:
    """Which purse carries how much; what no outside source carries is the quota's."""
    sources = FundSource.objects.filter(
        street_id=expense.street_id, year=expense.year, pk__in=[pk for pk, _ in outside]
    )
    known = {each.pk for each in sources}
    refuse_if(len(known) != len(outside), "expense.source")
    refuse_if(any(fen <= 0 for _, fen in outside), "fund.amount")
    left = expense.amount_fen - sum(fen for _, fen in outside)
    refuse_if(left < 0, "expense.mix", amount=yuan(expense.amount_fen))
    parts = [
        ExpensePart(expense=expense, street_id=expense.street_id, source_id=pk, amount_fen=fen)
        for pk, fen in outside
    ]
    if left:
        parts.append(ExpensePart(expense=expense, street_id=expense.street_id, quota=quota, amount_fen=left))
    ExpensePart.objects.bulk_create(parts)


def check_thresholds(expense: Expense) -> None:
    """F2 to F4 for this expense together with its neighbours; the caller holds the organisation's quota."""
    limits = limits_on(expense.street_id, expense.asked_on)
    gap = rules.gap_in(
        want_of(expense), [want_of(each) for each in neighbours(expense, limits.split_days)], limits
    )
    if gap is None:
        return
    total, limit = yuan(gap.total), yuan(gap.limit)
    if gap.is_split:
        refuse_split(gap, total=total, limit=limit, days=limits.split_days)
    refuse_if(gap.owed == "quotes", "expense.quotes_owed", total=total, limit=limit)
    raise NotPossible("expense.case_owed", total=total, limit=limit)


def refuse_split(gap: rules.Gap, *, total: str, limit: str, days: int) -> NoReturn:
    """Name the others and the sum, and say which procedure they owe together."""
    others = [f"{each.number} ¥{yuan(each.amount)}" for each in gap.others[:NUMBERS_NAMED]]
    count = len(gap.others)
    if gap.owed == "quotes":
        raise NotPossible(
            "expense.split_quotes", total=total, limit=limit, others=others, days=days, count=count
        )
    raise NotPossible("expense.split_case", total=total, limit=limit, others=others, days=days, count=count)


def neighbours(expense: Expense, days: int) -> list[Expense]:
    """Live expenses of the same organisation with the same supplier or purpose around the day; by index."""
    window = timedelta(days=days)
    same = Q(purpose_key=expense.purpose_key)
    if expense.supplier_key:
        same |= Q(supplier_key=expense.supplier_key)
    rows = Expense.objects.filter(
        same,
        org_id=expense.org_id,
        asked_on__gte=expense.asked_on - window,
        asked_on__lte=expense.asked_on + window,
        state__in=LIVE,
    )
    return list(rows.exclude(pk=expense.pk).order_by("id"))


def want_of(expense: Expense) -> rules.Want:
    """The expense as the guard reads it; once there is a price, the price counts."""
    return rules.Want(
        category=expense.category,
        amount=expense.price_fen or expense.amount_fen,
        supplier=expense.supplier,
        purpose=expense.purpose,
        on=expense.asked_on,
        by_quotes=expense.by_quotes,
        case_by_case=expense.case_by_case,
        number=expense.number,
    )


@dataclass(frozen=True)
class Decision:
    """In which meeting it was decided, on which day, with how many votes."""

    ref: str
    on: date
    yes: int = 0
    no: int = 0
    abstain: int = 0
    item_id: int | None = None


def decision_of_meeting(item_id: int, *, by: Actor) -> Decision:
    """What a meeting in sight decided about one item of its agenda, with its own votes.

    Refused when the meeting did not carry it, whatever its votes: too few may have come.
    """
    item = decided_item(by, item_id)
    refuse_if(item.state == "not_carried", "expense.not_carried")
    return Decision(
        ref=f"{item.meeting.title}：{item.title}"[:120],
        on=day_of(item.meeting.starts_at),
        yes=item.yes,
        no=item.no,
        abstain=item.abstain,
        item_id=item.pk,
    )


def carries(decision: Decision) -> bool:
    """More for than against; a meeting that decided without counting has said so itself."""
    return decision.yes > decision.no or (decision.item_id is not None and decision.yes == decision.no == 0)


def write_decision(expense: Expense, level: str, decision: Decision, *, by: Actor, at: datetime) -> None:
    """Append it with who typed it; a decision without a record, or from a day to come, is refused."""
    refuse_if(not decision.ref.strip(), "expense.decision_ref")
    refuse_if(decision.on > day_of(at), "expense.decision_day")
    FundDecision.objects.create(
        expense=expense,
        street_id=expense.street_id,
        level=level,
        decision_ref=decision.ref.strip(),
        item_id=decision.item_id,
        decided_on=decision.on,
        yes=decision.yes,
        no=decision.no,
        abstain=decision.abstain,
        typed_by_id=by.account_id,
        at=at,
    )


@act
def decide_expense(*, expense_id: UUID, decision: Decision, by: Actor, at: datetime) -> Expense:
    """The branch has decided to ask for it, in a named meeting with more for than against."""
    expense = expense_for(expense_id, by=by)
    require(access.can_request(by, path=expense.path))
    before = move(expense, "decide", at=at, note=decision.ref)
    refuse_if(not carries(decision), "expense.not_carried")
    write_decision(expense, "branch", decision, by=by, at=at)
    expense.save(update_fields=["state", "state_since"])
    write_step(expense, "expense.decide", by=by, at=at, before=before, note=decision.ref)
    return expense
