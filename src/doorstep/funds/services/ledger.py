"""The ledger: one purse is locked, checked, moved and counted in one transaction; the cost never grows."""

from dataclasses import dataclass
from datetime import datetime

from doorstep.funds.models import Expense, ExpensePart, FundMove, FundQuota, FundSource
from doorstep.funds.rules import PARTS, UNDONE_BY
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if
from doorstep.kernel.money import Fen, yuan
from doorstep.kernel.refs import uuid7

PurseRow = FundQuota | FundSource
COUNTERS = (*(f"{part}_fen" for part in PARTS), "move_count")


@dataclass(frozen=True)
class Because:
    """Why a purse moves: for which expense, undoing which move, in which words."""

    expense: Expense | None = None
    reverses: FundMove | None = None
    reason: str = ""


NO_REASON = Because()


def locked_quota(*, org_id: int, year: int) -> FundQuota:
    """The organisation's quota, locked until the act is over; refused when the year has none yet."""
    found = FundQuota.objects.select_for_update().filter(org_id=org_id, year=year).first()
    if found is None:
        raise NotPossible("fund.no_quota", year=year)
    return found


def locked(purse: PurseRow) -> PurseRow:
    """The same purse as it is now, locked until the act is over."""
    return type(purse).objects.select_for_update().get(pk=purse.pk)


def post(
    purse: PurseRow, kind: str, fen: Fen, *, by: Actor, at: datetime, because: Because = NO_REASON
) -> FundMove:
    """Write one move and the counters it changes; the purse must have been locked by the caller.

    Refuses whatever would overdraw it (F1), and then nothing is written.
    """
    before = purse.balance
    after = before.after(kind, fen)
    refuse_if(
        not after.is_sound,
        "fund.exceeds",
        amount=yuan(fen),
        available=yuan(before.available),
        name=called(purse),
    )
    purse.put(after)
    purse.move_count = next_number(purse)
    purse.save(update_fields=COUNTERS)
    return FundMove.objects.create(
        id=uuid7(at),
        street_id=purse.street_id,
        quota=purse if isinstance(purse, FundQuota) else None,
        source=purse if isinstance(purse, FundSource) else None,
        number=purse.move_count,
        kind=kind,
        amount_fen=fen,
        available_fen=after.available,
        expense=because.expense,
        reverses=because.reverses,
        reason=because.reason,
        by=by.ref,
        at=at,
    )


def undo_move(
    purse: PurseRow, move: FundMove, *, by: Actor, at: datetime, reason: str, expense: Expense | None = None
) -> FundMove:
    """The opposite of one move in its own locked purse, linked to it; a move is undone once."""
    because = Because(expense, reverses=move, reason=reason)
    return post(purse, UNDONE_BY[move.kind], move.amount_fen, by=by, at=at, because=because)


def next_number(purse: PurseRow) -> int:
    """Moves of one purse are numbered without a gap; two of one number are refused by the table itself."""
    return purse.move_count + 1


def called(purse: PurseRow) -> str:
    """How the purse is named in a sentence."""
    return purse.org.name if isinstance(purse, FundQuota) else purse.name


def purses_of(expense: Expense) -> list[tuple[PurseRow, Fen]]:
    """The purses that carry the expense with their parts, locked in one order so that no two acts wait in a ring."""
    parts = list(expense.parts.order_by("quota_id", "source_id").select_related("quota", "source"))
    quotas = sorted((each for each in parts if each.quota_id), key=lambda each: each.quota_id or 0)
    sources = sorted((each for each in parts if each.source_id), key=lambda each: each.source_id or 0)
    return [(locked(purse_of(each)), each.amount_fen) for each in (*quotas, *sources)]


def purse_of(part: ExpensePart) -> PurseRow:
    """The one purse that carries this part."""
    found = part.quota or part.source
    assert found is not None  # noqa: S101 — the table has a constraint for it
    return found
