"""Eight writers at one money desk, and what must hold afterwards whatever they did."""

from collections import Counter as Tally
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from random import Random
from uuid import uuid4

from django.db import connections

from doorstep.funds import rules, services
from doorstep.funds.models import Expense, ExpensePart, FundMove, FundQuota, FundSource
from doorstep.funds.queries import overdrawn_in, unreconciled_fen
from doorstep.kernel.errors import Refusal
from tests.funds.counter import YEAR, Counter
from tests.issues.town import AT

WRITERS = 8
FAR = ("approve", "reverse", "pay", "refund", "lend", "receive", "correct", "charge")
SUPPLIES = ("procure", "accept", "invoice", "pay")


def reviewed(
    counter: Counter,
    quotas: list[FundQuota],
    count: int,
    rng: Random,
    *,
    most: int = 45_000,
    sources: Sequence[FundSource] = (),
) -> list[Expense]:
    """Expenses that wait for approval, each for something of its own, as the acts before leave them.

    With ``sources`` about half of them are carried by one of these, in part or as a whole.
    """
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
        part for each in rows for part in parts_of(each, own[each.org_id], rng, sources)
    )
    return rows


def parts_of(
    expense: Expense, quota: FundQuota, rng: Random, sources: Sequence[FundSource]
) -> list[ExpensePart]:
    """Who carries it: the quota, a source, or both."""
    outside = rng.choice((0, 0, expense.amount_fen, rng.randint(0, expense.amount_fen))) if sources else 0
    shares = [(quota, None, expense.amount_fen - outside)]
    if outside:
        shares.append((None, rng.choice(sources), outside))
    return [
        ExpensePart(expense=expense, street_id=expense.street_id, quota=own, source=other, amount_fen=fen)
        for own, other, fen in shares
        if fen
    ]


def life(
    counter: Counter,
    expense: Expense,
    quotas: list[FundQuota],
    rng: Random,
    sources: Sequence[FundSource] = (),
) -> Callable[[], Tally]:
    """Approve it, then carry it on, undo it, or lend, receive or put right in between; drawn beforehand."""
    far = rng.choices(FAR if sources else FAR[:5], (2, 3, 4, 1, 1, 1, 1, 1)[: len(FAR) if sources else 5])[0]
    purse = rng.choice([*quotas, *sources])
    source = rng.choice(sources) if sources else None
    giver, taker = rng.sample(quotas, 2)
    fen = rng.randint(1, 200_000)

    def run() -> Tally:
        done: Tally = Tally()
        acts: list[Callable[[], object]] = [lambda: counter.approve(expense)]
        if far == "lend":
            acts = [lambda: lend(counter, giver, taker, fen)]
        if far == "receive" and source is not None:
            acts = [lambda: receive(counter, source, fen // 10)]
        if far == "correct":
            acts = [lambda: correct(counter, purse, fen)]
        if far == "charge":
            acts = [lambda: charge(counter, purse, fen // 50 + 1)]
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


def receive(counter: Counter, source: FundSource, fen: int) -> None:
    services.receive_money(source_id=source.pk, amount_fen=fen + 1, reason="拨入", by=counter.finance, at=AT)


def correct(counter: Counter, purse: FundQuota | FundSource, fen: int) -> None:
    """The newest grant or receipt was wrong by a little, up or down; one loan in between may be as well."""
    move = FundMove.objects.filter(**{named(purse): purse, "kind": "grant", "reversed_by": None})
    found = move.order_by("-number")[0]
    right = max(found.amount_fen + fen - 100_000, 0)
    services.correct_move(move_id=found.pk, right_fen=right, reason="打错", by=counter.finance, at=AT)


def charge(counter: Counter, purse: FundQuota | FundSource, fen: int) -> None:
    services.charge_purse(purse=purse, amount_fen=fen, reason="手续费", by=counter.finance, at=AT)


def named(purse: FundQuota | FundSource) -> str:
    return "quota" if isinstance(purse, FundQuota) else "source"


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
    """Overdrawn purses, fen between counters and moves, and moves that do not follow from the one before."""
    purses = [
        *FundQuota.objects.filter(street_id=street_id),
        *FundSource.objects.filter(street_id=street_id),
    ]
    return {
        "overdrawn": overdrawn_in(street_id, YEAR).count(),
        "lost_fen": unreconciled_fen(street_id, YEAR),
        "broken": sum(broken(purse) for purse in purses),
        "unlike_expenses": sum(unlike(purse) for purse in purses),
    }


def broken(purse: FundQuota | FundSource) -> int:
    """For every instant: opening and the moves so far give what the move itself says is available."""
    held, wrong = rules.Balance(), 0
    moves = purse.moves.order_by("number").values_list("number", "kind", "amount_fen", "available_fen")
    for place, (number, kind, fen, available) in enumerate(moves, start=1):
        held = held.after(kind, fen)
        wrong += (number, available) != (place, held.available)
    return wrong


def unlike(purse: FundQuota | FundSource) -> int:
    """Whether the counters are what the expenses themselves say."""
    parts = ExpensePart.objects.filter(**{named(purse): purse})
    committed = sum(parts.filter(expense__state__in=rules.UNPAID).values_list("amount_fen", flat=True))
    paid = sum(parts.filter(expense__state__in=rules.PAID).values_list("amount_fen", flat=True))
    return int((committed, paid) != (purse.committed_fen, purse.paid_fen))
