"""Changing the rulebook: who may, from when it holds, and what every reader then sees."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.calendar import CalendarUnknown
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.rules import ROLES
from doorstep.rulebook.access import SETTERS
from doorstep.rulebook.holidays import Holiday, HolidaySheet, RowError, read_holidays
from doorstep.rulebook.models import CalendarDay, CalendarRange, Rule
from doorstep.rulebook.queries import (
    calendar_of,
    loaded_calendar,
    rule,
    rule_history,
    rules_for,
    version_of,
)
from doorstep.rulebook.rules import DEFAULTS
from doorstep.rulebook.services import import_holidays, set_rule

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
TODAY = date(2026, 3, 2)
STREET_ID, PATH = 7, "990000/003/"
CODE = "issue.solve_days"
REVIEWER = Actor(5, STREET_ID, "周敏", (Grant("reviewer", PATH),))
DISTRICT = Actor(6, None, "区里", (Grant("administrator", "990000/"),))
NEXT_YEAR = {"first_on": date(2027, 1, 1), "last_on": date(2027, 12, 31)}


def put(value: object = 7, **given: object) -> Rule:
    values = {
        "street_id": STREET_ID,
        "code": CODE,
        "effective_on": TODAY,
        "reason": "试行",
        "by": REVIEWER,
        "at": AT,
    }
    return set_rule(value=value, **values | given)


def take_in(sheet: HolidaySheet, **given: object) -> CalendarRange:
    values = {"street_id": STREET_ID, "source": "2027.csv", "by": REVIEWER, "at": AT} | NEXT_YEAR
    return import_holidays(sheet=sheet, **values | given)


def days(*holidays: Holiday, errors: tuple[RowError, ...] = ()) -> HolidaySheet:
    return HolidaySheet(holidays, errors, None, None)


def rows() -> list[int]:
    return [model.objects.count() for model in (Rule, CalendarDay, CalendarRange, Entry)]


SPRING = days(Holiday(date(2027, 2, 8), False, "春节"), Holiday(date(2027, 2, 14), True, "春节"))


def test_rule_holds_from_its_day_on_and_not_before() -> None:
    put(9, effective_on=TODAY + timedelta(days=3))

    assert [rule(STREET_ID, CODE, on=TODAY + timedelta(days=offset)) for offset in (0, 2, 3, 30)] == [
        5,
        5,
        9,
        9,
    ]


def test_street_overrides_the_district_and_only_for_itself() -> None:
    put(6, street_id=None, by=DISTRICT)
    put(7)

    assert [rule(street_id, CODE, on=TODAY) for street_id in (STREET_ID, 8, None)] == [7, 6, 6]


def test_each_change_is_a_new_version_with_reason_and_journal_entry() -> None:
    first, second = put(6), put(7)

    assert [(each.version, each.value, each.reason) for each in rule_history(STREET_ID, CODE)] == [
        (2, 7, "试行"),
        (1, 6, "试行"),
    ]
    entries = Entry.objects.order_by("about").values_list("act", "by", "about", "street_id")
    assert list(entries) == [
        ("rule.set", "account:5", f"rule:{each.pk}", STREET_ID) for each in (first, second)
    ]


def test_row_is_judged_by_the_version_it_kept() -> None:
    put(6)
    kept = version_of(STREET_ID)
    put(9)

    assert (rule(STREET_ID, CODE, on=TODAY, version=kept), rule(STREET_ID, CODE, on=TODAY)) == (6, 9)


def test_version_names_rules_and_calendar_together() -> None:
    before = version_of(STREET_ID)
    newest = put(6).pk
    taken = take_in(SPRING).pk

    assert (before, version_of(STREET_ID)) == ("r0.c0", f"r{newest}.c{taken}")


def test_version_fits_the_column_of_a_row() -> None:
    put(6)

    assert len(version_of(STREET_ID)) <= 20


def test_values_come_as_their_kind() -> None:
    put("0.95", code="visit.repeat_similarity")

    found = rule(STREET_ID, "visit.repeat_similarity", on=TODAY), rule(STREET_ID, "rate.weights", on=TODAY)

    assert found == (Fraction(19, 20), (Fraction("0.30"), Fraction("0.35"), Fraction("0.35")))


def test_unknown_rule_is_a_defect_to_read_and_refused_to_set() -> None:
    with pytest.raises(LookupError):
        rule(STREET_ID, "issue.nothing", on=TODAY)
    with pytest.raises(NotPossible, match=r"rule\.unknown"):
        put(code="issue.nothing")


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize(("path", "inside"), [(PATH, True), (f"{PATH}01/", False)])
def test_only_setters_of_the_whole_street_change_it(role: str, path: str, inside: bool) -> None:
    actor = Actor(9, STREET_ID, role, (Grant(role, path),))
    allowed = inside and role in SETTERS

    for change in (lambda: put(by=actor), lambda: take_in(SPRING, by=actor)):
        before = rows()
        try:
            with transaction.atomic():
                change()
            done = True
        except NotAllowed:
            done = False
        assert (done, rows() == before) == (allowed, not allowed)


def test_setting_up_sets_rules_for_any_street() -> None:
    assert put(6, by=Actor.system("setup", None)).set_by == "system:setup"


@pytest.mark.parametrize("street_id", [8, None])
def test_nobody_changes_another_street_or_the_district(street_id: int | None) -> None:
    with pytest.raises(NotAllowed):
        put(street_id=street_id)


@pytest.mark.parametrize(
    ("value", "given", "code"),
    [
        ("7", {}, "rule.bad_value"),
        (7, {"reason": " "}, "reason.needed"),
        (7, {"effective_on": TODAY - timedelta(days=1)}, "rule.backdated"),
    ],
)
def test_unsound_change_is_refused_and_nothing_is_written(value: object, given: dict, code: str) -> None:
    before = rows()

    with pytest.raises(NotPossible) as caught, transaction.atomic():
        put(value, **given)

    assert (caught.value.code, rows()) == (code, before)


def test_rules_page_says_what_holds_where_from_and_what_comes() -> None:
    put(6, street_id=None, by=DISTRICT)
    put(7)
    put(9, effective_on=TODAY + timedelta(days=5))

    lines = {line.code: line for line in rules_for(STREET_ID, on=TODAY)}

    line, other = lines[CODE], lines["issue.close_days"]
    assert (len(lines), line.shown, line.source, line.version) == (len(DEFAULTS), "7", "street", 1)
    assert (line.next_shown, line.next_on) == ("9", TODAY + timedelta(days=5))
    assert (other.shown, other.source, other.version, other.effective_on) == ("2", "default", 0, None)


def test_reading_costs_statements_only_once() -> None:
    rule(STREET_ID, CODE, on=TODAY)
    calendar_of(STREET_ID, on=TODAY)

    with CaptureQueriesContext(connection) as spoken:
        for code in DEFAULTS:
            rule(STREET_ID, code, on=TODAY)
        calendar_of(STREET_ID, on=TODAY)
        version_of(STREET_ID)

    assert len(spoken) == 0


@pytest.mark.django_db(transaction=True)
def test_committed_change_is_seen_at_once_by_this_process() -> None:
    assert rule(STREET_ID, CODE, on=TODAY) == 5

    put(8)

    assert rule(STREET_ID, CODE, on=TODAY) == 8


@pytest.mark.django_db(transaction=True)
def test_change_that_is_rolled_back_is_never_seen_afterwards() -> None:
    with transaction.atomic():
        put(8)
        inside = rule(STREET_ID, CODE, on=TODAY)
        transaction.set_rollback(True)

    assert (inside, rule(STREET_ID, CODE, on=TODAY)) == (8, 5)


def test_calendar_knows_the_seeded_year_and_refuses_to_guess_beyond() -> None:
    calendar = calendar_of(STREET_ID, on=TODAY)

    known = [calendar.is_working(date(2026, month, day)) for month, day in ((1, 1), (1, 4), (1, 5), (1, 10))]
    assert known == [False, True, True, False]
    with pytest.raises(CalendarUnknown):
        calendar.is_working(date(2027, 1, 4))


def test_due_beyond_the_list_is_uncertain() -> None:
    calendar = calendar_of(STREET_ID, on=TODAY)

    certain = [calendar.add_working_days(AT.replace(month=month, day=30), 5).certain for month in (11, 12)]

    assert certain == [True, False]


def test_imported_year_joins_what_was_known() -> None:
    taken = take_in(SPRING)

    calendar = calendar_of(STREET_ID, on=TODAY)
    assert calendar.covers == (date(2026, 1, 1), date(2027, 12, 31))
    assert [calendar.is_working(date(2027, 2, day)) for day in (8, 14)] == [False, True]
    assert Entry.objects.get().about == f"calendar:{taken.pk}"


def test_second_import_of_a_year_replaces_the_first() -> None:
    take_in(SPRING)

    take_in(days(Holiday(date(2027, 2, 9), False, "春节")))

    calendar = calendar_of(STREET_ID, on=TODAY)
    assert [calendar.is_working(date(2027, 2, day)) for day in (8, 9, 14)] == [True, False, False]


def test_import_replaces_the_seeded_days_of_its_span() -> None:
    this_year = {"first_on": date(2026, 1, 1), "last_on": date(2026, 12, 31)}

    take_in(days(Holiday(date(2026, 1, 2), False, "元旦")), **this_year)

    calendar = calendar_of(STREET_ID, on=TODAY)
    assert [calendar.is_working(date(2026, 1, day)) for day in (1, 2, 4)] == [True, False, False]


def test_street_s_list_overrides_the_district_s() -> None:
    take_in(
        days(Holiday(date(2027, 3, 1), True, ""), Holiday(date(2027, 2, 14), True, "")),
        street_id=None,
        by=DISTRICT,
    )
    take_in(days(Holiday(date(2027, 3, 1), False, "")))

    own, other = calendar_of(STREET_ID, on=TODAY), calendar_of(8, on=TODAY)
    days_known = [
        [each.is_working(day) for day in (date(2027, 3, 1), date(2027, 2, 14))] for each in (own, other)
    ]
    assert days_known == [[False, False], [True, True]]


@pytest.mark.parametrize(
    ("sheet", "given", "code"),
    [
        (days(errors=(RowError(2, "holiday.day", "x"),)), {}, "file.rows_unread"),
        (days(), {}, "file.empty"),
        (SPRING, {"first_on": date(2027, 12, 31), "last_on": date(2027, 1, 1)}, "file.empty"),
        (SPRING, {"last_on": date(2027, 2, 10)}, "holidays.outside"),
        (SPRING, {"first_on": date(2027, 1, 2)}, "holidays.gap"),
    ],
)
def test_unsound_list_is_refused_and_nothing_is_written(sheet: HolidaySheet, given: dict, code: str) -> None:
    before = rows()

    with pytest.raises(NotPossible) as caught, transaction.atomic():
        take_in(sheet, **given)

    assert (caught.value.code, rows()) == (code, before)


def test_calendar_page_says_how_long_the_list_lasts() -> None:
    before = loaded_calendar(STREET_ID, at=AT)
    taken = take_in(SPRING)

    after = loaded_calendar(STREET_ID, at=AT)

    assert (before.first_on, before.last_on, before.days_left) == (date(2026, 1, 1), date(2026, 12, 31), 304)
    assert (after.last_on, after.days_left, after.imports) == (date(2027, 12, 31), 669, (taken,))


def test_office_hours_follow_the_day_they_hold_on() -> None:
    value = {"spans": [["09:00", "17:00"]], "weekdays": [0, 1, 2, 3, 4, 5]}
    put(value, code="office.hours", effective_on=TODAY + timedelta(days=1))

    now, later = (calendar_of(STREET_ID, on=TODAY + timedelta(days=offset)) for offset in (0, 1))

    assert (now.hours.a_day, later.hours.a_day) == (timedelta(hours=7), timedelta(hours=8))
    assert later.is_working(date(2026, 3, 7))


def test_file_goes_the_whole_way() -> None:
    sheet = read_holidays("日期,类型,名称\n2027-02-08,休,春节\n".encode(), name="2027.csv")

    take_in(sheet)

    assert not calendar_of(STREET_ID, on=TODAY).is_working(date(2027, 2, 8))
