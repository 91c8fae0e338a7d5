"""What pages, figures and printouts read about projects."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, QuerySet

from doorstep.consultations.queries import public_questions
from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, start_of
from doorstep.kernel.money import yuan
from doorstep.projects import rules
from doorstep.projects.models import Milestone, PlanVersion, Project, ProjectField, ProjectIssue, ProjectStep
from doorstep.projects.opinions import answers_by_version, class_lines, public_because, public_opinions

PAGE = 25


def approved_in(street_id: int, year: int) -> QuerySet[Project]:
    """Projects that were approved in this year, by Shanghai days, whatever became of them since."""
    return Project.objects.filter(in_year("approved_at", year), street_id=street_id)


def in_year(column: str, year: int) -> Q:
    first, after = start_of(date(year, 1, 1)), start_of(date(year + 1, 1, 1))
    return Q(**{f"{column}__gte": first, f"{column}__lt": after})


def fields_in(street_id: int, year: int) -> QuerySet[ProjectField]:
    return ProjectField.objects.filter(
        street_id=street_id, pk__in=approved_in(street_id, year).values("field_id")
    ).order_by("order")


EQUAL_FILTERS = {"state": "state", "orientation": "orientation", "field": "field__code"}
YEARS = range(1, 9999)


def projects(actor: Actor, *, filters: dict[str, str] | None = None) -> QuerySet[Project]:
    """The board's rows, newest first.

    Filters by state, orientation, field code, part of the name, approved or not, and year: of approval when
    ``approved`` is asked for, as the figures count it, else of the number.
    """
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows = Project.objects.visible_to(actor).select_related("org", "field", "lead", "place")
    rows = rows.filter(**{column: asked[name] for name, column in EQUAL_FILTERS.items() if name in asked})
    if text := asked.get("text"):
        rows = rows.filter(name__icontains=text)
    return rows.filter(of_year(asked.get("year", ""), approved="approved" in asked)).order_by("-id")


def of_year(year: str, *, approved: bool) -> Q:
    """A year that is no year is not asked for."""
    known = year.isdecimal() and int(year) in YEARS
    if approved:
        return in_year("approved_at", int(year)) if known else Q(approved_at__isnull=False)
    return Q(number__startswith=f"{year}-") if known else Q()


def project_page(actor: Actor, number: str) -> Project:
    """One project with everything its page shows; raises Project.DoesNotExist out of sight."""
    rows = Project.objects.visible_to(actor).select_related("org", "field", "lead", "place", "street")
    return rows.prefetch_related("beneficiaries", "milestones", "difficulty_ratings__by", "acceptances").get(
        number=number
    )


def source_issues(actor: Actor, project: Project) -> QuerySet[ProjectIssue]:
    """The issues behind it that the reader may see for themselves; the others are counted, never shown."""
    seen = Issue.objects.visible_to(actor).filter(projects__project=project)
    rows = project.sources.filter(issue__in=seen.values("pk"))
    return rows.select_related("issue__category", "issue__place").order_by("id")


def life_of(project: Project) -> QuerySet[ProjectStep]:
    return project.steps.order_by("id")


@dataclass(frozen=True)
class VersionPage:
    """One version, what it changed against the one before, and the answers that led to it."""

    version: PlanVersion
    changes: list[rules.Change]
    answers: list[rules.AnsweredOpinion] = field(default_factory=list)

    @property
    def lines(self) -> list[tuple[rules.Change, list[rules.Because]]]:
        """Each change with the answers that asked for it."""
        return [
            (change, rules.grouped(each for each in self.answers if each.part == change.name))
            for change in self.changes
        ]

    @property
    def others(self) -> list[rules.Because]:
        """Answers that no change of this version goes back to."""
        changed = {change.name for change in self.changes}
        return rules.grouped(each for each in self.answers if each.part not in changed)


def plan_history(project: Project) -> list[VersionPage]:
    """Every version, newest first, with what it changed against the one before and because of what."""
    return history_with(project, answers_by_version(project))


def history_with(
    project: Project, answers: dict[int | None, list[rules.AnsweredOpinion]]
) -> list[VersionPage]:
    versions = list(project.versions.select_related("approved_by").order_by("number"))
    before: dict[str, Any] = {}
    found = []
    for version in versions:
        changes = rules.plan_changes(before, version.plan) if before else []
        found.append(VersionPage(version, changes, answers.get(version.pk, [])))
        before = version.plan
    return found[::-1]


@dataclass(frozen=True)
class FieldLine:
    """One field of work and its approved projects by orientation."""

    code: str
    name: str
    counts: dict[str, int]


def field_lines(street_id: int, year: int) -> list[FieldLine]:
    """The fields with approved projects, in their order; one statement."""
    rows = approved_in(street_id, year).values_list("field__code", "field__name", "orientation")
    lines: dict[str, FieldLine] = {}
    for code, name, orientation, count in rows.annotate(count=Count("id")).order_by(
        "field__order", "field__code"
    ):
        line = lines.setdefault(code, FieldLine(code, name, dict.fromkeys(rules.ORIENTATIONS, 0)))
        line.counts[orientation] = count
    return list(lines.values())


def matrix(street_id: int, year: int) -> dict[str, dict[str, int]]:
    """Field code → orientation → how many approved projects; the cells sum to the total."""
    return {line.code: line.counts for line in field_lines(street_id, year)}


def project_counts(street_id: int, year: int) -> dict[str, Any]:
    """Totals of the year's approved projects; one statement."""
    found = approved_in(street_id, year).aggregate(
        projects=Count("id"),
        projects_done=Count("id", filter=Q(state="accepted")),
        fields=Count("field", distinct=True),
        **{code: Count("id", filter=Q(orientation=code)) for code in rules.ORIENTATIONS},
    )
    orientations = {code: found.pop(code) for code in rules.ORIENTATIONS}
    return {**found, "orientations": orientations}


