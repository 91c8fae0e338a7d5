"""Plans are asked about: door by door, by phone and in meetings; all is answered before the next version."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Final
from uuid import UUID

from doorstep.cli.demo.content.opinions import Point, answer_in, classes, points, wording
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work, Works, known
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.projects import rules
from doorstep.projects.queries import project_page
from doorstep.projects.services import (
    change_plan,
    plan_of,
    record_opinion,
    release_opinion,
    reply_opinions,
    set_opinion_classes,
)

SEED: Final = "opinions"
SOURCES: Final = {"door": 58, "phone": 22, "meeting": 10, "paper": 7, "web": 3}
A_FEW: Final = (6, 14)  # for a plan that is asked about on the side
ASKED_ON_THE_SIDE: Final = 10  # every so-manieth project
ANSWER_DAY: Final = 4  # Friday
SHOWN_SHARE: Final = 0.15
BUILT_FIELDS: Final = frozenset(
    {"老旧小区改造", "供暖供水保障", "环境整治", "平安消防", "阵地建设", "民生实事"}
)


@dataclass(frozen=True)
class Wave:
    """A round of asking: between which days how much is said, and when the next version follows (if one does)."""

    first: date
    last: date
    count: int
    replan_on: date | None = None
    reason: str = ""


WAVES: Final = {
    "renewal": (
        Wave(
            date(2019, 5, 22),
            date(2019, 7, 5),
            412,
            date(2019, 7, 12),
            "第一轮意见全部答复，按意见调整先后次序和做法。",
        ),
        Wave(
            date(2019, 7, 15),
            date(2019, 9, 10),
            274,
            date(2019, 9, 18),
            "第二轮意见全部答复，补上雨污分流、便道、驻场监督等做法。",
        ),
        Wave(date(2019, 10, 8), date(2019, 11, 8), 46),
    ),
    "heating": (
        Wave(
            date(2019, 4, 20),
            date(2019, 5, 24),
            31,
            date(2019, 6, 3),
            "按住户意见改了换热站的位置和缴费办法。",
        ),
        Wave(date(2019, 6, 10), date(2019, 10, 15), 14),
    ),
}


@dataclass
class Asked:
    """One plan while it is asked about: what waits for an answer, and what its writer lets others read."""

    work: Work
    key: str
    open: list[tuple[UUID, rules.OpinionAnswer]] = field(default_factory=list)
    to_show: list[UUID] = field(default_factory=list)


class Opinions:
    """Plays what is said about plans; listens to the works for when a plan is out and when it changes."""

    def __init__(self, stage: Stage, diary: Diary, works: Works) -> None:
        self.stage, self.diary, self.works, self.rng = stage, diary, works, Random(SEED)
        self.asked: dict[UUID, Asked] = {}

    def listen(self) -> None:
        """The plan of a project that begins may be spoken about; before it changes, all is answered."""
        self.works.begun = self.begin  # type: ignore[method-assign]
        self.works.before_replan = self.answer_all  # type: ignore[method-assign]

    def begin(self, work: Work, at: datetime) -> None:
        if not self.asked:
            self.list_classes("street", None, at)
        asked = Asked(work, work.plan.key if work.plan.key in WAVES else "street")
        self.asked[known(work)] = asked
        if asked.key in WAVES:
            self.list_classes(asked.key, known(work), at)
            for number, wave in enumerate(WAVES[asked.key], start=1):
                self.write_wave(asked, wave, number, not_before=day_of(at) + timedelta(days=1))
        elif int(work.number.rpartition("-")[2]) % ASKED_ON_THE_SIDE == 0:
            first = day_of(at) + timedelta(days=2)
            wave = Wave(first, first + timedelta(days=12), self.rng.randint(*A_FEW))
            self.write_wave(asked, wave, 1, not_before=first)

    def list_classes(self, key: str, project_id: UUID | None, at: datetime) -> None:
        clerk = self.works.clerks[0]
        set_opinion_classes(
            street_id=self.stage.street_id, classes=classes(key), project_id=project_id, by=clerk, at=at
        )

    def write_wave(self, asked: Asked, wave: Wave, number: int, *, not_before: date) -> None:
        """So many voices on days between; every class is heard, and Fridays are for answering."""
        first, last = max(wave.first, not_before), min(wave.last, self.works.last_on)
        if first > last:
            return
        days = (last - first).days
        for place in range(wave.count):
            day = first + timedelta(days=self.rng.randint(0, days))
            self.diary.add(self.hour_of(day), self.saying(asked, number, place))
        friday = first + timedelta(days=(ANSWER_DAY - first.weekday()) % 7)
        while friday <= last:
            self.diary.add(moment(friday, time(18)), lambda at: self.answer_all(asked.work, at))
            friday += timedelta(days=7)
        self.diary.add(moment(last + timedelta(days=1), time(19)), lambda at: self.answer_all(asked.work, at))
        if wave.replan_on is not None:
            self.diary.add(
                moment(max(wave.replan_on, last + timedelta(days=2)), time(10)),
                lambda at: self.replan(asked, number, wave.reason, at),
            )

    def hour_of(self, day: date) -> datetime:
        return moment(day, time(self.rng.randint(8, 19), self.rng.randint(0, 59)))

    def saying(self, asked: Asked, wave: int, place: int) -> Callable[[datetime], None]:
        return lambda at: self.say(asked, wave, place, at)

    def say(self, asked: Asked, wave: int, place: int, at: datetime) -> None:
        """One person's words, taken down by whoever heard them; kept with the answer that fits them."""
        project = project_page(self.works.reviewers[0], asked.work.number)
        if not rules.takes_opinions(project.state, project.plan_version):
            return
        known_points = heard_about(asked, wave)
        point = known_points[place] if place < len(known_points) else self.rng.choice(known_points)
        source = self.rng.choices(list(SOURCES), weights=list(SOURCES.values()))[0]
        said = rules.OpinionSaid(
            text=wording(self.rng, point),
            source=source,
            class_code=point.code,
            may_show=self.rng.random() < SHOWN_SHARE,
        )
        by = self.listener(asked.work, source)
        opinion = record_opinion(project_id=known(asked.work), said=said, by=by, at=at)
        if said.may_show:
            asked.to_show.append(opinion.pk)
        asked.open.append((opinion.pk, rules.OpinionAnswer(*answer_in(point, wave))))

    def listener(self, work: Work, source: str) -> Actor:
        """At doors the grid's own people, by phone and in meetings the community, in the net nobody."""
        if source == "web":
            return Actor.resident(self.stage.street_id)
        workers = self.stage.holding("grid_worker", path=work.plan.place_path)
        return self.rng.choice(workers) if source == "door" and workers else self.works.secretary(work)

    def answer_all(self, work: Work, at: datetime) -> None:
        """Alike ones together, each with its reason."""
        asked = self.asked.get(known(work))
        if asked is None:
            return
        alike: dict[rules.OpinionAnswer, list[UUID]] = defaultdict(list)
        for opinion_id, answer in asked.open:
            alike[answer].append(opinion_id)
        for place, (answer, ids) in enumerate(alike.items()):
            by = self.works.secretary(work)
            reply_opinions(opinion_ids=ids, answer=answer, by=by, at=at + timedelta(minutes=place))
        asked.open.clear()
        self.show_some(asked, at + timedelta(hours=1))

    def show_some(self, asked: Asked, at: datetime) -> None:
        """A reviewer reads what may be shown and lets every other one out."""
        for opinion_id in asked.to_show[::2]:
            release_opinion(opinion_id=opinion_id, by=self.works.reviewers[0], at=at)
        asked.to_show.clear()

    def replan(self, asked: Asked, wave: int, reason: str, at: datetime) -> None:
        """The next version: what was adopted is written into the parts it changes."""
        self.answer_all(asked.work, at)
        project = project_page(self.works.reviewers[0], asked.work.number)
        if project.state not in rules.REPLANNABLE:
            return
        adopted = [point for point in points(asked.key, wave) if point.wave == wave and point.part]
        change_plan(
            project_id=known(asked.work),
            plan=taken_up(plan_of(project), adopted, at),
            reason=reason,
            by=self.works.reviewers[0],
            at=at + timedelta(hours=1),
        )


