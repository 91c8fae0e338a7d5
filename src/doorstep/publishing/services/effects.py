"""What a notice does to the thing it is about when it goes up, comes down or has run its days.

An act that needs two stages lives in the later one: posting the notice of a paid expense publishes that expense.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.evaluation.models import Evaluation
from doorstep.evaluation.services import mark_published
from doorstep.funds.queries import expense_to_notice
from doorstep.funds.services import publish_expense
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.projects.services import begin_notice, withdraw_from_notice
from doorstep.publishing.models import Notice
from doorstep.publishing.services.snapshots import publish_reviewed
from doorstep.publishing.services.steps import project_of
from doorstep.volunteers.services import announce_star

Effect = Callable[[Notice, Actor, datetime], None]


def release_page(notice: Notice, *, reviewed_by: str, by: Actor, at: datetime) -> None:
    """The project's page moves with its notice, in the names of the drafter and of who reviewed."""
    made_by = f"account:{notice.drafted_by_id}"
    publish_reviewed(project_id=project_of(notice), made_by=made_by, reviewed_by=reviewed_by, by=by, at=at)


def begin_approval(notice: Notice, by: Actor, at: datetime) -> None:
    first, last = days_of(notice)
    begin_notice(project_id=project_of(notice), starts_on=first, ends_on=last, by=by, at=at)
    release_page(notice, reviewed_by=f"account:{notice.reviewed_by_id}", by=by, at=at)


def days_of(notice: Notice) -> tuple[date, date]:
    """Its first and its last day; asked only once they are set."""
    if notice.starts_on is None or notice.ends_on is None:
        raise ValueError(f"notice {notice.pk} has no days")
    return notice.starts_on, notice.ends_on


def check_version(notice: Notice, by: Actor, at: datetime) -> None:
    """A plan that was changed again since is no longer the plan."""
    last = notice.project.plan_version if notice.project else 0
    refuse_if(last != notice.body["version"], "notice.changed")


def publish_money(notice: Notice, by: Actor, at: datetime) -> None:
    """Its number stands in the ledger from now on; one that a withdrawn notice had published stays so."""
    expense = expense_to_notice(by, UUID(notice.about.partition(":")[2]))
    if expense.state in {"published", "reconciled"}:
        return
    refuse_if(expense.state != "paid", "notice.expense_not_paid")
    publish_expense(expense_id=expense.pk, notice_number=notice.number, on=day_of(at), by=by, at=at)


def announce_stars(notice: Notice, by: Actor, at: datetime) -> None:
    """Every award of the list is announced for the same working days as the notice."""
    for subject in notice.subjects.order_by("id"):
        announce_star(award_id=UUID(subject.about.partition(":")[2]), by=by, at=at)


def publish_result(notice: Notice, by: Actor, at: datetime) -> None:
    """The measurement's round is published with its first notice; one that replaces a withdrawn notice changes nothing."""
    kind, _, key = notice.about.partition(":")
    if kind not in {"evaluation", "part_evaluation"}:
        return
    evaluation = Evaluation.objects.get(pk=UUID(key.partition(":")[0]), street_id=notice.street_id)
    is_due = evaluation.published_at is None or evaluation.state == "re_collected"
    if is_due:
        mark_published(evaluation_id=evaluation.pk, by=by, at=at)


ON_POST: Final[dict[str, Effect]] = {
    "approval": begin_approval,
    "plan": check_version,
    "expense": publish_money,
    "stars": announce_stars,
    "result": publish_result,
    "rectification": publish_result,
}


def take_back_approval(notice: Notice, *, reason: str, by: Actor, at: datetime) -> None:
    """The project is as if its notice had never been posted."""
    withdraw_from_notice(project_id=project_of(notice), note=reason, by=by, at=at)
    release_page(notice, reviewed_by=f"account:{notice.reviewed_by_id}", by=by, at=at)