def last_steps(street_id: int, numbers: Iterable[str]) -> list[tuple[UUID, str, datetime]]:
    """When something was last done to each of these projects: id, number, moment; one statement."""
    rows = Project.objects.filter(street_id=street_id, number__in=list(numbers))
    found = rows.annotate(last=Max("steps__at")).order_by("number")
    return list(found.values_list("pk", "number", "last"))


def project_to_notice(actor: Actor, project_id: UUID) -> Project:
    """The project a notice is about, in sight of its drafter; raises Project.DoesNotExist."""
    return Project.objects.visible_to(actor).select_related("street").get(pk=project_id)


def public_project(project_id: UUID) -> tuple[int, str, dict[str, Any]]:
    """Street, number and the values that publishing's allow-list may take from a project; six statements,
    and two or three more once its plan is out.

    ``is_public``: it stands in notice, or was approved once. Before and between, its plan is the branch's own.
    """
    rows = Project.objects.select_related("org", "field", "place")
    project = rows.prefetch_related("beneficiaries", "milestones").get(pk=project_id)
    lines = class_lines(project) if project.plan_version else []
    answers = answers_by_version(project) if lines else {}
    values = {
        "number": project.number,
        "name": project.name,
        "org": project.org.name,
        "orientation": project.orientation,
        "field": project.field.name,
        "place": public_place(project),
        "is_public": project.state == "notice" or project.approved_at is not None,
        "state": project.state,
        "state_since": day_of(project.state_since).isoformat(),
        "goal": project.goal,
        "baseline": project.baseline,
        "evidence": project.evidence,
        "measures": project.measures,
        "summary": project.public_summary,
        "starts_on": project.starts_on.isoformat() if project.starts_on else "",
        "ends_on": project.ends_on.isoformat() if project.ends_on else "",
        "beneficiaries": [
            {"group": each.group, "count": each.count, "unit": rules.BENEFICIARY_UNITS[each.unit]}
            for each in project.beneficiaries.all()
        ],
        "milestones": [
            public_milestone(each) for each in sorted(project.milestones.all(), key=milestone_order)
        ],
        "money": public_money(project),
        "sources": public_sources(project),
        "own_reason": project.own_reason,
        "versions": public_versions(history_with(project, answers)),
        "opinions": public_opinions(project, lines, answers.get(None, [])),
        "questions": public_questions(f"project:{project.pk}") if project.plan_version else [],
        "notice": {
            "starts_on": project.notice_starts_on.isoformat() if project.notice_starts_on else "",
            "ends_on": project.notice_ends_on.isoformat() if project.notice_ends_on else "",
        },
        "reason": project.public_reason,
        "timeline": public_timeline(project),
    }
    return project.street_id, project.number, values


