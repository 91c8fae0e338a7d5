"""What of a visit is seen by whom, and lists whose cost does not grow."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor, Grant
from doorstep.visits.figures import FIGURES
from doorstep.visits.models import Visit
from doorstep.visits.queries import (
    diary,
    receipt_code,
    visit_counts,
    visit_page,
    visits,
    visits_of_place,
)
from tests.visits.factories import (
    AT,
    LONG_TEXT,
    TODAY,
    make_actor,
    make_grid,
    make_office,
    make_plan,
    make_visit,
    not_found,
)


@pytest.fixture
def closed_doors(office):
    """One met visit, one refusal and one empty dwelling, all by the worker."""
    return {
        "met": make_visit(office),
        "refused": make_visit(office, "01/01/1/102/", outcome="refused"),
        "vacant": make_visit(office, "01/01/1/201/", outcome="vacant"),
    }


def outcomes(actor):
    return sorted(visit.outcome for visit in visits(actor))


def test_closed_doors_are_seen_by_who_plans_there_and_who_was_there(office, closed_doors):
    for actor in (office.clerk, office.head, office.worker):
        assert outcomes(actor) == ["met", "refused", "vacant"]


def test_closed_doors_are_hidden_from_everybody_else(office, closed_doors):
    for actor in (office.colleague, office.reviewer, make_actor(office.street, "supervisor")):
        assert outcomes(actor) == ["met"]
        assert list(visits(actor, {"outcome": "refused"})) == []
        with not_found(Visit):
            visit_page(actor, closed_doors["refused"].pk)


def test_closed_doors_entered_for_somebody_are_seen_by_whoever_entered_them(office):
    helper = make_actor(office.street, "grid_worker", tail="01/")
    make_visit(office, outcome="refused", by=helper)

    assert [outcomes(helper), outcomes(office.worker), outcomes(office.colleague)] == [
        ["refused"],
        ["refused"],
        [],
    ]


def test_two_roles_see_the_union_and_closed_doors_only_where_they_plan(office, closed_doors):
    make_visit(office, "02/01/101/", outcome="refused", by=office.clerk, visitors=[office.clerk.account_id])
    both = Actor(
        office.colleague.account_id,
        office.street.pk,
        "林晓",
        grants=(Grant("grid_head", "990000/003/01/"), Grant("grid_worker", "990000/003/02/")),
    )

    assert outcomes(both) == ["met", "refused", "vacant"]


@pytest.mark.parametrize("role", ["handler", "caller", "administrator"])
def test_visits_are_not_seen_by_roles_without_visits(office, closed_doors, role):
    assert outcomes(make_actor(office.street, role)) == []


def test_visits_of_another_street_or_community_are_not_seen(office, closed_doors):
    other = make_office("030")

    for actor in (other.clerk, office.neighbour, Actor.resident(office.street.pk)):
        assert outcomes(actor) == []


def test_visits_seen_from_a_building(office):
    make_visit(office)
    make_visit(office, "01/s1/", talked_with="keeper")
    keeper = make_actor(office.street, "grid_worker", tail="01/01/1/")

    assert [visit.place.name for visit in visits(keeper)] == ["101室"]


@pytest.mark.parametrize(
    ("filters", "doors"),
    [
        ({}, ["101室", "102室", "早点铺", "101室"]),
        ({"outcome": "met"}, ["101室", "早点铺", "101室"]),
        ({"source": "paper"}, ["早点铺"]),
        ({"path": "990000/003/01/"}, ["101室", "102室", "早点铺"]),
        ({"path": "990000/003/01/01/1/"}, ["101室", "102室"]),
        ({"path": "990000/003/"}, ["101室", "102室", "早点铺", "101室"]),
        ({"first": "2026-03-02"}, ["101室", "102室", "101室"]),
        ({"last": "2026-03-01"}, ["早点铺"]),
        ({"year": "2025"}, []),
        ({"households": "1"}, ["101室", "101室"]),
        ({"plan": "0"}, []),
        ({"state": "planned"}, []),
        ({"first": "yesterday"}, []),
        ({"year": "0"}, []),
        ({"unknown": "1", "outcome": ""}, ["101室", "102室", "早点铺", "101室"]),
    ],
)
def test_visits_filters(office, filters, doors):
    make_visit(office)
    make_visit(office, "01/01/1/102/", outcome="not_home", at=AT + timedelta(minutes=1))
    make_visit(
        office,
        "01/s1/",
        talked_with="keeper",
        source="paper",
        visited_on=date(2026, 3, 1),
        at=AT + timedelta(minutes=2),
    )
    crew = [office.neighbour.account_id]
    make_visit(office, "02/01/101/", by=office.neighbour, visitors=crew, at=AT + timedelta(minutes=3))

    assert [visit.place.name for visit in visits(office.clerk, filters)] == doors[::-1]


def test_visits_filters_by_plan_grid_and_place(office):
    plan, grid = make_plan(office), make_grid(office, "001", "01/01/1/101/")
    inside = make_visit(office, plan_id=plan.pk)
    make_visit(office, "01/01/1/102/")

    for filters in ({"plan": plan.pk}, {"grid": grid.pk}, {"place": inside.place_id}):
        assert list(visits(office.clerk, {name: str(value) for name, value in filters.items()})) == [inside]


@pytest.mark.parametrize("count", [1, 3])
def test_visits_page_costs_three_statements_for_one_and_three(office, count, django_assert_num_queries):
    plan = make_plan(office)
    for door in ("101/", "102/", "201/")[:count]:
        make_visit(office, f"01/01/1/{door}", plan_id=plan.pk)

    with django_assert_num_queries(3):
        shown = [
            (visit.place.full_name, visit.plan.name, visit.entered_by.display_name, who.account.display_name)
            for visit in visits(office.clerk)[:25]
            for who in visit.visitors.all()
        ]

    assert len(shown) == count


def test_visits_of_place_newest_first(office):
    old = make_visit(office, visited_on=date(2026, 3, 1))
    new = make_visit(office)
    make_visit(office, "01/01/1/102/")

    assert visits_of_place(office.worker, old.place_id) == [new, old]


def test_diary_is_one_persons_visits_as_they_happened(office):
    second = make_visit(office, started_at=AT)
    first = make_visit(office, "01/01/1/102/", started_at=AT - timedelta(hours=1))
    make_visit(office, "01/01/1/201/", visitors=[office.colleague.account_id])
    make_visit(office, "01/01/1/202/", visited_on=date(2026, 3, 1))

    assert list(diary(office.worker, office.worker.account_id, first=TODAY, last=TODAY)) == [first, second]


def test_receipt_code_is_six_digits_only_for_a_code_receipt(office):
    coded, signed = make_visit(office, receipt_mode="code"), make_visit(office, receipt_mode="sign")

    assert receipt_code(coded).isdecimal()
    assert len(receipt_code(coded)) == 6
    assert receipt_code(signed) == ""


def test_visit_page_of_no_visit_is_not_found(office):
    with not_found(Visit):
        visit_page(office.clerk, uuid4())


def test_visit_counts_come_from_the_counters(office, closed_doors, django_assert_num_queries):
    with django_assert_num_queries(1):
        counts = visit_counts(office.street.pk, 2026)

    assert counts == {
        "households": 1,
        "total": 3,
        "outcomes": {"met": 1, "not_home": 0, "refused": 1, "vacant": 1},
    }


def figures(office):
    return {each.id: each.read(office.street.pk, 2026, at=AT) for each in FIGURES}


def test_every_figure_equals_its_rows(office, closed_doors):
    make_visit(office)
    found = figures(office)

    assert {name: (figure.value, figure.rows) for name, figure in found.items()} == {
        "visits.households": (1, 1),
        "visits.total": (4, 4),
        "visits.met": (2, 2),
        "visits.not_home": (0, 0),
    }
    assert found["visits.households"].link == "/desk/visits/?year=2026&households=1"


def test_one_more_visit_changes_exactly_its_figures(office):
    make_visit(office)
    before = figures(office)

    make_visit(office, outcome="not_home")

    changed = {name for name, figure in figures(office).items() if figure.value != before[name].value}
    assert changed == {"visits.total", "visits.not_home"}


def test_journal_and_digest_hold_no_word_of_a_visit(office):
    make_visit(office, topics=LONG_TEXT)

    written = " ".join(str(row) for row in Entry.objects.values_list())
    assert not any(part in written for part in ("声控灯", "台阶", "林晓"))
