"""Open work goes to a named successor; then the account is closed and its history stays."""

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people import handovers
from doorstep.people.handovers import OpenWork, open_work_of, register_open_work
from doorstep.people.models import Account, Assignment
from doorstep.people.queries import NOBODY, actor_for, handovers_of
from doorstep.people.services import assign_role, hand_over, leave, remove_account, take_back
from tests.people.office import (
    AT,
    EAST,
    SETUP,
    STREET_PATH,
    TODAY,
    WEST,
    Office,
    holder,
    make_account,
    make_actor,
    make_street,
    refused,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def desks(monkeypatch: pytest.MonkeyPatch) -> dict[int, int]:
    """Open work by account, registered as a later stage would."""
    piles: dict[int, int] = {}

    def move(*, giver_id, taker_id, by, at) -> int:
        moved = piles.pop(giver_id, 0)
        piles[taker_id] = piles.get(taker_id, 0) + moved
        return moved

    monkeypatch.setattr(handovers, "HANDOVERS", {})
    monkeypatch.setattr("doorstep.people.services.leaving.HANDOVERS", handovers.HANDOVERS)
    register_open_work(OpenWork("paper", "待办", lambda account_id: piles.get(account_id, 0), move))
    return piles


def pair(office: Office) -> tuple[int, int]:
    giver = make_actor(office.street, "giver", "grid_head", path=EAST)
    taker = make_actor(office.street, "taker", "grid_head", path=EAST)
    return giver.account_id, taker.account_id


def test_hand_over_moves_all_open_work_and_is_written_down(office: Office, desks: dict[int, int]) -> None:
    giver, taker = pair(office)
    desks |= {giver: 3, taker: 1}

    done = hand_over(giver=giver, taker=taker, reason="调离", by=office.admin, at=AT)

    assert (desks, done.counts) == ({taker: 4}, {"paper": 3})
    assert Entry.objects.filter(act="account.hand_over", about=f"account:{giver}").count() == 1
    assert handovers_of(office.admin, taker) == [done]


def test_successor_may_hold_the_role_higher_up_but_not_elsewhere(
    office: Office, desks: dict[int, int]
) -> None:
    giver, _ = pair(office)
    beside = make_actor(office.street, "beside", "grid_head", path=WEST).account_id
    above = make_actor(office.street, "above", "grid_head").account_id

    with refused(NotPossible, "hand_over.taker_lacks"):
        hand_over(giver=giver, taker=beside, reason="调离", by=office.admin, at=AT)
    hand_over(giver=giver, taker=above, reason="调离", by=office.admin, at=AT)


@pytest.mark.parametrize(
    ("reason", "same", "code"), [(" ", False, "reason.needed"), ("调离", True, "hand_over.same")]
)
def test_unsound_hand_over_is_refused(office: Office, desks, reason: str, same: bool, code: str) -> None:
    giver, taker = pair(office)

    with refused(NotPossible, code):
        hand_over(giver=giver, taker=giver if same else taker, reason=reason, by=office.admin, at=AT)


def test_hand_over_to_somebody_who_left_or_to_another_street_is_refused(office: Office, desks) -> None:
    giver, taker = pair(office)
    leave(account_id=taker, reason="调离", by=office.admin, at=AT)
    far = make_account(make_street("004", "示范镇"), "far")

    with refused(NotPossible, "account.closed"):
        hand_over(giver=giver, taker=taker, reason="调离", by=office.admin, at=AT)
    with refused(NotPossible, "hand_over.same"):
        hand_over(giver=giver, taker=far.pk, reason="调离", by=SETUP, at=AT)


@pytest.mark.parametrize("role", ["clerk", "secretary", "reviewer"])
def test_only_administrators_hand_work_over_and_close_accounts(office: Office, desks, role: str) -> None:
    giver, taker = pair(office)
    by = holder(role, STREET_PATH, street_id=office.street.pk)

    with refused(Account.DoesNotExist):
        hand_over(giver=giver, taker=taker, reason="调离", by=by, at=AT)
    with refused(Account.DoesNotExist):
        leave(account_id=giver, reason="调离", by=by, at=AT)


def test_nobody_leaves_while_work_is_open(office: Office, desks: dict[int, int]) -> None:
    giver, taker = pair(office)
    desks[giver] = 2

    with refused(NotPossible, "leave.open_work"):
        leave(account_id=giver, reason="调离", by=office.admin, at=AT)
    hand_over(giver=giver, taker=taker, reason="调离", by=office.admin, at=AT)
    leave(account_id=giver, reason="调离", by=office.admin, at=AT)

    assert (open_work_of(giver), open_work_of(taker)) == ({}, {"paper": 2})


def test_leaving_ends_every_role_and_keeps_the_history(office: Office, desks) -> None:
    giver, _ = pair(office)
    tomorrow = TODAY.replace(day=3)
    assign_role(account_id=giver, role="grid_worker", path=EAST, from_on=tomorrow, by=office.admin, at=AT)

    account = leave(account_id=giver, reason="退休", by=office.admin, at=AT)

    rows = Assignment.objects.filter(account_id=giver).values_list("role", "to_on", "ended_at")
    assert (account.is_active, account.left_at, account.has_usable_password()) == (False, AT, False)
    assert (list(rows), actor_for(giver, TODAY)) == ([("grid_head", TODAY, AT)], NOBODY)


def test_last_administrator_and_oneself_do_not_leave(office: Office, desks) -> None:
    admin = office.admin.account_id

    with refused(NotPossible, "role.last_administrator"):
        leave(account_id=admin, reason="调离", by=SETUP, at=AT)
    with refused(NotAllowed):
        leave(account_id=admin, reason="调离", by=office.admin, at=AT)


def test_closed_account_is_not_closed_again_and_a_reason_is_needed(office: Office, desks) -> None:
    giver, taker = pair(office)
    leave(account_id=giver, reason="调离", by=office.admin, at=AT)

    with refused(NotPossible, "account.closed"):
        leave(account_id=giver, reason="调离", by=office.admin, at=AT)
    with refused(NotPossible, "reason.needed"):
        leave(account_id=taker, reason="", by=office.admin, at=AT)


def test_whoever_comes_back_has_a_one_time_password_and_no_role(office: Office, desks) -> None:
    giver, _ = pair(office)
    leave(account_id=giver, reason="借调", by=office.admin, at=AT)

    back = take_back(account_id=giver, by=office.admin, at=AT)

    assert (back.account.check_password(back.password), back.account.must_change_password) == (True, True)
    assert (actor_for(giver, TODAY).grants, back.account.left_at) == ((), None)


def test_open_account_is_not_taken_back(office: Office, desks) -> None:
    giver, _ = pair(office)

    with refused(NotPossible, "account.open"):
        take_back(account_id=giver, by=office.admin, at=AT)


def test_whoever_took_work_over_has_history_and_is_never_removed(office: Office, desks) -> None:
    giver, taker = make_account(office.street, "a1"), make_account(office.street, "a2")
    hand_over(giver=giver.pk, taker=taker.pk, reason="调离", by=office.admin, at=AT)

    with refused(NotPossible, "account.has_history"):
        remove_account(account_id=taker.pk, by=office.admin, at=AT)


def test_one_kind_of_open_work_is_registered_once(desks) -> None:
    known = handovers.HANDOVERS["paper"]
    register_open_work(known)

    with pytest.raises(ValueError, match="paper"):
        register_open_work(OpenWork("paper", "别的", lambda _: 0, known.move))
