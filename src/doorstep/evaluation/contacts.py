"""A respondent's sealed label and phone. Whoever opens one writes the reading down."""

from typing import Final

from doorstep.evaluation.models import FrameMember
from doorstep.records.sealed_columns import SealedColumns

REACHED_BY: Final = SealedColumns(FrameMember, "evaluation.member", ("label", "phone"))
