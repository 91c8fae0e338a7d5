"""A released picture of a year with the counts that a test needs."""

from datetime import datetime
from typing import Any

from doorstep.issues.rules import ROUTES
from doorstep.kernel.refs import uuid7
from doorstep.publishing.models import Snapshot
from tests.issues.town import AT

COUNTED = {
    "on_spot": 400,
    "time_limited": 120,
    "long_term": 40,
    "explained": 30,
    "merged": 3,
    "in_project": 20,
}


def picture_body(routes: dict[str, int] | None = None, **changes: Any) -> dict[str, Any]:
    counts = dict.fromkeys(ROUTES, 0) | (COUNTED if routes is None else routes)
    total = sum(counts.values())
    return {
        "year": 2026,
        "households": 812,
        "visits": 960,
        "issues": total,
        "on_spot": counts["on_spot"],
        "on_spot_share": "65.25%",
        "others": total - counts["on_spot"],
        "projects": 9,
        "projects_done": 2,
        "fields": 4,
        "routes": counts,
        "orientations": {"weakness": 2, "urgent": 3, "difficulty": 4},
        **changes,
    }


def released(
    street_id: int, body: dict[str, Any], *, kind: str = "home", key: str = "2026", at: datetime = AT
) -> Snapshot:
    """As a reviewer lets it out."""
    return kept(street_id, body, kind=kind, key=key, reviewed_by="account:2", posted_at=at, current=True)


def kept(
    street_id: int, body: dict[str, Any], *, kind: str = "home", key: str = "2026", **out: Any
) -> Snapshot:
    """As the timer leaves it: nobody has read it yet."""
    values = {"version": 1, "made_by": "system:timer", "made_at": AT, **out}
    return Snapshot.objects.create(id=uuid7(AT), street_id=street_id, kind=kind, key=key, body=body, **values)
