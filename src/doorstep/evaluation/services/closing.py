"""The end of a collection: the result is computed once, read by a second person, published, and followed up."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from doorstep.evaluation import access
from doorstep.evaluation.models import Evaluation, Response, ResponseReply
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.checks import raise_flags_of
from doorstep.evaluation.services.results import make_result
from doorstep.evaluation.services.steps import evaluation_for, move, write_step
from doorstep.issues.rules import sound_text
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act

THEME_LIMIT = 60
MOST_THEMES = 12


@act
def close_collection(
    *, evaluation_id: UUID, themes: Sequence[str] = (), by: Actor, at: datetime
) -> Evaluation:
    """End the asking and compute what it showed; nothing of it changes afterwards.

    ``themes`` are what the answers were about, in the desk's own words. Raises NotPossible while somebody
    waits to be asked and the days are not over, and when nobody answered.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    tasks = evaluation.tasks.filter(round=evaluation.round)
    over = evaluation.closes_on is not None and day_of(at) > evaluation.closes_on
    refuse_if(not tasks.exists(), "evaluation.not_collecting")
    refuse_if(tasks.filter(state="waiting").exists() and not over, "evaluation.tasks_waiting")
    check_themes(themes)
    move(evaluation, "close" if evaluation.round == 1 else "close_again", at=at)
    raise_flags_of(evaluation, at=at)
    result = make_result(evaluation, themes=[each.strip() for each in themes if each.strip()], at=at)
    write_step(evaluation, "evaluation.close", by=by, at=at, note=f"{result.satisfied}/{result.answered}")
    return evaluation


def check_themes(themes: Sequence[str]) -> None:
    refuse_if(len(themes) > MOST_THEMES, "evaluation.themes", most=MOST_THEMES)
    for each in themes:
        sound_text(each, most=THEME_LIMIT)


@act
def review_result(*, evaluation_id: UUID, note: str = "", by: Actor, at: datetime) -> Evaluation:
    """A second person has read the result and what the flags said; it may be published.

    Raises NotPossible while a flag was not looked at.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_review(by, path=evaluation.path, planned_by=evaluation.planned_by_id))
    refuse_if(evaluation.flags.filter(looked_at__isnull=True).exists(), "evaluation.flags_open")
    move(evaluation, "review", at=at)
    evaluation.reviewed_by_id = by.account_id
    evaluation.save(update_fields=["reviewed_by"])
    write_step(evaluation, "evaluation.review", by=by, at=at, note=note)
    return evaluation


def mark_published(*, evaluation_id: UUID, by: Actor, at: datetime) -> Evaluation:
    """The notice of this round's result is up; called by the act that posts it, in its transaction."""
    evaluation = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation_id)
    move(evaluation, "publish" if evaluation.round == 1 else "publish_again", at=at)
    evaluation.published_at = at
    evaluation.save(update_fields=["published_at"])
    write_step(evaluation, "evaluation.publish", by=by, at=at)
    return evaluation


@act
def answer_resident(*, response_id: UUID, text: str, by: Actor, at: datetime) -> ResponseReply:
    """One dissatisfied resident is answered, whatever the project's result; through the caller or the desk."""
    response = Response.objects.select_related("task").get(pk=response_id, street_id=by.street_id or 0)
    evaluation = evaluation_of(response, by=by)
    refuse_if(not response.is_current, "response.corrected")
    refuse_if(not text.strip(), "note.needed")
    sound_text(text, most=rules.WORDS_LIMIT)
    refuse_if(ResponseReply.objects.filter(response=response).exists(), "response.replied")
    reply = ResponseReply.objects.create(
        response=response,
        street_id=response.street_id,
        text=text,
        by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )
    write_step(evaluation, "evaluation.answer", by=by, at=at, note=text, about=f"response:{response.pk}")
    return reply


def evaluation_of(response: Response, *, by: Actor) -> Evaluation:
    """The evaluation for whoever runs it, or for the caller who spoke with this resident."""
    mine = response.task.caller_id == by.account_id
    rows = Evaluation.objects.called_by(by) if mine else Evaluation.objects.visible_to(by)
    evaluation = rows.select_for_update(of=("self",)).get(pk=response.evaluation_id)
    require(mine or access.can_run(by, path=evaluation.path))
    return evaluation


@act
def archive_evaluation(*, evaluation_id: UUID, note: str = "", by: Actor, at: datetime) -> Evaluation:
    """It is over: satisfied, or put right and judged again; every dissatisfied resident has been answered.

    Raises NotPossible when the result asks for opinions again (E8), or somebody waits for an answer.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    if evaluation.round == 1:
        result = evaluation.results.filter(round=1).first()
        refuse_if(bool(result and result.body["must_ask_again"]), "evaluation.must_ask_again")
    refuse_if(unanswered_of(evaluation).exists(), "evaluation.residents_unanswered")
    move(evaluation, "archive", at=at)
    write_step(evaluation, "evaluation.archive", by=by, at=at, note=note)
    return evaluation


def unanswered_of(evaluation: Evaluation) -> QuerySet[Response]:
    """Dissatisfied residents nobody has answered yet."""
    low = evaluation.responses.filter(is_current=True, grade__lt=rules.SATISFIED_FROM)
    return low.filter(reply__isnull=True)


@act
def cancel_evaluation(*, evaluation_id: UUID, reason: str, by: Actor, at: datetime) -> Evaluation:
    """The project came to nothing; nobody was asked yet."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    move(evaluation, "cancel", at=at, note=reason)
    write_step(evaluation, "evaluation.cancel", by=by, at=at, note=reason)
    return evaluation
