"""What pages read about the tasks that meetings gave to projects."""

from datetime import date
from uuid import UUID

from django.db.models import F

from doorstep.consultations.models import AgendaItem
from doorstep.kernel.actor import Actor
from doorstep.projects import rules
from doorstep.projects.models import Project, ProjectTask


def projects_with_decisions(street_id: int) -> list[UUID]:
    """Open projects about which a meeting decided, or reported done, what their tasks do not say yet."""
    items = AgendaItem.objects.filter(street_id=street_id, meeting__about__startswith=rules.ABOUT)
    decided = items.filter(state__in=("decided", "done"), project_task=None).exclude(owner="")
    done = items.filter(done_at__isnull=False, project_task__isnull=False, project_task__done_on=None)
    abouts = {
        *decided.values_list("meeting__about", flat=True),
        *done.values_list("meeting__about", flat=True),
    }
    rows = Project.objects.filter(street_id=street_id).exclude(state__in=rules.ENDED)
    keys = [about.removeprefix(rules.ABOUT) for about in abouts]
    return list(rows.filter(pk__in=keys).order_by("number").values_list("pk", flat=True))


def tasks_of(project: Project, *, today: date) -> list[tuple[ProjectTask, str]]:
    """Every task with its state, what is open first and by its day; one statement."""
    rows = project.tasks.select_related("item__meeting").order_by(
        F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "id"
    )
    return [(task, rules.task_state(due_on=task.due_on, done_on=task.done_on, today=today)) for task in rows]


def task_page(actor: Actor, task_id: int) -> ProjectTask:
    """One task in sight; raises ProjectTask.DoesNotExist otherwise."""
    seen = Project.objects.visible_to(actor).values("pk")
    return ProjectTask.objects.select_related("project").get(pk=task_id, project__in=seen)


def due_tasks(actor: Actor, *, today: date, limit: int) -> list[ProjectTask]:
    """Open tasks of projects in sight whose day has come, oldest first."""
    seen = Project.objects.visible_to(actor).exclude(state__in=rules.ENDED).values("pk")
    rows = ProjectTask.objects.filter(project__in=seen, done_on=None, due_on__lte=today)
    return list(rows.select_related("project").order_by("due_on", "id")[:limit])
