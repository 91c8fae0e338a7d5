"""Dealing out the year's voices: at which door, on which day, and what will become of each."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from doorstep.cli.demo.content.answers import route_for
from doorstep.cli.demo.content.categories import category, draw_category, place_for
from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind
from doorstep.cli.demo.content.texts import draw_voice, retold, saying
from doorstep.cli.demo.replay.rounds import Round
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work

BESIDE_DOORS = {"web": 0.38, "phone": 0.3, "hotline": 0.17, "grid": 0.1, "meeting": 0.05}
BESIDE_SHARE = 0.19
HARD = {"explained": 6, "redirected": 4, "long_term": 2, "time_limited": 7, "merged": 4}
DAYS_BEFORE_IDEA = 12
LAST_SENT_ON = (12, 16)
TRIES = 400


@dataclass
class Voice:
    """What will be said: about which place, in which words, and how it will be handled."""

    category: Category
    saying: Saying
    spot: Spot
    door: Spot
    route: str  # on_spot for whatever is put right at once, else what becomes of it
    source: str = "visit"
    day: date | None = None
    work: Work | None = None
    twin: "Voice | None" = None


@dataclass
class Deal:
    """Voices by the round and door where they are heard, and those that come in other ways."""

    at_doors: dict[tuple[int, int], list[Voice]] = field(default_factory=dict)
    others: list[Voice] = field(default_factory=list)


def deal_voices(
    stage: Stage,
    rounds: list[Round],
    works: list[Work],
    *,
    issues: int,
    on_spot: int,
    scripted: int,
    year: int,
) -> Deal:
    """With the scripted ones exactly ``issues`` voices, ``on_spot`` of them put right at once."""
    dealer = Dealer(stage, rounds, year)
    hard = issues - on_spot - scripted
    for work in asked_by(works, hard - min(hard, sum(HARD.values()))):
        dealer.hear_for(work)
    dealer.hear_hard(hard - dealer.count)
    beside = round(on_spot * BESIDE_SHARE)
    dealer.hear_beside(beside)
    dealer.hear_at_doors(on_spot - beside)
    return dealer.deal


def asked_by(works: list[Work], voices: int) -> list[Work]:
    """Which project answers which voice: each one where residents asked, some a second."""
    asked = [work for work in works if work.plan.categories and not work.plan.key]
    return [asked[number % len(asked)] for number in range(voices)] if asked else []


class Dealer:
    def __init__(self, stage: Stage, rounds: list[Round], year: int) -> None:
        self.stage, self.rng, self.rounds, self.year = stage, stage.rng, rounds, year
        self.deal = Deal()
        self.count = 0
        self.met = [
            (number, place)
            for number, each in enumerate(rounds)
            for place, door in enumerate(each.doors)
            if door.outcome == "met"
        ]
        self.last_sent = date(year, *LAST_SENT_ON)

    def put(self, voice: Voice, at: tuple[int, int] | None) -> None:
        self.count += 1
        if at is None:
            self.deal.others.append(voice)
        else:
            self.deal.at_doors.setdefault(at, []).append(voice)

    # hard ones ------------------------------------------------------------------------------------

    def hear_for(self, work: Work) -> None:
        """A voice that a project will answer, heard near its place well before the idea."""
        plan, rng = work.plan, self.rng
        latest = plan.applied_on - timedelta(days=DAYS_BEFORE_IDEA + 7)
        topic = category(rng.choice(plan.categories))
        near = [
            at for at in self.met if self.spot(at).path.startswith(plan.place_path) and self.day(at) <= latest
        ]
        rng.shuffle(near)
        for at in near[:40]:
            about = place_for(topic, self.spot(at), rng)
            if about is not None:
                self.put(
                    self.voice(
                        topic, about, self.spot(at), "in_project", month=self.day(at).month, work=work
                    ),
                    at,
                )
                return
        self.hear_elsewhere(work, topic, latest)

    def hear_elsewhere(self, work: Work, topic: Category, latest: date) -> None:
        """Nobody was visited there in time: it came up at a meeting or on a grid worker's round."""
        day = max(date(self.year, 1, 8), latest - timedelta(days=self.rng.randint(0, 14)))
        inside = self.stage.plan.within(work.plan.place_path)
        doors = [spot for spot in inside if spot.kind is SpotKind.DWELLING] or list(inside)
        for _ in range(TRIES):
            door = self.rng.choice(doors)
            about = place_for(topic, door, self.rng)
            if about is not None:
                break
        else:
            about = door
        voice = self.voice(topic, about, door, "in_project", month=day.month, work=work)
        voice.source, voice.day = self.rng.choice(("meeting", "grid")), day
        self.put(voice, None)

    def hear_hard(self, wanted: int) -> None:
        """What is explained, sent elsewhere, given time, or merged with a neighbour's words."""
        routes = [route for route, count in HARD.items() for _ in range(count)][: max(0, wanted)]
        routes += ["time_limited"] * (wanted - len(routes))
        survivors = [self.hear_routed(route) for route in routes if route != "merged"]
        timely = [each for each in survivors if each.route == "time_limited"]
        for _ in range(routes.count("merged")):
            self.hear_twin(self.rng.choice(timely or survivors))

    def hear_routed(self, route: str) -> Voice:
        """Draw words until they are such that this is what becomes of them."""
        for attempt in range(TRIES):
            at = self.rng.choice(self.met)
            day = self.day(at)
            if day > date(self.year, 11, 20):
                continue
            topic = draw_category(self.rng, self.spot(at), day.month)
            about = place_for(topic, self.spot(at), self.rng)
            if about is None:
                continue
            voice = self.voice(topic, about, self.spot(at), route, month=day.month)
            if attempt == TRIES - 1 or route_for(self.rng, topic, voice.saying, about) == route:
                voice.day = day
                self.put(voice, at)
                return voice
        raise LookupError(route)

    def hear_twin(self, survivor: Voice) -> None:
        """A neighbour says the same in other words a day later, on the web."""
        words = retold(
            self.rng, survivor.category, survivor.spot, draw_voice(self.rng, survivor.spot), survivor.saying
        )
        voice = Voice(survivor.category, words, survivor.spot, survivor.door, "merged", "web", twin=survivor)
        voice.day = (survivor.day or date(self.year, 6, 3)) + timedelta(days=1)
        self.put(voice, None)

    # put right at once ----------------------------------------------------------------------------

    def hear_at_doors(self, wanted: int) -> None:
        places = self.rng.sample(self.met, min(wanted, len(self.met)))
        places += self.rng.choices(self.met, k=wanted - len(places))
        for at in places:
            self.put(self.drawn(self.spot(at), self.day(at)), at)

    def hear_beside(self, wanted: int) -> None:
        """On the web, by phone, from the hotline, on rounds and at meetings."""
        doors = self.stage.plan.of_kind(SpotKind.DWELLING)
        first = date(self.year, 1, 3)
        for source in self.rng.choices(list(BESIDE_DOORS), weights=list(BESIDE_DOORS.values()), k=wanted):
            day = first + timedelta(days=self.rng.randint(0, (self.last_sent - first).days))
            voice = self.drawn(self.rng.choice(doors), day)
            voice.source, voice.day = source, day
            self.put(voice, None)

    def drawn(self, door: Spot, day: date) -> Voice:
        while True:
            topic = draw_category(self.rng, door, day.month)
            about = place_for(topic, door, self.rng)
            if about is not None:
                return self.voice(topic, about, door, "on_spot", month=day.month)

    # ----------------------------------------------------------------------------------------------

    def voice(
        self, topic: Category, about: Spot, door: Spot, route: str, *, month: int, work: Work | None = None
    ) -> Voice:
        return Voice(topic, words_at(self.rng, topic, about, door, month), about, door, route, work=work)

    def spot(self, at: tuple[int, int]) -> Spot:
        return self.rounds[at[0]].doors[at[1]].spot

    def day(self, at: tuple[int, int]) -> date:
        return self.rounds[at[0]].day


def words_at(rng: Random, topic: Category, about: Spot, door: Spot, month: int) -> Saying:
    """How whoever lives there would put it."""
    if door.kind is not SpotKind.DWELLING:
        return saying(rng, topic, about, draw_voice(rng, door), month)
    home = household(door)
    voice = draw_voice(rng, door, age=2019 - home.head.born, tenant=home.tenant)
    return saying(rng, topic, about, voice, month)
