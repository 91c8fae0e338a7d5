"""What a person can cause: refusals with a code and values; a door turns them into a sentence."""

from typing import Any


class Refusal(Exception):
    """Somebody asked for something that is refused. Everything else is a defect and may crash.

    ``str()`` gives the code alone, so that what a person typed never reaches a log with the traceback.
    """

    def __init__(self, code: str, /, **values: Any) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


class NotAllowed(Refusal):
    """This person may not do this here."""


class NotPossible(Refusal):
    """Nobody can do this now, or not with these values."""


def require(ok: bool, code: str = "not_allowed", /, **values: Any) -> None:
    """Raise NotAllowed unless ``ok``."""
    if not ok:
        raise NotAllowed(code, **values)


def refuse_if(condition: bool, code: str, /, **values: Any) -> None:
    """Raise NotPossible when the condition holds."""
    if condition:
        raise NotPossible(code, **values)
