"""Opinions on a plan as they are held about the household that gave them, and how they go."""

from datetime import datetime
from typing import Final
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.projects.models import Opinion
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.quoting import take_down_quotes
from doorstep.records.retention import ERASED_TEXT


def opinions_held(subject: Subject) -> list[Held]:
    """What was said at the household's own door; an opinion without a door belongs to nobody."""
    if not subject.path:
        return []
    rows = Opinion.objects.filter(street_id=subject.street_id, place__path=subject.path)
    return [as_held(each) for each in rows.select_related("project").order_by("id")]


def as_held(opinion: Opinion) -> Held:
    words = (("项目", opinion.project.name), ("意见", opinion.text), ("地点", opinion.place_text))
    return Held("opinion", str(opinion.pk), "对方案的意见", opinion.at, words)


def correct_opinion(*, ref: str, text: str, by: Actor, at: datetime) -> None:
    """What goes up on the page was released as it stood; a changed text has to be released anew."""
    take_down(Opinion.objects.get(pk=UUID(ref)), by=by, at=at)
    Opinion.objects.filter(pk=UUID(ref)).update(text=text, released_by=None, released_at=None)


def erase_opinion(*, ref: str, by: Actor, at: datetime) -> None:
    """The words and the door go, also from the public page; that somebody spoke is still counted."""
    take_down(Opinion.objects.get(pk=UUID(ref)), by=by, at=at)
    Opinion.objects.filter(pk=UUID(ref)).update(
        text=ERASED_TEXT,
        place=None,
        place_text="",
        may_show=False,
        released_by=None,
        released_at=None,
        salt="",
    )


def hide_opinions(*, place_id: int, by: Actor, at: datetime) -> None:
    """Without consent to publishing the household's own words leave the public page; they are still answered."""
    rows = Opinion.objects.filter(place_id=place_id, may_show=True)
    for each in rows:
        take_down(each, by=by, at=at)
    rows.update(may_show=False, released_by=None, released_at=None)


def take_down(opinion: Opinion, *, by: Actor, at: datetime) -> None:
    """What was let out does not wait for the page to be drawn and released anew."""
    if opinion.released_at is not None:
        take_down_quotes(about=f"project:{opinion.project_id}", words=[opinion.text], by=by, at=at)


OPINIONS: Final = Holder(
    "opinion",
    "对方案的意见",
    held=opinions_held,
    erase=erase_opinion,
    stays="有人提过一条意见、怎样答复的，留下来计数；不再知道是谁说的。",
    correct=correct_opinion,
)


def register_held() -> None:
    register_holder(OPINIONS)
