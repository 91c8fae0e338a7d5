"""The personal ledgers that a second person lets out: who may ask, and how each is made (DOMAIN G9).

The line: a table that holds many residents' or members' words or names goes through here. Money, agreements,
statistics, an opinion summary without doors, and one's own card hold no such thing and stay direct.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from doorstep.issues.printouts import LISTS, issue_ledger
from doorstep.issues.queries import counts_by_visit
from doorstep.kernel.calendar import SHANGHAI
from doorstep.papers.table import Table
from doorstep.places.queries import street
from doorstep.visits.printouts import visit_ledger
from doorstep.visits.queries import visits
from doorstep.volunteers.printouts import roster

Scope = Mapping[str, Any]
MOST_VISITS: Final = 50_000


@dataclass(frozen=True)
class Ledger:
    """``ability`` opens the ledger at its own door; ``make`` builds exactly the approved scope."""

    ability: str
    make: Callable[[Any, Scope], Table]


def unit_of(actor: Any) -> str:
    return str(street(actor.street_id or 0).name)


def issue_table(actor: Any, scope: Scope) -> Table:
    year, route = int(scope["year"]), str(scope.get("route", ""))
    return issue_ledger(actor, street_id=actor.street_id or 0, year=year, unit=unit_of(actor), route=route)


def visit_table(actor: Any, scope: Scope) -> Table:
    rows = visits(actor, dict(scope)).order_by("id")[:MOST_VISITS]
    return visit_ledger(rows, unit=unit_of(actor), issue_counts=counts_by_visit)


def member_table(actor: Any, scope: Scope) -> Table:
    return roster(actor, unit=unit_of(actor))


LEDGERS: Final = {
    "issue": Ledger("issue.read", issue_table),
    "visit": Ledger("visit.read", visit_table),
    "member": Ledger("member.keep", member_table),
}


def scope_in_words(ledger: str, scope: Scope) -> str:
    """What the second person reads: year and list, or the filters that narrow it."""
    named = dict(scope)
    if ledger == "issue" and named.get("route"):
        named["route"] = LISTS.get(named["route"], named["route"])
    return "、".join(str(value) for value in named.values() if value)


def marked(table: Table, *, name: str, at: datetime) -> Table:
    """Who took it and when, across every page and in a cell."""
    return replace(table, mark=f"{name} {at.astimezone(SHANGHAI):%Y-%m-%d %H:%M}")
