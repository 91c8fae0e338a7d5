"""The list of those a project is for: written while one builds, sealed by two sides, locked before it is done."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.shapes import SpotKind
from doorstep.cli.demo.replay.works import Work, known
from doorstep.evaluation import services
from doorstep.evaluation.parts import JOINT_MEETINGS
from doorstep.evaluation.rules import draw
from doorstep.evaluation.services import Registered
from doorstep.kernel.actor import Actor

if TYPE_CHECKING:
    from doorstep.cli.demo.replay.judging import Judging
    from doorstep.cli.demo.replay.partners import Together

BY_DIFFICULTY: Final = {1: 0.965, 2: 0.955, 3: 0.94, 4: 0.925, 5: 0.90}
DISAPPOINTING: Final = 0.72
MOST_LISTED: Final = 640
LISTENERS: Final = 12


@dataclass
class Judged:
    """One evaluation while it is played; ``share`` is how many will be satisfied, ``story`` whose words are said."""

    work: Work
    evaluation_id: UUID
    clerk: Actor
    share: float
    secrets: dict[str, str]
    story: str = ""
    round: int = 1


class Listing:
    """The first days of an evaluation."""

    def __init__(self, judging: "Judging") -> None:
        self.judging = judging

    def plan(self, work: Work, at: datetime) -> None:
        """The list is written and both numbers sealed on one day, locked on the next."""
        clerk = self.judging.rng.choice(self.judging.works.clerks)
        made = services.plan_evaluation(project_id=known(work), by=clerk, at=at)
        share = (
            DISAPPOINTING
            if work.plan.number in self.judging.disappointing
            else BY_DIFFICULTY[work.plan.difficulty]
        )
        judged = Judged(work, made.pk, clerk, share + self.judging.rng.uniform(-0.02, 0.02), {})
        judged.story = work.plan.key
        self.judging.by_work[known(work)] = judged
        services.register_members(
            evaluation_id=made.pk, members=self.members_of(work), by=clerk, at=at + timedelta(minutes=30)
        )
        self.seal(judged, at + timedelta(minutes=50))
        self.judging.add(self.judging.at_hour(at, 1, 16), lambda then: self.lock(judged, then))

    def plan_meeting(self, work: Work, meeting_id: UUID, partners: int, at: datetime) -> None:
        """A joint meeting is judged by those who sat there: two of each partner, and residents who listened."""
        clerk = self.judging.works.clerks[0]
        made = services.plan_part_evaluation(
            project_id=known(work), kind=JOINT_MEETINGS.code, ref=str(meeting_id), by=clerk, at=at
        )
        judged = Judged(work, made.pk, clerk, 0.95, {}, story="meeting")
        groups = ["联建单位代表"] * (2 * partners) + ["旁听的居民代表"] * LISTENERS
        members = [
            Registered(group, label=f"代表{place}", phone=f"199-0002-{place:04d}")
            for place, group in enumerate(groups, start=1)
        ]
        services.register_members(evaluation_id=made.pk, members=members, by=clerk, at=at)
        self.seal(judged, at + timedelta(minutes=20))
        self.judging.add(
            self.judging.at_hour(at, 1, 16), lambda then: self.lock(judged, then, late="会后按签到的人登记")
        )
        self.judging.add(self.judging.at_hour(at, 2, 9), lambda then: self.judging.draw(judged, then))

    def members_of(self, work: Work) -> list[Registered]:
        """Households by their doors near the project, persons by a made-up telephone."""
        doors = [
            spot
            for spot in self.judging.stage.plan.of_kind(SpotKind.DWELLING)
            if spot.path.startswith(near(work.plan.place_path))
        ]
        self.judging.rng.shuffle(doors)
        found = []
        for group in work.plan.beneficiaries:
            for _ in range(min(group.count, MOST_LISTED)):
                spot = doors.pop() if doors and group.unit == "households" else None
                phone = f"199-0001-{self.judging.rng.randint(0, 9999):04d}"
                label = f"{household(spot).head.surname if spot else self.judging.rng.choice('赵钱孙李周吴郑王')}家"
                place = self.judging.stage.places[spot.path] if spot else None
                found.append(Registered(group.group, place_id=place, label=label, phone=phone))
        return found

    def seal(self, judged: Judged, at: datetime) -> None:
        """Both sides hand in the hash of a number of their own."""
        for side, by in (("a", judged.clerk), ("b", self.judging.rng.choice(self.judging.watchers))):
            judged.secrets[side] = f"{side}:{self.judging.rng.getrandbits(64):016x}"
            services.commit_secret(
                evaluation_id=judged.evaluation_id,
                side=side,
                commitment=draw.commitment(judged.secrets[side]),
                by=by,
                at=at,
            )

    def lock(self, judged: Judged, at: datetime, *, late: str = "") -> None:
        services.lock_frame(
            evaluation_id=judged.evaluation_id,
            late_reason=late,
            by=judged.clerk,
            at=at,
            rng=self.judging.rng,
        )


def judge_first_meeting(judging: "Judging", together: "Together") -> None:
    """The first joint meeting of the year is judged by those who sat there; the others are not."""
    taken: list[UUID] = []

    def then_plan(work: Work, meeting_id: UUID, partners: int, at: datetime) -> None:
        taken.append(meeting_id)
        if len(taken) == 1:
            judging.add(
                judging.at_hour(at, 3, 10),
                lambda then: judging.listing.plan_meeting(work, meeting_id, partners, then),
            )

    together.held = then_plan  # type: ignore[method-assign]


def near(path: str) -> str:
    """The community around a place, so that there are doors enough."""
    return "/".join(path.split("/")[:3]) + "/"
