"""The year itself: rounds, voices and projects written into one diary and played to its end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction

from doorstep.cli.demo.content.projects import projects
from doorstep.cli.demo.replay.choosing import Choosing
from doorstep.cli.demo.replay.closing import Office
from doorstep.cli.demo.replay.deal import deal_voices
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.doors import Doors
from doorstep.cli.demo.replay.gatherings import Gatherings
from doorstep.cli.demo.replay.judging import Judging
from doorstep.cli.demo.replay.listing import judge_first_meeting
from doorstep.cli.demo.replay.matters import Matters
from doorstep.cli.demo.replay.members import Members
from doorstep.cli.demo.replay.money import Money
from doorstep.cli.demo.replay.observations import Observations
from doorstep.cli.demo.replay.opinions import Opinions
from doorstep.cli.demo.replay.partners import Together
from doorstep.cli.demo.replay.rounds import Wanted, plan_rounds
from doorstep.cli.demo.replay.script import decisions, scenes, scripted_doors
from doorstep.cli.demo.replay.stage import Stage, set_stage
from doorstep.cli.demo.replay.wants import Wants
from doorstep.cli.demo.replay.works import Work, Works
from doorstep.journal.services import seal_journal
from doorstep.kernel.calendar import moment

YEAR = 2019
WANTED = Wanted(met=10_932, revisits=1_480, not_home=1_650, refused=110, vacant=420, shops=300)
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Scale:
    """How much of a year is played; tests play a small one."""

    wanted: Wanted = WANTED
    issues: int = 4_450
    on_spot: int = 4_345
    projects: int = 99
    members: int = 188


def play_year(*, seed: int, progress: Progress, scale: Scale | None = None, year: int = YEAR) -> Stage:
    """Play one street's year from an empty database; the journal is sealed at its end.

    One act is one transaction, with two exceptions that are batches in real life too: setting up the
    street, and a phone that is synchronised once at the end of a round of visits.
    """
    scale = scale or Scale()
    progress(0.0, "布置街道")
    with transaction.atomic():
        stage = set_stage(seed=seed, year=year, at=moment(date(year, 1, 1), time(8)))
    diary = Diary()
    judging = write_diary(stage, diary, scale, year=year)
    first, last = moment(date(year, 1, 1), time(8)), moment(date(year, 12, 31), time(23, 30))
    for at in every(200, diary.run(until=last)):
        progress((at - first) / (last - first), f"{at.astimezone():%m月%d日}")
    judging.run_on()
    seal_journal(at=last)
    progress(1.0, "完成")
    return stage


def write_diary(stage: Stage, diary: Diary, scale: Scale, *, year: int) -> Judging:
    """Deal out who is visited, who says what, and which projects come of it.

    Returns the judging, some of which ends in the January after.
    """
    last_on = date(year, 12, 31)
    matters = Matters(stage, diary)
    works = Works(stage, diary, last_on=last_on)
    works.after = matters.confirm_all  # type: ignore[method-assign]
    works.given_up = matters.take_back  # type: ignore[method-assign]
    played = [Work(plan) for plan in projects()[: scale.projects]]
    for work in played:
        work.reason = decisions(work.plan.key) if work.plan.key else ""
    scripted = scenes(stage, played)
    rounds = plan_rounds(stage, scale.wanted, year=year, left_out=scripted_doors(stage))
    deal = deal_voices(
        stage,
        rounds,
        played,
        issues=scale.issues,
        on_spot=scale.on_spot,
        scripted=sum(len(scene.voices) for scene in scripted),
        year=year,
    )
    doors = Doors(stage, diary, matters)
    doors.write(rounds, deal)
    doors.write_scenes(scripted)
    matters.write_others(deal.others)
    for work in played:
        works.start(work)
    Gatherings(stage, diary, played, year=year).write()
    Opinions(stage, diary, works).listen()
    judging = Judging(stage, diary, works, year=year)
    judging.listen(played)
    Money(stage, diary, year=year).write(played)
    Choosing(stage, diary, played, year=year).write()
    Members(stage, diary, year=year, wanted=scale.members).write()
    together = Together(stage, diary, works, played, year=year)
    together.write()
    judge_first_meeting(judging, together)
    Wants(together).write()
    Observations(stage, diary, year=year).write()
    Office(stage, diary, year=year).write()
    return judging


def every(step: int, moments: Iterator[datetime]) -> Iterator[datetime]:
    """Every so-many-th moment, so that a progress bar does not slow the play down."""
    for number, at in enumerate(moments):
        if number % step == 0:
            yield at
