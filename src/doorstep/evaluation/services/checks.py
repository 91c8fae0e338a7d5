"""Second looks: what is odd about answers asks a person, and some are called again by somebody else (E9).

Nothing here decides anything, and nothing looks at how anybody moved or how long they stood anywhere.
"""

import hashlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from random import Random
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.contacts import clear
from doorstep.evaluation.models import AnswerFlag, Evaluation, Response, ResponseRecall
from doorstep.evaluation.rules import checks
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.calls import Reach, note_reading
from doorstep.evaluation.services.steps import evaluation_for, write_step
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

ALL_BEST_FROM = 30


def raise_flags_of(evaluation: Evaluation, *, at: datetime) -> list[AnswerFlag]:
    """What this round's answers give reason to look at; raised twice it stands once."""
    rows = list(evaluation.responses.filter(round=evaluation.round).order_by("id"))
    found = [(kind, some) for kind, some in suspicions(rows) if some]
    return [made for kind, some in found if (made := raise_flag(evaluation, kind, some, at=at))]


def suspicions(rows: list[Response]) -> list[tuple[str, list[Response]]]:
    """Each kind of flag with its rows; copies and bursts come in groups."""
    current = [each for each in rows if each.is_current]
    by_id = {str(each.pk): each for each in current}
    texts = {key: f"{each.good} {each.missing}" for key, each in by_id.items()}
    bursts = checks.bursts([(str(each.pk), each.device, each.at) for each in current if each.device])
    all_best = current if len(current) >= ALL_BEST_FROM and all(each.grade == 5 for each in current) else []
    return [
        *(("same_words", [by_id[key] for key in group]) for group in checks.copies(texts)),
        *(("burst", [by_id[key] for key in group]) for group in bursts),
        ("changed_grade", changed_grades(rows)),
        ("all_best", all_best),
        ("pressed", [each for each in current if each.pressed]),
    ]


def changed_grades(rows: list[Response]) -> list[Response]:
    by_id = {each.pk: each for each in rows}
    return [
        each for each in rows if each.corrects_id is not None and by_id[each.corrects_id].grade != each.grade
    ]


def raise_flag(
    evaluation: Evaluation, kind: str, rows: Iterable[Response], *, at: datetime
) -> AnswerFlag | None:
    some = sorted(rows, key=lambda each: each.pk)
    digest = hashlib.sha256("".join(str(each.pk) for each in some).encode()).hexdigest()
    if evaluation.flags.filter(kind=kind, digest=digest).exists():
        return None
    made = AnswerFlag.objects.create(
        evaluation=evaluation,
        street_id=evaluation.street_id,
        round=evaluation.round,
        kind=kind,
        digest=digest,
        at=at,
        salt=new_salt(),
    )
    made.responses.set(some)
    by = Actor.system("evaluation", evaluation.street_id)
    write_step(evaluation, "evaluation.flag", by=by, at=at, note=kind)
    return made


@act
def look_at_flag(*, flag_id: int, note: str, by: Actor, at: datetime) -> AnswerFlag:
    """Somebody has looked and says what they found; the answers stay as they are."""
    flag = AnswerFlag.objects.select_for_update().get(pk=flag_id, street_id=by.street_id or 0)
    evaluation = evaluation_for(flag.evaluation_id, by=by)
    require(access.can_look(by, path=evaluation.path))
    refuse_if(flag.looked_at is not None, "flag.looked")
    refuse_if(not note.strip(), "note.needed")
    refuse_if(len(note) > rules.REASON_LIMIT, "text.too_long", limit=rules.REASON_LIMIT)
    flag.looked_by_id, flag.looked_at, flag.note = by.account_id, at, note
    flag.save(update_fields=["looked_by", "looked_at", "note"])
    write_step(evaluation, "evaluation.look", by=by, at=at, note=note)
    return flag


@act
def draw_recalls(
    *, evaluation_id: UUID, count: int | None = None, by: Actor, at: datetime, rng: Random | None = None
) -> list[ResponseRecall]:
    """Answers drawn at random for a second call; as many as the rulebook says when no count is given."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_look(by, path=evaluation.path))
    wanted = (
        int(rule(evaluation.street_id, "evaluation.recall_count", on=day_of(at))) if count is None else count
    )
    rows = evaluation.responses.filter(is_current=True, recall__isnull=True)
    pool = list(rows.order_by("id").values_list("pk", flat=True))
    refuse_if(not pool or wanted < 1, "recall.nobody")
    drawn = (rng or secrets.SystemRandom()).sample(pool, min(wanted, len(pool)))
    made = [
        ResponseRecall(
            id=uuid7(at),
            response_id=pk,
            street_id=evaluation.street_id,
            drawn_at=at,
            reason="drawn",
            salt=new_salt(),
        )
        for pk in drawn
    ]
    ResponseRecall.objects.bulk_create(made)
    write_step(evaluation, "evaluation.draw_recalls", by=by, at=at, note=str(len(made)))
    return made


@act
def read_recall_phone(*, recall_id: UUID, by: Actor, at: datetime) -> Reach:
    """Whom to call a second time; the journal says who looked."""
    recall = recall_for(recall_id, by=by)
    task = recall.response.task
    note_reading(task, by=by, at=at)
    place = task.member.place
    return Reach(clear("label", task.member), clear("phone", task.member), place.full_name if place else "")


@act
def record_recall(
    *, recall_id: UUID, outcome: str, note: str = "", by: Actor, at: datetime
) -> ResponseRecall:
    """What the resident said of the first call; somebody else than its caller asks."""
    recall = recall_for(recall_id, by=by)
    refuse_if(outcome not in rules.RECALL_OUTCOMES, "recall.outcome", outcome=outcome)
    refuse_if(bool(recall.outcome), "recall.done")
    refuse_if(outcome == "differs" and not note.strip(), "note.needed")
    refuse_if(len(note) > rules.REASON_LIMIT, "text.too_long", limit=rules.REASON_LIMIT)
    recall.outcome, recall.note, recall.by_id, recall.at = outcome, note, by.account_id, at
    recall.save(update_fields=["outcome", "note", "by", "at"])
    evaluation = recall.response.evaluation
    write_step(evaluation, "evaluation.recall", by=by, at=at, note=f"{outcome} {note}".strip())
    return recall


def recall_for(recall_id: UUID, *, by: Actor) -> ResponseRecall:
    """The row, locked, for a caller of the place who did not take the answer down and has no hand in the work."""
    rows = ResponseRecall.objects.select_for_update(of=("self",))
    rows = rows.select_related("response__evaluation", "response__task__member__place")
    recall = rows.get(pk=recall_id, response__evaluation__in=Evaluation.objects.called_by(by).values("pk"))
    response = recall.response
    require(
        access.can_recall(by, path=response.evaluation.path, entered_by=response.entered_by_id), "recall.own"
    )
    return recall
