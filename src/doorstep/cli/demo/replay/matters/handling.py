"""Sorted by a clerk, sent to a unit, accepted, sent back now and then, and done."""

from datetime import datetime, timedelta

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.replay.matters.callbacks import CallBacks
from doorstep.cli.demo.replay.matters.people import Matter
from doorstep.issues.services import (
    accept_dispatch,
    confirm_at_door,
    contact_reporter,
    deliver_issue,
    dispatch_issue,
    extend_issue,
    finish_on_spot,
    object_dispatch,
    reopen_issue,
    return_dispatch,
    start_work,
    triage_issue,
)
from doorstep.kernel.actor import Actor

OBJECTED, RETURNED, EXTENDED = 0.025, 0.018, 0.02


class Handling(CallBacks):
    """What units do about a matter."""

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

    def reopen(self, matter: Matter, at: datetime, caller: Actor) -> None:
        """Back to the unit that had it; to one for the first time when nobody had."""
        reopen_issue(issue_id=matter.issue_id, note=answers.reopen_reason(self.rng), by=caller, at=at)
        if matter.unit:
            handler = self.handler(matter.unit)
            self.later(at, 8, lambda then: self.deliver(matter, then, handler))
        else:
            unit = self.unit(matter)
            self.later(at, 2, lambda then: self.dispatch(matter, then, unit=unit, again=True))


def start_work_of(matter: Matter, at: datetime, handler: Actor) -> None:
    start_work(issue_id=matter.issue_id, by=handler, at=at)
