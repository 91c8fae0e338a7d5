"""Second looks: what is odd about answers asks a person (E9).

Nothing here decides anything, and nothing looks at how anybody moved or how long they stood anywhere.
"""

import hashlib
from collections.abc import Iterable
from datetime import datetime

from doorstep.evaluation import access
from doorstep.evaluation.models import AnswerFlag, Evaluation, Response
from doorstep.evaluation.rules import checks
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.steps import evaluation_for, write_step
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.records.acts import act

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