def public_money(project: Project) -> dict[str, str]:
    """Where the money comes from, as people write it."""
    return {
        "quota": yuan(project.quota_fen),
        "other": yuan(project.other_fen),
        "in_kind": project.in_kind,
    }


def public_place(project: Project) -> str:
    """The place down to the building, never a door."""
    return "" if project.place.kind in {"dwelling", "entrance"} else project.place.full_name


def milestone_order(milestone: Milestone) -> tuple[date, int]:
    return milestone.planned_on, milestone.order


def public_milestone(milestone: Milestone) -> dict[str, str]:
    return {
        "name": milestone.name,
        "planned_on": milestone.planned_on.isoformat(),
        "done_on": milestone.done_on.isoformat() if milestone.done_on else "",
        "result": milestone.result,
    }


def public_sources(project: Project) -> list[dict[str, Any]]:
    """How many issues of which category asked for it; never a text, never a door."""
    rows = project.sources.values("issue__category__name").annotate(count=Count("id")).order_by("-count")
    return [{"category": row["issue__category__name"], "count": row["count"]} for row in rows]


def public_versions(pages: list[VersionPage]) -> list[dict[str, Any]]:
    return [
        {
            "number": page.version.number,
            "on": day_of(page.version.at).isoformat(),
            "reason": page.version.reason,
            "answers": len(page.answers),
            "changes": [
                {
                    "label": change.label,
                    "before": change.before,
                    "after": change.after,
                    "because": public_because(because),
                }
                for change, because in page.lines
            ],
            "others": public_because(page.others),
        }
        for page in pages
    ]


PUBLIC_ACTS = frozenset(
    {
        "project.notice",
        "project.withdraw_notice",
        "project.approve",
        "project.refuse",
        "project.start",
        "project.milestone",
        "project.news",
        "project.pause",
        "project.resume",
        "project.cancel",
        "project.claim",
        "project.rework",
        "project.accept",
    }
)


def public_timeline(project: Project) -> list[dict[str, str]]:
    """The project's life in days, acts and public notes; no names."""
    return [
        {"on": day_of(step.at).isoformat(), "act": rules.ACTS[step.act], "note": step.public_note}
        for step in project.steps.order_by("id")
        if step.act in PUBLIC_ACTS
    ]


def projects_of_issue(issue_id: UUID) -> QuerySet[ProjectIssue]:
    return ProjectIssue.objects.filter(issue_id=issue_id).select_related("project").order_by("id")


def due_milestones(actor: Actor, *, today: date, limit: int = PAGE) -> QuerySet[Milestone]:
    """Open milestones of running projects in sight whose day has come, oldest first."""
    running = Project.objects.visible_to(actor).filter(state__in=rules.RUNNING)
    rows = Milestone.objects.filter(project__in=running, done_on__isnull=True, planned_on__lte=today)
    return rows.select_related("project").order_by("planned_on")[:limit]


def active_fields(street_id: int) -> list[ProjectField]:
    """The street's present list of fields, in its order."""
    return list(ProjectField.objects.filter(street_id=street_id, active=True).order_by("order"))


def open_milestones(project_id: UUID) -> list[Milestone]:
    """What is still to stand, earliest first."""
    rows = Milestone.objects.filter(project_id=project_id, done_on__isnull=True).select_related("project")
    return list(rows.order_by("planned_on", "order"))
