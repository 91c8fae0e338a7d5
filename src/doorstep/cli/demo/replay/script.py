"""The two threads that can be followed by eye: visits and words on given days, at given doors."""

from dataclasses import dataclass, field
from datetime import datetime

from doorstep.cli.demo.content.categories import category
from doorstep.cli.demo.content.shapes import Saying, Spot, SpotKind, ThreadEvent
from doorstep.cli.demo.content.thread import heating, renewal
from doorstep.cli.demo.replay.deal import Voice
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work

DECISIONS = ("committee_decides", "branch_decides", "no_agreement")


@dataclass
class Scene:
    """One scripted visit and what was said during it."""

    at: datetime
    username: str
    spot: Spot
    topics: str
    voices: list[Voice] = field(default_factory=list)


def scenes(stage: Stage, works: list[Work]) -> list[Scene]:
    """Every scripted visit in order; its words are sources of the thread's project."""
    found: dict[tuple[datetime, str], Scene] = {}
    for key, events in (("heating", heating()), ("renewal", renewal())):
        work = next((each for each in works if each.plan.key == key), None)
        for event in events:
            if event.what == "visit":
                spot = stage.plan.by_path[event.path]
                found[event.at, event.path] = Scene(event.at, event.who, spot, event.text)
            elif event.what == "issue":
                found[event.at, event.path].voices.append(voice_of(stage, event, work))
    return list(found.values())


def voice_of(stage: Stage, event: ThreadEvent, work: Work | None) -> Voice:
    spot = stage.plan.by_path[event.path]
    topic = category(event.category)
    route = "in_project" if work is not None else "long_term"
    return Voice(topic, Saying(event.text, "demand", ""), spot, spot, route, day=event.at.date(), work=work)


def scripted_doors(stage: Stage) -> set[str]:
    """Dwellings that the script visits; the dealt rounds leave them to it."""
    events = (*heating(), *renewal())
    paths = {event.path for event in events if event.what == "visit"}
    return {path for path in paths if stage.plan.by_path[path].kind is SpotKind.DWELLING}


def decisions(key: str) -> str:
    """What committee and branch decided, as the project's own reason tells it."""
    events = {"heating": heating, "renewal": renewal}[key]()
    return "\n".join(f"{event.at:%Y-%m-%d} {event.text}" for event in events if event.what in DECISIONS)
