"""When somebody leaves, the open projects they lead go to a named successor."""

from datetime import datetime
from typing import Final

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.people.handovers import OpenWork
from doorstep.people.models import Account
from doorstep.projects import rules
from doorstep.projects.models import Project
from doorstep.projects.services.difficulty import settle_difficulty
from doorstep.projects.services.steps import write_step
from doorstep.records.acts import act


def open_projects_of(account_id: int) -> QuerySet[Project]:
    """Projects that this account leads and that have not ended."""
    return Project.objects.filter(lead_id=account_id).exclude(state__in=rules.ENDED)


def count_open_projects(account_id: int) -> int:
    return open_projects_of(account_id).count()


@act
def hand_over_projects(*, giver_id: int, taker_id: int, by: Actor, at: datetime) -> int:
    """Each project gets its new lead and its step; what the new lead said about its difficulty falls away."""
    names = dict(Account.objects.filter(pk__in=[giver_id, taker_id]).values_list("pk", "display_name"))
    note = f"{names.get(giver_id, '')} → {names.get(taker_id, '')}"
    moved = list(open_projects_of(giver_id).select_for_update().order_by("id"))
    for project in moved:
        project.lead_id = taker_id
        project.save(update_fields=["lead"])
        if project.started_at is None:
            settle_difficulty(project)
        write_step(project, "project.hand_over", by=by, at=at, before=project.state, note=note)
    return len(moved)


LED_PROJECTS: Final = OpenWork(
    code="projects", label="负责的项目", count=count_open_projects, move=hand_over_projects
)
