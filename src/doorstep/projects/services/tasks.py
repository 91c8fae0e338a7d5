"""What meetings decided about a project becomes its tasks, pulled by the clock; each is done once."""

from datetime import date, datetime
from uuid import UUID

from doorstep.consultations.queries import decided_items
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import Project, ProjectTask
from doorstep.projects.tasks import projects_with_decisions
from doorstep.records.acts import act


def pull_tasks(*, street_id: int, at: datetime) -> int:
    """Timed: every decided item of a meeting about an open project is its task. Running it twice changes nothing.

    What the meetings have since reported as done is done here too. Returns how many were pulled.
    """
    return sum(pull_tasks_of(project_id=pk, at=at) for pk in projects_with_decisions(street_id))


@act
def pull_tasks_of(*, project_id: UUID, at: datetime) -> int:
    """The tasks of one project."""
    project = Project.objects.select_for_update().get(pk=project_id)
    items = decided_items(f"{rules.ABOUT}{project_id}").filter(street_id=project.street_id)
    fresh = [
        ProjectTask(
            project=project,
            street_id=project.street_id,
            item=item,
            title=item.title,
            owner=item.owner,
            due_on=item.due_on,
            at=at,
        )
        for item in items.filter(project_task__isnull=True)
    ]
    by = Actor.system("timer", project.street_id)
    for task in ProjectTask.objects.bulk_create(fresh):
        journalled(task, "task.pull", by=by, at=at)
    done = ProjectTask.objects.filter(project=project, done_on=None, item__done_at__isnull=False)
    for task in done.select_related("item"):
        finish(task, done_on=day_of(task.item.done_at or at), note="", by=by, at=at)
    return len(fresh)


@act
def complete_task(*, task_id: int, note: str, done_on: date, by: Actor, at: datetime) -> ProjectTask:
    """What was done and when; once. Refuses a day to come and an empty note."""
    seen = Project.objects.visible_to(by).values("pk")
    rows = ProjectTask.objects.select_related("project").select_for_update(of=("self",))
    task = rows.get(pk=task_id, project__in=seen)
    require(access.can_run(by, path=task.project.path, lead_id=task.project.lead_id))
    refuse_if(task.done_on is not None, "task.done")
    refuse_if(not note.strip(), "note.needed")
    refuse_if(len(note) > rules.TASK_NOTE_LIMIT, "text.too_long", limit=rules.TASK_NOTE_LIMIT)
    refuse_if(done_on > day_of(at), "day.future")
    return finish(task, done_on=done_on, note=note, by=by, at=at)


def finish(task: ProjectTask, *, done_on: date, note: str, by: Actor, at: datetime) -> ProjectTask:
    task.done_on, task.done_note, task.done_by_id = done_on, note, by.account_id
    task.save(update_fields=["done_on", "done_note", "done_by"])
    journalled(task, "task.complete", by=by, at=at)
    return task


def journalled(task: ProjectTask, act_name: str, *, by: Actor, at: datetime) -> None:
    about = f"project:{task.project_id}"
    record(by=by, act=act_name, about=about, at=at, street_id=task.street_id)
