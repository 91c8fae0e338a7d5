"""How an issue moves, and which route fits which state (plain Python; DOMAIN §3.2, I0, I6)."""

from collections.abc import Iterable, Mapping
from typing import Final

from doorstep.issues.rules.words import ROUTES
from doorstep.kernel.workflow import Move, Workflow

WORKFLOW: Final = Workflow(
    "issue",
    initial="captured",
    moves=(
        Move("triage", "captured", "triaged"),
        Move("triage", "triaged", "triaged"),
        Move("triage", "objected", "triaged"),
        Move("finish_on_spot", "captured", "on_spot_done", note_needed=True),
        Move("finish_on_spot", "triaged", "on_spot_done", note_needed=True),
        Move("finish_on_spot", "working", "on_spot_done", note_needed=True),
        Move("dispatch", "triaged", "assigned"),
        Move("dispatch", "working", "assigned"),
        Move("recall", "assigned", "triaged", note_needed=True),
        Move("accept", "assigned", "accepted"),
        Move("object", "assigned", "objected", note_needed=True),
        Move("start_work", "accepted", "working"),
        Move("return", "accepted", "triaged", note_needed=True),
        Move("return", "working", "triaged", note_needed=True),
        Move("extend", "accepted", "accepted", note_needed=True),
        Move("extend", "working", "working", note_needed=True),
        Move("deliver", "accepted", "delivered", note_needed=True),
        Move("deliver", "working", "delivered", note_needed=True),
        Move("deliver", "in_project", "delivered", note_needed=True),
        Move("take_over", "captured", "delivered", note_needed=True),
        Move("explain", "captured", "explained", note_needed=True),
        Move("explain", "triaged", "explained", note_needed=True),
        Move("redirect", "captured", "redirected", note_needed=True),
        Move("redirect", "triaged", "redirected", note_needed=True),
        Move("link_project", "triaged", "in_project"),
        Move("link_project", "accepted", "in_project"),
        Move("link_project", "working", "in_project"),
        Move("link_project", "in_project", "in_project"),
        Move("unlink_project", "in_project", "triaged", note_needed=True),
        Move("merge", "captured", "merged"),
        Move("merge", "triaged", "merged"),
        Move("merge", "accepted", "merged"),
        Move("merge", "working", "merged"),
        Move("unmerge", "merged", "triaged", note_needed=True),
        Move("call_back", "on_spot_done", "called_back"),
        Move("call_back", "delivered", "called_back"),
        Move("call_back", "explained", "called_back"),
        Move("call_back", "redirected", "called_back"),
        Move("confirm_at_door", "on_spot_done", "closed"),
        Move("close", "called_back", "closed"),
        Move("close_by_reason", "captured", "closed", note_needed=True),
        Move("close_by_reason", "triaged", "closed", note_needed=True),
        Move("close_by_reason", "on_spot_done", "closed", note_needed=True),
        Move("close_by_reason", "delivered", "closed", note_needed=True),
        Move("close_by_reason", "explained", "closed", note_needed=True),
        Move("close_by_reason", "redirected", "closed", note_needed=True),
        Move("reopen", "called_back", "working", note_needed=True),
        Move("reopen", "closed", "working", note_needed=True),
    ),
    final=frozenset({"closed", "merged"}),
    limits={
        "captured": "issue.triage_hours",
        "triaged": "issue.dispatch_hours",
        "assigned": "issue.accept_days",
        "objected": "issue.accept_days",
        "accepted": "issue.solve_days",
        "working": "issue.solve_days",
        "on_spot_done": "issue.call_back_days",
        "explained": "issue.call_back_days",
        "redirected": "issue.call_back_days",
        "delivered": "issue.call_back_days",
        "called_back": "issue.close_days",
        "in_project": "issue.project_news_days",
    },
)
TRIAGE_ROUTES: Final = ("on_spot", "time_limited", "long_term")
BEING_HANDLED: Final = frozenset({"triaged", "assigned", "objected", "accepted", "working"})
AFTERWARDS: Final = frozenset({"delivered", "called_back", "closed"})
TO_CONFIRM: Final = ("on_spot_done", "delivered", "explained", "redirected")
ROUTE_STATES: Final[Mapping[str, frozenset[str]]] = {
    "in_hand": frozenset({"captured", "triaged"}),
    "on_spot": BEING_HANDLED | AFTERWARDS | {"on_spot_done"},
    "time_limited": BEING_HANDLED | AFTERWARDS,
    "long_term": BEING_HANDLED | AFTERWARDS,
    "explained": frozenset({"explained", "called_back", "closed"}),
    "redirected": frozenset({"redirected", "called_back", "closed"}),
    "merged": frozenset({"merged"}),
    "in_project": AFTERWARDS | {"in_project", "working"},
}


def fits(route: str, state: str) -> bool:
    """Whether an issue on this route can be in this state; anything else does not reconcile (I6)."""
    return state in ROUTE_STATES.get(route, ())


def unfit_pairs(states: Iterable[str]) -> list[tuple[str, str]]:
    """Every pair of route and state that no issue may have."""
    return [(route, state) for route in ROUTES for state in states if not fits(route, state)]


def reopened_route(route: str) -> str:
    """What could not be explained away is now to be put right by a date.

    立行立改 stays 立行立改 while its short limit, counted from the reopening, has not passed.
    """
    return "time_limited" if route in {"explained", "redirected"} else route


def needs_answer(route: str, answer: str) -> bool:
    """Whether a called-back issue must be reopened rather than closed: it was to be solved and is not."""
    return answer == "unresolved" and route not in {"explained", "redirected"}
