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
from doorstep.consultations.services.procedures import (
    Taken,
    record_procedure_step,
    start_procedure,
    stop_procedure,
)
from doorstep.consultations.services.questions import answer_question, ask_question

__all__ = [
    "Call",
    "ItemPlan",
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
    "record_procedure_step",
    "renew_feed",
    "start_procedure",
    "start_series",
    "stop_procedure",
    "write_minutes",
]
