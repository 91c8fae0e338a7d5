"""What evaluations hold about people, and how it goes: by itself in time (G5), or because they ask for it (G6)."""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models
from django.db.models import Q

from doorstep.evaluation import telling
from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import (
    AnswerFlag,
    Evaluation,
    EvaluationStep,
    FrameMember,
    Response,
    ResponseRecall,
    ResponseReply,
    Solicitation,
)
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.calls import has_delivered
from doorstep.evaluation.services.draws import leave_out
from doorstep.evaluation.services.steps import write_step
from doorstep.issues.rules import sound_text
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if
from doorstep.records.holders import Holder, register_holder
from doorstep.records.quoting import take_down_quotes
from doorstep.records.retention import ERASED_TEXT, RetentionRule, register_retention
from doorstep.records.vault import normalised

NUMBER: Final = re.compile(r"\+?\d{5,}")
AT_THEIR_WISH: Final = "应本人要求"


def respondents_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    """Registered people of evaluations that ended before; those without label, phone and door are forgotten."""
    ended = Q(evaluation__state__in=rules.WORKFLOW.final, evaluation__state_since__lt=before)
    return FrameMember.objects.filter(ended, street_id=street_id).exclude(
        label_sealed="", phone_sealed="", place__isnull=True
    )


def forget_respondents(ids: Sequence[Any]) -> None:
    """Label, telephone and door go; the opaque number, the group and the answer stay."""
    FrameMember.objects.filter(pk__in=ids).update(label_sealed="", phone_sealed="", place=None)


def to_change(member: FrameMember, *, by: Actor) -> Evaluation:
    """Its evaluation, locked; whoever delivered what is judged touches no respondent and no answer (R5)."""
    rows = Evaluation.objects.select_for_update(of=("self",)).select_related("project")
    evaluation = rows.get(pk=member.evaluation_id)
    refuse_if(has_delivered(by, evaluation), "rights.own_work")
    return evaluation


def correct_respondent(*, ref: str, text: str, by: Actor, at: datetime) -> None:
    """What they are called, or, where digits are given, their number."""
    member = FrameMember.objects.get(pk=UUID(ref))
    to_change(member, by=by)
    refuse_if(len(text) > rules.NAME_LIMIT, "text.too_long", limit=rules.NAME_LIMIT)
    column = "phone" if NUMBER.fullmatch(normalised(text)) else "label"
    setattr(member, f"{column}_sealed", REACHED_BY.seal(column, text, member.pk))
    member.save(update_fields=[f"{column}_sealed"])


def erase_respondent(*, ref: str, by: Actor, at: datetime) -> None:
    """Who they are goes, and everything in words; the grade stays as a number in the result.

    Before the list is locked they are struck off it. Afterwards their opaque number stays, so that anybody can
    still repeat the draw; if they were to be asked, they are not, and the next in the draw takes the place.
    """
    member = FrameMember.objects.select_for_update(of=("self",)).get(pk=UUID(ref))
    evaluation = to_change(member, by=by)
    if evaluation.state == "planned":
        member.delete()
        write_step(evaluation, "evaluation.unregister", by=by, at=at, note=AT_THEIR_WISH)
        return
    responses = Response.objects.filter(task__member=member)
    erase_around(evaluation, list(responses), by=by, at=at)
    responses.update(good="", missing="", wants="", may_show=False, salt="")
    forget_respondents([member.pk])
    member.tasks.update(call_after="")
    for task in member.tasks.filter(state="waiting").select_related("evaluation", "member"):
        leave_out(task, by=by, at=at)


