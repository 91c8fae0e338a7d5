"""Which fields of a thing the public may see (plain Python; DOMAIN R6, N2)."""

from collections.abc import Mapping
from typing import Any, Final

from doorstep.publishing.rules.bodies import BECAUSE, BODIES, OPINIONS, PROMISE
from doorstep.publishing.rules.shapes import COUNTS, PLAIN, Spec, picked

ALLOWED: Final[Mapping[str, Spec]] = {
    **BODIES,
    "project": {
        **PROMISE,
        "place": PLAIN,
        "state": PLAIN,
        "state_since": PLAIN,
        "goal": PLAIN,
        "baseline": PLAIN,
        "evidence": PLAIN,
        "measures": PLAIN,
        "summary": PLAIN,
        "starts_on": PLAIN,
        "milestones": {"name": PLAIN, "planned_on": PLAIN, "done_on": PLAIN, "result": PLAIN},
        "sources": {"category": PLAIN, "count": PLAIN},
        "own_reason": PLAIN,
        "versions": {
            "number": PLAIN,
            "on": PLAIN,
            "reason": PLAIN,
            "answers": PLAIN,
            "changes": {"label": PLAIN, "before": PLAIN, "after": PLAIN, "because": BECAUSE},
            "others": BECAUSE,
        },
        "opinions": OPINIONS,
        "questions": {"on": PLAIN, "question": PLAIN, "answer": PLAIN, "by": PLAIN},
        "notice": {"starts_on": PLAIN, "ends_on": PLAIN},
        "waits": {"reason": PLAIN, "on": PLAIN, "meeting": PLAIN},
        "reason": PLAIN,
        "timeline": {"on": PLAIN, "act": PLAIN, "note": PLAIN},
    },
    "home": {
        "year": PLAIN,
        "households": PLAIN,
        "visits": PLAIN,
        "issues": PLAIN,
        "on_spot": PLAIN,
        "on_spot_share": PLAIN,
        "others": PLAIN,
        "projects": PLAIN,
        "projects_done": PLAIN,
        "fields": PLAIN,
        "routes": COUNTS,
        "orientations": COUNTS,
    },
    # organisations, never the people who speak for them
    "partners": {
        "year": PLAIN,
        "rows": {"partner": PLAIN, "kind": PLAIN, "unit": PLAIN, "pledged": PLAIN, "delivered": PLAIN},
    },
}
# What changes by itself once a notice is up; everything else stands as its reviewer read it.
MOVING: Final = frozenset({"state", "state_since", "notice", "timeline", "reason", "opinions", "questions"})
# What still says which project it was when its plan is not public: before a notice, or after one was taken down.
TOMBSTONE: Final = MOVING | {"waits", "number", "name", "org", "orientation", "field", "place"}


def allowed(kind: str, values: Mapping[str, Any]) -> dict[str, Any]:
    """Only what the allow-list of this kind of page names; a value it lacks is an error, not a gap."""
    return picked(ALLOWED[kind], values)


def tombstone(body: Mapping[str, Any]) -> dict[str, Any]:
    """The page of a project whose plan is not public: what it was called, what happened, nothing it says."""
    return {name: value if name in TOMBSTONE else emptied(value) for name, value in body.items()}


def emptied(value: Any) -> Any:
    if isinstance(value, Mapping):
        return dict.fromkeys(value, "")
    return [] if isinstance(value, list) else ""


def is_as_read(read: Mapping[str, Any], now: Mapping[str, Any]) -> bool:
    """Whether a page still says what its reviewer read, apart from what moves by itself."""
    return all(now[name] == read.get(name) for name in now if name not in MOVING)
