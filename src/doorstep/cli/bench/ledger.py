"""``bench ledger``: one expense through all its checks beside a thousand and a million moves, and eight writers at once."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import count
from typing import Any, Final
from uuid import UUID, uuid4

from django.apps import apps
from django.conf import settings
from django.db import OperationalError, connections, transaction
from django.utils import timezone

from doorstep.cli.bench.numbers import Limit, fsync_p50_ms, judged, middle, percentile
from doorstep.cli.bench.street import empty_street
from doorstep.cli.demo.replay.stage import Stage
from doorstep.funds.queries import overdrawn_in, quotas, unreconciled_fen
from doorstep.funds.services import (
    Decision,
    Request,
    approve_expense,
    decide_expense,
    grant_quotas,
    request_expense,
    review_expense,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible
from doorstep.records.acts import one_writer

SIZES: Final = (1_000, 1_000_000)
TIMED: Final = 80
WRITERS: Final = 8
EACH: Final = 30
BATCH: Final = 5_000
MOVES_AN_EXPENSE: Final = 10
ONE_YUAN: Final = 100
LIMITS: Final = (Limit("growth", 1.5), Limit("overdrawn", 0), Limit("locked", 0))


@dataclass(frozen=True)
class Desk:
    """Who acts, and under whose quota."""

    stage: Stage
    secretary: Actor
    reviewer: Actor
    finance: Actor
    quota: Any
    numbers: Iterator[int]

    @property
    def year(self) -> int:
        return int(self.quota.year)


def open_desk(at: datetime) -> Desk:
    """A street with its quotas; the first community's party holds the measured one."""
    stage = empty_street(at=at)
    finance = stage.holding("finance", path=stage.plan.path)[0]
    grant_quotas(year=day_of(at).year, by=finance, at=at)
    secretary = next(actor for name, actor in stage.actors.items() if name.startswith("shuji0"))
    return Desk(
        stage=stage,
        secretary=secretary,
        reviewer=stage.holding("reviewer", path=stage.plan.path)[0],
        finance=finance,
        quota=quotas(secretary, year=day_of(at).year)[0].quota,
        numbers=count(1),
    )


def reviewed(desk: Desk, fen: int, at: datetime) -> UUID:
    """Asked for, decided by the branch and checked by the street; each is something of its own."""
    number = next(desk.numbers)
    expense = request_expense(
        request=Request(
            org_id=desk.quota.org_id,
            category="goods",
            use="repair",
            purpose=f"测速物品{number}",
            amount_fen=fen,
            supplier=f"测速商店{number}",
            reason="测速。",
        ),
        by=desk.secretary,
        at=at,
    )
    decision = Decision(f"支委会{number}号", day_of(at), yes=5)
    decide_expense(expense_id=expense.pk, decision=decision, by=desk.secretary, at=at)
    review_expense(expense_id=expense.pk, by=desk.reviewer, at=at)
    return expense.pk


def timed(desk: Desk, at: datetime) -> list[float]:
    """How much work one expense is from the request to the approved money, in ms.

    On SQLite the processor's own time, so that neighbours on the machine do not count; a database server
    works elsewhere, so there the clock's. All in one transaction: what the disk takes for a commit differs by
    more than the growth that is looked for, and stands as ``fsync_p50_ms`` beside it.
    """
    clock = time.process_time if connections["default"].vendor == "sqlite" else time.perf_counter
    took = []
    with transaction.atomic():
        for _ in range(TIMED):
            began = clock()
            approve_expense(expense_id=reviewed(desk, ONE_YUAN, at), by=desk.reviewer, at=at)
            took.append((clock() - began) * 1000)
    return took


