"""One knock is one act: the visit, who went, the counters and one journal entry, or nothing at all."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.places.models import Place
from doorstep.records.models import Tally
from doorstep.records.tallies import sum_cells, verify
from doorstep.rulebook.queries import rule
from doorstep.visits.models import MetHousehold, Visit
from doorstep.visits.services import record_visit
from tests.visits.factories import (
    AT,
    LONG_TEXT,
    TODAY,
    knock,
    make_actor,
    make_grid,
    make_office,
    make_plan,
    make_visit,
    not_found,
    refused,
)


def test_record_visit_keeps_everything_that_was_said(office):
    grid = make_grid(office, "001", "01/01/1/")
    plan = make_plan(office)

    visit = make_visit(
        office,
        topics="问了暖气",
        nothing_to_report=False,
        plan_id=plan.pk,
        started_at=AT - timedelta(hours=2),
        ended_at=AT - timedelta(hours=1),
        receipt_mode="sign",
        next_visit_on=date(2026, 4, 1),
        device_at=AT,
        at=AT,
    )

    row = Visit.objects.values().get()
    salt = row.pop("salt")
    assert len(salt) == 32
    assert row == {
        "id": visit.pk,
        "street_id": office.street.pk,
        "plan_id": plan.pk,
        "place_id": office.place("01/01/1/101/").pk,
        "path": "990000/003/01/01/1/101/",
        "community_path": "990000/003/01/",
        "grid_id": grid.pk,
        "visited_on": TODAY,
        "started_at": AT - timedelta(hours=2),
        "ended_at": AT - timedelta(hours=1),
        "outcome": "met",
        "state": "recorded",
        "talked_with": "owner",
        "topics": "问了暖气",
        "nothing_to_report": False,
        "receipt_mode": "sign",
        "next_visit_on": date(2026, 4, 1),
        "source": "door",
        "entered_by_id": office.worker.account_id,
        "late_reason": "",
        "repeated_text": False,
        "repeat_confirmed": False,
        "device_at": AT,
        "recorded_at": AT,
    }


def test_record_visit_is_one_journal_entry_without_words(office):
    visit = make_visit(office, topics="问了暖气")

    entry = Entry.objects.values("act", "about", "by", "street_id").get()
    assert entry == {
        "act": "visit.record",
        "about": f"visit:{visit.pk}",
        "by": office.worker.ref,
        "street_id": office.street.pk,
    }
    assert len(Entry.objects.get().digest) == 64


def test_record_visit_costs_at_most_eight_statements(office, django_assert_max_num_queries):
    plan = make_plan(office)
    rule(office.street.pk, "visit.late_hours", on=TODAY)  # the rulebook is cached
    said = knock(office, topics=LONG_TEXT, plan_id=plan.pk)

    with django_assert_max_num_queries(8):
        record_visit(knock=said, by=office.worker, at=AT)


def test_record_visit_costs_the_same_with_three_visitors(office, django_assert_max_num_queries):
    rule(office.street.pk, "visit.late_hours", on=TODAY)
    crew = [office.worker.account_id, office.colleague.account_id, office.clerk.account_id]
    said = knock(office, topics=LONG_TEXT, visitors=crew)

    with django_assert_max_num_queries(8):
        visit = record_visit(knock=said, by=office.worker, at=AT)

    assert sorted(visit.visitors.values_list("account_id", flat=True)) == sorted(crew)


def test_record_visit_of_nothing_to_report_is_complete(office):
    visit = make_visit(office, topics="", nothing_to_report=True)

    assert (visit.state, visit.nothing_to_report) == ("recorded", True)


def test_record_visit_with_an_issue_needs_no_topics(office):
    assert make_visit(office, nothing_to_report=False, issue_count=1).state == "recorded"


@pytest.mark.parametrize("source", ["paper", "phone"])
def test_record_visit_entered_for_somebody_else_keeps_both_names(office, source):
    visit = make_visit(office, by=office.clerk, source=source)

    assert visit.source == source
    assert visit.entered_by_id == office.clerk.account_id
    assert [each.account_id for each in visit.visitors.all()] == [office.worker.account_id]


def test_record_visit_counts_by_outcome_and_source_in_the_month_of_the_visit(office):
    make_visit(office)
    make_visit(office, "01/01/1/102/", outcome="not_home")
    make_visit(
        office,
        "01/01/1/201/",
        visited_on=date(2026, 2, 28),
        source="paper",
        late_reason="回乡",
        by=office.clerk,
    )

    rows = set(Tally.objects.values_list("book", "month", "path", "cell", "value"))
    assert rows == {
        ("visits", "2026-03", "990000/003/01/", "met|door", 1),
        ("visits", "2026-03", "990000/003/01/", "not_home|door", 1),
        ("visits", "2026-02", "990000/003/01/", "met|paper", 1),
        ("households", "2026-03", "990000/003/01/", "met", 1),
        ("households", "2026-02", "990000/003/01/", "met", 1),
    }
    assert verify(office.street.pk) == []


def test_household_met_twice_in_a_year_counts_once_and_again_next_year(office):
    first = make_visit(office)
    make_visit(office)
    make_visit(office, at=AT + timedelta(days=365), visited_on=date(2027, 3, 2))

    assert sum_cells(office.street.pk, "households", year=2026) == {"met": 1}
    assert sum_cells(office.street.pk, "households", year=2027) == {"met": 1}
    assert MetHousehold.objects.get(year=2026).visit_id == first.pk
    assert verify(office.street.pk) == []


@pytest.mark.parametrize(
    ("tail", "outcome"),
    [
        ("01/s1/", "met"),
        ("01/01/1/101/", "not_home"),
        ("01/01/1/101/", "refused"),
        ("01/01/1/101/", "vacant"),
    ],
)
def test_only_a_met_dwelling_is_a_met_household(office, tail, outcome):
    make_visit(office, tail, outcome=outcome, **({"talked_with": "keeper"} if tail == "01/s1/" else {}))

    assert MetHousehold.objects.count() == 0
    assert sum_cells(office.street.pk, "visits", year=2026) == {f"{outcome}|door": 1}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"outcome": "shouted_at"}, "visit.unknown_word"),
        ({"source": "dream"}, "visit.unknown_word"),
        ({"receipt_mode": "face"}, "visit.unknown_word"),
        ({"talked_with": "cat"}, "visit.unknown_word"),
        ({"visitors": []}, "visit.visitors"),
        ({"visited_on": TODAY + timedelta(days=1)}, "day.future"),
        ({"talked_with": ""}, "visit.talked_with"),
        ({"nothing_to_report": False}, "visit.topics_or_nothing"),
        ({"nothing_to_report": False, "topics": "  "}, "visit.topics_or_nothing"),
        ({"outcome": "refused", "topics": "嫌烦"}, "visit.nobody_met"),
        ({"outcome": "vacant", "talked_with": "owner"}, "visit.nobody_met"),
        ({"outcome": "not_home", "receipt_mode": "sign"}, "visit.nobody_met"),
        ({"next_visit_on": TODAY}, "visit.next_day"),
        ({"started_at": AT, "ended_at": AT - timedelta(minutes=1)}, "visit.times"),
        ({"ended_at": AT - timedelta(days=1)}, "visit.times"),
        ({"visited_on": date(2026, 2, 26)}, "visit.late_reason"),
        ({"topics": "长" * 5001}, "text.too_long"),
        ({"plan_id": 999}, "visit.plan"),
    ],
)
def test_record_visit_refused_writes_nothing(office, changes, code):
    with refused(code):
        make_visit(office, **changes)

    assert [Visit.objects.count(), Entry.objects.count(), Tally.objects.count()] == [0, 0, 0]


@pytest.mark.parametrize(
    ("recorded_at", "reason", "fine"),
    [
        (datetime(2026, 3, 4, 15, 59, tzinfo=UTC), "", True),  # the last minute of the second day after
        (datetime(2026, 3, 4, 16, 1, tzinfo=UTC), "", False),
        (datetime(2026, 3, 4, 16, 1, tzinfo=UTC), "笔记本补录", True),
    ],
)
def test_late_entry_needs_a_reason_after_forty_eight_hours(office, recorded_at, reason, fine):
    if fine:
        assert make_visit(office, at=recorded_at, late_reason=reason).late_reason == reason
    else:
        with refused("visit.late_reason"):
            make_visit(office, at=recorded_at, late_reason=reason)


def test_entry_written_in_time_on_a_phone_without_signal_is_not_late(office):
    visit = make_visit(office, at=AT + timedelta(days=5), device_at=AT)

    assert (visit.device_at, visit.recorded_at) == (AT, AT + timedelta(days=5))


def test_record_visit_at_a_building_is_not_found(office):
    with not_found(Place):
        make_visit(office, "01/01/1/")


def test_record_visit_out_of_sight_is_not_found(office):
    other = make_office("030")

    for by in (office.neighbour, other.worker, other.clerk, Actor.resident(office.street.pk)):
        with not_found(Place):
            make_visit(office, by=by)


@pytest.mark.parametrize("role", ["reviewer", "supervisor", "handler", "caller", "administrator"])
def test_record_visit_by_a_role_that_does_not_visit_is_not_allowed(office, role):
    with refused("not_allowed"):
        make_visit(office, by=make_actor(office.street, role))


def test_record_visit_with_a_visitor_of_another_street_is_refused(office):
    stranger = make_office("030").worker

    with refused("visit.visitors"):
        make_visit(office, visitors=[office.worker.account_id, stranger.account_id])


@pytest.mark.parametrize(
    "changes", [{"tail": "02/"}, {"starts_on": date(2026, 3, 3)}, {"ends_on": date(2026, 3, 1)}]
)
def test_record_visit_for_a_campaign_elsewhere_or_another_time_is_refused(office, changes):
    plan = make_plan(office, **changes)

    with refused("visit.plan"):
        make_visit(office, plan_id=plan.pk)


def test_visits_of_one_day_at_three_doors_with_one_text_are_flagged_from_the_third(office):
    doors = ["01/01/1/101/", "01/01/1/102/", "01/01/1/201/", "01/01/1/202/"]

    flags = [make_visit(office, door, topics=LONG_TEXT).repeated_text for door in doors]

    assert flags == [False, False, True, True]


@pytest.mark.parametrize(
    "change",
    [
        {"topics": "楼道灯坏了"},  # short
        {"visited_on": date(2026, 3, 1)},  # another day
        {"visitors": "colleague"},  # another visitor
    ],
)
def test_text_that_differs_in_length_day_or_visitor_is_not_flagged(office, change):
    for door in ("01/01/1/101/", "01/01/1/102/"):
        make_visit(office, door, topics=LONG_TEXT)
    if change.get("visitors"):
        change = {"visitors": [office.colleague.account_id]}

    assert make_visit(office, "01/01/1/201/", **({"topics": LONG_TEXT} | change)).repeated_text is False


def test_repeated_text_that_the_visitor_saw_before_is_kept_as_confirmed(office):
    for door in ("01/01/1/101/", "01/01/1/102/"):
        make_visit(office, door, topics=LONG_TEXT)
    said = replace(knock(office, "01/01/1/201/", topics=LONG_TEXT), confirmed_repeat=True)

    visit = record_visit(knock=said, by=office.worker, at=AT)

    assert (visit.repeated_text, visit.repeat_confirmed) == (True, True)
