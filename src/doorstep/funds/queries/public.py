"""What may be said in public of one expense and of one case-by-case decision (DOMAIN F7, F8)."""

from collections import Counter
from typing import Any, Final
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from doorstep.consultations.rules.thresholds import MEASURES, STAGES, shown_number
from doorstep.funds import rules
from doorstep.funds.models import Expense, ExpensePart, ExpenseQuote, ExpenseSign, FundDecision
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.kernel.shares import percent, share
from doorstep.rulebook.queries import rule

ACCEPTED: Final = ("accepted", "invoiced", "paid", "published", "reconciled")
UNPUBLISHED: Final = ("accepted", "invoiced", "paid")
FEWEST_HELPED: Final = 10  # fewer people could be told by the sum
LEVELS: Final = {"branch": "支部", "meeting": "会议", "street": "街道"}


def expense_to_notice(actor: Actor, expense_id: UUID) -> Expense:
    """One expense with everything its notice says; raises Expense.DoesNotExist out of sight. Six statements."""
    rows = Expense.objects.visible_to(actor).select_related("org", "project", "street", "dossier")
    found: Expense = rows.prefetch_related(
        Prefetch("parts", ExpensePart.objects.select_related("quota__org", "source").order_by("id")),
        Prefetch("quotes", ExpenseQuote.objects.order_by("id")),
        Prefetch("decisions", FundDecision.objects.select_related("item__meeting").order_by("id")),
        Prefetch("signs", ExpenseSign.objects.order_by("id")),
    ).get(pk=expense_id)
    return found


def unpublished(actor: Actor) -> QuerySet[Expense]:
    """Accepted and not yet in public, the oldest first."""
    rows = Expense.objects.visible_to(actor).filter(state__in=UNPUBLISHED)
    return rows.select_related("org").order_by("state_since", "id")


def decided_cases(actor: Actor) -> QuerySet[Expense]:
    """Case-by-case works that the street has decided for and that still stand, the newest first."""
    rows = Expense.objects.visible_to(actor).filter(case_by_case=True, approved_at__isnull=False)
    return rows.exclude(state="reversed").select_related("org").order_by("-approved_at", "-id")


def public_expense(expense: Expense) -> dict[str, Any]:
    """F7. Personal help is a count and a sum: no purpose, no supplier, and no count that would single somebody out."""
    is_help = expense.category == "help"
    return {
        **named(expense),
        "category": rules.CATEGORIES[expense.category],
        "use": rules.USES[expense.use],
        "purpose": rules.USES[expense.use] if is_help else expense.purpose,
        "amount": yuan(expense.price_fen or expense.amount_fen),
        "how": way_of(expense),
        "quotes": len(expense.quotes.all()),
        "supplier": "" if is_help else expense.supplier,
        "helped": expense.helped_count if is_help and expense.helped_count >= FEWEST_HELPED else None,
        "sources": public_parts(expense),
        "decisions": [public_decision(each) for each in expense.decisions.all()],
        "accepted_on": expense.accepted_on.isoformat() if expense.accepted_on else "",
        "signs": [
            {"capacity": rules.SIGN_CAPACITIES[code], "count": count}
            for code, count in Counter(each.capacity for each in expense.signs.all()).items()
        ],
    }


def public_case(expense: Expense) -> dict[str, Any]:
    """F8: what was weighed, who was heard, who decided, by which figures."""
    dossier = expense.dossier
    decided = day_of(expense.approved_at) if expense.approved_at else None
    return {
        **named(expense),
        "purpose": expense.purpose,
        "amount": yuan(expense.amount_fen),
        "supplier": expense.supplier,
        "sources": public_parts(expense),
        **{
            name: getattr(dossier, name)
            for name in ("need", "do_it", "do_less", "do_nothing", "comparable", "objections")
        },
        "hearing": public_hearing(expense),
        "decisions": [public_decision(each) for each in expense.decisions.all()],
        "decided_on": decided.isoformat() if decided else "",
    }


def named(expense: Expense) -> dict[str, str]:
    return {
        "number": expense.number,
        "org": expense.org.name,
        "project": expense.project.name if expense.project else "",
        "project_number": expense.project.number if expense.project else "",
    }


def way_of(expense: Expense) -> str:
    return "一事一议" if expense.case_by_case else "询价采购" if expense.by_quotes else "直接采购"


def public_parts(expense: Expense) -> list[dict[str, str]]:
    """Which purse carries how much of it, under the name of the organisation or the source."""
    return [
        {
            "name": each.source.name
            if each.source
            else f"{each.quota.org.name}专项额度"
            if each.quota
            else "",
            "amount": yuan(each.amount_fen),
        }
        for each in expense.parts.all()
    ]


def public_decision(decision: FundDecision) -> dict[str, Any]:
    tally = decision.item.tally if decision.item else None
    return {
        "level": LEVELS[decision.level],
        "ref": decision.decision_ref,
        "on": decision.decided_on.isoformat(),
        "yes": decision.yes,
        "no": decision.no,
        "abstain": decision.abstain,
        "checks": [public_check(each) for each in tally["checks"]] if tally else [],
        "basis": tally["basis"] if tally else "",
    }


def public_check(check: dict[str, Any]) -> dict[str, Any]:
    """One comparison of a meeting's tally: what there was, of how much, and what was needed."""
    return {
        "name": f"{STAGES[check['stage']]}（{MEASURES[check['measure']]}）",
        "have": shown_number(check["measure"], int(check["part"])),
        "of": shown_number(check["measure"], int(check["whole"])),
        "needs": f"{check['sign']} {check['bar']}",
        "holds": check["holds"],
    }


def public_hearing(expense: Expense) -> list[dict[str, Any]]:
    """The hearing as it was held beside what the rules ask; nothing where there was none."""
    dossier = expense.dossier
    if not dossier.hearing_people:
        return []
    day = day_of(dossier.at)
    return [
        {
            "days": dossier.hearing_notice_days,
            "people": dossier.hearing_people,
            "agreed": dossier.hearing_agreed,
            "share": percent(share(dossier.hearing_agreed or 0, dossier.hearing_people)),
            "needs": percent(rule(expense.street_id, "funds.hearing_consent", on=day)),
        }
    ]
