"""How notices move, and what the public may see of things (plain Python; DOMAIN §10)."""

from doorstep.publishing.rules.allowed import ALLOWED, MOVING, TOMBSTONE, allowed, is_as_read, tombstone
from doorstep.publishing.rules.bodies import BODIES, EDITABLE
from doorstep.publishing.rules.notices import (
    ACTS,
    KINDS,
    NOTICE_KINDS,
    NOTICE_STATES,
    OF_JUDGEMENT,
    OPEN,
    REASON_CODES,
    SNAPSHOT_KINDS,
    STANDING,
    WORKFLOW,
    Kind,
    labelled,
    shows_body,
)
from doorstep.publishing.rules.shapes import COUNTS, PLAIN, Leak, Spec, narrowed, picked
from doorstep.publishing.rules.texts import (
    editable_texts,
    field_of,
    is_quoted,
    leaves_of,
    with_texts,
    without_empty_quotes,
)

__all__ = [
    "ACTS",
    "ALLOWED",
    "BODIES",
    "COUNTS",
    "EDITABLE",
    "KINDS",
    "MOVING",
    "NOTICE_KINDS",
    "NOTICE_STATES",
    "OF_JUDGEMENT",
    "OPEN",
    "PLAIN",
    "REASON_CODES",
    "SNAPSHOT_KINDS",
    "STANDING",
    "TOMBSTONE",
    "WORKFLOW",
    "Kind",
    "Leak",
    "Spec",
    "allowed",
    "editable_texts",
    "field_of",
    "is_as_read",
    "is_quoted",
    "labelled",
    "leaves_of",
    "narrowed",
    "picked",
    "shows_body",
    "tombstone",
    "with_texts",
    "without_empty_quotes",
]
