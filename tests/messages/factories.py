"""The plainest street, people and messages for these tests."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest
from django.db import transaction

from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.errors import Refusal
from doorstep.messages.models import Message
from doorstep.messages.services import tell
from doorstep.places.models import District, Street

AT = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
ADDRESS = "zhaoqing@example.org"


def make_street(code: str = "003") -> Street:
    district, _ = District.objects.get_or_create(code="990000", defaults={"name": "示范区"})
    street, _ = Street.objects.get_or_create(
        path=f"990000/{code}/",
        defaults={"district": district, "code": code, "name": "示范街道", "phone": "0000-1234567"},
    )
    return street


def actor(street: Street, role: str, *, path: str = "") -> Actor:
    return Actor(7, street.pk, "林晓", grants=(Grant(role, path or street.path),))


def make_message(street: Street, **changes) -> Message:
    values = {
        "event": "received",
        "about": "issue:1",
        "household": "a" * 32,
        "channel": "email",
        "address": ADDRESS,
        "subject": "已收到",
        "body": "您好!",
        "at": AT,
    }
    message = tell(street_id=street.pk, **(values | changes))
    assert message is not None
    return message


@contextmanager
def refused(code: str) -> Iterator[None]:
    """The act inside is refused with this code; what it wrote is rolled back like at a door."""
    with pytest.raises(Refusal) as caught, transaction.atomic():
        yield
    assert caught.value.code == code