def heard_about(asked: Asked, wave: int) -> tuple[Point, ...]:
    """What people speak about: of noise only where something is built."""
    found = points(asked.key, wave)
    if asked.key != "street" or asked.work.plan.field in BUILT_FIELDS:
        return found
    return tuple(point for point in found if point.code != "quiet")


def taken_up(plan: rules.Plan, adopted: list[Point], at: datetime) -> rules.Plan:
    """The plan with every adopted point written into the part it changes."""
    plan = replace(
        plan,
        measures=grown(plan.measures, adopted, "measures"),
        evidence=grown(plan.evidence, adopted, "evidence"),
        in_kind=grown(plan.in_kind, adopted, "in_kind"),
    )
    return with_named_milestones(plan, [each for each in adopted if each.part == "milestones"], at)


def grown(text: str, adopted: list[Point], part: str) -> str:
    """The text with what was taken up at its end; never longer than its column."""
    added = [each.reason.rstrip("。") for each in adopted if each.part == part]
    if not added:
        return text
    longer = "；".join([text.rstrip("。；"), *added]) + "。"
    return longer[: rules.WIDTHS.get(part, len(longer))]


def with_named_milestones(plan: rules.Plan, adopted: list[Point], at: datetime) -> rules.Plan:
    """The last step, still far away, says what was promised about it."""
    if not adopted or not plan.milestones or plan.milestones[-1].planned_on <= day_of(at):
        return plan
    *before, last = plan.milestones
    promised = rules.MilestonePlan(f"{last.name}（含活动场地、保温和分段施工）", last.planned_on)
    return replace(plan, milestones=(*before, promised))
