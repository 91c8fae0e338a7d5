"""The sealed name and phone of somebody from outside who was asked to a meeting."""

from typing import Final

from doorstep.consultations.models import Invitation
from doorstep.records.sealed_columns import SealedColumns

GUEST: Final = SealedColumns(Invitation, "consultations.invitation", ("name", "phone"))
PHONE_PURPOSE: Final = "invitation.phone"
