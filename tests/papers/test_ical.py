"""A stock calendar reads back what was written."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from doorstep.papers.ical import Event, ical

AT = datetime(2026, 3, 2, 7, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), max_size=200)


def event(title: str = "居民代表会议", place: str = "") -> Event:
    return Event(
        "m1@doorstep", AT, AT + timedelta(hours=2), AT, title, place, "https://doorstep.example/desk/"
    )


def test_event_is_read_with_its_hours_place_and_address() -> None:
    (found,) = Calendar.from_ical(ical("会议", [event(place="社区会议室, 二楼; 东")])).walk("VEVENT")

    assert (found.decoded("DTSTART"), found.decoded("DTEND")) == (AT, AT + timedelta(hours=2))
    assert (str(found["SUMMARY"]), str(found["LOCATION"])) == ("居民代表会议", "社区会议室, 二楼; 东")
    assert (str(found["UID"]), str(found["URL"])) == ("m1@doorstep", "https://doorstep.example/desk/")


@given(title=WORDS)
def test_any_title_comes_back_as_it_was(title: str) -> None:
    (found,) = Calendar.from_ical(ical("会议", [event(title)])).walk("VEVENT")

    assert str(found["SUMMARY"]) == title


def test_no_line_is_longer_than_seventy_five_octets() -> None:
    lines = ical("会议", [event("供暖" * 80)]).split(b"\r\n")

    assert max(map(len, lines)) <= 75


def test_calendar_without_events_is_a_calendar() -> None:
    assert Calendar.from_ical(ical("会议", [])).walk("VEVENT") == []
