"""The acts on meetings and procedures."""

from doorstep.consultations.services.calling import Call, ItemPlan, SeriesPlan, call_meeting, start_series
from doorstep.consultations.services.feeds import renew_feed
from doorstep.consultations.services.holding import (
    Ruling,
    add_agenda_item,
    cancel_meeting,
    close_meeting,
    decide_item,
    finish_item,
    hold_meeting,
    write_minutes,
)
from doorstep.consultations.services.inviting import (
    Guests,
    Outsider,
    invite,
    read_phone,
    reply_to_invitation,
    take_attendance,
    withdraw_invitation,
)
from doorstep.consultations.services.postings import look_at_posting
from doorstep.consultations.services.procedures import (
    Taken,
    link_procedure,
    record_procedure_step,
    start_procedure,
    stop_procedure,
)
from doorstep.consultations.services.questions import answer_question, ask_question
from doorstep.consultations.services.results import post_results

__all__ = [
    "Call",
    "Guests",
    "ItemPlan",
    "Outsider",
    "Ruling",
    "SeriesPlan",
    "Taken",
    "add_agenda_item",
    "answer_question",
    "ask_question",
    "call_meeting",
    "cancel_meeting",
    "close_meeting",
    "decide_item",
    "finish_item",
    "hold_meeting",
    "invite",
    "link_procedure",
    "look_at_posting",
    "post_results",
    "read_phone",
    "record_procedure_step",
    "renew_feed",
    "reply_to_invitation",
    "start_procedure",
    "start_series",
    "stop_procedure",
    "take_attendance",
    "withdraw_invitation",
    "write_minutes",
]
