"""Many invented issues at once, as the acts would have left them: rows, words to be found by, and counters.

They are written past the services on purpose, since a million acts would take hours. ``verify-tallies`` says
whether the counters still agree with the rows; a test asks it.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from random import Random
from typing import Any, Final
from uuid import UUID

from django.db import connection, transaction

from doorstep.cli.bench.drafts import FATES, WEIGHTS, Draft, all_drafts, columns, moments
from doorstep.cli.bench.street import SEED
from doorstep.cli.demo.content.shapes import Spot, SpotKind
from doorstep.cli.demo.replay.stage import Stage
from doorstep.issues.rules import Cell, month_of
from doorstep.kernel.refs import new_tracking_number, uuid7
from doorstep.records.search import SearchText, index_rows, tidy_index
from doorstep.records.tallies import shift

BATCH: Final = 5_000
YEARS: Final = 10
WORD: Final = "卵石"  # what is looked for; nobody says it but every twentieth
SENTENCE: Final = "门前那条卵石路也请看一下。"
WORD_EVERY: Final = 20
DEEP_ROW: Final = 26  # before it lie exactly the rows of the last page
FATE_NUMBERS: Final = range(len(FATES))


@dataclass
class Loaded:
    """What was made. ``deep`` is the key below which only the rows of the last page lie."""

    count: int = 0
    deep: UUID | None = None
    tallies: Counter[tuple[str, str, Cell]] = field(default_factory=Counter)

    def note(self, key: UUID, month: str, community: str, cells: tuple[Cell, ...]) -> None:
        self.count += 1
        if self.count == DEEP_ROW:
            self.deep = key
        for cell in cells:
            self.tallies[month, community, cell] += 1


@dataclass(frozen=True)
class Made:
    """One issue and the words it is found by."""

    values: list[Any]
    words: SearchText


def load_issues(stage: Stage, count: int, *, last: datetime) -> Loaded:
    """``count`` issues in the order of their days, over the ten years that end with ``last``."""
    loaded = Loaded()
    rows = rows_of(stage, count, last, loaded)
    with quick_writes():
        while batch := list(islice(rows, BATCH)):
            write(batch)
        keep_tallies(stage.street_id, loaded)
        tidy_index()
        refresh_planner()
    return loaded


@contextmanager
def quick_writes() -> Iterator[None]:
    """Nothing of this is worth waiting for the disk; afterwards the connection is as careful as ever."""
    if connection.vendor != "sqlite" or connection.in_atomic_block:
        yield
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=OFF")
    try:
        yield
    finally:
        connection.close()


def refresh_planner() -> None:
    """What an installation that grew to this size would have let the database find out."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE" if connection.vendor == "postgresql" else "PRAGMA optimize")


def rows_of(stage: Stage, count: int, last: datetime, loaded: Loaded) -> Iterator[Made]:
    """One issue after the other, evenly over the years; what was made is noted in ``loaded``."""
    rng, homes = Random(SEED), stage.plan.of_kind(SpotKind.DWELLING)
    drafts, writer = all_drafts(stage.street_id, homes), Writer(stage, rng)
    first = last - timedelta(days=365 * YEARS)
    step = (last - first) / count
    for number in range(count):
        draft = rng.choice(drafts)[rng.choices(FATE_NUMBERS, cum_weights=WEIGHTS)[0]]
        home, at = rng.choice(homes), first + step * number
        key = uuid7(at, rng)
        loaded.note(key, month_of(at), home.community_path, draft.cells)
        yield writer.make(draft, home, key, at, more=SENTENCE if number % WORD_EVERY == 0 else "")


class Writer:
    """Puts the columns that differ from row to row into the draft's others, as the database takes them."""

    def __init__(self, stage: Stage, rng: Random) -> None:
        self.stage, self.rng = stage, rng
        self.positions = {each.attname: number for number, each in enumerate(columns())}
        self.native = connection.features.has_native_uuid_field
        self.adapt = connection.ops.adapt_datetimefield_value

    def make(self, draft: Draft, home: Spot, key: UUID, at: datetime, *, more: str) -> Made:
        tracking, text = new_tracking_number(self.rng), self.rng.choice(draft.texts) + more
        told = {name: self.adapt(moment) for name, moment in moments(draft, at).items()}
        values = list(draft.values)
        for name, value in {
            "id": key if self.native else key.hex,
            "tracking": tracking,
            "text": text,
            "place_id": self.stage.places[home.path],
            "place_text": home.full_name,
            "path": home.path,
            "community_path": home.community_path,
            **told,
        }.items():
            values[self.positions[name]] = value
        words = "\n".join((text, home.full_name, tracking, ""))
        return Made(values, SearchText("issue", str(key), self.stage.street_id, home.path, words))


def write(batch: list[Made]) -> None:
    """Rows and words of one batch in one transaction."""
    names = ", ".join(connection.ops.quote_name(each.column) for each in columns())
    marks = ", ".join(["%s"] * len(columns()))
    with transaction.atomic():
        with connection.cursor() as cursor:
            sql = f"INSERT INTO issues_issue ({names}) VALUES ({marks})"  # noqa: S608 — own names
            cursor.executemany(sql, [made.values for made in batch])
        index_rows(made.words for made in batch)


@transaction.atomic
def keep_tallies(street_id: int, loaded: Loaded) -> None:
    """The counters that the acts would have kept."""
    by_place: dict[tuple[str, str], Counter[Cell]] = {}
    for (month, path, cell), count in loaded.tallies.items():
        by_place.setdefault((month, path), Counter())[cell] += count
    for (month, path), cells in by_place.items():
        shift(street_id=street_id, month=month, path=path, before=(), after=cells.elements())
