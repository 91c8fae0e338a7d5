"""Words of residents that stand in public with their consent: whoever shows them registers how they come down.

The stage that took the words down lies below the one that shows them, so it can only say that they have to go.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from doorstep.kernel.actor import Actor


class TakeDown(Protocol):
    """Takes these words, each as often as it is named, out of everything public that says something about ``about``.

    ``about`` is what the words were said of, such as ``evaluation:<id>:1``; who said them is not told.
    """

    def __call__(self, *, about: str, words: Sequence[str], by: Actor, at: datetime) -> None: ...


_shown_by: list[TakeDown] = []


def register_quoting(take_down: TakeDown) -> None:
    """Called from ``AppConfig.ready``; the same one twice is one."""
    if take_down not in _shown_by:
        _shown_by.append(take_down)


def take_down_quotes(*, about: str, words: Sequence[str], by: Actor, at: datetime) -> None:
    """Everywhere at once, within the caller's transaction; nothing for no words."""
    said = [each for each in words if each.strip()]
    for take_down in _shown_by if said else ():
        take_down(about=about, words=said, by=by, at=at)
