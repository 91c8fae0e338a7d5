"""A campaign has days, places and intervals; when it ends its refusals lose their doors."""

from datetime import date, timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.calendar import start_of
from doorstep.records.tallies import sum_cells, verify
from doorstep.visits.models import TargetClass, Visit, VisitPlan
from doorstep.visits.queries import plan_page, plans, target_class_of
from doorstep.visits.services import close_plan, end_plans, plan_visit, set_target_class
from tests.visits.factories import AT, TODAY, make_office, make_plan, make_visit, not_found, refused


def close(office, plan, *, by=None):
    return close_plan(plan_id=plan.pk, by=by or office.clerk, at=AT)


def state_of(visit):
    return Visit.objects.values_list("state", flat=True).get(pk=visit.pk)


def test_create_plan_keeps_days_and_intervals_and_is_journalled(office):
    plan = make_plan(office)

    assert VisitPlan.objects.values().get() == {
        "id": plan.pk,
        "street_id": office.street.pk,
        "name": "春季大走访",
        "starts_on": date(2026, 1, 1),
        "ends_on": date(2026, 12, 31),
        "intervals": {"ordinary": 182, "hardship": 30, "floating": 30, "empty_nest": 30},
        "path": "990000/003/",
        "closed_at": None,
    }
    assert Entry.objects.values_list("act", "about").get() == ("visit.create_plan", f"plan:{plan.pk}")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "visit.plan_name"),
        ({"ends_on": date(2025, 12, 31)}, "visit.plan_days"),
        ({"intervals": {"hardship": 30}}, "visit.intervals"),
        ({"path": "990000/003/99/"}, "visit.plan_place"),
        ({"path": "990000/030/"}, "not_allowed"),
    ],
)
def test_create_plan_refused_writes_nothing(office, changes, code):
    with refused(code):
        make_plan(office, **changes)

    assert [VisitPlan.objects.count(), Entry.objects.count()] == [0, 0]


def test_close_plan_archives_its_visits_and_drops_what_was_not_kept(office):
    plan = make_plan(office)
    inside, outside = make_visit(office, plan_id=plan.pk), make_visit(office, "01/01/1/102/")
    planned = plan_visit(place_id=inside.place_id, on=TODAY, plan_id=plan.pk, by=office.worker, at=AT)

    assert close(office, plan).closed_at == AT

    assert [state_of(each) for each in (inside, planned, outside)] == ["archived", "archived", "recorded"]
    assert sum_cells(office.street.pk, "visits", year=2026) == {"met|door": 2}
    assert verify(office.street.pk) == []


def test_close_plan_lets_refusals_expire_and_keeps_the_totals(office):
    plan = make_plan(office)
    make_visit(office, "01/01/1/101/", outcome="refused", plan_id=plan.pk)
    make_visit(office, "01/01/1/102/", outcome="refused")
    vacant = make_visit(office, "01/01/1/201/", outcome="vacant", plan_id=plan.pk)

    close(office, plan)

    refusals = Visit.objects.filter(outcome="refused").values_list("path", "place__name")
    assert list(refusals) == [("990000/003/01/", "红砖社区")] * 2
    assert Visit.objects.get(pk=vacant.pk).path == "990000/003/01/01/1/201/"
    assert sum_cells(office.street.pk, "visits", year=2026) == {"refused|door": 2, "vacant|door": 1}
    assert verify(office.street.pk) == []


def test_close_plan_leaves_refusals_of_other_days_and_places(office):
    plan = make_plan(office, tail="02/")
    early = make_plan(office, ends_on=date(2026, 2, 1))
    visit = make_visit(office, outcome="refused")

    close(office, plan)
    close(office, early)

    assert Visit.objects.get().path == visit.path


def test_close_plan_twice_is_refused(office):
    plan = make_plan(office)
    close(office, plan)

    with refused("visit.plan_closed"):
        close(office, plan)


def test_close_plan_by_whoever_does_not_plan_there_is_refused(office):
    plan = make_plan(office)

    for by in (office.worker, office.head, office.reviewer):
        with refused("not_allowed"):
            close(office, plan, by=by)
    with not_found(VisitPlan):
        close(office, plan, by=make_office("030").clerk)


def test_end_plans_waits_for_late_entries_and_closes_once(office):
    plan = make_plan(office, ends_on=date(2026, 3, 31))
    over = start_of(date(2026, 4, 3))

    assert end_plans(at=over - timedelta(minutes=1)) == 0
    assert end_plans(at=over) == 1
    assert end_plans(at=over) == 0
    assert VisitPlan.objects.get(pk=plan.pk).closed_at == over
    assert Entry.objects.filter(act="visit.close_plan", by="system:timer").count() == 1


def test_plans_in_sight_touch_where_one_reads(office):
    street, first, second = make_plan(office), make_plan(office, tail="01/"), make_plan(office, tail="02/")
    close(office, second)

    assert set(plans(office.clerk)) == {street, first, second}
    assert set(plans(office.clerk, open_only=True)) == {street, first}
    assert set(plans(office.worker)) == {street, first}
    assert plan_page(office.worker, first.pk) == first
    with not_found(VisitPlan):
        plan_page(office.worker, second.pk)


def test_set_target_class_changes_and_takes_back(office):
    home = office.place("01/01/1/101/")

    for code in ("hardship", "floating"):
        set_target_class(place_id=home.pk, code=code, by=office.clerk, at=AT)
    assert TargetClass.objects.values_list("place_id", "path", "code").get() == (
        home.pk,
        home.path,
        "floating",
    )

    set_target_class(place_id=home.pk, code="ordinary", by=office.head, at=AT)
    assert TargetClass.objects.count() == 0
    assert Entry.objects.filter(act="visit.set_class").count() == 3


def test_set_target_class_refuses_unknown_classes_and_people(office):
    home = office.place("01/01/1/101/")

    with refused("visit.unknown_word"):
        set_target_class(place_id=home.pk, code="wealthy", by=office.clerk, at=AT)
    with refused("not_allowed"):
        set_target_class(place_id=home.pk, code="hardship", by=office.worker, at=AT)

    assert [TargetClass.objects.count(), Entry.objects.count()] == [0, 0]


def test_target_class_is_known_only_to_who_visits_or_plans_there(office):
    home = office.place("01/01/1/101/")
    set_target_class(place_id=home.pk, code="hardship", by=office.clerk, at=AT)

    known = [target_class_of(each, home.pk) for each in (office.worker, office.clerk)]
    hidden = [target_class_of(each, home.pk) for each in (office.neighbour, office.reviewer)]
    assert (known, hidden) == (["hardship"] * 2, ["ordinary"] * 2)
