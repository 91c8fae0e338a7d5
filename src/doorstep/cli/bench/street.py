"""The invented street of a run: its doors, its people, its words, and reports in residents' own ways."""

from datetime import datetime, time
from random import Random
from typing import Final

from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.utils import timezone

from doorstep.cli.demo.content.categories import groups
from doorstep.cli.demo.content.shapes import Category, Spot, SpotKind
from doorstep.cli.demo.content.texts import draw_voice, issue_text
from doorstep.cli.demo.replay.rounds import Wanted
from doorstep.cli.demo.replay.stage import Stage, set_stage
from doorstep.cli.demo.replay.year import YEAR, Scale, play_year
from doorstep.kernel.calendar import day_of, moment
from doorstep.places.queries import street_ids
from doorstep.rulebook.services import set_rule

NO_BOUND: Final = 100_000
SEED: Final = 321
SMALL: Final = Scale(
    wanted=Wanted(met=600, revisits=40, not_home=60, refused=5, vacant=10, shops=30),
    issues=300,
    on_spot=195,
)
FREE_PLACES: Final = ("东门外面", "小广场旁边", "菜店对面的路口", "车棚后面")


def empty_street(*, at: datetime | None = None) -> Stage:
    """An installation with one street and nothing in it; refused where there is a street already."""
    call_command("upgrade", verbosity=0)
    refuse_other_streets()
    return lay_street(at=at or timezone.now())


@transaction.atomic
def lay_street(*, at: datetime) -> Stage:
    """The street on the eve of the year of ``at``."""
    new_year = day_of(at).replace(month=1, day=1)
    return set_stage(seed=SEED, year=new_year.year, at=moment(new_year, time(8)))


def small_year() -> tuple[Stage, int]:
    """A street whose year had few visits and issues but all its projects, played through the services."""
    call_command("upgrade", verbosity=0)
    refuse_other_streets()
    return play_year(seed=SEED, progress=lambda _share, _words: None, scale=SMALL), YEAR


def refuse_other_streets() -> None:
    if street_ids():
        raise CommandError("测速只在空的数据目录里进行。 A benchmark needs an empty data folder.")


def lift_bounds(stage: Stage, *, at: datetime) -> None:
    """As many reports an hour as the clients can send: the bound stays on, but out of reach."""
    set_rule(
        street_id=stage.street_id,
        code="public.report_per_hour",
        value=NO_BOUND,
        effective_on=day_of(at),
        reason="测速",
        by=stage.system,
        at=at,
    )


def reports(stage: Stage, count: int) -> list[dict[str, str]]:
    """What residents send: words, a place as they write it, and for most of them who they are."""
    rng = Random(SEED)
    fitting = categories_by_kind()
    homes = stage.plan.of_kind(SpotKind.DWELLING)
    return [report(rng, fitting, rng.choice(homes), number) for number in range(count)]


def categories_by_kind() -> list[Category]:
    """What is said about a dwelling whatever house it is in."""
    leaves = [category for group in groups() for category in group.categories]
    return [each for each in leaves if SpotKind.DWELLING in each.place_kinds and not each.needs]


def report(rng: Random, fitting: list[Category], home: Spot, number: int) -> dict[str, str]:
    """One in three says nothing about themselves, one in four wants a slip, half know the broad category."""
    category = rng.choice(fitting)
    known = rng.random() < 0.67
    slip = known and rng.random() < 0.4
    return {
        "text": issue_text(rng, category, home, draw_voice(rng, home)),
        "place_text": home.full_name if rng.random() < 0.5 else f"{home.community}{rng.choice(FREE_PLACES)}",
        "category": category.group if rng.random() < 0.5 else "",
        "community": "",
        "name": f"居民{number}" if known else "",
        "phone": f"139{number:08d}" if known else "",
        "told_by": "slip" if slip else "",
        "email": "",
    }
