"""Rounds that choose: who stands for the quota, what is known of each, and what waits until when."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from doorstep.funds import access, rules
from doorstep.funds.models import Candidate, Choice, FundQuota, GateCheck, Grading, GradingTalk, Selection
from doorstep.funds.reserves import planned_of, room_of, standing
from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import Fen
from doorstep.projects.models import Project
from doorstep.rulebook.queries import rule


def selections(actor: Actor, *, filters: dict[str, str] | None = None) -> QuerySet[Selection]:
    """Rounds in sight, newest first; by year, state and organisation."""
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows = Selection.objects.visible_to(actor).select_related("org")
    for name in ("year", "org"):
        if asked.get(name, "").isdecimal():
            rows = rows.filter(**{name: int(asked[name])})
    if asked.get("state") in rules.SELECTION_STATES:
        rows = rows.filter(state=asked["state"])
    return rows.order_by("-id")


def selection_page(actor: Actor, selection_id: int) -> Selection:
    """One round; raises Selection.DoesNotExist out of sight."""
    return Selection.objects.visible_to(actor).select_related("org").get(pk=selection_id)


@dataclass(frozen=True)
class CandidateLine:
    """A candidate with its newest gate, the gradings the reader may see, and the choice that stands."""

    candidate: Candidate
    gate: GateCheck | None
    gradings: list[Grading]
    grading_count: int
    has_graded: bool
    apart: list[str]
    talks: list[GradingTalk]
    choice: Choice | None
    planned: Fen

    @property
    def place_name(self) -> str:
        thing = self.candidate.project or self.candidate.issue
        return thing.place.full_name if thing is not None and thing.place else ""

    @property
    def order(self) -> tuple[str, int]:
        """By place, then as they came; never by grading."""
        thing = self.candidate.project or self.candidate.issue
        return (thing.path if thing is not None else "", self.candidate.pk)


def with_all(rows: QuerySet[Candidate]) -> QuerySet[Candidate]:
    choices = Choice.objects.select_related("item__meeting", "by").order_by("id")
    people = {name: model.objects.select_related("by").order_by("id") for name, model in PARTS.items()}
    return rows.select_related(
        "selection__org", "project__place", "project__lead", "issue__category", "issue__place"
    ).prefetch_related(
        Prefetch("choices", choices), *(Prefetch(name, found) for name, found in people.items())
    )


PARTS: dict[str, Any] = {"gates": GateCheck, "gradings": Grading, "talks": GradingTalk}


def candidate_lines(actor: Actor, selection: Selection, *, at: datetime) -> list[CandidateLine]:
    """Every candidate of a round by place; the same number of statements however many there are."""
    quota = quota_of(selection)
    planned = planned_of(quota) if quota else {}
    gap: int = rule(selection.street_id, "funds.talk_gap", on=day_of(at))
    rows = with_all(Candidate.objects.filter(selection=selection))
    return sorted((line_of(actor, each, planned, gap) for each in rows), key=lambda each: each.order)


def candidate_page(actor: Actor, candidate_id: int, *, at: datetime) -> CandidateLine:
    """One candidate with everything; raises Candidate.DoesNotExist out of sight."""
    seen = Selection.objects.visible_to(actor)
    found = with_all(Candidate.objects.filter(selection__in=seen)).get(pk=candidate_id)
    quota = quota_of(found.selection)
    gap: int = rule(found.street_id, "funds.talk_gap", on=day_of(at))
    return line_of(actor, found, planned_of(quota) if quota else {}, gap)


def line_of(actor: Actor, candidate: Candidate, planned: dict[int, Fen], gap: int) -> CandidateLine:
    gates, gradings, choices = (
        list(getattr(candidate, name).all()) for name in ("gates", "gradings", "choices")
    )
    both = gradings if len(gradings) >= rules.GRADERS else []
    return CandidateLine(
        candidate=candidate,
        gate=gates[-1] if gates else None,
        gradings=shown_gradings(actor, gradings),
        grading_count=len(gradings),
        has_graded=any(each.by_id == actor.account_id for each in gradings),
        apart=rules.far_apart(both[0].grades, both[1].grades, gap) if both else [],
        talks=list(candidate.talks.all()),
        choice=choices[-1] if choices else None,
        planned=planned.get(candidate.pk, 0),
    )


def shown_gradings(actor: Actor, gradings: list[Grading]) -> list[Grading]:
    """Nobody reads another's grading before both are given; one's own is always there."""
    if len(gradings) >= rules.GRADERS:
        return gradings
    return [each for each in gradings if each.by_id == actor.account_id]


def may_grade(actor: Actor, line: CandidateLine) -> bool:
    """Whether a grading by this reader is still wanted."""
    project = line.candidate.project
    fits = access.can_grade(
        actor, path=line.candidate.selection.path, lead_id=project.lead_id if project else None
    )
    wanted = line.grading_count < rules.GRADERS and not line.has_graded
    return fits and wanted and line.gate is not None and line.gate.passes


def quota_of(selection: Selection) -> FundQuota | None:
    return FundQuota.objects.filter(org=selection.org_id, year=selection.year).first()


def quota_with_room(selection: Selection) -> tuple[FundQuota | None, rules.Room]:
    """The year's quota and what is left of it beside what is planned."""
    quota = quota_of(selection)
    return quota, room_of(quota) if quota else rules.Room(0, 0)


