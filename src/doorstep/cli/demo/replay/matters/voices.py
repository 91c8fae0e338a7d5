"""What is said, and what becomes of it after the first words."""

from collections.abc import Callable, Sequence
from datetime import date, datetime, time
from functools import partial
from typing import Any
from uuid import UUID

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind
from doorstep.cli.demo.replay.deal import Voice
from doorstep.cli.demo.replay.matters.handling import Handling
from doorstep.cli.demo.replay.matters.people import Matter
from doorstep.cli.demo.replay.works import Work
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    capture_issue,
    explain_issue,
    merge_issues,
    redirect_issue,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import moment

PHONE_SHARE = 0.62


class Matters(Handling):
    """Plays voices; everything after the first words is written into the diary."""

    def hear(
        self,
        *,
        category: Category,
        saying: Saying,
        spot: Spot,
        route: str,
        source: str,
        by: Actor,
        at: datetime,
        visit_id: UUID | None = None,
        door: Spot | None = None,
    ) -> Matter:
        """Take the words down; who said them is known for most."""
        reporter = self.reporter(door or spot, source)
        issue = capture_issue(
            street_id=self.stage.street_id,
            text=saying.text,
            category_code=category.code,
            place_id=self.stage.places[spot.path],
            place_text="" if source == "visit" else spot.full_name,
            reporter=reporter,
            kind=saying.kind,
            source=source,
            urgency="urgent" if self.rng.random() * 100 < category.urgent_share else "ordinary",
            received_at=at,
            visit_id=visit_id,
            by=by,
            at=at,
        )
        return Matter(issue.pk, category, saying, spot, route, anonymous=reporter is None, heard_at=at)

    def reporter(self, door: Spot, source: str) -> Reporter | None:
        if door.kind is not SpotKind.DWELLING or self.rng.random() > PHONE_SHARE:
            return None
        head = household(door).head
        told_by = self.rng.choices(("file", "slip", ""), (5, 3, 4))[0]
        return Reporter(name=head.name, phone=head.phone, told_by=told_by)

    def write_others(self, voices: Sequence[Voice]) -> None:
        """Voices that come by web, phone, hotline, on rounds and at meetings."""
        for voice in voices:
            day = voice.day or date(2019, 6, 3)
            hour = self.rng.choice(
                (8, 9, 10, 11, 14, 15, 16, 19, 20, 21) if voice.source == "web" else (9, 10, 14, 15, 16)
            )
            at = moment(day, time(hour, self.rng.randint(0, 59)))
            self.diary.add(at, partial(self.come_in, voice))

    def come_in(self, voice: Voice, at: datetime) -> None:
        by = self.taker_of(voice)
        matter = self.hear(
            category=voice.category,
            saying=voice.saying,
            spot=voice.spot,
            route=voice.route,
            source=voice.source,
            by=by,
            at=at,
            door=voice.door,
        )
        if voice.route == "merged" and voice.twin is not None:
            self.later(at, 2, partial(self.merge_twin, matter, voice))
        else:
            self.go_on(matter, voice, at)

    def taker_of(self, voice: Voice) -> Actor:
        """Who writes it down: the resident on the web, a grid worker on a round, else a clerk."""
        if voice.source == "web":
            return Actor.resident(self.stage.street_id)
        if voice.source == "grid":
            workers = self.stage.holding("grid_worker", path=voice.spot.path)
            return self.rng.choice(workers or self.clerks)
        return self.rng.choice(self.clerks)

    def go_on(self, matter: Matter, voice: Voice, at: datetime) -> None:
        """What becomes of it after the first words."""
        self.played[id(voice)] = matter
        if voice.work is not None:
            voice.work.sources.append(matter.issue_id)
            self.waiting[matter.issue_id] = matter
            matter.route, matter.then = "long_term", rest
        elif voice.route == "explained":
            self.explain(matter, at)
            return
        elif voice.route == "redirected":
            self.redirect(matter, at)
            return
        self.send_on(matter, at)

    def merge_twin(self, matter: Matter, voice: Voice, at: datetime) -> None:
        self.merge_into(self.played[id(voice.twin)], matter, at)

    def take_back(self, work: Work, at: datetime) -> None:
        """A project was cancelled: what residents asked for is given to a unit, with a date."""
        for issue_id in work.sources:
            matter = self.waiting[issue_id]
            matter.route, matter.then = "time_limited", None
            self.send_on(matter, at)

    def confirm_all(self, work: Work, at: datetime) -> None:
        """A project is accepted: whoever asked for it is called back."""
        for issue_id in work.sources:
            self.confirm(self.waiting[issue_id], at)

    def explain(self, matter: Matter, at: datetime) -> None:
        note = answers.explain_text(
            self.rng, matter.category, topic=matter.saying.topic, said=matter.saying.text
        )
        clerk = self.rng.choice(self.clerks)
        matter.done_by = clerk.account_id
        self.later(
            at,
            2,
            lambda then: self.told(
                matter, then, lambda: explain_issue(issue_id=matter.issue_id, note=note, by=clerk, at=then)
            ),
        )

    def redirect(self, matter: Matter, at: datetime) -> None:
        code, note = answers.redirect_text(
            self.rng, matter.category, topic=matter.saying.topic, said=matter.saying.text
        )
        clerk = self.rng.choice(self.clerks)
        matter.done_by = clerk.account_id
        self.later(
            at,
            2,
            lambda then: self.told(
                matter,
                then,
                lambda: redirect_issue(
                    issue_id=matter.issue_id, reason_code=code, note=note, by=clerk, at=then
                ),
            ),
        )

    def told(self, matter: Matter, at: datetime, act: Callable[[], Any]) -> None:
        act()
        self.confirm(matter, at)

    def merge_into(self, survivor: Matter, voice: Matter, at: datetime) -> None:
        merge_issues(
            survivor_id=survivor.issue_id,
            merged_ids=[voice.issue_id],
            note="同一件事,并在一起办,两边都答复。",
            by=self.rng.choice(self.clerks),
            at=at,
        )


def rest(matter: Matter, at: datetime) -> None:
    """Nothing more to do until a project answers it."""
