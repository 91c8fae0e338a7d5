"""现场评估: the thing itself, looked at by people who did not deliver it."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.models import SiteAssessment
from doorstep.evaluation.rules import checklists
from doorstep.evaluation.rules.states import WORDS_LIMIT
from doorstep.evaluation.services.steps import evaluation_for, write_step
from doorstep.issues.rules import sound_text
from doorstep.journal.services import new_salt
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.records.acts import act

CANNOT = frozenset({"archived", "cancelled"})


@act
def assess_site(
    *,
    evaluation_id: UUID,
    kind: str,
    answers: Mapping[str, str],
    remarks: Mapping[str, str],
    remark: str = "",
    seen_on: date | None = None,
    by: Actor,
    at: datetime,
) -> SiteAssessment:
    """Write down what stands there; printed beside the answers and never mixed into the rate (E0).

    Raises NotPossible before completion was claimed: there is nothing to look at yet.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_assess(by, path=evaluation.path))
    refuse_if(evaluation.state in CANNOT, "evaluation.over")
    refuse_if(not evaluation.is_claimed(day_of(at)), "evaluation.not_claimed")
    checklists.check_answers(kind, answers, remarks)
    sound_text(remark, most=WORDS_LIMIT)
    day = seen_on or day_of(at)
    refuse_if(day > day_of(at), "day.future")
    made = SiteAssessment.objects.create(
        id=uuid7(at),
        evaluation=evaluation,
        street_id=evaluation.street_id,
        round=evaluation.round,
        kind=kind,
        answers=dict(answers),
        remarks={code: words for code, words in remarks.items() if words.strip()},
        remark=remark,
        seen_on=day,
        by_id=by.account_id or 0,
        at=at,
        salt=new_salt(),
    )
    write_step(evaluation, "evaluation.assess", by=by, at=at, note=remark)
    return made
