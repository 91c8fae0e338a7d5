"""Points for a reward: never money, known ahead, a code that works once, and back again by reversal."""

from datetime import date, timedelta
from typing import Any

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor, Grant
from doorstep.people.models import Account
from doorstep.volunteers import services
from doorstep.volunteers.codes import code_of
from doorstep.volunteers.models import PointEntry, Redemption, ReportIn, Reward
from doorstep.volunteers.queries import own_balance, redemptions_of, rewards
from doorstep.volunteers.services import Offer
from tests.issues.town import AT, DAY, Town
from tests.volunteers.office import TODAY, claimed, confirmed, linked, switch_on

ENDS_ON = TODAY + timedelta(days=60)


@pytest.fixture
def member(town: Town) -> ReportIn:
    """Two points of this year in the party's ledger."""
    switch_on(town)
    member = linked(town, claimed(town), town.member)
    confirmed(town, member, minutes=60)
    return member


def offer(**changes: Any) -> Offer:
    values: dict[str, Any] = {
        "title": "雨伞一把",
        "kind": "goods",
        "ledger": "party",
        "price": 2,
        "stock": 1,
        "ends_on": ENDS_ON,
    }
    return Offer(**(values | changes))


def put_up(town: Town, **changes: Any) -> Reward:
    return services.announce_reward(offer=offer(**changes), by=town.clerk, at=AT)


def taken(town: Town, reward: Reward | None = None) -> tuple[Redemption, str]:
    made = services.redeem(reward_id=(reward or put_up(town)).pk, by=town.member, at=AT)
    return made, code_of(made.pk)


def balance(member: ReportIn) -> int:
    return own_balance(member, TODAY.year).party


def test_reward_is_known_a_month_ahead_and_is_never_money(town: Town, member: ReportIn, refused) -> None:
    refused("reward.ends_on", lambda: put_up(town, ends_on=TODAY + timedelta(days=29)))
    refused("reward.cash", lambda: put_up(town, title="五十元购物卡"))
    refused("reward.incomplete", lambda: put_up(town, kind="money"))
    refused("reward.incomplete", lambda: put_up(town, title=" "))
    refused("reward.numbers", lambda: put_up(town, price=0))
    refused("reward.numbers", lambda: put_up(town, stock=0))
    refused("not_allowed", lambda: services.announce_reward(offer=offer(), by=town.secretary, at=AT))
    reward = put_up(town)
    assert list(rewards(town.member, on=TODAY)) == [reward]


def test_nothing_is_put_up_while_points_are_off(town: Town, refused) -> None:
    refused("points.off", lambda: put_up(town))


def test_points_go_at_once_and_the_code_is_not_stored(town: Town, member: ReportIn) -> None:
    made, code = taken(town)

    assert (balance(member), made.state, len(code), code in made.code_hash) == (0, "open", 10, False)
    assert Reward.objects.get().taken == 1
    assert list(rewards(town.member, on=TODAY)) == []
    assert "redemption.claim" in Entry.objects.values_list("act", flat=True)


def test_nobody_takes_more_than_they_have_or_than_there_is(town: Town, member: ReportIn, refused) -> None:
    dear = put_up(town, price=3)
    last = put_up(town)
    refused("redemption.short", lambda: taken(town, dear))
    taken(town, last)

    refused("reward.gone", lambda: taken(town, last))


def test_points_of_the_other_ledger_do_not_count(town: Town, member: ReportIn, refused) -> None:
    grid = put_up(town, ledger="grid")

    refused("redemption.short", lambda: taken(town, grid))


def test_after_its_last_day_nothing_is_taken_or_handed_out(town: Town, member: ReportIn, refused) -> None:
    reward = put_up(town, stock=2)
    _made, code = taken(town, reward)
    late = AT + 61 * DAY

    refused("reward.over", lambda: services.redeem(reward_id=reward.pk, by=town.member, at=late))
    refused("reward.over", lambda: services.hand_over(code=code, by=town.clerk, at=late))


def test_code_works_once_and_never_for_oneself(town: Town, member: ReportIn, refused) -> None:
    _made, code = taken(town)
    account = Account.objects.get(pk=member.account_id)
    keeper = Actor(account.pk, account.street_id, account.display_name, (Grant("clerk", town.street.path),))

    refused("not_allowed", lambda: services.hand_over(code=code, by=keeper, at=AT))
    refused("redemption.code", lambda: services.hand_over(code="1234", by=town.clerk, at=AT))
    found = services.hand_over(code=f"{code[:5]} {code[5:]}", by=town.clerk, at=AT)
    assert (found.state, found.handed_by_id) == ("handed", town.clerk.account_id)
    refused("redemption.code", lambda: services.hand_over(code=code, by=town.clerk, at=AT))


def test_given_back_returns_points_and_stock_by_reversal(town: Town, member: ReportIn, refused) -> None:
    made, code = taken(town)

    refused("redemption.by_itself", lambda: undo(made, town))
    services.give_back(redemption_id=made.pk, reason="用不上了", by=town.member, at=AT)

    assert (balance(member), Reward.objects.get().taken) == (2, 0)
    assert PointEntry.objects.get(reverses=made.entry).reason == "用不上了"
    refused("redemption.code", lambda: services.hand_over(code=code, by=town.clerk, at=AT))


def undo(made: Redemption, town: Town) -> PointEntry:
    return services.reverse_points(entry_id=made.entry_id, reason="错", by=town.clerk, at=AT)


def test_last_year_s_points_buy_nothing(town: Town, member: ReportIn, refused) -> None:
    reward = put_up(town, ends_on=date(2027, 3, 1))

    refused(
        "redemption.short",
        lambda: services.redeem(reward_id=reward.pk, by=town.member, at=AT.replace(year=2027, month=1)),
    )


def test_what_one_took_is_in_their_own_sight_alone(town: Town, member: ReportIn) -> None:
    made, _code = taken(town)
    second = claimed(town, name="乙二")

    assert list(redemptions_of(member)) == [made]
    assert list(redemptions_of(second)) == []
    with pytest.raises(Redemption.DoesNotExist):
        services.give_back(redemption_id=made.pk, reason="不是我的", by=town.clerk, at=AT)
