"""How notices move, and what the public may see of things (plain Python; DOMAIN §10)."""

from doorstep.publishing.rules.allowed import (
    ALLOWED,
    COUNTS,
    MOVING,
    PLAIN,
    TOMBSTONE,
    Leak,
    allowed,
    is_as_read,
    narrowed,
    picked,
    tombstone,
)
from doorstep.publishing.rules.notices import (
    ACTS,
    NOTICE_KINDS,
    NOTICE_STATES,
    OPEN,
    SNAPSHOT_KINDS,
    WORKFLOW,
    labelled,
)

__all__ = [
    "ACTS",
    "ALLOWED",
    "COUNTS",
    "MOVING",
    "NOTICE_KINDS",
    "NOTICE_STATES",
    "OPEN",
    "PLAIN",
    "SNAPSHOT_KINDS",
    "TOMBSTONE",
    "WORKFLOW",
    "Leak",
    "allowed",
    "is_as_read",
    "labelled",
    "narrowed",
    "picked",
    "tombstone",
]