def asking_projects(actor: Actor, selection: Selection) -> list[Project]:
    """The organisation's projects that may still be added, by place and number."""
    rows = Project.objects.visible_to(actor).filter(org=selection.org_id, state__in=rules.PROJECTS_ASKING)
    return list(rows.exclude(candidacies__selection=selection).order_by("path", "number"))


def asking_issue(actor: Actor, tracking: str) -> UUID:
    """A matter in sight by its number; raises Issue.DoesNotExist."""
    found: UUID = Issue.objects.visible_to(actor).values_list("pk", flat=True).get(tracking=tracking)
    return found


def waiting() -> QuerySet[Choice]:
    """What waits now: the choice that stands, of something that is still open."""
    open_still = Q(candidate__project__state__in=rules.PROJECTS_ASKING) | Q(candidate__issue__is_open=True)
    return standing().filter(open_still, outcome="waits")


def due_looks(actor: Actor, *, today: date, limit: int = 8) -> list[Choice]:
    """What the reader's organisations have to look at again, oldest first; not what a later round has before it."""
    seen = Selection.objects.visible_to(actor)
    later = Candidate.objects.filter(pk__gt=OuterRef("candidate_id"))
    rows = waiting().filter(
        ~Exists(later.filter(project=OuterRef("candidate__project"))),
        ~Exists(later.filter(issue=OuterRef("candidate__issue"))),
        candidate__selection__in=seen,
        look_on__lte=today,
    )
    rows = rows.select_related(
        "candidate__project", "candidate__issue__category", "candidate__selection__org"
    )
    return list(rows.order_by("look_on", "id")[:limit])


def waits_of_project(project_id: UUID) -> list[dict[str, str]]:
    """Why it is not carried and when it is looked at again; empty when its newest choice carried it."""
    return public_wait(Choice.objects.filter(candidate__project_id=project_id))


def waits_of_issue(issue_id: UUID) -> list[dict[str, str]]:
    """The same for a matter that asked by itself."""
    return public_wait(Choice.objects.filter(candidate__issue_id=issue_id))


def public_wait(rows: QuerySet[Choice]) -> list[dict[str, str]]:
    last = rows.filter(corrected_by__isnull=True).select_related("item__meeting").order_by("-id").first()
    if last is None or not waiting().filter(pk=last.pk).exists() or last.look_on is None:
        return []
    meeting = last.item.meeting
    named = f"{day_of(meeting.starts_at).isoformat()} {meeting.title}"
    return [{"reason": last.reason, "on": last.look_on.isoformat(), "meeting": named}]


def last_choices(street_id: int) -> list[tuple[UUID, str, datetime]]:
    """Projects about which something was decided: id, number, moment of the newest choice; one statement."""
    rows = Choice.objects.filter(street_id=street_id, candidate__project__isnull=False)
    found = rows.values_list("candidate__project", "candidate__project__number").annotate(last=Max("at"))
    return list(found.order_by("candidate__project__number"))


def choices_in(street_id: int, year: int) -> QuerySet[Choice]:
    """What stands of the year's rounds, oldest first."""
    return standing().filter(street_id=street_id, candidate__selection__year=year).order_by("id")
