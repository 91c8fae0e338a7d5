"""Points for a reward: stock, a code that works once, never money, and back again by reversal."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.volunteers import access, rules
from doorstep.volunteers.codes import code_of, print_of
from doorstep.volunteers.models import PointEntry, Redemption, ReportIn, Reward
from doorstep.volunteers.services.points import reversal_of
from doorstep.volunteers.services.steps import member_for, refuse_while_off, write_step

# what is money or as good as money (Q7)
CASH_WORDS: Final = ("现金", "红包", "购物卡", "代金券", "充值", "转账", "储值")


@dataclass(frozen=True)
class Offer:
    """What is offered, in which ledger, for how many points, how many of it, and until when."""

    title: str
    kind: str
    ledger: str
    price: int
    stock: int
    ends_on: date


@act
def announce_reward(*, offer: Offer, by: Actor, at: datetime) -> Reward:
    """Put a reward up; its last day is known at least thirty days ahead. Refuses money in any form."""
    street_id = by.street_id or 0
    require(access.can_keep(by, path=street_path(street_id)))
    refuse_while_off(street_id, at=at)
    known = offer.kind in rules.REWARD_KINDS and offer.ledger in rules.LEDGERS
    refuse_if(not known or not offer.title.strip(), "reward.incomplete")
    refuse_if(any(word in offer.title for word in CASH_WORDS), "reward.cash")
    refuse_if(offer.price <= 0 or offer.stock <= 0, "reward.numbers")
    early = offer.ends_on < day_of(at) + timedelta(days=rules.REWARD_DAYS)
    refuse_if(early, "reward.ends_on", days=rules.REWARD_DAYS)
    reward = Reward.objects.create(
        street_id=street_id,
        title=offer.title.strip(),
        kind=offer.kind,
        ledger=offer.ledger,
        price=offer.price,
        stock=offer.stock,
        announced_on=day_of(at),
        ends_on=offer.ends_on,
        made_by_id=by.account_id or 0,
        at=at,
    )
    record(by=by, act="reward.announce", about=f"reward:{reward.pk}", at=at, street_id=street_id)
    return reward


@act
def redeem(*, reward_id: int, by: Actor, at: datetime) -> Redemption:
    """Take one for oneself: points go at once; the code stands on the member's own page and works once.

    Refuses when nothing is left, after its last day, and more than this year's points of its ledger.
    """
    refuse_while_off(by.street_id or 0, at=at)
    member = own_member_for(by)
    reward = Reward.objects.select_for_update().get(pk=reward_id, street_id=member.street_id)
    refuse_if(day_of(at) > reward.ends_on, "reward.over")
    refuse_if(reward.taken >= reward.stock, "reward.gone")
    held = held_by(member, reward.ledger, day_of(at).year)
    refuse_if(held < reward.price, "redemption.short", lacking=reward.price - held)
    entry = PointEntry.objects.create(
        id=uuid7(at),
        street_id=member.street_id,
        report_in=member,
        ledger=reward.ledger,
        on=day_of(at),
        value=-reward.price,
        reason=reward.title,
        by=by.ref,
        at=at,
    )
    reward.taken += 1
    reward.save(update_fields=["taken"])
    made_id = uuid7(at)
    made = Redemption.objects.create(
        id=made_id,
        street_id=member.street_id,
        report_in=member,
        reward=reward,
        entry=entry,
        code_hash=print_of(code_of(made_id)),
        state=rules.REDEMPTION_WORKFLOW.initial,
        state_since=at,
        at=at,
    )
    write_step(member, "redemption.claim", by=by, at=at)
    return made


def own_member_for(by: Actor) -> ReportIn:
    """The actor's own file, locked, so that two of their requests do not spend the same points."""
    member = ReportIn.objects.own_of(by).select_for_update().first()
    require(member is not None and access.is_own(by, account_id=member.account_id))
    assert member is not None  # noqa: S101 - required above
    return member


def held_by(member: ReportIn, ledger: str, year: int) -> int:
    """This one member's points of this year in one ledger; a new year begins at nothing."""
    return sum(member.entries.filter(ledger=ledger, on__year=year).values_list("value", flat=True))


@act
def hand_over(*, code: str, by: Actor, at: datetime) -> Redemption:
    """Whoever keeps the register gives it out against the code; the code then is spent.

    A code that is unknown, spent or given back is refused with the same words. Nobody hands out to themself.
    """
    refuse_while_off(by.street_id or 0, at=at)
    rows = Redemption.objects.select_for_update(of=("self",)).select_related("reward", "report_in")
    found = rows.filter(street_id=by.street_id or 0, code_hash=print_of(code), state="open").first()
    if found is None:
        raise NotPossible("redemption.code")
    member = found.report_in
    require(access.can_answer(by, path=member.path, first_id=member.account_id))
    refuse_if(day_of(at) > found.reward.ends_on, "reward.over")
    found.state = rules.REDEMPTION_WORKFLOW.move(found.state, "hand_over")
    found.state_since, found.handed_by_id = at, by.account_id
    found.save(update_fields=["state", "state_since", "handed_by"])
    write_step(member, "redemption.hand_over", by=by, at=at)
    return found


@act
def give_back(*, redemption_id: UUID, reason: str, by: Actor, at: datetime) -> Redemption:
    """The member changes their mind before it is handed out: points and stock come back by reversal."""
    found = Redemption.objects.select_for_update(of=("self",)).get(
        pk=redemption_id, report_in__in=ReportIn.objects.own_of(by)
    )
    member = member_for(found.report_in_id, by=by)
    require(access.is_own(by, account_id=member.account_id))
    refuse_while_off(member.street_id, at=at)
    found.state = rules.REDEMPTION_WORKFLOW.move(found.state, "give_back", note=reason)
    found.state_since = at
    found.save(update_fields=["state", "state_since"])
    reward = Reward.objects.select_for_update().get(pk=found.reward_id)
    reward.taken -= 1
    reward.save(update_fields=["taken"])
    reversal_of(found.entry, member, reason=reason.strip()[:200], by=by, at=at)
    write_step(member, "redemption.give_back", by=by, at=at, note=reason)
    return found
