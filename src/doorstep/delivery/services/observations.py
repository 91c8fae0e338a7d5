"""The acts on quarterly observations."""

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from doorstep.delivery.access import observations as access
from doorstep.delivery.models import Observation, ObservationDraw, ObservationStep, ObservationTodo
from doorstep.delivery.models.observations import running_in
from doorstep.delivery.rules import observations as rules
from doorstep.journal.services import write_down
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.access import has_ability
from doorstep.projects.models import Project
from doorstep.records.acts import act
from doorstep.rulebook.queries import calendar_of, rule


@act
def plan_quarter(
    *, year: int, quarter: int, seed: str, everybody: bool, by: Actor, at: datetime
) -> list[Observation]:
    """Plan an observation of every running project, or of a sample that anybody can draw again.

    Asked again it adds what has started since; nothing is planned twice.
    """
    require(by.street_id is not None and has_ability(by, "observation.make"))
    running = {
        each.number: each
        for each in running_in(by.street_id or 0, rules.Quarter(year, quarter))
        if access.can_plan(by, path=each.path)
    }
    numbers = _drawn(sorted(running), seed=seed, everybody=everybody, by=by, at=at)
    _keep_draw(sorted(running), numbers, year=year, quarter=quarter, seed=seed, by=by, at=at)
    planned = set(
        Observation.objects.filter(project__in=running.values(), year=year, quarter=quarter).values_list(
            "project__number", flat=True
        )
    )
    return [
        _plan(running[number], year=year, quarter=quarter, by=by, at=at)
        for number in numbers
        if number not in planned
    ]


def _drawn(numbers: list[str], *, seed: str, everybody: bool, by: Actor, at: datetime) -> list[str]:
    if everybody:
        return numbers
    above, size = (
        rule(by.street_id, f"observation.{name}", on=day_of(at)) for name in ("sample_above", "sample_size")
    )
    return rules.draw(numbers, seed=seed, above=above, size=size)


def _keep_draw(
    running: list[str], drawn: list[str], *, year: int, quarter: int, seed: str, by: Actor, at: datetime
) -> None:
    ObservationDraw.objects.create(
        street_id=by.street_id or 0,
        year=year,
        quarter=quarter,
        seed=seed,
        running=running,
        drawn=drawn,
        by_id=by.account_id or 0,
        at=at,
    )


def _plan(project: Project, *, year: int, quarter: int, by: Actor, at: datetime) -> Observation:
    made = Observation.objects.create(
        id=uuid7(at),
        street_id=project.street_id,
        project=project,
        year=year,
        quarter=quarter,
        state=rules.WORKFLOW.initial,
        state_since=at,
    )
    write_step(made, "observation.plan", by=by, at=at)
    return made


@act
def schedule_day(
    *, observation_ids: Sequence[UUID], planned_on: date, by: Actor, at: datetime
) -> list[Observation]:
    """The programme of one day, in the order in which the places lie next to one another.

    What already stands on that day and has not been made yet is walked with it.
    """
    found = {str(pk): observation_for(pk, by=by) for pk in sorted(observation_ids)}
    for each in found.values():
        require(access.can_plan(by, path=each.project.path))
        refuse_if(each.state != "planned", "observation.not_planned")
    walked = _standing(planned_on, by=by) | found
    order = rules.route({key: each.project.path for key, each in walked.items()})
    for place, key in enumerate(order, start=1):
        each = walked[key]
        each.planned_on, each.route_order = planned_on, place
        each.save(update_fields=["planned_on", "route_order"])
    for each in found.values():
        write_step(each, "observation.schedule", by=by, at=at)
    return [walked[key] for key in order]


def _standing(day: date, *, by: Actor) -> dict[str, Observation]:
    """What waits on the day's programme already, locked for this act."""
    rows = Observation.objects.visible_to(by).filter(planned_on=day, state="planned")
    rows = rows.select_for_update(of=("self",)).select_related("project").order_by("pk")
    return {str(each.pk): each for each in rows}


@act
def record_visit(*, observation_id: UUID, by: Actor, at: datetime) -> Observation:
    """The observer has been there; the comment is due a few working days later."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    days = rule(found.street_id, "observation.comment_days", on=day_of(at))
    found.visited_at, found.observer_id = at, by.account_id
    found.comment_due_at = calendar_of(found.street_id).add_working_days(at, days).at
    _move(found, "visit", at=at)
    found.save()
    write_step(found, "observation.visit", by=by, at=at)
    return found


@act
def comment(
    *,
    observation_id: UUID,
    strengths: str,
    shortcomings: str,
    suggestion: str,
    grade: str,
    by: Actor,
    at: datetime,
) -> Observation:
    """Say what is good, what is not, and what to do about it; it stands as it was said."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    rules.check_comment(strengths=strengths, shortcomings=shortcomings, suggestion=suggestion, grade=grade)
    _move(found, "comment", at=at, note=strengths)
    found.strengths, found.shortcomings = strengths, shortcomings
    found.suggestion, found.grade, found.commented_at = suggestion, grade, at
    found.save()
    words = f"{strengths}\n{shortcomings}\n{suggestion}"
    write_step(found, "observation.comment", by=by, at=at, note=words)
    return found


