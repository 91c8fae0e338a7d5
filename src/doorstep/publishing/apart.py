"""The notice of a judgement is not there for whoever delivered what was judged (R5)."""

from typing import TYPE_CHECKING

from doorstep.evaluation.models import Evaluation
from doorstep.evaluation.models.evaluations import delivered_by
from doorstep.kernel.actor import Actor
from doorstep.publishing import rules

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from doorstep.publishing.models import Notice


def apart(rows: "QuerySet[Notice]", actor: Actor) -> "QuerySet[Notice]":
    """Without results and rectifications of the actor's own projects: neither read on the desk nor touched there.

    What is posted can be read by them as by everybody, on the public page.
    """
    own = Evaluation.objects.filter(delivered_by(actor), street_id=actor.street_id or 0)
    return rows.exclude(kind__in=rules.OF_JUDGEMENT, project_id__in=own.values("project_id"))
