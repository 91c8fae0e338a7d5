"""The life of one voice: from what was said to the call-back, in realistic time, through the services."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.content.categories import unit_for
from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind
from doorstep.cli.demo.replay.deal import LAST_SENT_ON, Voice
from doorstep.cli.demo.replay.diary import Diary
from doorstep.cli.demo.replay.stage import Stage
from doorstep.cli.demo.replay.works import Work
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    accept_dispatch,
    capture_issue,
    close_by_reason,
    close_issue,
    confirm_at_door,
    contact_reporter,
    deliver_issue,
    dispatch_issue,
    explain_issue,
    extend_issue,
    finish_on_spot,
    merge_issues,
    object_dispatch,
    record_callback,
    redirect_issue,
    reopen_issue,
    return_dispatch,
    start_work,
    triage_issue,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import SHANGHAI, moment
from doorstep.rulebook.queries import calendar_of

PHONE_SHARE = 0.62
OBJECTED, RETURNED, EXTENDED, REOPENED, UNREACHED = 0.025, 0.018, 0.02, 0.012, 0.035
EVENING_HOUR = 19


@dataclass
class Matter:
    """One voice while it is being played."""

    issue_id: UUID
    category: Category
    saying: Saying
    spot: Spot
    route: str
    anonymous: bool
    heard_at: datetime
    attempts: int = 0
    reopened: bool = False
    done_by: int | None = None
    unit: str = ""
    then: Callable[["Matter", datetime], None] | None = None


class Matters:
    """Plays voices; everything after the first words is written into the diary."""

    def __init__(self, stage: Stage, diary: Diary) -> None:
        self.stage, self.diary, self.rng = stage, diary, stage.rng
        self.calendar = calendar_of(stage.street_id)
        self.clerks = stage.holding("clerk", path=stage.plan.path)
        self.callers = stage.holding("caller", path=stage.plan.path)
        self.played: dict[int, Matter] = {}
        self.waiting: dict[UUID, Matter] = {}

    # what is said ---------------------------------------------------------------------------------

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

    # time -----------------------------------------------------------------------------------------

    def office(self, at: datetime, hours: float) -> datetime:
        """A moment in office hours, that much office time later or a little more."""
        due = self.calendar.add_working_hours(at, max(1, round(hours))).at
        return due - timedelta(minutes=self.rng.uniform(1, 55))

    def later(self, at: datetime, hours: float, act: Callable[[datetime], None]) -> None:
        self.diary.add(max(self.office(at, hours), at + timedelta(minutes=3)), act)

    def too_late_to_send(self, at: datetime) -> bool:
        """In the last days of the year only what can be answered on the spot is still taken on."""
        day = at.astimezone(SHANGHAI)
        return (day.month, day.day) > LAST_SENT_ON

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

    # put right at once ----------------------------------------------------------------------------

    def settle_at_door(self, matter: Matter, *, by: Actor, at: datetime) -> None:
        """Answered while standing there; the household says so at the door."""
        note = answers.answer_text(
            self.rng,
            matter.category,
            "door",
            topic=matter.saying.topic,
            said=matter.saying.text,
            kind=matter.saying.kind,
            place=matter.spot,
        )
        finish_on_spot(issue_id=matter.issue_id, note=note, by=by, at=at)
        confirm_at_door(issue_id=matter.issue_id, by=by, at=at)

    def send_on(self, matter: Matter, at: datetime) -> None:
        """Sorted by a clerk, sent to a unit, done, called back."""
        self.later(at, self.rng.choice((1, 1, 2, 3, 5)), lambda then: self.triage(matter, then))

    def triage(self, matter: Matter, at: datetime) -> None:
        clerk = self.rng.choice(self.clerks)
        triage_issue(issue_id=matter.issue_id, route=matter.route, by=clerk, at=at)
        if matter.then is not None:
            matter.then(matter, at)
            return
        self.later(at, 1, lambda then: self.dispatch(matter, then, unit=self.unit(matter)))

    def unit(self, matter: Matter) -> str:
        return unit_for(matter.category, matter.spot)

    def dispatch(self, matter: Matter, at: datetime, *, unit: str, again: bool = False) -> None:
        clerk = self.rng.choice(self.clerks)
        matter.unit = unit
        dispatch_issue(
            issue_id=matter.issue_id,
            unit_id=self.stage.units[unit],
            note=answers.dispatch_note(self.rng),
            by=clerk,
            at=at,
        )
        chance = self.rng.random()
        if not again and chance < OBJECTED:
            self.later(at, 1, lambda then: self.object(matter, then, unit=unit))
        else:
            send_back = not again and chance < OBJECTED + RETURNED
            self.later(
                at, self.rng.choice((1, 2, 3)), lambda then: self.accept(matter, then, unit, send_back)
            )

    def handler(self, unit: str) -> Actor:
        return self.rng.choice(
            self.stage.holding("handler", path=self.stage.plan.path, unit=unit) or self.any_handler(unit)
        )

    def any_handler(self, unit: str) -> list[Actor]:
        return [
            self.stage.actors[username]
            for username, plans in self.stage.staff.items()
            if any(each.role == "handler" and each.unit == unit for each in plans)
        ]

    def object(self, matter: Matter, at: datetime, *, unit: str) -> None:
        """The unit says it is not theirs; the clerk sends it again after a word on the phone."""
        code, note = answers.object_reason(self.rng)
        object_dispatch(issue_id=matter.issue_id, reason_code=code, note=note, by=self.handler(unit), at=at)
        self.later(at, 1, lambda then: self.triage_again(matter, then))

    def triage_again(self, matter: Matter, at: datetime) -> None:
        triage_issue(issue_id=matter.issue_id, route=matter.route, by=self.rng.choice(self.clerks), at=at)
        unit = self.unit(matter)
        self.later(at, 1, lambda then: self.dispatch(matter, then, unit=unit, again=True))

    def accept(self, matter: Matter, at: datetime, unit: str, send_back: bool) -> None:
        handler = self.handler(unit)
        accept_dispatch(issue_id=matter.issue_id, by=handler, at=at)
        if send_back:
            self.later(at, 2, lambda then: self.send_back(matter, then, handler))
            return
        if not matter.anonymous and self.rng.random() < 0.9:
            contact = at + timedelta(minutes=self.rng.uniform(2, 40))
            self.diary.add(contact, lambda then: self.contact(matter, then, handler))
        self.work(matter, at, handler)

    def contact(self, matter: Matter, at: datetime, handler: Actor) -> None:
        contact_reporter(issue_id=matter.issue_id, by=handler, at=at)

    def send_back(self, matter: Matter, at: datetime, handler: Actor) -> None:
        code, note = answers.return_reason(self.rng)
        return_dispatch(issue_id=matter.issue_id, reason_code=code, note=note, by=handler, at=at)
        unit = self.unit(matter)
        self.later(at, 2, lambda then: self.dispatch(matter, then, unit=unit, again=True))

    def work(self, matter: Matter, at: datetime, handler: Actor) -> None:
        """A few hours for what is put right at once, days for what takes its time."""
        if matter.route == "on_spot":
            hours = self.rng.choice((2, 3, 4, 6, 8, 10, 13))
        else:
            start = at + timedelta(minutes=self.rng.uniform(60, 200))
            self.diary.add(start, lambda then: start_work_of(matter, then, handler))
            hours = self.rng.choice((14, 20, 26, 30))
            if self.rng.random() < EXTENDED * 10:
                self.later(at, 8, lambda then: self.extend(matter, then, handler))
                hours += 24
        done = self.office(at, hours)
        if matter.route == "on_spot":
            done = min(done, self.last_moment(matter))
        self.diary.add(max(done, at + timedelta(minutes=9)), lambda then: self.deliver(matter, then, handler))

    def last_moment(self, matter: Matter) -> datetime:
        """What is to be put right at once is done within three working days, if only just."""
        return self.calendar.add_working_days(matter.heard_at, 3).at - timedelta(
            minutes=self.rng.uniform(20, 90)
        )

    def extend(self, matter: Matter, at: datetime, handler: Actor) -> None:
        extend_issue(
            issue_id=matter.issue_id, days=5, reason=answers.extension_reason(self.rng), by=handler, at=at
        )

    def deliver(self, matter: Matter, at: datetime, handler: Actor) -> None:
        note = answers.answer_text(
            self.rng,
            matter.category,
            matter.route,
            topic=matter.saying.topic,
            said=matter.saying.text,
            kind=matter.saying.kind,
            place=matter.spot,
        )
        deliver_issue(issue_id=matter.issue_id, note=note, by=handler, at=at)
        matter.done_by = handler.account_id
        self.confirm(matter, at)

    # explained, sent elsewhere, merged --------------------------------------------------------------

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

    # call-back ------------------------------------------------------------------------------------

    def confirm(self, matter: Matter, at: datetime) -> None:
        """Called back within days; who cannot be called is closed for a written reason."""
        if matter.anonymous:
            self.later(at, 6, lambda then: self.close_without(matter, then, "anonymous"))
        else:
            self.later(at, self.rng.choice((3, 6, 9, 14)), lambda then: self.call(matter, then))

    def close_without(self, matter: Matter, at: datetime, reason: str) -> None:
        """Closed for a written reason, by somebody who did not do the work."""
        others = [clerk for clerk in self.clerks if clerk.account_id != matter.done_by]
        close_by_reason(
            issue_id=matter.issue_id,
            reason_code=reason,
            note=answers.close_reason_note(self.rng, reason),
            by=self.rng.choice(others),
            at=at,
        )

    def call(self, matter: Matter, at: datetime) -> None:
        """One attempt; another day and another part of the day when nobody answers, at most three."""
        caller = self.rng.choice(self.callers)
        matter.attempts += 1
        if self.rng.random() < (UNREACHED if matter.attempts == 1 else 0.5):
            record_callback(issue_id=matter.issue_id, outcome="unreachable", mode="phone", by=caller, at=at)
            if matter.attempts < 3:
                self.diary.add(self.other_part(at), lambda then: self.call(matter, then))
            else:
                self.later(at, 4, lambda then: self.close_without(matter, then, "unreachable"))
            return
        unsolved = not matter.reopened and self.rng.random() < REOPENED
        self.answered(
            matter,
            at,
            caller,
            "unresolved" if unsolved else self.rng.choices(("resolved", "partly"), (96, 4))[0],
        )

    def other_part(self, at: datetime) -> datetime:
        """The next day, in the part of the day after the one that was tried."""
        local = at.astimezone(SHANGHAI)
        hour = 15 if local.hour < 12 else 19 if local.hour < 18 else 10
        return moment(local.date() + timedelta(days=1), time(hour, self.rng.randint(0, 50)))

    def answered(self, matter: Matter, at: datetime, caller: Actor, answer: str) -> None:
        grade = answers.draw_grade(self.rng, answer)
        record_callback(
            issue_id=matter.issue_id,
            outcome="reached",
            mode="phone",
            answer=answer,
            grade=grade,
            remark=answers.callback_remark(self.rng, grade, answer),
            by=caller,
            at=at,
        )
        if answer == "unresolved":
            matter.reopened, matter.attempts = True, 0
            soon = at + timedelta(minutes=self.rng.uniform(4, 20))
            self.diary.add(soon, lambda then: self.reopen(matter, then, caller))
        else:
            soon = at + timedelta(minutes=self.rng.uniform(2, 9))
            self.diary.add(soon, lambda then: close_of(matter, then, caller))

    def reopen(self, matter: Matter, at: datetime, caller: Actor) -> None:
        """Back to the unit that had it; to one for the first time when nobody had."""
        reopen_issue(issue_id=matter.issue_id, note=answers.reopen_reason(self.rng), by=caller, at=at)
        if matter.unit:
            handler = self.handler(matter.unit)
            self.later(at, 8, lambda then: self.deliver(matter, then, handler))
        else:
            unit = self.unit(matter)
            self.later(at, 2, lambda then: self.dispatch(matter, then, unit=unit, again=True))


def close_of(matter: Matter, at: datetime, caller: Actor) -> None:
    close_issue(issue_id=matter.issue_id, by=caller, at=at)


def start_work_of(matter: Matter, at: datetime, handler: Actor) -> None:
    start_work(issue_id=matter.issue_id, by=handler, at=at)


def rest(matter: Matter, at: datetime) -> None:
    """Nothing more to do until a project answers it."""
