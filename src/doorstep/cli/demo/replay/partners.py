"""The year with the partners: agreements, what they bring, joint meetings, needs that are met or not."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any, Final
from uuid import UUID

from doorstep.cli.demo.content import partners as words
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import PASSWORD, Stage
from doorstep.cli.demo.replay.works import Work, Works, known
from doorstep.delivery.services import (
    Promised,
    Terms,
    begin_agreement,
    confirm_delivery,
    draft_agreement,
    hold_joint_meeting,
    pledge_resource,
    renew_agreement,
    settle_promise,
    sign_agreement,
    terminate_agreement,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, moment
from doorstep.people.queries import actor_for
from doorstep.people.services import assign_role, create_account, create_partner, name_liaison

PARTNERS: Final = 53
LIAISONS: Final = 12
SEED: Final = 1953
MEETING_DAYS: Final = ((6, 26), (9, 25), (12, 18))
ENDED_EARLY, RENEWED = 17, (5, 23, 41)


@dataclass
class Ally:
    """One partner while the year is played."""

    number: int
    name: str
    kind: str
    work: Work
    by: Actor
    partner_id: UUID | None = None
    agreement_id: UUID | None = None
    liaison: Actor | None = None
    pledges: list[tuple[UUID, str, int]] = field(default_factory=list)
    over: bool = False


class Together:
    """Plays the partners of a year; ``allies`` are filled as the year goes on."""

    def __init__(
        self, stage: Stage, diary: Diary, works: Works, played: Sequence[Work], *, year: int
    ) -> None:
        self.stage, self.diary, self.works, self.year = stage, diary, works, year
        self.rng = Random(SEED)
        self.last_on = date(year, 12, 28)
        self.allies = self.choose([each for each in played if each.plan.ending != "cancelled"])

    def choose(self, played: Sequence[Work]) -> list[Ally]:
        """Each partner with the project it serves; the heat company with the heating."""
        names = [(name, kind) for kind, found in words.NAMES.items() for name in found]
        heating = next((each for each in played if each.plan.key == "heating"), played[0])
        rest = [each for each in played if each is not heating] or [heating]
        self.rng.shuffle(rest)
        found = []
        for number, (name, kind) in enumerate(names[:PARTNERS]):
            work = heating if name == words.HEAT else rest[number % len(rest)]
            found.append(Ally(number, name, kind, work, self.works.secretary(work)))
        return found

    def write(self) -> None:
        for ally in self.allies:
            day = ally.work.plan.applied_on + timedelta(days=self.rng.randint(2, 12))
            self.on(day, 9.5, lambda at, ally=ally: self.meet(ally, at))
        for month, day_number in MEETING_DAYS:
            for ally in self.hosts():
                self.on(date(self.year, month, day_number), 15, lambda at, host=ally: self.gather(host, at))

    def hosts(self) -> list[Ally]:
        """One a party organisation: its secretary calls the joint meeting."""
        first = {each.work.plan.org: each for each in reversed(self.allies)}
        return [first[org] for org in sorted(first)]

    def on(self, day: date, hour: float, act: Callable[[datetime], None]) -> None:
        """Written into the diary at about this hour, never past the end of the year."""
        if day <= self.last_on:
            clock = time(int(hour), int(hour % 1 * 60))
            self.diary.add(moment(day, clock) + timedelta(seconds=self.rng.randint(1, 1500)), act)

    def meet(self, ally: Ally, at: datetime) -> None:
        """The partner is written down with its contact, and the two sides draft what they want."""
        clerk = self.stage.holding("clerk", path=self.stage.plan.path)[0]
        contact = f"办公室 1990008{ally.number:04}"
        made = create_partner(name=ally.name, kind=ally.kind, contact=contact, by=clerk, at=at)
        ally.partner_id = made.pk
        if ally.number < LIAISONS:
            ally.liaison = self.hire(ally, at)
        starts_on = day_of(at) + timedelta(days=6)
        ends_on = date(self.year, 12, 5) if ally.number in RENEWED else date(self.year + 1, 6, 30)
        terms = Terms(
            org_id=self.stage.orgs[ally.work.plan.org],
            partner_id=made.pk,
            starts_on=starts_on,
            ends_on=ends_on,
            purpose=self.rng.choice(words.PURPOSES),
            leaders=self.rng.choice(words.POSTS),
        )
        drafted = draft_agreement(terms=terms, project_ids=[known(ally.work)], by=ally.by, at=at)
        ally.agreement_id = drafted.pk
        self.pledge(ally, drafted.pk, at)
        self.on(starts_on - timedelta(days=2), 10, lambda then: self.sign(ally, then))
        self.on(starts_on, 9, lambda then: self.begin(ally, then))

    def hire(self, ally: Ally, at: datetime) -> Actor:
        """An account for the liaison of this partner."""
        stage = self.stage
        made = create_account(
            street_id=stage.street_id,
            username=f"lianluo{ally.number + 1}",
            display_name=f"{ally.name[:6]}联络员",
            password=PASSWORD,
            by=stage.system,
            at=at,
        ).account
        assign_role(
            account_id=made.pk,
            role="partner",
            path=stage.plan.path,
            from_on=day_of(at),
            by=stage.system,
            at=at,
        )
        name_liaison(partner_id=met(ally), account_id=made.pk, by=stage.system, at=at)
        return actor_for(made.pk, day_of(at))

    def pledge(self, ally: Ally, agreement_id: UUID, at: datetime) -> None:
        lines = words.PLEDGES[ally.kind]
        for line in self.rng.sample(lines, self.rng.randint(2, len(lines))):
            amount = self.rng.randint(line.least, line.most)
            if line.kind == "money":
                amount = amount // 10_000 * 10_000
            pledged = pledge_resource(
                agreement_id=agreement_id,
                kind=line.kind,
                content=line.content,
                amount=amount,
                due_on=date(self.year, self.rng.randint(11, 12), 20),
                conditions=line.conditions,
                by=ally.by,
                at=at,
            )
            ally.pledges.append((pledged.pk, line.kind, amount))

    def sign(self, ally: Ally, at: datetime) -> None:
        sign_agreement(agreement_id=agreed(ally), by=ally.by, at=at)

    def begin(self, ally: Ally, at: datetime) -> None:
        begin_agreement(agreement_id=agreed(ally), by=ally.by, at=at)
        first = day_of(at) + timedelta(days=7)
        for pledge in ally.pledges:
            for part, day in arrivals(self.rng, pledge[2], first, last_on=self.last_on):
                self.on(day, 16, lambda then, pid=pledge[0], n=part: self.arrive(ally, pid, n, then))
        if ally.number == ENDED_EARLY:
            self.on(max(date(self.year, 9, 16), first), 17, lambda then: self.end(ally, then))
        if ally.number in RENEWED:
            self.on(max(date(self.year, 11, 18), first), 10, lambda then: self.renew(ally, then))

    def arrive(self, ally: Ally, pledged_id: UUID, amount: int, at: datetime) -> None:
        if not ally.over:
            confirm_delivery(
                pledged_id=pledged_id,
                amount=amount,
                delivered_on=day_of(at),
                note=self.rng.choice(words.DELIVERED),
                by=ally.by,
                at=at,
            )

    def end(self, ally: Ally, at: datetime) -> None:
        ally.over = True
        note = "单位迁往外区，双方协商提前终止，未到位的资源由其他联建单位补上。"
        terminate_agreement(agreement_id=agreed(ally), note=note, by=ally.by, at=at)

    def renew(self, ally: Ally, at: datetime) -> None:
        """The next one is signed before the old one runs out; what was pledged is taken over into it."""
        span = {"starts_on": date(self.year, 12, 6), "ends_on": date(self.year + 1, 12, 5)}
        new = renew_agreement(agreement_id=agreed(ally), by=ally.by, at=at, **span)
        pledge_resource(
            agreement_id=new.pk,
            kind="people",
            content="志愿服务",
            amount=30,
            due_on=date(self.year + 1, 6, 30),
            by=ally.by,
            at=at,
        )
        self.on(date(self.year, 12, 2), 10, lambda then: self.sign_next(ally, new.pk, then))

    def sign_next(self, ally: Ally, agreement_id: UUID, at: datetime) -> None:
        sign_agreement(agreement_id=agreement_id, by=ally.by, at=at)
        ally.over = True

    def gather(self, host: Ally, at: datetime) -> None:
        """The joint meeting of a party organisation with its partners, and what they promise there."""
        org = host.work.plan.org
        allies = [each for each in self.allies if each.work.plan.org == org and each.agreement_id]
        if not allies:
            return
        due = day_of(at) + timedelta(days=self.rng.randint(20, 60))
        promises = [
            Promised(known(each.work), self.rng.choice(words.PROMISES), due, partner_id=each.partner_id)
            for each in allies[:3]
            if not each.over
        ]
        held = hold_joint_meeting(
            org_id=self.stage.orgs[org],
            held_on=day_of(at),
            topic=f"第{(day_of(at).month + 2) // 3}季度项目进展和资源到位",
            decisions="逐项对了承诺；没到位的写明原因和新的日子；下季度再对一次。",
            partner_ids=[each.partner_id for each in allies if each.partner_id],
            promises=promises,
            by=host.by,
            at=at,
        )
        if promises:
            work = next(each.work for each in allies if known(each.work) == promises[0].project_id)
            self.held(work, held.pk, len(allies), at)
        for promise in promises_of(held):
            late = due + timedelta(days=self.rng.choice((-6, -3, -1, 0, 2)))
            self.on(late, 11, lambda then, pid=promise: self.settle(host, pid, then))

    def held(self, work: Work, meeting_id: UUID, partners: int, at: datetime) -> None:
        """Somebody else may go on from a joint meeting at which something was promised for this project."""

    def settle(self, host: Ally, promise_id: UUID, at: datetime) -> None:
        kept = self.rng.random() < 0.8
        word = self.rng.choice(words.KEPT if kept else words.BROKEN)
        settle_promise(promise_id=promise_id, kept=kept, word=word, by=host.by, at=at)


def arrivals(rng: Random, amount: int, first: date, *, last_on: date) -> list[tuple[int, date]]:
    """In how many parts it arrives, and when; some pledges stay half kept, a few stay words."""
    span = max((last_on - first).days - 25, 1)
    share = rng.choice((0, 40, 60, 80, 90, 100, 100, 100, 100, 100))
    count = rng.randint(1, 3)
    whole = amount * share // 100
    cuts = [whole // count] * (count - 1)
    days = sorted(first + timedelta(days=rng.randint(0, span)) for _ in range(count))
    return [(part, day) for part, day in zip([*cuts, whole - sum(cuts)], days, strict=True) if part]


def promises_of(meeting: Any) -> list[UUID]:
    return list(meeting.promises.order_by("id").values_list("pk", flat=True))


def met(ally: Ally) -> UUID:
    assert ally.partner_id is not None  # noqa: S101 — the diary meets a partner before anything else
    return ally.partner_id


def agreed(ally: Ally) -> UUID:
    assert ally.agreement_id is not None  # noqa: S101 — drafted when they met
    return ally.agreement_id
