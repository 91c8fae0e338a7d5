"""A correction changes what a visit says, keeps what it said before, and every counter follows."""

from dataclasses import replace
from datetime import UTC, date, timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.records.tallies import sum_cells, verify
from doorstep.visits.models import MetHousehold, Visit, VisitCorrection
from doorstep.visits.queries import like_visits, repeated_texts
from doorstep.visits.services import close_plan, confirm_text, correct_visit, knock_of
from tests.visits.factories import (
    AT,
    LONG_TEXT,
    TODAY,
    knock,
    make_plan,
    make_visit,
    not_found,
    refused,
)

LATER = AT + timedelta(days=30)


def correct(office, visit, *, by=None, reason="记错了", **changes):
    said = knock_of(visit, visitors=[office.worker.account_id])
    return correct_visit(
        visit_id=visit.pk, knock=replace(said, **changes), reason=reason, by=by or office.worker, at=LATER
    )


def test_correct_visit_keeps_what_it_said_before_with_the_reason(office):
    visit = make_visit(office, topics="水管漏")

    correct(office, visit, topics="暖气漏", reason="听错了", next_visit_on=date(2026, 3, 9))

    assert Visit.objects.values_list("topics", "next_visit_on").get() == ("暖气漏", date(2026, 3, 9))
    kept = VisitCorrection.objects.values("visit_id", "before", "reason", "by", "at").get()
    assert kept == {
        "visit_id": visit.pk,
        "before": {"topics": "水管漏", "next_visit_on": None},
        "reason": "听错了",
        "by": office.worker.ref,
        "at": LATER,
    }
    assert Entry.objects.filter(act="visit.correct", about=f"visit:{visit.pk}").count() == 1


def test_correct_visit_of_the_words_costs_at_most_ten_statements(office, django_assert_max_num_queries):
    visit = make_visit(office, topics=LONG_TEXT)

    with django_assert_max_num_queries(10):
        correct(office, visit, topics=f"{LONG_TEXT}谢谢")


def test_correct_visit_of_the_outcome_takes_the_household_away(office):
    visit = make_visit(office)

    correct(office, visit, outcome="not_home", talked_with="", nothing_to_report=False)

    assert MetHousehold.objects.count() == 0
    assert sum_cells(office.street.pk, "visits", year=2026) == {"not_home|door": 1}
    assert sum_cells(office.street.pk, "households", year=2026) == {}
    assert verify(office.street.pk) == []


def test_correct_visit_leaves_the_household_to_the_next_meeting(office):
    first, second = make_visit(office), make_visit(office, at=AT + timedelta(hours=1))

    correct(office, first, outcome="not_home", talked_with="", nothing_to_report=False)

    assert MetHousehold.objects.get().visit_id == second.pk
    assert sum_cells(office.street.pk, "households", year=2026) == {"met": 1}
    assert verify(office.street.pk) == []


def test_correct_visit_of_the_door_moves_every_counter(office):
    visit = make_visit(office, "01/01/1/101/")

    moved = correct(office, visit, place_id=office.place("02/01/101/").pk, by=office.clerk)

    assert (moved.path, moved.community_path) == ("990000/003/02/01/101/", "990000/003/02/")
    assert MetHousehold.objects.values_list("place_id", "community_path").get() == (
        moved.place_id,
        "990000/003/02/",
    )
    assert sum_cells(office.street.pk, "visits", path="990000/003/01/") == {}
    assert sum_cells(office.street.pk, "households", path="990000/003/02/") == {"met": 1}
    assert verify(office.street.pk) == []


@pytest.mark.parametrize("day", [date(2026, 2, 28), date(2025, 12, 31)])
def test_correct_visit_of_the_day_moves_month_and_year(office, day):
    visit = make_visit(office)

    correct(office, visit, visited_on=day, late_reason="补录")

    assert MetHousehold.objects.get().year == day.year
    assert sum_cells(office.street.pk, "households", months=[f"{day:%Y-%m}"]) == {"met": 1}
    assert sum_cells(office.street.pk, "visits", months=["2026-03"]) == {}
    assert verify(office.street.pk) == []


def test_correct_visit_changes_who_went(office):
    visit = make_visit(office)

    correct(office, visit, visitors=[office.colleague.account_id])

    assert [each.account_id for each in visit.visitors.all()] == [office.colleague.account_id]
    assert VisitCorrection.objects.get().before == {"visitors": [office.worker.account_id]}


def test_correct_visit_later_is_not_a_late_entry(office):
    visit = make_visit(office)

    assert correct(office, visit, topics="补一句").late_reason == ""


def test_correct_visit_without_reason_or_change_is_refused(office):
    visit = make_visit(office, started_at=AT.astimezone(UTC))

    with refused("note.needed"):
        correct(office, visit, topics="x", reason=" ")
    with refused("visit.unchanged"):
        correct(office, visit)

    assert VisitCorrection.objects.count() == 0


def test_correct_visit_is_checked_like_a_new_one(office):
    visit = make_visit(office)

    with refused("visit.nobody_met"):
        correct(office, visit, outcome="refused")


def test_correct_visit_by_a_colleague_who_did_not_go_is_not_allowed(office):
    visit = make_visit(office)

    with refused("not_allowed"):
        correct(office, visit, topics="x", by=office.colleague)
    with not_found(Visit):
        correct(office, visit, topics="x", by=office.neighbour)
    assert correct(office, visit, topics="x", by=office.head).topics == "x"


def test_correct_visit_of_a_closed_campaign_is_refused(office):
    plan = make_plan(office)
    visit = make_visit(office, plan_id=plan.pk)
    close_plan(plan_id=plan.pk, by=office.clerk, at=LATER)

    with refused("move.unknown"):
        correct(office, visit, topics="x")


@pytest.fixture
def thrice(office):
    """One text at three doors on one day; the third visit is flagged."""
    doors = ("01/01/1/101/", "01/01/1/102/", "01/01/1/201/")
    return [make_visit(office, door, topics=LONG_TEXT) for door in doors]


def test_repeated_text_is_shown_to_the_visitor_first(office, thrice):
    assert list(repeated_texts(office.worker)) == [thrice[2]]
    assert [list(repeated_texts(each)) for each in (office.clerk, office.head, office.colleague)] == [[]] * 3
    assert like_visits(office.worker, thrice[2]) == thrice[:2]


def test_confirm_text_shows_the_flag_to_those_who_plan(office, thrice):
    confirm_text(visit_id=thrice[2].pk, by=office.worker, at=AT)

    assert list(repeated_texts(office.clerk)) == [thrice[2]]
    assert Entry.objects.filter(act="visit.confirm_text").count() == 1


def test_confirm_text_by_somebody_else_is_not_allowed(office, thrice):
    with refused("not_allowed"):
        confirm_text(visit_id=thrice[2].pk, by=office.clerk, at=AT)


def test_confirm_text_without_a_question_is_refused(office, thrice):
    with refused("visit.nothing_repeated"):
        confirm_text(visit_id=thrice[0].pk, by=office.worker, at=AT)


def test_correcting_the_words_takes_the_flag_away(office, thrice):
    correct(
        office, thrice[2], topics="这一户说的是电梯停运的事情,一周坏了三次,老人上下楼非常不方便,盼早日修。"
    )

    assert list(repeated_texts(office.worker)) == []


def test_knock_of_a_visit_says_the_same_again(office):
    said = knock(office, topics="水管漏", next_visit_on=TODAY + timedelta(days=1))
    visit = make_visit(office, topics="水管漏", next_visit_on=TODAY + timedelta(days=1))

    assert knock_of(visit, visitors=list(said.visitors)) == said
