"""Putting right what was typed wrong: every wrong move gets its opposite, linked to it, and the right one beside it."""

from datetime import datetime
from uuid import UUID

from doorstep.funds import access
from doorstep.funds.models import FundMove, FundQuota, PoolConsent
from doorstep.funds.services.ledger import Because, PurseRow, locked, locked_quota, post, undo_move
from doorstep.funds.standing import closing_moves, is_closed, standing_moves
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.money import Fen, yuan
from doorstep.places.models import Street
from doorstep.records.acts import act

REASON_LIMIT = 300


@act
def correct_move(*, move_id: UUID, right_fen: Fen, reason: str, by: Actor, at: datetime) -> FundMove:
    """A grant, a receipt or a charge was typed wrong: it is undone, and ``right_fen`` stands instead (0: nothing).

    Refuses what would leave less than is used already, a move that was undone before, a closed year, and a
    correction that changes nothing. Returns the move that undoes.
    """
    words = words_of(reason)
    move = move_in_street(move_id, kinds=("grant", "charge"), by=by)
    purse = locked(purse_of(move))
    require(access.can_keep(by, path=Street.objects.get(pk=move.street_id).path))
    check_right(move, right_fen)
    refuse_if(isinstance(purse, FundQuota) and is_closed(purse), "fund.correct_closed")
    if move.kind == "grant":
        check_used(purse, move, right_fen)
    because = Because(reason=words)
    if move.kind == "grant" and right_fen:  # first what is right, so that what is used stays covered
        post(purse, "grant", right_fen, by=by, at=at, because=because)
    undone = undo_move(purse, move, by=by, at=at, reason=words)
    if move.kind == "charge" and right_fen:
        post(purse, "charge", right_fen, by=by, at=at, because=because)
    record(by=by, act="fund.correct", about=f"fund_move:{move.pk}", at=at, street_id=move.street_id)
    return undone


@act
def correct_pool(*, move_id: UUID, right_fen: Fen, reason: str, by: Actor, at: datetime) -> FundMove:
    """Too much was lent: what exceeds ``right_fen`` goes back, with the consent of whoever gives it back.

    Refuses more than was lent (the giver lends again instead), what the taker has used already, and anybody
    but the taker's own secretary. Returns the taker's undoing move.
    """
    words = words_of(reason)
    got = move_in_street(move_id, kinds=("pool_in",), by=by)
    check_right(got, right_fen)
    refuse_if(right_fen > got.amount_fen, "fund.pool_more")
    consent = consent_behind(got)
    both = {
        each.pk: each
        for each in FundQuota.objects.filter(pk__in=(consent.giver_id, consent.taker_id))
        .select_for_update(of=("self",))
        .select_related("org")
        .order_by("id")
    }
    giver, taker = both[consent.giver_id], both[consent.taker_id]
    require(access.can_lend(by, path=taker.path, org_ids=taker.speakers))
    refuse_if(is_closed(giver) or is_closed(taker), "fund.correct_closed")
    check_used(taker, got, right_fen)
    gave = standing_moves(giver, "pool_out").filter(at=got.at, amount_fen=got.amount_fen)
    because = Because(reason=words)
    undo_move(giver, gave[0], by=by, at=at, reason=words)
    if right_fen:
        post(giver, "pool_out", right_fen, by=by, at=at, because=because)
        post(taker, "pool_in", right_fen, by=by, at=at, because=because)
    undone = undo_move(taker, got, by=by, at=at, reason=words)
    PoolConsent.objects.create(
        street_id=consent.street_id,
        giver=giver,
        taker=taker,
        amount_fen=right_fen,
        reason=words,
        consented_by_id=by.account_id or 0,
        corrects=consent,
        at=at,
    )
    record(by=by, act="fund.correct_pool", about=f"fund_move:{got.pk}", at=at, street_id=got.street_id)
    return undone


@act
def reopen_year(*, quota_id: int, reason: str, by: Actor, at: datetime) -> FundQuota:
    """Undo the closing of a year: what was carried over comes back, what was taken back is there again.

    Refused when the next year has used it already, when the year was not closed, and when that next year
    has been closed itself. The year can be closed again afterwards.
    """
    words = words_of(reason)
    seen = FundQuota.objects.visible_to(by).get(pk=quota_id)
    old = locked_quota(org_id=seen.org_id, year=seen.year)
    require(access.can_keep(by, path=old.path))
    closing = list(closing_moves(old))
    refuse_if(not closing, "fund.not_closed", year=old.year)
    for move in closing:
        if move.kind == "carry_out":
            new = locked_quota(org_id=old.org_id, year=old.year + 1)
            refuse_if(is_closed(new), "fund.correct_closed")
            came = standing_moves(new, "carry_in").get(at=move.at, expense=None)
            undo_move(new, came, by=by, at=at, reason=words)
        undo_move(old, move, by=by, at=at, reason=words)
    record(by=by, act="fund.reopen_year", about=f"fund_quota:{old.pk}", at=at, street_id=old.street_id)
    return old


@act
def charge_purse(*, purse: PurseRow, amount_fen: Fen, reason: str, by: Actor, at: datetime) -> FundMove:
    """Money left without an approval, as the bank lists it: it counts against what is available (F1).

    Refuses more than is available: then something else must be put right first.
    """
    words = words_of(reason)
    found = locked(type(purse).objects.visible_to(by).get(pk=purse.pk))
    require(access.can_keep(by, path=Street.objects.get(pk=found.street_id).path))
    refuse_if(amount_fen <= 0, "fund.amount")
    refuse_if(isinstance(found, FundQuota) and is_closed(found), "fund.closed", year=found.year)
    move = post(found, "charge", amount_fen, by=by, at=at, because=Because(reason=words))
    record(by=by, act="fund.charge", about=f"fund_move:{move.pk}", at=at, street_id=found.street_id)
    return move


def words_of(reason: str) -> str:
    """A correction says why, in words that fit the row."""
    words = reason.strip()
    refuse_if(not words, "reason.needed")
    refuse_if(len(words) > REASON_LIMIT, "text.too_long", limit=REASON_LIMIT)
    return words


def move_in_street(move_id: UUID, *, kinds: tuple[str, ...], by: Actor) -> FundMove:
    """A move of a purse in sight; another one does not exist, another kind cannot be put right this way."""
    found: FundMove = FundMove.objects.visible_to(by).select_related("quota", "source").get(pk=move_id)
    refuse_if(found.kind not in kinds, "fund.correct_kind")
    return found


def purse_of(move: FundMove) -> PurseRow:
    """The one purse that moved."""
    found = move.quota or move.source
    assert found is not None  # noqa: S101 — the table has a constraint for it
    return found


def check_right(move: FundMove, right_fen: Fen) -> None:
    """Something changes, and nobody has undone the move before."""
    refuse_if(right_fen < 0, "fund.amount")
    refuse_if(right_fen == move.amount_fen, "fund.correct_same")
    refuse_if(move.reversed_by.exists(), "fund.corrected")


def check_used(purse: PurseRow, move: FundMove, right_fen: Fen) -> None:
    """What came in is never put below what is used of it already; says how much that is."""
    least = move.amount_fen - purse.balance.available
    refuse_if(right_fen < least, "fund.below_used", least=yuan(least))


def consent_behind(move: FundMove) -> PoolConsent:
    """The consent that this loan came with: written in the same act, for the same amount."""
    rows = PoolConsent.objects.filter(taker=move.quota_id, amount_fen=move.amount_fen, at=move.at)
    found = rows.order_by("id").first()
    if found is None:
        raise NotPossible("fund.correct_kind")
    return found
