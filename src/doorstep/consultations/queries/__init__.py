"""What pages, figures, later stages and calendars read about meetings."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from doorstep.consultations import rules
from doorstep.consultations.models import (
    AgendaItem,
    CalendarFeed,
    Meeting,
    Procedure,
    ProcedureStep,
    Question,
)
from doorstep.consultations.periods import last_day_of, period_of
from doorstep.consultations.queries.inviting import own_meetings
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of, start_of
from doorstep.kernel.refs import path_range
from doorstep.people.queries import actor_for

YEARS = range(1, 9999)


def in_year(year: int) -> Q:
    return Q(starts_at__gte=start_of(date(year, 1, 1)), starts_at__lt=start_of(date(year + 1, 1, 1)))


def held_in(street_id: int, year: int) -> QuerySet[Meeting]:
    """Meetings that took place in this year, by Shanghai days, oldest first."""
    rows: QuerySet[Meeting] = Meeting.objects.filter(
        in_year(year), street_id=street_id, state__in=rules.TOOK_PLACE
    )
    return rows.order_by("starts_at", "pk")


def meetings(actor: Actor, *, filters: Mapping[str, str] | None = None) -> QuerySet[Meeting]:
    """Meetings in sight, newest first; by kind, state (``held`` means took place), year, place, what they serve
    and part of the title.
    """
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows: QuerySet[Meeting] = Meeting.objects.visible_to(actor)
    if kind := asked.get("kind"):
        rows = rows.filter(kind=kind)
    if state := asked.get("state"):
        rows = rows.filter(state__in=rules.TOOK_PLACE if state == "held" else [state])
    if (year := asked.get("year", "")).isdecimal() and int(year) in YEARS:
        rows = rows.filter(in_year(int(year)))
    if path := asked.get("path"):
        low, high = path_range(path)
        rows = rows.filter(path__gte=low, path__lt=high)
    if about := asked.get("about"):
        rows = rows.filter(about=about)
    if text := asked.get("text"):
        rows = rows.filter(title__icontains=text)
    return rows.order_by("-pk")


def meeting_page(actor: Actor, meeting_id: UUID) -> Meeting:
    """One meeting with what its page shows; raises Meeting.DoesNotExist out of sight."""
    rows = Meeting.objects.visible_to(actor).select_related("convener", "series", "street")
    found: Meeting = rows.prefetch_related("items", "questions", "steps").get(pk=meeting_id)
    return found


def carried_over(meeting: Meeting) -> list[AgendaItem]:
    """What the meetings before it in its series have left open, oldest first."""
    if meeting.series_id is None:
        return []
    rows = AgendaItem.objects.filter(
        meeting__series=meeting.series_id, meeting__number__lt=meeting.number, state__in=rules.OPEN_ITEMS
    )
    return list(rows.select_related("meeting").order_by("pk"))


def next_of(meeting: Meeting) -> Meeting | None:
    """The meeting after it in its series, when it has been called."""
    if meeting.series_id is None:
        return None
    found: Meeting | None = Meeting.objects.filter(
        series=meeting.series_id, number=meeting.number + 1
    ).first()
    return found


def item_page(actor: Actor, item_id: int) -> AgendaItem:
    """One item with its meeting, for a form; raises AgendaItem.DoesNotExist out of sight."""
    seen = Meeting.objects.visible_to(actor)
    return AgendaItem.objects.select_related("meeting").get(pk=item_id, meeting__in=seen)


def question_page(actor: Actor, question_id: int) -> Question:
    seen = Meeting.objects.visible_to(actor)
    return Question.objects.select_related("meeting").get(pk=question_id, meeting__in=seen)


def decided_items(about: str) -> QuerySet[AgendaItem]:
    """What meetings about this matter decided and has somebody to do it; later stages pull it as tasks."""
    rows = AgendaItem.objects.filter(meeting__about=about, state__in=("decided", "done"))
    return rows.exclude(owner="").select_related("meeting").order_by("pk")


def decided_item(actor: Actor, item_id: int) -> AgendaItem:
    """One decision in sight, carried or not; raises AgendaItem.DoesNotExist otherwise."""
    seen = Meeting.objects.visible_to(actor)
    rows = AgendaItem.objects.filter(meeting__in=seen, decided_at__isnull=False)
    return rows.select_related("meeting").get(pk=item_id)


def latest_decisions(actor: Actor, *, most: int = 60) -> list[AgendaItem]:
    """What meetings in sight have carried, newest first; for whoever has to say where something was decided."""
    seen = Meeting.objects.visible_to(actor)
    rows = AgendaItem.objects.filter(meeting__in=seen, decided_at__isnull=False).exclude(state="not_carried")
    return list(rows.select_related("meeting").order_by("-decided_at")[:most])


def escalated_items(actor: Actor) -> list[AgendaItem]:
    """What has waited through too many meetings and is the leading group's now, oldest first."""
    seen = Meeting.objects.visible_to(actor)
    rows = AgendaItem.objects.filter(meeting__in=seen, escalated_at__isnull=False, state__in=rules.OPEN_ITEMS)
    return list(rows.select_related("meeting").order_by("escalated_at")[:20])


