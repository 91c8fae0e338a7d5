"""The project board and the project page."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.delivery.queries.agreements import partners_of_project
from doorstep.delivery.queries.observations import observations_of
from doorstep.delivery.rules.observations import STATES as OBSERVATION_STATES
from doorstep.kernel.money import yuan
from doorstep.people.access import has_ability
from doorstep.projects import rules
from doorstep.projects.access import can_accept, can_rate_difficulty, can_review, can_run
from doorstep.projects.queries import (
    active_fields,
    life_of,
    plan_history,
    project_page,
    projects,
    source_issues,
)
from doorstep.projects.tasks import tasks_of
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk
from doorstep.web.lists import keyset
from doorstep.web.tones import OBSERVATION_TONES, PROJECT_TONES, TASK_TONES

FILTERS = ("state", "orientation", "field", "year", "text", "approved")


@desk("project.read", "project.propose", "project.review")
@require_safe
def board(request: Asked) -> HttpResponse:
    """Every project in sight, newest first."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, projects(request.actor, filters=filters))
    table = Table(
        caption=translate("项目"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("项目"), "clip"),
            Column(translate("支部"), "clip"),
            Column(translate("导向")),
            Column(translate("领域")),
            Column(translate("负责人")),
            Column(translate("完成日期"), "tight"),
            Column(translate("进展")),
        ],
        rows=[board_row(each) for each in rows],
        empty_title=translate("没有符合的项目"),
        empty_text=translate("换个条件再查，或者提出一个新项目。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "filters": filters,
        "states": rules.STATES,
        "orientations": rules.ORIENTATIONS,
        "fields": active_fields(request.actor.street_id or 0),
    }
    return render_page(request, "web/projects/board.html", context)


def board_row(project: Any) -> Row:
    return Row(
        cells=[
            Link(project.number, resolve_url("projects:page", project.number)),
            Link(project.name, resolve_url("projects:page", project.number)),
            project.org.name,
            translate(rules.ORIENTATIONS[project.orientation]),
            translate(project.field.name),
            project.lead.display_name,
            project.ends_on or "",
            status(translate(rules.STATES[project.state]), PROJECT_TONES[project.state]),
        ],
        key=str(project.pk),
        name=project.name,
    )


@desk("project.read", "project.propose", "project.review", "project.accept")
@require_safe
def project(request: Asked, number: str) -> HttpResponse:
    """One project: what it promises, how it got here, what can be done next."""
    found = project_page(request.actor, number)
    return render_page(request, "web/projects/page.html", page_context(request, found))


def page_context(request: Asked, project: Any) -> dict[str, Any]:
    actor, path, lead = request.actor, project.path, project.lead_id
    may = {
        "run": can_run(actor, path=path, lead_id=lead),
        "review": can_review(actor, path=path),
        "accept": can_accept(actor, path=path, lead_id=lead),
        "meetings": has_ability(actor, "meeting.read"),
        "money": has_ability(actor, "fund.read"),
        "rate": can_rate_difficulty(actor, path=path, lead_id=lead) and project.started_at is None,
    }
    return {
        "project": project,
        "tone": PROJECT_TONES[project.state],
        "state_label": rules.STATES[project.state],
        "orientation_label": rules.ORIENTATIONS[project.orientation],
        "money": [
            (_("额度经费"), f"{yuan(project.quota_fen)} {translate('元')}"),
            (_("其他经费"), f"{yuan(project.other_fen)} {translate('元')}"),
            (_("实物或人力"), project.in_kind or "–"),
        ],
        "beneficiaries": [(each, rules.BENEFICIARY_UNITS[each.unit]) for each in project.beneficiaries.all()],
        "milestones": sorted(project.milestones.all(), key=lambda each: (each.planned_on, each.order)),
        "ratings": project.difficulty_ratings.all(),
        "difficulty_label": rules.DIFFICULTIES.get(project.difficulty or 0, ""),
        "signs": [(each, rules.ACCEPTANCE_CAPACITIES[each.capacity]) for each in project.acceptances.all()],
        "tasks": [
            (task, rules.TASK_STATES[state], TASK_TONES[state])
            for task, state in tasks_of(project, today=timezone.localdate())
        ],
        "sources": source_issues(request.actor, project),
        "versions": plan_history(project),
        "partners": partners_of_project(request.actor, project),
        "observed": [observed_line(each) for each in observations_of(request.actor, project.pk)],
        "life": [life_entry(each) for each in life_of(project)],
        "is_open": project.state not in rules.WORKFLOW.final,
        "may": may,
        "acts": acts_for(project, may),
        "blank": PlainForm(),
    }


def observed_line(found: Any) -> tuple[Any, str, str, int]:
    """A quarter's observation with its state in words and how many to-dos are still open."""
    open_count = sum(each.verified_at is None for each in found.todos.all())
    label = translate(OBSERVATION_STATES[found.state])
    return found, label, OBSERVATION_TONES[found.state], open_count


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(rules.ACTS[step.act]),
        "note": step.public_note or step.note,
        "tone": PROJECT_TONES[step.to_state],
    }


# act → (label, states it starts from, which permission it needs, whether a note is asked)
PAGE_ACTS: dict[str, tuple[Any, frozenset[str], str, bool]] = {
    "apply": (_("申报"), frozenset({"idea", "returned"}), "run", False),
    "return": (_("退回修改"), frozenset({"applied"}), "review", True),
    "review": (_("审查通过"), frozenset({"applied"}), "review", False),
    "start": (_("启动实施"), frozenset({"approved"}), "run", False),
    "news": (
        _("告知进展"),
        frozenset(
            {"reviewed", "notice", "approved", "in_progress", "paused", "completion_claimed", "rework"}
        ),
        "run",
        True,
    ),
    "pause": (_("暂停"), frozenset({"in_progress"}), "run", True),
    "resume": (_("恢复实施"), frozenset({"paused"}), "run", False),
    "claim": (_("申请验收"), frozenset({"in_progress", "rework"}), "run", True),
    "accept": (_("验收通过"), frozenset({"completion_claimed"}), "accept", False),
    "rework": (_("要求整改"), frozenset({"completion_claimed"}), "accept", True),
    "cancel": (
        _("取消"),
        frozenset({"idea", "returned", "reviewed", "approved", "in_progress", "paused"}),
        "review",
        True,
    ),
}


def acts_for(project: Any, may: dict[str, bool]) -> list[dict[str, Any]]:
    """The buttons of this moment, in the order of the table."""
    return [
        {"act": act, "label": label, "note": note, "url": resolve_url("projects:act", project.number, act)}
        for act, (label, states, permission, note) in PAGE_ACTS.items()
        if project.state in states and may[permission]
    ]
