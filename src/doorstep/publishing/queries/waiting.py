"""What earlier stages have ready and the public has not read yet; each line can be drafted with one press."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from doorstep.evaluation.queries.public import READY, results_to_publish
from doorstep.funds.queries import decided_cases, unpublished
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.people.access import has_ability
from doorstep.projects.lists import changed_plans
from doorstep.projects.queries import projects
from doorstep.publishing import rules
from doorstep.publishing.models import Notice, NoticeSubject
from doorstep.rulebook.queries import calendar_of, rule
from doorstep.volunteers.queries import points_on, proposed_stars

MOST: Final = 50


@dataclass(frozen=True)
class Waiting:
    """One thing to draft a notice of: its kind, key, name, since when it waits, and by when it is due."""

    kind: str
    key: str
    name: str
    since: date
    due_on: date | None = None


def waiting_for_notice(actor: Actor, *, today: date) -> list[Waiting]:
    """Everything without a notice, kind by kind, the longest waiting first; at most fifty of a kind."""
    if not has_ability(actor, "notice.draft"):
        return []
    return [
        *waiting_approvals(actor),
        *waiting_decisions(actor, today),
        *waiting_expenses(actor),
        *waiting_plans(actor),
        *waiting_results(actor, today),
        *waiting_stars(actor, today),
    ]


def noticed(actor: Actor, kind: str, *, ever: bool = False) -> set[str]:
    """What has a notice of the kind on its way, or had one that was not taken down."""
    rows = Notice.objects.filter(street_id=actor.street_id or 0, kind=kind)
    rows = rows.exclude(state="withdrawn") if ever else rows.filter(state__in=rules.OPEN)
    return set(rows.values_list("about", flat=True))


def keys_of(refs: set[str]) -> list[UUID]:
    return [UUID(each.split(":")[1]) for each in refs]


def waiting_approvals(actor: Actor) -> list[Waiting]:
    taken = keys_of(noticed(actor, "approval"))
    rows = projects(actor, filters={"state": "reviewed"}).exclude(pk__in=taken)
    return [
        Waiting("approval", each.number, each.name, day_of(each.state_since))
        for each in rows.order_by("state_since")[:MOST]
    ]


def waiting_expenses(actor: Actor) -> list[Waiting]:
    rows = unpublished(actor).exclude(pk__in=keys_of(noticed(actor, "expense")))
    return [
        Waiting("expense", str(each.pk), f"{each.org.name} · {each.purpose}", day_of(each.state_since))
        for each in rows[:MOST]
    ]


def waiting_decisions(actor: Actor, today: date) -> list[Waiting]:
    """N1: posted within three days of the decision."""
    days = int(rule(actor.street_id, "notice.decision_within_days", on=today))
    rows = decided_cases(actor).exclude(pk__in=keys_of(noticed(actor, "decision", ever=True)))
    found = []
    for each in rows[:MOST]:
        decided = day_of(each.approved_at or each.state_since)
        name = f"{each.org.name} · {each.purpose}"
        found.append(Waiting("decision", str(each.pk), name, decided, decided + timedelta(days=days)))
    return found[::-1]


def waiting_plans(actor: Actor) -> list[Waiting]:
    taken = noticed(actor, "plan", ever=True)
    return [
        Waiting("plan", each.project.number, f"{each.project.name}（第 {each.number} 版）", day_of(each.at))
        for each in changed_plans(actor)[:MOST]
        if f"plan:{each.project_id}:{each.number}" not in taken
    ]


def waiting_results(actor: Actor, today: date) -> list[Waiting]:
    """A reviewed result, and the second one after something was put right."""
    days = int(rule(actor.street_id, "evaluation.publish_days", on=today))
    taken = noticed(actor, "result") | noticed(actor, "rectification")
    found = []
    for each in results_to_publish(actor)[:MOST]:
        number = READY[each.state]
        if f"{each.about}:{number}" not in taken:
            since = day_of(each.state_since)
            due_on = day_of(calendar_of(actor.street_id).add_working_days(each.state_since, days).at)
            kind = "result" if number == 1 else "rectification"
            found.append(Waiting(kind, str(each.pk), each.name, since, due_on))
    return found


def waiting_stars(actor: Actor, today: date) -> list[Waiting]:
    """All proposed stars go up in one list."""
    if not points_on(actor.street_id, on=today):
        return []
    taken = NoticeSubject.objects.filter(
        street_id=actor.street_id or 0, notice__kind="stars", notice__state__in=rules.OPEN
    )
    awards = list(proposed_stars(actor).exclude(pk__in=keys_of(set(taken.values_list("about", flat=True)))))
    if not awards:
        return []
    keys = ",".join(str(each.pk) for each in awards[:MOST])
    return [Waiting("stars", keys, f"{len(awards[:MOST])}", day_of(awards[0].state_since))]