def procedures(actor: Actor) -> QuerySet[Procedure]:
    rows: QuerySet[Procedure] = Procedure.objects.visible_to(actor)
    return rows.order_by("-pk")


def procedure_page(actor: Actor, procedure_id: UUID) -> Procedure:
    rows = Procedure.objects.visible_to(actor).select_related("street").prefetch_related("steps", "backdated")
    found: Procedure = rows.get(pk=procedure_id)
    return found


@dataclass(frozen=True)
class StepLine:
    """One step of the guided list: its tries, whether it stands, whether it is the one to do now, and its days.

    ``period`` is what the step itself must keep; ``ends`` the last day of it, once the day it runs from is known.
    ``left_out`` was not in the list when this procedure went past it.
    """

    plan: rules.StepPlan
    tries: list[ProcedureStep]
    stands: bool
    is_next: bool
    left_out: bool
    period: rules.Period | None
    ends: rules.LastDay | None


def step_lines(procedure: Procedure) -> list[StepLine]:
    """All steps in their order."""
    plans = rules.STEPS[procedure.kind]
    taken = sorted(procedure.steps.all(), key=lambda each: each.pk)
    standing = [each.code for each in taken if each.holds]
    now = rules.next_step(procedure.kind, standing) if procedure.state == "running" else None
    reached = max((place for place, each in enumerate(plans) if each.code in standing), default=-1)
    lines: list[StepLine] = []
    for place, plan in enumerate(plans):
        tries = [each for each in taken if each.code == plan.code]
        stood = plan.code in standing
        period, ends = days_of(procedure, plan, tries, lines)
        lines.append(StepLine(plan, tries, stood, plan == now, not stood and place < reached, period, ends))
    return lines


def days_of(
    procedure: Procedure, plan: rules.StepPlan, tries: list[ProcedureStep], before: list[StepLine]
) -> tuple[rules.Period | None, rules.LastDay | None]:
    """The step's own period with its last day: from its posting, or from the end of the posting before it."""
    code, first = plan.posted or plan.notice or plan.within, procedure.state_since
    if not code:
        return None, None
    start = tries[-1].done_on if tries and plan.posted else None
    if plan.within and before and before[-1].ends is not None:
        start = before[-1].ends.day
    period = period_of(procedure.street_id, code, on=start or day_of(first))
    return period, last_day_of(procedure.street_id, code, first=start) if start else None


def feed_reader(token: str, *, today: date) -> Actor | None:
    """Whose feed this secret opens; None for one that opens nothing (any more)."""
    digest = sha256(token.encode()).hexdigest()
    feed = CalendarFeed.objects.filter(token_hash=digest, account__is_active=True).first()
    return actor_for(feed.account_id, today) if feed else None


def feed_meetings(actor: Actor, *, about: str = "", today: date) -> list[Meeting]:
    """What stands in the reader's calendar: of the last three months and everything ahead.

    Their own, called by them or asked to; or, of one project, those in sight as well.
    """
    rows = own_meetings(actor)
    if about:
        in_sight = Meeting.objects.visible_to(actor).filter(about=about).values("pk")
        rows = Meeting.objects.filter(Q(pk__in=rows.values("pk")) | Q(pk__in=in_sight), about=about)
    rows = rows.exclude(state="cancelled")
    year, month = divmod(today.year * 12 + today.month - 4, 12)
    return list(rows.filter(starts_at__gte=start_of(date(year, month + 1, 1))).order_by("starts_at")[:500])


def public_questions(about: str) -> list[dict[str, Any]]:
    """Every question of the public meetings about this matter with its answer; never who asked."""
    rows = Question.objects.filter(meeting__about=about, meeting__is_public=True, answered_at__isnull=False)
    return [
        {
            "on": day_of(each.at).isoformat(),
            "question": each.text,
            "answer": each.answer,
            "by": each.answered_by,
        }
        for each in rows.order_by("pk")
    ]
