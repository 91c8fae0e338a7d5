"""The fields that a notice of each kind may hold, down to the last part (plain Python; DOMAIN N2)."""

from collections.abc import Mapping
from typing import Final

from doorstep.publishing.rules.shapes import PEOPLE, PLAIN, Spec

BENEFICIARY: Final[Spec] = {"group": PLAIN, "count": PEOPLE, "unit": PLAIN}
MONEY: Final[Spec] = {"quota": PLAIN, "other": PLAIN, "in_kind": PLAIN}
PROMISE: Final[Spec] = {
    "number": PLAIN,
    "name": PLAIN,
    "org": PLAIN,
    "orientation": PLAIN,
    "field": PLAIN,
    "beneficiaries": BENEFICIARY,
    "ends_on": PLAIN,
    "money": MONEY,
}
BECAUSE: Final[Spec] = {"class": PLAIN, "count": PLAIN, "adoption": PLAIN, "reason": PLAIN}
OPINIONS: Final[Spec] = {
    "is_open": PLAIN,
    "total": PLAIN,
    "answered": PLAIN,
    "classes": {"name": PLAIN, "count": PLAIN, "answered": PLAIN},
    "replies": BECAUSE,
    # words alone whose writer agreed and that a second person let out
    "voices": {"class": PLAIN, "text": PLAIN, "adoption": PLAIN},
}
LIST_ROW: Final[Spec] = PROMISE
VOTE: Final[Spec] = {
    "level": PLAIN,
    "ref": PLAIN,
    "on": PLAIN,
    "yes": PLAIN,
    "no": PLAIN,
    "abstain": PLAIN,
    # the threshold of the meeting: how many were there of how many, and what would have been enough
    "checks": {"name": PLAIN, "have": PLAIN, "of": PLAIN, "needs": PLAIN, "holds": PLAIN},
    "basis": PLAIN,
}
FIGURES: Final[Spec] = {
    "method": PLAIN,
    "n": PLAIN,
    "frame": PLAIN,
    "asked": PLAIN,
    "response_rate": PLAIN,
    "rate": PLAIN,
    "interval": PLAIN,
    "weighted": PLAIN,
    "n_eff": PLAIN,
    "draw_file": PLAIN,
    "grades": {"grade": PLAIN, "count": PLAIN, "share": PLAIN},
    "called_again": PLAIN,
    "not_confirmed": PLAIN,
}
FOOT: Final[Spec] = {"phone": PLAIN, "note": PLAIN}
BODIES: Final[Mapping[str, Spec]] = {
    "approval": {**PROMISE, "phone": PLAIN},
    "list": {"number": PLAIN, "year": PLAIN, "chosen": PLAIN, "rows": LIST_ROW, **FOOT},
    "plan": {
        **PROMISE,
        "version": PLAIN,
        "on": PLAIN,
        "reason": PLAIN,
        "goal": PLAIN,
        "summary": PLAIN,
        "measures": PLAIN,
        "starts_on": PLAIN,
        "milestones": {"name": PLAIN, "planned_on": PLAIN},
        "changes": {"label": PLAIN, "before": PLAIN, "after": PLAIN, "because": BECAUSE},
        "others": BECAUSE,
        "opinions": {"total": PLAIN, "answered": PLAIN},
        **FOOT,
    },
    "expense": {
        "number": PLAIN,
        "org": PLAIN,
        "project": PLAIN,
        "project_number": PLAIN,
        "category": PLAIN,
        "use": PLAIN,
        "purpose": PLAIN,
        "amount": PLAIN,
        "how": PLAIN,
        "quotes": PLAIN,
        "supplier": PLAIN,
        "helped": PLAIN,
        "sources": {"name": PLAIN, "amount": PLAIN},
        "decisions": VOTE,
        "accepted_on": PLAIN,
        "signs": {"capacity": PLAIN, "count": PLAIN},
        **FOOT,
    },
    "decision": {
        "number": PLAIN,
        "org": PLAIN,
        "project": PLAIN,
        "project_number": PLAIN,
        "purpose": PLAIN,
        "amount": PLAIN,
        "supplier": PLAIN,
        "sources": {"name": PLAIN, "amount": PLAIN},
        "need": PLAIN,
        "do_it": PLAIN,
        "do_less": PLAIN,
        "do_nothing": PLAIN,
        "comparable": PLAIN,
        "objections": PLAIN,
        "hearing": {"days": PLAIN, "people": PLAIN, "agreed": PLAIN, "share": PLAIN, "needs": PLAIN},
        "decisions": VOTE,
        "decided_on": PLAIN,
        **FOOT,
    },
    # masked names alone, in the order of proposing: no ranks
    "stars": {
        "number": PLAIN,
        "table": PLAIN,
        "rows": {"name": PLAIN, "community": PLAIN, "stars": PLAIN, "hours": PLAIN},
        **FOOT,
    },
    "result": {
        "number": PLAIN,
        "name": PLAIN,
        "part": PLAIN,
        "org": PLAIN,
        "goal": PLAIN,
        "result": PLAIN,
        **FIGURES,
        "adjusted": PLAIN,
        "adjusted_interval": PLAIN,
        "expected": PLAIN,
        "band": PLAIN,
        "difficulty": PLAIN,
        "beneficiaries": BENEFICIARY,
        "by_group": {"group": PLAIN, "n": PLAIN, "frame": PLAIN, "rate": PLAIN},
        "themes": {"theme": PLAIN, "count": PLAIN},
        # of the thing itself, by people who did not deliver it; beside the answers, never in the rate
        "site": {"on": PLAIN, "works": PLAIN, "kept": PLAIN, "used": PLAIN, "words": PLAIN},
        "rectification": PLAIN,
        "contact": PLAIN,
        "frame_hash": PLAIN,
        "words": {"text": PLAIN},  # of people who agreed to be quoted
        "taken_back": PLAIN,  # the day since when somebody's words are not quoted any more, never whose
        "asked_to_change": PLAIN,
        **FOOT,
    },
    "rectification": {
        "number": PLAIN,
        "name": PLAIN,
        "part": PLAIN,
        "org": PLAIN,
        "cause": PLAIN,
        "action": PLAIN,
        "owner": PLAIN,
        "due_on": PLAIN,
        "done_on": PLAIN,
        "first": FIGURES,
        "second": FIGURES,
        "contact": PLAIN,
        **FOOT,
    },
}
# What the desk may put better in a draft; everything else is drawn from the thing itself.
EDITABLE: Final[Mapping[str, frozenset[str]]] = {
    "approval": frozenset(),
    "list": frozenset({"chosen", "note"}),
    "plan": frozenset({"reason", "goal", "summary", "measures", "note"}),
    "expense": frozenset({"purpose", "supplier", "how", "note"}),
    "decision": frozenset(
        {"purpose", "need", "do_it", "do_less", "do_nothing", "comparable", "objections", "note"}
    ),
    "stars": frozenset({"note"}),
    "result": frozenset(
        {"goal", "rectification", "contact", "themes.theme", "site.words", "words.text", "note"}
    ),
    "rectification": frozenset({"cause", "action", "contact", "note"}),
}
