"""Called back within days; who cannot be called is closed for a written reason."""

from abc import ABC, abstractmethod
from datetime import datetime, timedelta

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.replay.matters.people import Matter, Players
from doorstep.issues.services import (
    close_by_reason,
    close_issue,
    record_callback,
)
from doorstep.kernel.actor import Actor

REOPENED, UNREACHED = 0.012, 0.035


class CallBacks(Players, ABC):
    """Attempts, answers, and closing."""

    @abstractmethod
    def reopen(self, matter: Matter, at: datetime, caller: Actor) -> None:
        """It was not solved: back to whoever works on it."""

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


def close_of(matter: Matter, at: datetime, caller: Actor) -> None:
    close_issue(issue_id=matter.issue_id, by=caller, at=at)