def fill(desk: Desk, wanted: int, at: datetime) -> None:
    """Rows as the acts leave them until the quota has so many moves: a fen committed, a fen released."""
    quota = apps.get_model("funds", "FundQuota").objects.get(pk=desk.quota.pk)
    start = quota.move_count
    last = wanted - (wanted - start) % 2  # as many released as committed
    for first in range(start, last, BATCH):
        numbers = range(first + 1, min(first + BATCH, last) + 1)
        write_moves(quota, numbers, at)
        write_expenses(desk, quota, len(numbers) // MOVES_AN_EXPENSE, at)
    quota.move_count = max(start, last)
    quota.save(update_fields=["move_count"])


def write_moves(quota: Any, numbers: range, at: datetime) -> None:
    model, available = apps.get_model("funds", "FundMove"), quota.balance.available
    model.objects.bulk_create(
        model(
            id=uuid4(),
            street_id=quota.street_id,
            quota=quota,
            number=number,
            kind="release" if (number - numbers[0]) % 2 else "commit",
            amount_fen=1,
            available_fen=available,
            by="system:bench",
            at=at,
        )
        for number in numbers
    )


def write_expenses(desk: Desk, quota: Any, wanted: int, at: datetime) -> None:
    """Paid expenses of this and earlier days, so that the guard has something to look through."""
    model = apps.get_model("funds", "Expense")
    rows = []
    for number in (next(desk.numbers) for _ in range(wanted)):
        name = f"测速物品{number}"
        rows.append(
            model(
                id=uuid4(),
                street_id=quota.street_id,
                number=f"b{number}",
                org_id=quota.org_id,
                path=quota.path,
                year=quota.year,
                category="goods",
                use="repair",
                purpose=name,
                purpose_key=name,
                supplier=name,
                supplier_key=name,
                amount_fen=1,
                state="reversed",
                state_since=at,
                asked_by_id=desk.secretary.account_id,
                asked_on=day_of(at) - timedelta(days=number % 360),
                rule_version="r0.c0",
            )
        )
    model.objects.bulk_create(rows)


def at_once(lives: list[Callable[[], str]]) -> Counter[str]:
    """Eight connections write; how often what came out."""

    def one(life: Callable[[], str]) -> str:
        try:
            with one_writer():
                return life()
        except OperationalError:
            return "locked"
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(WRITERS) as pool:
        return Counter(pool.map(one, lives))


def approval(desk: Desk, pk: UUID, at: datetime) -> Callable[[], str]:
    def life() -> str:
        try:
            approve_expense(expense_id=pk, by=desk.reviewer, at=at)
        except NotPossible:
            return "refused"
        return "approved"

    return life


def writers(desk: Desk, at: datetime) -> Counter[str]:
    """More is asked for than there is, so that the last approvals must be refused."""
    left = quotas(desk.secretary, year=desk.year)[0].balance.available
    fen = min(left * 3 // 2 // (WRITERS * EACH), 400_000)
    return at_once([approval(desk, reviewed(desk, fen, at), at) for _ in range(WRITERS * EACH)])


def run(sizes: tuple[int, int] = SIZES) -> dict[str, Any]:
    """Times beside few and beside many moves; then eight writers on the same quota."""
    at = timezone.now()
    desk = open_desk(at)
    small, large = sizes
    fill(desk, small, at)
    few = timed(desk, at)
    fill(desk, large, at)
    many = timed(desk, at)
    found = writers(desk, at)
    street_id = desk.stage.street_id
    figures = {
        "moves": list(sizes),
        "small_ms": middle(few),
        "large_ms": middle(many),
        "small_p99_ms": percentile(few, 0.99),
        "large_p99_ms": percentile(many, 0.99),
        "growth": middle(many) / middle(few),
        "fsync_p50_ms": fsync_p50_ms(settings.DATA_DIR),
        "writers": WRITERS,
        "approved": found["approved"],
        "refused": found["refused"],
        "locked": found["locked"],
        "overdrawn": overdrawn_in(street_id, desk.year).count(),
        "unreconciled_fen": unreconciled_fen(street_id, desk.year),
    }
    return judged(figures, LIMITS)
