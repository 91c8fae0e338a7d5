"""The year's meetings as they are written down: ordinary ones, the two threads, the daily ones on site."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.rhythm import SHANGHAI


@dataclass(frozen=True)
class Put:
    """One item and what came of it; ``votes`` are yes, no, abstain where the item has a rule."""

    title: str
    decision: str
    owner: str
    rule: str
    votes: tuple[int, ...]


@dataclass(frozen=True)
class Gathering:
    """One scripted meeting."""

    thread: str
    at: datetime
    path: str
    who: str
    kind: str
    title: str
    room: str
    came: tuple[int, int]
    items: tuple[Put, ...]
    asked: tuple[tuple[str, str, str], ...]
    is_public: bool


@dataclass(frozen=True)
class Daily:
    """The daily meeting on site: when, where, and what came up with what was done about it."""

    thread: str
    first: date
    last: date
    path: str
    who: str
    title: str
    room: str
    came: tuple[int, int]
    items: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True)
class Written:
    """One step of a procedure; ``numbers`` are entitled, attended, yes, no, abstain."""

    code: str
    day: date
    minutes: str
    numbers: tuple[int, ...]
    electorate: str


@dataclass(frozen=True)
class Guided:
    """One matter on its way through the steps."""

    thread: str
    path: str
    who: str
    kind: str
    title: str
    start: date
    steps: tuple[Written, ...]


@cache
def ordinary() -> dict[str, list[str]]:
    """What a community's own meetings talk about, and in which words they decide."""
    return dict(table("meetings")["ordinary"])


@cache
def scripted() -> tuple[Gathering, ...]:
    return tuple(_gathering(row) for row in table("meetings")["scripted"])


def _gathering(row: dict[str, Any]) -> Gathering:
    return Gathering(
        thread=row["thread"],
        at=datetime.fromisoformat(row["at"]).replace(tzinfo=SHANGHAI),
        path=street().path + row["where"],
        who=row["who"],
        kind=row["kind"],
        title=row["title"],
        room=row["room"],
        came=(row["came"][0], row["came"][1]),
        items=tuple(_put(line) for line in row["items"]),
        asked=tuple((parts[0], parts[1], parts[2]) for parts in map(_parts, row.get("asked", ()))),
        is_public=row.get("public", False),
    )


def _parts(line: str) -> list[str]:
    return line.split("|")


def _put(line: str) -> Put:
    title, decision, owner, rule, *votes = _parts(line)
    return Put(title, decision, owner, rule, tuple(int(each) for each in votes if each))


@cache
def daily() -> Daily:
    row = table("meetings")["daily"]
    items = tuple((parts[0], parts[1], parts[2]) for parts in map(_parts, row["items"]))
    return Daily(
        thread=row["thread"],
        first=date.fromisoformat(row["first"]),
        last=date.fromisoformat(row["last"]),
        path=street().path + row["where"],
        who=row["who"],
        title=row["title"],
        room=row["room"],
        came=(row["came"][0], row["came"][1]),
        items=items,
    )


@cache
def guided() -> tuple[Guided, ...]:
    return tuple(
        Guided(
            thread=row["thread"],
            path=street().path + row["where"],
            who=row["who"],
            kind=row["kind"],
            title=row["title"],
            start=date.fromisoformat(row["start"]),
            steps=tuple(_written(line) for line in row["steps"]),
        )
        for row in table("meetings")["procedure"]
    )


def _written(line: str) -> Written:
    code, day, minutes, numbers, electorate = _parts(line)
    return Written(
        code,
        date.fromisoformat(day),
        minutes,
        tuple(int(each) for each in numbers.split(",") if each),
        electorate,
    )
