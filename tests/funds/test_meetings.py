"""Money may name the meeting that decided: its votes, its day, and that it carried."""

from datetime import date
from typing import Any

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import ItemPlan
from doorstep.funds import services
from doorstep.funds.services import Decision, decision_of_meeting
from doorstep.funds.services.requesting import carries
from doorstep.kernel.calendar import day_of
from tests.consultations.hall import STARTS, Hall
from tests.funds.counter import Counter


def decided(counter: Counter, yes: int, **changes: Any) -> AgendaItem:
    """An item of a meeting of seven out of nine, decided by so many."""
    hall = Hall(counter.site.town)
    item = hall.item(hall.held(agenda=(ItemPlan("防水", rule="party_meeting"),), **changes))
    return hall.decide(item, votes={"heads": Votes(9, 7, yes, 7 - yes)})


def test_decision_takes_votes_and_day_from_the_meeting(counter: Counter) -> None:
    item = decided(counter, 6)

    found = decision_of_meeting(item.pk, by=counter.secretary)

    assert (found.yes, found.no, found.on, found.item_id) == (6, 1, day_of(STARTS), item.pk)
    assert found.ref == "东河社区两委会：防水"


def test_decision_of_a_meeting_stands_in_the_trail(counter: Counter) -> None:
    item = decided(counter, 6)
    expense = counter.case_by_case()

    services.deliberate_expense(
        expense_id=expense.pk,
        decision=decision_of_meeting(item.pk, by=counter.secretary),
        by=counter.secretary,
        at=STARTS,
    )

    assert expense.decisions.get(level="meeting").item == item


def test_what_the_meeting_did_not_carry_is_refused(counter: Counter, refused) -> None:
    item = decided(counter, 3)

    refused("expense.not_carried", lambda: decision_of_meeting(item.pk, by=counter.secretary))


def test_meeting_that_decided_without_counting_has_said_so() -> None:
    on = date(2026, 3, 2)

    assert carries(Decision("会议", on, item_id=1))
    assert carries(Decision("会议", on, yes=2, no=1))
    assert not carries(Decision("会议", on))
    assert not carries(Decision("会议", on, yes=1, no=1, item_id=1))
