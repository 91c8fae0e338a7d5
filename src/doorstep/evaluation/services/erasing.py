"""Who the respondents were is forgotten once it is over (G5)."""

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from doorstep.evaluation.models import Evaluation, FrameMember
from doorstep.evaluation.services.steps import write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule


def evaluations_to_forget(street_id: int, *, at: datetime) -> QuerySet[Evaluation]:
    """Over for longer than the rulebook keeps identities, and not forgotten yet."""
    days = int(rule(street_id, "evaluation.identity_keep_days", on=day_of(at)))
    over = Q(state__in=("archived", "cancelled"), state_since__lte=at - timedelta(days=days))
    return Evaluation.objects.filter(over, street_id=street_id, identities_erased_at__isnull=True).order_by(
        "id"
    )


@act
def erase_identities(*, street_id: int, at: datetime) -> int:
    """Timed: erase labels, phones and doors of respondents; what they said stays, and the opaque numbers.

    Returns how many evaluations were forgotten; a second run finds nothing.
    """
    by = Actor.system("timer", street_id)
    found = list(evaluations_to_forget(street_id, at=at))
    for each in found:
        members = FrameMember.objects.filter(evaluation=each)
        members.update(label_sealed="", phone_sealed="", place=None)
        each.identities_erased_at = at
        each.save(update_fields=["identities_erased_at"])
        write_step(each, "evaluation.erase", by=by, at=at)
    return len(found)
