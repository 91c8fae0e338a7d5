"""A secret address under which a person's own calendar reads their meetings."""

import secrets
from datetime import datetime
from hashlib import sha256

from doorstep.consultations.models import CalendarFeed
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import require
from doorstep.records.acts import act


@act
def renew_feed(*, by: Actor, at: datetime) -> str:
    """A new secret for the reader's feed, shown once; whoever had the old address has nothing."""
    require(by.account_id is not None)
    token = secrets.token_urlsafe(24)
    CalendarFeed.objects.update_or_create(
        account_id=by.account_id or 0,
        defaults={"street_id": by.street_id or 0, "token_hash": sha256(token.encode()).hexdigest(), "at": at},
    )
    record(by=by, act="meeting.feed", about=f"account:{by.account_id}", at=at, street_id=by.street_id)
    return token
