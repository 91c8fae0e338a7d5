"""The rows of the privacy desk."""

from doorstep.privacy.models.breaches import Breach, BreachStep
from doorstep.privacy.models.exports import ExportDownload, ExportGrant
from doorstep.privacy.models.households import HouseholdRead, LegalHold, RetentionRun
from doorstep.privacy.models.requests import Consent, RightsRequest, RightsStep

__all__ = [
    "Breach",
    "BreachStep",
    "Consent",
    "ExportDownload",
    "ExportGrant",
    "HouseholdRead",
    "LegalHold",
    "RetentionRun",
    "RightsRequest",
    "RightsStep",
]
