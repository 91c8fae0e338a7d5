"""What the released picture of a year says of single figures, and of its parts without small cells (plain Python)."""

from collections.abc import Mapping
from typing import Any, Final

from doorstep.issues.rules import ROUTES
from doorstep.publishing.rules.cells import safe_table

HELD: Final = {
    "visits.households": "households",
    "visits.total": "visits",
    "issues.total": "issues",
    "issues.on_spot": "on_spot",
    "issues.on_spot_share": "on_spot_share",
    "projects.approved": "projects",
    "projects.fields": "fields",
}
ROUTE_FIGURES: Final = {f"issues.{code}": code for code in ROUTES if code != "on_spot"}
SPLIT_BY_ROUTE: Final = frozenset({"issues.total", "issues.on_spot", "issues.on_spot_share", *ROUTE_FIGURES})
SPLIT_BY_ORIENTATION: Final = frozenset({"projects.approved", "projects.fields"})
# The home page says how many were put right on the spot and how many were not, whatever their size.
SAID: Final = {code: "on_spot" if code == "on_spot" else "others" for code in ROUTES}


def is_pictured(name: str) -> bool:
    return name in HELD or name in ROUTE_FIGURES


def value_in(body: Mapping[str, Any], name: str) -> int | str | None:
    """The figure as the picture says it; None where it is kept back because it is small."""
    if name in HELD:
        held: int | str = body[HELD[name]]
        return held
    return safe_routes(body)[ROUTE_FIGURES[name]]


def safe_routes(body: Mapping[str, Any]) -> dict[str, int | None]:
    """How many matters went which way; None where the count is small or would give a small one back."""
    counts = {code: body["routes"].get(code, 0) for code in ROUTES}
    return safe_table({"all": counts}, classes=SAID).cells["all"]
