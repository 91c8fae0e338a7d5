"""The needs of the communities in the year, and the partners that take them on."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Final
from uuid import UUID

from doorstep.cli.demo.content import partners as words
from doorstep.cli.demo.replay.partners import Ally, Together, met
from doorstep.cli.demo.replay.works import known
from doorstep.delivery.services import (
    Need,
    Offered,
    claim_need,
    deliver_need,
    move_need,
    offer_resource,
    rate_match,
    write_need,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of

NEEDS: Final = 64
SEED: Final = 385


class Wants:
    """Plays the needs of a year on the calendar of the partners."""

    def __init__(self, together: Together) -> None:
        self.together, self.stage, self.year = together, together.stage, together.year
        self.rng = Random(SEED)

    def write(self) -> None:
        for number in range(NEEDS):
            day = date(self.year, 4, 15) + timedelta(days=number * 4 + self.rng.randint(0, 3))
            host = self.together.allies[self.rng.randrange(len(self.together.allies))]
            asks = words.NEEDS[number % len(words.NEEDS)]
            self.together.on(day, 10, lambda at, host=host, asks=asks: self.ask(host, asks, at))
        for ally in self.together.allies:
            self.together.on(date(self.year, 4, 2), 11, lambda at, ally=ally: self.offer(ally, at))
            self.together.on(date(self.year, 7, 3), 11, lambda at, ally=ally: self.offer(ally, at))

    def offer(self, ally: Ally, at: datetime) -> None:
        """What a liaison writes on the resource list."""
        if ally.liaison is None:
            return
        line = self.rng.choice(words.PLEDGES[ally.kind])
        offered = Offered(
            partner_id=met(ally),
            kind=line.kind,
            title=line.content,
            amount=self.rng.randint(line.least, line.most),
            path=self.stage.plan.path,
            available_from=day_of(at),
            available_until=date(self.year, 12, 31),
            conditions=line.conditions,
        )
        offer_resource(offered=offered, by=ally.liaison, at=at)

    def ask(self, host: Ally, asks: words.Asks, at: datetime) -> None:
        place = self.place_of(host)
        if host.agreement_id is None or place is None:
            return
        need = Need(
            place_id=place,
            kind=asks.kind,
            title=asks.title,
            content=asks.content,
            amount=asks.amount,
            needed_from=day_of(at) + timedelta(days=7),
            needed_until=day_of(at) + timedelta(days=70),
            conditions=asks.conditions,
            project_id=known(host.work),
        )
        match = write_need(need=need, by=host.by, at=at)
        self.keep(match.need_id, "publish", host.by, at + timedelta(hours=1))
        chance = self.rng.random()
        if chance < 0.06:
            self.later(
                at, 12, lambda then: self.keep(match.need_id, "withdraw", host.by, then, "已由居民自己解决。")
            )
        elif chance < 0.86:
            self.later(at, self.rng.randint(2, 12), lambda then: self.claim(match.need_id, host.by, then))

    def place_of(self, host: Ally) -> int | None:
        """The community of the project."""
        parts = host.work.plan.place_path.split("/")[:3]
        return self.stage.places.get("/".join(parts) + "/")

    def later(self, at: datetime, days: int, act) -> None:  # type: ignore[no-untyped-def]
        self.together.on(day_of(at) + timedelta(days=days), 14, act)

    def keep(self, need_id: UUID, name: str, by: Actor, at: datetime, note: str = "") -> None:
        move_need(need_id=need_id, name=name, note=note, by=by, at=at)

    def claim(self, need_id: UUID, keeper: Actor, at: datetime) -> None:
        able = [each.liaison for each in self.together.allies if each.liaison is not None]
        if not able:
            return
        liaison = self.rng.choice(able)
        claim_need(need_id=need_id, by=liaison, at=at)
        self.later(at, 1, lambda then: self.agree(need_id, keeper, liaison, then))

    def agree(self, need_id: UUID, keeper: Actor, liaison: Actor, at: datetime) -> None:
        if self.rng.random() < 0.06:
            self.keep(need_id, "decline", keeper, at, "时间对不上，再等一等。")
            return
        self.keep(need_id, "confirm", keeper, at)
        self.keep(need_id, "start", keeper, at + timedelta(minutes=20))
        self.later(at, self.rng.randint(6, 30), lambda then: self.bring(need_id, keeper, liaison, then))

    def bring(self, need_id: UUID, keeper: Actor, liaison: Actor, at: datetime) -> None:
        deliver_need(need_id=need_id, note=self.rng.choice(words.DELIVERED), by=liaison, at=at)
        self.later(at, 2, lambda then: self.judge(need_id, keeper, liaison, then))

    def judge(self, need_id: UUID, keeper: Actor, liaison: Actor, at: datetime) -> None:
        """Both sides, the community first; now and then the partner has not written its own yet."""
        self.rate(need_id, "need", keeper, at)
        if self.rng.random() < 0.85:
            self.rate(need_id, "partner", liaison, at + timedelta(hours=2))
            self.keep(need_id, "close", keeper, at + timedelta(hours=3))

    def rate(self, need_id: UUID, side: str, by: Actor, at: datetime) -> None:
        grade = self.rng.choice((5, 5, 5, 4, 4, 3))
        said = self.rng.choice(words.FAIR if grade == 3 else words.GOOD)
        rate_match(need_id=need_id, side=side, grade=grade, words=said, by=by, at=at)