def erase_around(evaluation: Evaluation, responses: Sequence[Response], *, by: Actor, at: datetime) -> None:
    """What was written because of these answers: replies, second calls, opinions asked again, and their steps."""
    take_down(responses, by=by, at=at)
    ids = [each.pk for each in responses]
    replies = ResponseReply.objects.filter(response_id__in=ids)
    asked = Solicitation.objects.filter(response_id__in=ids)
    recalls = ResponseRecall.objects.filter(response_id__in=ids)
    flags = (
        AnswerFlag.objects.filter(responses__in=ids)
        .exclude(responses__in=of_others(evaluation, ids))
        .distinct()
    )
    said = [("evaluation.answer", each.text) for each in replies]
    said += [("evaluation.solicit", f"{each.said}\n{each.wants}") for each in asked]
    said += [("evaluation.recall", f"{each.outcome} {each.note}") for each in recalls if each.note]
    said += [("evaluation.look", each.note) for each in flags if each.note]
    steps = EvaluationStep.objects.filter(evaluation=evaluation)
    for name, note in said:
        steps.filter(act=name, note=note).update(note=ERASED_TEXT, salt="")
    mended = [each.at for each in responses if each.corrects_id is not None]
    steps.filter(act="evaluation.correct", at__in=mended).update(note=ERASED_TEXT, salt="")
    AnswerFlag.objects.filter(pk__in=[each.pk for each in flags if each.note]).update(
        note=ERASED_TEXT, salt=""
    )
    replies.update(text=ERASED_TEXT, salt="")
    asked.update(said=ERASED_TEXT, wants=ERASED_TEXT, salt="")
    recalls.exclude(note="").update(note=ERASED_TEXT)
    recalls.update(salt="")


def of_others(evaluation: Evaluation, ids: Sequence[UUID]) -> models.QuerySet[Response]:
    return evaluation.responses.exclude(pk__in=ids)


def answer_to_change(ref: str, *, by: Actor) -> tuple[Response, str]:
    """The answer and which of its three texts is meant."""
    key, _dot, field = ref.partition(".")
    response = (
        Response.objects.select_for_update(of=("self",)).select_related("task__member").get(pk=UUID(key))
    )
    to_change(response.task.member, by=by)
    return response, field


def correct_answer(*, ref: str, text: str, by: Actor, at: datetime) -> None:
    """Their own words as they want them; the grade is not touched, and a quote of the old words comes down."""
    sound_text(text, most=rules.WORDS_LIMIT)
    say_instead(ref, text, by=by, at=at)


def erase_answer(*, ref: str, by: Actor, at: datetime) -> None:
    """This one thing they said goes, also where it is quoted; what else they said and the grade stay."""
    say_instead(ref, "", by=by, at=at)


def say_instead(ref: str, text: str, *, by: Actor, at: datetime) -> None:
    response, field = answer_to_change(ref, by=by)
    take_down([response], by=by, at=at)
    Response.objects.filter(pk=response.pk).update(**{field: text}, may_show=False)


def hide_answers(*, place_id: int, by: Actor, at: datetime) -> None:
    """Without consent to publishing the household's own words are quoted nowhere; they still count."""
    rows = Response.objects.filter(task__member__place_id=place_id, may_show=True).select_for_update(
        of=("self",)
    )
    shown = list(rows)
    take_down(shown, by=by, at=at)
    Response.objects.filter(pk__in=[each.pk for each in shown]).update(may_show=False)


def take_down(responses: Iterable[Response], *, by: Actor, at: datetime) -> None:
    """Quotes of these answers leave the notice of their round."""
    quoted: dict[tuple[UUID, int], list[str]] = defaultdict(list)
    for each in responses:
        if each.may_show and each.is_current:
            quoted[each.evaluation_id, each.round] += [each.good, each.missing]
    for evaluation in Evaluation.objects.filter(pk__in={key for key, _round in quoted}):
        for number in sorted(number for key, number in quoted if key == evaluation.pk):
            words = quoted[evaluation.pk, number]
            take_down_quotes(about=f"{evaluation.about}:{number}", words=words, by=by, at=at)


RESPONDENTS: Final = RetentionRule(
    code="evaluation.respondent",
    label="测评对象身份",
    what="删去受益居民的称呼、电话和住处，只留编号和说过的话",
    kept_by="evaluation.identity_keep_days",
    due=respondents_over,
    erase=forget_respondents,
)
RESPONDENT: Final = Holder(
    telling.RESPONDENT,
    "满意度测评",
    held=telling.respondents_held,
    erase=erase_respondent,
    stays="名单上的编号和评价的等级留下来，作为一份计入结果；不再知道是谁，说过的话也没有了。",
    correct=correct_respondent,
)
ANSWER: Final = Holder(
    telling.ANSWER,
    "满意度测评里说的话",
    held=telling.answers_held,
    erase=erase_answer,
    stays="评价的等级仍作为一份计入结果。",
    correct=correct_answer,
)


def register_held() -> None:
    register_retention(RESPONDENTS)
    register_holder(RESPONDENT)
    register_holder(ANSWER)
