"""The control of the kill test: the same slow line, but every submission is done, whatever its receipt."""

from collections.abc import Callable
from typing import Any

from django.db import transaction

from doorstep.records.receipts import Answer
from doorstep.web import doors
from tests.faults.slow_answers import application

__all__ = ["application"]


def always(*, do: Callable[[], Answer], **_: Any) -> tuple[Answer, bool]:
    with transaction.atomic():
        return do(), False


doors.once = always
