"""What pages and figures read about observations."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import CharField, Count, F, IntegerField, Q, QuerySet, Value
from django.db.models.functions import Concat

from doorstep.delivery.models import Observation, ObservationDraw, ObservationTodo
from doorstep.delivery.models.observations import running_in
from doorstep.delivery.rules import observations as rules
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project


def due_in(street_id: int, year: int) -> QuerySet[Project]:
    """What the year asks to be observed: a row for each ``quarter`` of each running project."""
    first, *others = (
        Project.objects.filter(pk__in=[each.pk for each in running_in(street_id, quarter)]).annotate(
            quarter=Value(quarter.number, output_field=IntegerField())
        )
        for quarter in (rules.Quarter(year, number) for number in range(1, 5))
    )
    return first.union(*others, all=True)


def planned_in(street_id: int, year: int) -> QuerySet[Observation]:
    return Observation.objects.filter(street_id=street_id, year=year)


def made_in(street_id: int, year: int) -> QuerySet[Observation]:
    """Observations of the year's quarters that have been made."""
    return planned_in(street_id, year).exclude(visited_at=None)


def commented_in_time(street_id: int, year: int) -> QuerySet[Observation]:
    return made_in(street_id, year).filter(commented_at__lte=F("comment_due_at"))


@dataclass(frozen=True)
class YearLine:
    """One project in one quarter with its observation; None where nobody has planned one."""

    project: Project
    quarter: int
    observation: Observation | None


ONLY = {"made": made_in, "in_time": commented_in_time}


def year_lines(actor: Actor, *, year: int, only: str = "") -> list[YearLine]:
    """The rows behind the year's figures in the actor's sight: all that is due, or one of ``ONLY``."""
    street_id, seen = actor.street_id or 0, Observation.objects.visible_to(actor)
    if only in ONLY:
        rows = ONLY[only](street_id, year).filter(pk__in=seen.values("pk")).select_related("project__org")
        found = rows.order_by("quarter", "project__path", "project__number")
        return [YearLine(each.project, each.quarter, each) for each in found]
    due = [(each.quarter, each.pk) for each in due_in(street_id, year)]  # type: ignore[attr-defined]
    visible = Project.objects.visible_to(actor).filter(pk__in={pk for _quarter, pk in due})
    projects = {each.pk: each for each in visible.select_related("org")}
    planned = {(each.quarter, each.project_id): each for each in seen.filter(year=year)}
    lines = [
        YearLine(projects[pk], number, planned.get((number, pk))) for number, pk in due if pk in projects
    ]
    return sorted(lines, key=lambda line: (line.quarter, line.project.path, line.project.number))


def quarter_list(actor: Actor, *, year: int, quarter: int) -> QuerySet[Observation]:
    """The quarter's observations by place; never in the order of a grade."""
    found = Observation.objects.visible_to(actor).filter(year=year, quarter=quarter)
    spot = Concat("project__path", Value(" "), "project__number", output_field=CharField())
    return found.select_related("project", "project__org").annotate(spot=spot).order_by("spot")


def quarter_counts(actor: Actor, *, year: int, quarter: int) -> dict[str, int]:
    """How many observations the quarter has (``total``), and how many were ``made`` and ``commented``."""
    found = Observation.objects.visible_to(actor).filter(year=year, quarter=quarter)
    return found.aggregate(
        total=Count("pk"),
        made=Count("pk", filter=Q(visited_at__isnull=False)),
        commented=Count("pk", filter=Q(commented_at__isnull=False)),
    )


def draws_of(actor: Actor, *, year: int, quarter: int) -> list[ObservationDraw]:
    """Which projects were drawn for the quarter, in the order of the draws; the first has the seed."""
    rows = ObservationDraw.objects.filter(street_id=actor.street_id or 0, year=year, quarter=quarter)
    return list(rows.order_by("id"))


def day_programme(actor: Actor, day: date) -> list[tuple[str, list[Observation]]]:
    """One day's stops in walking order, grouped by the place where they lie."""
    found = Observation.objects.visible_to(actor).filter(planned_on=day)
    found = found.exclude(state="dropped").select_related("project__place", "project__org")
    rows = found.order_by("route_order", "project__path", "project__number")
    return [(name, list(stops)) for name, stops in groupby(rows, key=lambda each: each.project.place.name)]


def stops_of(actor: Actor, day: date) -> list[Observation]:
    """What still waits on one day's programme, in walking order."""
    rows = Observation.objects.visible_to(actor).filter(planned_on=day, state="planned")
    return list(rows.select_related("project").order_by("route_order", "project__path", "project__number"))


def schedulable(actor: Actor, *, year: int, quarter: int) -> QuerySet[Observation]:
    """What waits to be observed and can be put on a day's programme, by place."""
    return quarter_list(actor, year=year, quarter=quarter).filter(state="planned")


def recorded(actor: Actor, *, year: int, quarter: int) -> QuerySet[Observation]:
    """The quarter's observations by place, each with its to-dos and who stands for them."""
    found = quarter_list(actor, year=year, quarter=quarter)
    return found.prefetch_related("todos__owner", "todos__verified_by")


def observation_page(actor: Actor, observation_id: Any) -> Observation:
    """One observation with its to-dos and its life; a stranger's is not found."""
    found = Observation.objects.visible_to(actor).select_related("project", "project__org", "observer")
    return found.prefetch_related("todos__owner", "todos__verified_by", "steps").get(pk=observation_id)


def observations_of(actor: Actor, project_id: Any) -> QuerySet[Observation]:
    """Every quarter's observation of one project, the newest first."""
    found = Observation.objects.visible_to(actor).filter(project_id=project_id)
    return found.prefetch_related("todos").order_by("-year", "-quarter")


def todo_page(actor: Actor, todo_id: Any) -> ObservationTodo:
    """One to-do of an observation in sight; a stranger's is not found."""
    return ObservationTodo.objects.get(pk=todo_id, observation__in=Observation.objects.visible_to(actor))
