"""Eight writers at one money desk, and what must hold afterwards whatever they did."""

from collections import Counter as Tally
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import uuid4

from django.db import connections

from doorstep.funds import rules, services
from doorstep.funds.models import Expense, ExpensePart, FundQuota
from doorstep.funds.queries import overdrawn_in, unreconciled_fen
from doorstep.kernel.errors import Refusal
from tests.funds.counter import YEAR, Counter
from tests.issues.town import AT

WRITERS = 8
SUPPLIES = ("procure", "accept", "invoice", "pay")


def reviewed(
    counter: Counter, quotas: list[FundQuota], count: int, rng: Random, *, most: int = 45_000
) -> list[Expense]:
    """Expenses that wait for approval, each for something of its own, as the acts before leave them."""
    model = counter.street_reviewed()
    copied = {
        each.attname: getattr(model, each.attname)
        for each in Expense._meta.concrete_fields
        if each.attname not in {"id", "number"}
    }
    rows = []
    for number in range(count):
        quota = rng.choice(quotas)
        name, fen = f"第{number}件", rng.randint(1, most)
        changes = {"org_id": quota.org_id, "path": quota.path, "amount_fen": fen}
        changes |= {"purpose": name, "purpose_key": name, "supplier": name, "supplier_key": name}
        rows.append(Expense(**(copied | changes), id=uuid4(), number=f"r{number}"))
    Expense.objects.bulk_create(rows)
    own = {each.org_id: each for each in quotas}
    ExpensePart.objects.bulk_create(
        ExpensePart(
            expense=each, street_id=each.street_id, quota=own[each.org_id], amount_fen=each.amount_fen
        )
        for each in rows
    )
    return rows


def life(counter: Counter, expense: Expense, quotas: list[FundQuota], rng: Random) -> Callable[[], Tally]:
    """Approve it, then carry it on, undo it, or lend in between; how far is drawn beforehand."""
    far = rng.choices(("approve", "reverse", "pay", "refund", "lend"), (2, 3, 4, 1, 1))[0]
    giver, taker = rng.sample(quotas, 2)
    fen = rng.randint(1, 200_000)

    def run() -> Tally:
        done: Tally = Tally()
        acts: list[Callable[[], object]] = [lambda: counter.approve(expense)]
        if far == "lend":
            acts = [lambda: lend(counter, giver, taker, fen)]
        if far in {"pay", "refund"}:
            acts += [lambda name=name: getattr(counter, name)(fresh(expense)) for name in SUPPLIES]
        if far in {"reverse", "refund"}:
            acts.append(lambda: counter.reverse(expense))
        for act in acts:
            try:
                act()
                done["done"] += 1
            except Refusal as refusal:
                done[refusal.code] += 1
                break
        return done

    return run


def lend(counter: Counter, giver: FundQuota, taker: FundQuota, fen: int) -> None:
    services.pool_quota(
        giver_id=giver.pk, taker_id=taker.pk, amount_fen=fen, reason="调剂", by=counter.secretary, at=AT
    )


def fresh(expense: Expense) -> Expense:
    return Expense.objects.get(pk=expense.pk)


def rush(lives: list[Callable[[], Tally]]) -> Tally:
    """All of them at once over eight connections; how often what came out."""

    def hang_up(run: Callable[[], Tally]) -> Tally:
        try:
            return run()
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(max_workers=WRITERS) as pool:
        return sum(pool.map(hang_up, lives), Tally())


def faults(street_id: int) -> dict[str, int]:
    """Overdrawn quotas, fen between counters and moves, and moves that do not follow from the one before."""
    return {
        "overdrawn": overdrawn_in(street_id, YEAR).count(),
        "lost_fen": unreconciled_fen(street_id, YEAR),
        "broken": sum(broken(quota) for quota in FundQuota.objects.filter(street_id=street_id)),
        "unlike_expenses": sum(unlike(quota) for quota in FundQuota.objects.filter(street_id=street_id)),
    }


def broken(quota: FundQuota) -> int:
    """For every instant: opening and the moves so far give what the move itself says is available."""
    held, wrong = rules.Balance(), 0
    moves = quota.moves.order_by("number").values_list("number", "kind", "amount_fen", "available_fen")
    for place, (number, kind, fen, available) in enumerate(moves, start=1):
        held = held.after(kind, fen)
        wrong += (number, available) != (place, held.available)
    return wrong


def unlike(quota: FundQuota) -> int:
    """Whether the counters are what the expenses themselves say."""
    parts = ExpensePart.objects.filter(quota=quota)
    committed = sum(parts.filter(expense__state__in=rules.UNPAID).values_list("amount_fen", flat=True))
    paid = sum(parts.filter(expense__state__in=rules.PAID).values_list("amount_fen", flat=True))
    return int((committed, paid) != (quota.committed_fen, quota.paid_fen))
