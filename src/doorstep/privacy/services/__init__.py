"""The acts of the privacy desk."""

from doorstep.privacy.services.breaches import (
    Assessment,
    Noticed,
    assess_breach,
    close_breach,
    contain_breach,
    detect_breach,
    note_notification,
)
from doorstep.privacy.services.consents import give_consent, withdraw_consent
from doorstep.privacy.services.exports import (
    approve_export,
    ask_export,
    end_exports,
    refuse_export,
    revoke_export,
    take_export,
)
from doorstep.privacy.services.households import print_letter, read_household
from doorstep.privacy.services.requests import (
    Asking,
    answer_request,
    ask_about_self,
    correct_held,
    deliver_answer,
    drop_request,
    erase_held,
    extend_request,
    identify,
    look_up,
    read_phone,
    refuse_request,
)
from doorstep.privacy.services.retention import Outcome, lift_hold, place_hold, run_retention

__all__ = [
    "Asking",
    "Assessment",
    "Noticed",
    "Outcome",
    "answer_request",
    "approve_export",
    "ask_about_self",
    "ask_export",
    "assess_breach",
    "close_breach",
    "contain_breach",
    "correct_held",
    "deliver_answer",
    "detect_breach",
    "drop_request",
    "end_exports",
    "erase_held",
    "extend_request",
    "give_consent",
    "identify",
    "lift_hold",
    "look_up",
    "note_notification",
    "place_hold",
    "print_letter",
    "read_household",
    "read_phone",
    "refuse_export",
    "refuse_request",
    "revoke_export",
    "run_retention",
    "take_export",
    "withdraw_consent",
]
