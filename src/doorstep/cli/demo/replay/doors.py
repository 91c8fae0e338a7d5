"""At the doors: a round of visits, synchronised as one batch, and what is said there."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from django.db import transaction

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.content.rhythm import visit_moments
from doorstep.cli.demo.content.shapes import VisitMoment
from doorstep.cli.demo.replay.deal import Deal, Voice
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.matters import Matter, Matters
from doorstep.cli.demo.replay.rounds import Door, Round, home_of
from doorstep.cli.demo.replay.script import Scene
from doorstep.cli.demo.replay.stage import Stage
from doorstep.kernel.actor import Actor
from doorstep.visits.services import Knock, record_visit

CONFIRMATIONS = ("verbal", "verbal", "sign", "code")


class Doors:
    """Plays the rounds; each is one transaction, as a phone hands it in."""

    def __init__(self, stage: Stage, diary: Diary, matters: Matters) -> None:
        self.stage, self.diary, self.matters, self.rng = stage, diary, matters, stage.rng

    def write(self, rounds: list[Round], deal: Deal) -> None:
        for number, each in enumerate(rounds):
            moments = visit_moments(self.rng, each.day, len(each.doors))
            voices = [deal.at_doors.get((number, place), []) for place in range(len(each.doors))]
            synced_at = max(moment.recorded_at for moment in moments)
            self.diary.add(synced_at, Handover(self, each, moments, voices))

    def write_scenes(self, scenes: Sequence[Scene]) -> None:
        """The scripted visits, each handed in half an hour later."""
        for scene in scenes:
            self.diary.add(scene.at + timedelta(minutes=35), partial(self.play, scene))

    def play(self, scene: Scene, at: datetime) -> None:
        by = self.stage.actors[scene.username]
        door = Door(scene.spot, "met", again=False)
        moment = VisitMoment(scene.at, scene.at + timedelta(minutes=25), at)
        with transaction.atomic():
            self.knock(door, moment, scene.voices, by=by, at=at, topics=scene.topics)

    def hand_in(
        self, each: Round, moments: list[VisitMoment], voices: list[list[Voice]], at: datetime
    ) -> None:
        by = self.stage.actors[each.username]
        with transaction.atomic():
            for door, moment, said in zip(each.doors, moments, voices, strict=True):
                self.knock(door, moment, said, by=by, at=at)

    def knock(
        self, door: Door, moment: VisitMoment, said: list[Voice], *, by: Actor, at: datetime, topics: str = ""
    ) -> None:
        met = door.outcome == "met"
        late = (at - moment.ended_at).total_seconds() > 48 * 3600
        quiet = met and not said and not topics and self.rng.random() < 0.55
        visit = record_visit(
            knock=Knock(
                place_id=self.stage.places[door.spot.path],
                visited_on=moment.started_at.date(),
                outcome=door.outcome,
                visitors=[by.account_id or 0],
                talked_with=home_of(door.spot) if met else "",
                topics=topics or (answers.visit_topics(self.rng, door.spot) if met and not quiet else ""),
                nothing_to_report=quiet,
                issue_count=len(said),
                receipt_mode=self.rng.choice(CONFIRMATIONS) if met else "none",
                source="paper" if late else "door",
                started_at=moment.started_at,
                ended_at=moment.ended_at,
                late_reason=answers.late_reason(self.rng) if late else "",
                plan_id=self.stage.campaign,
                device_at=moment.ended_at,
                grid_id=self.grid_of(door),
            ),
            by=by,
            at=at,
        )
        for voice in said:
            self.hear(voice, visit.pk, door, by=by, at=at)

    def grid_of(self, door: Door) -> int | None:
        path = door.spot.path
        while path and path not in self.stage.grids:
            path = path.rstrip("/").rpartition("/")[0] + "/"
            if path == "/":
                return None
        return self.stage.grids.get(path)

    def hear(self, voice: Voice, visit_id: object, door: Door, *, by: Actor, at: datetime) -> None:
        matter: Matter = self.matters.hear(
            category=voice.category,
            saying=voice.saying,
            spot=voice.spot,
            route=voice.route,
            source="visit",
            by=by,
            at=at,
            visit_id=visit_id,  # type: ignore[arg-type]
            door=door.spot,
        )
        at_once = voice.route == "on_spot" and (
            answers.settled_how(self.rng, voice.category, voice.saying, voice.spot) == "door"
            or self.matters.too_late_to_send(at)
        )
        if at_once:
            self.matters.settle_at_door(matter, by=by, at=at)
        else:
            self.matters.go_on(matter, voice, at)


class Handover:
    """A round waiting in the diary."""

    def __init__(
        self, doors: Doors, each: Round, moments: list[VisitMoment], voices: list[list[Voice]]
    ) -> None:
        self.doors, self.each, self.moments, self.voices = doors, each, moments, voices

    def __call__(self, at: datetime) -> None:
        self.doors.hand_in(self.each, self.moments, self.voices, at)
