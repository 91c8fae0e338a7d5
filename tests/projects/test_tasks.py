"""What meetings decide about a project becomes its tasks, once, however often the clock looks."""

from datetime import date, timedelta

import pytest

from doorstep.consultations.models import AgendaItem
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.projects import services
from doorstep.projects.models import Project, ProjectTask
from doorstep.projects.rules import task_state
from doorstep.projects.tasks import due_tasks, task_page, tasks_of
from tests.consultations.hall import STARTS, Hall
from tests.issues.town import DAY
from tests.projects.site import Site, as_lead, other_secretary

PULLED = STARTS + DAY
DUE = day_of(STARTS) + timedelta(days=7)


@pytest.fixture
def project(site: Site) -> Project:
    return site.in_progress()


@pytest.fixture
def item(site: Site, project: Project) -> AgendaItem:
    """Decided, with somebody to do it by a day."""
    hall = Hall(site.town)
    return hall.decide(hall.item(hall.held(about=f"project:{project.pk}")), due_on=DUE)


def pull(site: Site) -> int:
    return services.pull_tasks(street_id=site.street_id, at=PULLED)


def complete(task: ProjectTask, by: Actor, *, note: str = "已修好。", done_on: date = DUE) -> ProjectTask:
    return services.complete_task(task_id=task.pk, note=note, done_on=done_on, by=by, at=STARTS + 9 * DAY)


@pytest.mark.parametrize(
    ("due_on", "done_on", "state"),
    [
        (None, None, "open"),
        (DUE, None, "open"),
        (DUE - timedelta(days=1), None, "late"),
        (DUE - timedelta(days=1), DUE, "done"),
    ],
)
def test_task_is_late_from_the_day_after_it_was_due(due_on: date, done_on: date, state: str) -> None:
    assert task_state(due_on=due_on, done_on=done_on, today=DUE) == state


def test_decision_becomes_a_task_once(site: Site, project: Project, item: AgendaItem) -> None:
    assert (pull(site), pull(site)) == (1, 0)

    [(task, state)] = tasks_of(project, today=DUE)
    assert (task.item, task.title, task.owner, task.due_on, state) == (
        item,
        item.title,
        "城建科",
        DUE,
        "open",
    )
    assert Entry.objects.filter(act="task.pull", about=f"project:{project.pk}").count() == 1


def test_decision_about_something_else_or_an_ended_project_is_no_task(site: Site) -> None:
    hall, cancelled = Hall(site.town), site.cancelled()
    for about in ("", f"project:{cancelled.pk}"):
        hall.decide(hall.item(hall.held(about=about)))

    assert pull(site) == 0


def test_what_the_meeting_reports_done_is_done(site: Site, project: Project, item: AgendaItem) -> None:
    pull(site)
    AgendaItem.objects.filter(pk=item.pk).update(state="done", done_at=PULLED)

    pull(site)

    [(task, state)] = tasks_of(project, today=DUE)
    assert (task.done_on, task.done_by, state) == (day_of(PULLED), None, "done")


def test_task_is_done_once_with_a_word(
    site: Site, project: Project, item: AgendaItem, refused, not_found
) -> None:
    pull(site)
    task = ProjectTask.objects.get()

    refused("note.needed", lambda: complete(task, site.clerk, note=" "))
    refused("text.too_long", lambda: complete(task, site.clerk, note="好" * 301))
    refused("day.future", lambda: complete(task, site.clerk, done_on=DUE + timedelta(days=9)))
    refused("not_allowed", lambda: complete(task, site.reviewer))
    not_found(lambda: complete(task, other_secretary(site)))
    done = complete(task, as_lead(project, "supervisor"))
    refused("task.done", lambda: complete(task, site.clerk))

    assert (done.done_on, done.done_note, done.done_by_id) == (DUE, "已修好。", project.lead_id)


def test_tasks_whose_day_has_come_are_listed(site: Site, project: Project, item: AgendaItem) -> None:
    pull(site)
    task = ProjectTask.objects.get()

    assert due_tasks(site.clerk, today=DUE, limit=5) == [task]
    assert due_tasks(site.clerk, today=DUE - timedelta(days=1), limit=5) == []
    assert task_page(site.clerk, task.pk) == task