@act
def add_todo(*, observation_id: UUID, text: str, due_on: date, by: Actor, at: datetime) -> ObservationTodo:
    """What the project's lead is to put right, and by when."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    refuse_if(found.state != "commented", "observation.not_commented")
    refuse_if(not text.strip(), "observation.todo_empty")
    refuse_if(due_on < day_of(at), "observation.todo_past")
    made = ObservationTodo.objects.create(
        id=uuid7(at),
        street_id=found.street_id,
        observation=found,
        text=text,
        owner_id=found.project.lead_id,
        due_on=due_on,
    )
    write_step(found, "observation.todo", by=by, at=at, note=text)
    return made


@act
def report_done(*, todo_id: UUID, note: str, by: Actor, at: datetime) -> ObservationTodo:
    """It is put right; once everything is, somebody else looks."""
    todo, found = _todo(todo_id, by=by)
    require(access.can_report_done(by, owner_id=todo.owner_id, lead_id=found.project.lead_id))
    refuse_if(todo.done_at is not None, "observation.todo_done")
    refuse_if(not note.strip(), "note.needed")
    todo.done_at, todo.done_by_id, todo.done_note = at, by.account_id, note
    todo.save()
    if not found.todos.filter(done_at=None).exists():
        _move(found, "follow_up", at=at)
        found.save(update_fields=["state", "state_since"])
    write_step(found, "observation.done", by=by, at=at, note=note)
    return todo


@act
def verify_todo(*, todo_id: UUID, by: Actor, at: datetime) -> ObservationTodo:
    """Somebody else has looked; after the last to-do the observation is closed."""
    todo, found = _todo(todo_id, by=by)
    _require_verifier(todo, found, by)
    refuse_if(todo.done_at is None, "observation.todo_open")
    refuse_if(todo.verified_at is not None, "observation.todo_verified")
    todo.verified_at, todo.verified_by_id = at, by.account_id
    todo.save()
    if not found.todos.filter(verified_at=None).exists():
        _move(found, "close", at=at)
        found.save(update_fields=["state", "state_since"])
    write_step(found, "observation.verify", by=by, at=at)
    return todo


@act
def send_back_todo(*, todo_id: UUID, note: str, by: Actor, at: datetime) -> ObservationTodo:
    """It is not put right yet; the words say why."""
    todo, found = _todo(todo_id, by=by)
    _require_verifier(todo, found, by)
    refuse_if(todo.verified_at is not None, "observation.todo_verified")
    _move(found, "send_back", at=at, note=note)
    found.save(update_fields=["state", "state_since"])
    todo.done_at, todo.done_by, todo.done_note = None, None, ""
    todo.save()
    write_step(found, "observation.send_back", by=by, at=at, note=note)
    return todo


@act
def close_observation(*, observation_id: UUID, by: Actor, at: datetime) -> Observation:
    """Nothing was to be put right."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    refuse_if(found.todos.exists(), "observation.todos_open")
    _move(found, "close", at=at)
    found.save(update_fields=["state", "state_since"])
    write_step(found, "observation.close", by=by, at=at)
    return found


@act
def drop_observation(*, observation_id: UUID, reason: str, by: Actor, at: datetime) -> Observation:
    """It is not observed this quarter after all, for a reason."""
    found = observation_for(observation_id, by=by)
    require_observer(found, by)
    _move(found, "drop", at=at, note=reason)
    found.dropped_reason = reason
    found.save()
    write_step(found, "observation.drop", by=by, at=at, note=reason)
    return found


def observation_for(observation_id: UUID, *, by: Actor) -> Observation:
    """The row with its project, locked for this act; a stranger's is not found."""
    return (
        Observation.objects.visible_to(by)
        .select_for_update(of=("self",))
        .select_related("project")
        .get(pk=observation_id)
    )


def _todo(todo_id: UUID, *, by: Actor) -> tuple[ObservationTodo, Observation]:
    found = observation_for(ObservationTodo.objects.get(pk=todo_id).observation_id, by=by)
    return found.todos.select_for_update().get(pk=todo_id), found


def require_observer(found: Observation, by: Actor) -> None:
    project = found.project
    require(access.can_observe(by, path=project.path, lead_id=project.lead_id, org_id=project.org_id))


def _require_verifier(todo: ObservationTodo, found: Observation, by: Actor) -> None:
    project = found.project
    allowed = access.can_verify(
        by,
        path=project.path,
        lead_id=project.lead_id,
        org_id=project.org_id,
        owner_id=todo.owner_id,
        done_by_id=todo.done_by_id,
    )
    require(allowed, "observation.own_todo")


def _move(found: Observation, name: str, *, at: datetime, note: str = "") -> None:
    found.state = rules.WORKFLOW.move(found.state, name, note=note)
    found.state_since = at


def write_step(found: Observation, name: str, *, by: Actor, at: datetime, note: str = "") -> None:
    """The act's own row with its words, and the journal entry with their salted digest."""
    write_down(
        ObservationStep,
        about=f"observation:{found.pk}",
        act=name,
        by=by,
        at=at,
        street_id=found.street_id,
        note=note,
        observation=found,
    )
