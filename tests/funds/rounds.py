"""A round of the test branch with candidates, taken as far as a test needs it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import ItemPlan
from doorstep.funds import rules, services
from doorstep.funds.models import Candidate, Choice, Grading, Selection
from doorstep.funds.rules import GateAnswer
from doorstep.funds.services import Verdict
from doorstep.kernel.actor import Actor
from tests.consultations.hall import STARTS, Hall
from tests.funds.counter import Counter
from tests.issues.town import AT, DAY

LOOK_ON = date(2026, 6, 30)
YES = tuple(GateAnswer(code, True) for code in rules.GATE)
MIDDLE = {"need": 3, "people": 3, "urgency": 3, "ready": 3, "cost": 3}


@dataclass
class Rounds:
    counter: Counter

    def opened(self, **changes: Any) -> Selection:
        values = {"org_id": self.counter.site.org.pk, "by": self.counter.secretary, "at": AT}
        return services.open_selection(**(values | changes))

    def project(self, name: str = "东河苑供热改造", state: str = "applied") -> Any:
        return self.counter.site.at_state(state, name=name)

    def added(self, selection: Selection | None = None, **changes: Any) -> Candidate:
        project = changes.pop("project", None) or self.project(changes.pop("name", "东河苑供热改造"))
        values = {
            "selection_id": (selection or self.opened()).pk,
            "project_id": project.pk,
            "asked_fen": 1_000_000,
            "by": self.counter.secretary,
            "at": AT,
        }
        return services.add_project(**(values | changes))

    def gated(self, candidate: Candidate | None = None, answers: Any = YES) -> Candidate:
        found = candidate or self.added()
        services.check_gate(candidate_id=found.pk, answers=answers, by=self.counter.secretary, at=AT)
        return found

    def grade(self, candidate: Candidate, *, by: Actor, **grades: int) -> Grading:
        return services.grade_candidate(
            candidate_id=candidate.pk, grades=MIDDLE | grades, evidence="走访台账第 3 页", by=by, at=AT
        )

    def graded(self, candidate: Candidate | None = None, **second: int) -> Candidate:
        found = self.gated(candidate)
        self.grade(found, by=self.counter.clerk)
        self.grade(found, by=self.counter.reviewer, **second)
        return found

    def item(self, *, yes: int = 6, starts_at: datetime = STARTS, rule: str = "party_meeting") -> AgendaItem:
        """An item of a meeting of seven out of nine."""
        hall = Hall(self.counter.site.town)
        item = hall.item(hall.held(agenda=(ItemPlan("今年额度列入哪些", rule=rule),), starts_at=starts_at))
        votes = {"heads": Votes(9, 7, yes, 7 - yes)} if rule else None
        return hall.decide(item, votes=votes)

    def choose(self, candidate: Candidate, *, item: AgendaItem | None = None, **changes: Any) -> Choice:
        """Carried with a million fen unless told otherwise."""
        values: dict[str, Any] = {"outcome": "carried", "reserved_fen": 1_000_000}
        if changes.get("outcome") == "waits":
            values = {"reason": "今年的钱先修路。", "look_on": LOOK_ON}
        by, at = changes.pop("by", self.counter.secretary), changes.pop("at", STARTS)
        verdict = Verdict(item_id=(item or self.item()).pk, **(values | changes))
        return services.choose(candidate_id=candidate.pk, verdict=verdict, by=by, at=at)

    def later(self, days: int = 7) -> AgendaItem:
        """A meeting of a later day."""
        hall = Hall(self.counter.site.town)
        at = STARTS + timedelta(days=days)
        item = hall.item(hall.held(agenda=(ItemPlan("更正", rule="party_meeting"),), starts_at=at))
        item = hall.decide(item, votes={"heads": Votes(9, 7, 6, 1)})
        item.decided_at = at
        item.save(update_fields=["decided_at"])
        return item


__all__ = ["AT", "DAY", "LOOK_ON", "MIDDLE", "STARTS", "YES", "Rounds"]
