"""Events as iCalendar (RFC 5545), for the calendar that people have already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

LINE_OCTETS: Final = 75
PRODUCT: Final = "-//Doorstep//Meetings//ZH"


@dataclass(frozen=True)
class Event:
    """One event; moments know their time zone. ``uid`` stays the same when the event changes."""

    uid: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    title: str
    place: str = ""
    url: str = ""


def ical(name: str, events: Iterable[Event]) -> bytes:
    """A whole calendar, folded and escaped as the standard asks."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        f"X-WR-CALNAME:{escaped(name)}",
        *(line for event in events for line in lines_of(event)),
        "END:VCALENDAR",
    ]
    return b"".join(folded(line) for line in lines)


def lines_of(event: Event) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{event.uid}"
    yield f"DTSTAMP:{stamp(event.changed_at)}"
    yield f"DTSTART:{stamp(event.starts_at)}"
    yield f"DTEND:{stamp(event.ends_at)}"
    yield f"SUMMARY:{escaped(event.title)}"
    if event.place:
        yield f"LOCATION:{escaped(event.place)}"
    if event.url:
        yield f"URL:{event.url}"
    yield "END:VEVENT"


def stamp(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def escaped(text: str) -> str:
    """Backslash, comma, semicolon and line break as RFC 5545 §3.3.11 writes them."""
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def folded(line: str) -> bytes:
    """At most 75 octets a line, never inside a character (RFC 5545 §3.1)."""
    parts, current, room = [], b"", LINE_OCTETS
    for character in line:
        octets = character.encode()
        if len(current) + len(octets) > room:
            parts.append(current)
            current, room = b"", LINE_OCTETS - 1
        current += octets
    return b"\r\n ".join([*parts, current]) + b"\r\n"
