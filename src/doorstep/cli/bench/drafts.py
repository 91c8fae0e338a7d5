"""The kinds of rows that a loaded issue can be: what it is about and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate
from random import Random
from typing import Any, Final

from django.apps import apps
from django.db import connection

from doorstep.cli.bench.street import SEED, categories_by_kind
from doorstep.cli.demo.content.shapes import Category, Spot
from doorstep.cli.demo.content.texts import draw_voice, issue_text
from doorstep.issues.queries import categories
from doorstep.issues.rules import OPEN_STATES, Cell, cells_of

HOUR: Final = timedelta(hours=1)
TEXTS_EACH: Final = 40
SOME_MOMENT: Final = datetime.fromisoformat("2010-01-01T08:00:00+08:00")
# route, state, answer, grade, and how many of a thousand: nearly all put right at once, as in the source
FATES: Final = (
    ("on_spot", "closed", "resolved", 4, 560),
    ("on_spot", "closed", "resolved", 3, 250),
    ("on_spot", "on_spot_done", "", None, 40),
    ("time_limited", "closed", "resolved", 3, 50),
    ("time_limited", "working", "", None, 20),
    ("time_limited", "delivered", "", None, 10),
    ("long_term", "working", "", None, 10),
    ("explained", "closed", "partly", 2, 10),
    ("redirected", "closed", "unresolved", 1, 10),
    ("in_hand", "triaged", "", None, 20),
    ("in_hand", "captured", "", None, 20),
)
WEIGHTS: Final = list(accumulate(fate[4] for fate in FATES))
UNSEEN: Final = frozenset({"captured", "triaged"})
UNDONE: Final = UNSEEN | {"working"}
WITH_UNIT: Final = frozenset({"time_limited", "long_term"})


@dataclass(frozen=True)
class Draft:
    """One kind of row: the columns as the database takes them, and the counters it stands in."""

    values: list[Any]
    cells: tuple[Cell, ...]
    texts: list[str]
    state: str
    answer: str


def columns() -> list[Any]:
    """The columns of an issue, as its model has them now."""
    return list(apps.get_model("issues", "Issue")._meta.concrete_fields)


def all_drafts(street_id: int, homes: tuple[Spot, ...]) -> list[list[Draft]]:
    """For each category one draft for each fate, in the order of FATES."""
    rng = Random(SEED)
    known = {each.code: each for each in categories(street_id)}
    return [list(drafts_about(known[each.code], said(rng, each, homes))) for each in categories_by_kind()]


def said(rng: Random, category: Category, homes: tuple[Spot, ...]) -> list[str]:
    spoken = ((home, draw_voice(rng, home)) for home in rng.choices(homes, k=TEXTS_EACH))
    return [issue_text(rng, category, home, voice) for home, voice in spoken]


def drafts_about(category: Any, texts: list[str]) -> Iterator[Draft]:
    for route, state, answer, grade, _ in FATES:
        contacted = None if state in UNSEEN else SOME_MOMENT
        cells = cells_of(
            route=route,
            state=state,
            category=category.code,
            response_due_at=SOME_MOMENT,
            contacted_at=contacted,
            response_missed=False,
            answer=answer,
            grade=grade,
            excluded=False,
        )
        row = apps.get_model("issues", "Issue")(
            street_id=category.street_id,
            kind="issue",
            source="web",
            category_id=category.pk,
            state=state,
            is_open=state in OPEN_STATES,
            route=route,
            unit_id=category.unit_id if route in WITH_UNIT else None,
            rule_version="r0.c0",
            close_reason="called_back" if state == "closed" else "",
            answer=answer,
            grade=grade,
            step_count=1,
        )
        values = [each.get_db_prep_save(getattr(row, each.attname), connection) for each in columns()]
        yield Draft(values, cells, texts, state, answer)


def moments(draft: Draft, at: datetime) -> dict[str, datetime | None]:
    """When it was received, and what followed within two days."""
    seen, done = draft.state not in UNSEEN, draft.state not in UNDONE
    closed = draft.state == "closed"
    return {
        "received_at": at,
        "recorded_at": at,
        "state_since": at + HOUR if seen else at,
        "response_due_at": at + 24 * HOUR,
        "due_at": None if closed else at + 48 * HOUR,
        "solve_due_at": at + 48 * HOUR if seen else None,
        "contacted_at": at + HOUR if seen else None,
        "delivered_at": at + HOUR if done else None,
        "closed_at": at + 48 * HOUR if closed else None,
    }
