"""Money may name the meeting that decided: its votes, its day, and that it carried."""

from datetime import date
from typing import Any

import pytest

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import ItemPlan
from doorstep.funds import services
from doorstep.funds.models import Expense, FundDecision
from doorstep.funds.services import Decision, decision_of_meeting
from doorstep.funds.services.requesting import carries
from doorstep.kernel.calendar import day_of
from tests.consultations.hall import STARTS, Hall
from tests.funds.counter import DECISION, DOSSIER, Counter
from tests.issues.town import DAY


def decided(counter: Counter, yes: int, *, rule: str = "party_meeting", **changes: Any) -> AgendaItem:
    """An item of a meeting of seven out of nine, decided by so many."""
    hall = Hall(counter.site.town)
    item = hall.item(hall.held(agenda=(ItemPlan("防水", rule=rule),), **changes))
    return hall.decide(item, votes={"heads": Votes(9, 7, yes, 7 - yes)})


def deliberate(counter: Counter, expense: Expense, item: AgendaItem) -> Expense:
    decision = decision_of_meeting(item.pk, by=counter.secretary)
    return services.deliberate_expense(
        expense_id=expense.pk, decision=decision, by=counter.secretary, at=STARTS
    )


def test_decision_takes_votes_and_day_from_the_meeting(counter: Counter) -> None:
    item = decided(counter, 6)

    found = decision_of_meeting(item.pk, by=counter.secretary)

    assert (found.yes, found.no, found.on, found.item_id) == (6, 1, day_of(STARTS), item.pk)
    assert found.ref == "东河社区两委会：防水"


def test_decision_of_a_meeting_stands_in_the_trail(counter: Counter) -> None:
    item = decided(counter, 6)
    expense = counter.case_by_case()

    deliberate(counter, expense, item)

    assert expense.decisions.get(level="meeting").item == item


def test_item_that_was_not_voted_on_by_a_threshold_carries_no_case(counter: Counter, refused) -> None:
    item = decided(counter, 6, rule="")
    case, small = counter.case_by_case(), counter.branch_decided()

    refused("selection.no_threshold", lambda: deliberate(counter, case, item))
    assert deliberate(counter, small, item).state == "deliberated"


def test_one_vote_decides_one_case(counter: Counter, refused) -> None:
    item = decided(counter, 6)
    first, second = counter.case_by_case(), counter.case_by_case(purpose="另一处屋面")
    deliberate(counter, first, item)

    assert refused("expense.vote_used", lambda: deliberate(counter, second, item)) == {"number": first.number}


def test_vote_that_was_returned_with_its_case_can_be_named_again(counter: Counter) -> None:
    item = decided(counter, 6)
    expense = deliberate(counter, counter.case_by_case(), item)
    later = {"at": STARTS}
    services.return_expense(expense_id=expense.pk, note="写清面积", by=counter.reviewer, **later)
    services.decide_expense(expense_id=expense.pk, decision=DECISION, by=counter.secretary, **later)
    services.open_case(expense_id=expense.pk, dossier=DOSSIER, by=counter.secretary, **later)

    assert deliberate(counter, expense, item).state == "deliberated"


def test_what_the_meeting_did_not_carry_is_refused(counter: Counter, refused) -> None:
    item = decided(counter, 3)

    refused("expense.not_carried", lambda: decision_of_meeting(item.pk, by=counter.secretary))


def test_meeting_that_decided_without_counting_has_said_so() -> None:
    on = date(2026, 3, 2)

    assert carries(Decision("会议", on, item_id=1))
    assert carries(Decision("会议", on, yes=2, no=1))
    assert not carries(Decision("会议", on))
    assert not carries(Decision("会议", on, yes=1, no=1, item_id=1))


def test_a_paper_record_says_so_and_waits_for_a_second_person(counter: Counter, refused) -> None:
    expense = counter.deliberated()

    def review(**changes: Any):
        return lambda: services.review_expense(
            **({"expense_id": expense.pk, "by": counter.reviewer, "at": STARTS + DAY} | changes)
        )

    def see(by):
        return lambda: services.see_paper(expense_id=expense.pk, by=by, at=STARTS)

    refused("expense.paper_unseen", review())
    refused("not_allowed", see(counter.secretary))
    refused("not_allowed", see(counter.finance))
    see(counter.reviewer)()
    refused("expense.no_paper", see(counter.reviewer))
    assert review()().state == "street_reviewed"
    paper = expense.decisions.get(level="meeting")
    assert (paper.typed_by_id, paper.seen_by_id) == (
        counter.secretary.account_id,
        counter.reviewer.account_id,
    )
    acts = list(expense.steps.order_by("id").values_list("act", flat=True))
    assert acts[-3:] == ["expense.deliberate_on_paper", "expense.see_paper", "expense.review"]


def test_who_typed_the_paper_does_not_compare_it(counter: Counter, refused) -> None:
    expense = counter.deliberated()
    FundDecision.objects.filter(expense=expense, level="meeting").update(typed_by=counter.reviewer.account_id)

    refused(
        "not_allowed",
        lambda: services.see_paper(expense_id=expense.pk, by=counter.reviewer, at=STARTS),
    )


@pytest.mark.parametrize(
    ("yes", "no", "abstain", "good"), [(6, 5, 0, True), (6, 5, 1, False), (2, 0, 9, False)]
)
def test_on_paper_more_than_half_of_those_who_voted_agree(
    counter: Counter, refused, yes: int, no: int, abstain: int, good: bool
) -> None:
    case, small = counter.case_by_case(), counter.branch_decided()
    paper = Decision("居民代表会议第2次", DECISION.on, yes, no, abstain)

    def put(expense: Expense):
        return lambda: services.deliberate_expense(
            expense_id=expense.pk, decision=paper, by=counter.secretary, at=STARTS
        )

    if good:
        assert put(case)().state == "deliberated"
    else:
        refused("expense.paper_majority", put(case))
    assert put(small)().state == "deliberated"


def test_a_recorded_vote_needs_no_second_person(counter: Counter) -> None:
    expense = deliberate(counter, counter.case_by_case(), decided(counter, 6))

    found = services.review_expense(expense_id=expense.pk, by=counter.reviewer, at=STARTS)

    assert found.state == "street_reviewed"
    assert expense.steps.filter(act="expense.deliberate").count() == 1
