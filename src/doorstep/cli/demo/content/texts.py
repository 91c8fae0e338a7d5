"""What residents of the invented street say, each in their own way."""

from collections.abc import Mapping
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.matching import closest
from doorstep.cli.demo.content.mentions import place_slots
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind, Voice
from doorstep.cli.demo.content.speech import Talk, note, spoken, suggestion

TABLES = ("energy", "house", "estate", "traffic", "clean", "order", "welfare", "life")
SUGGESTION_SHARE = 0.14
RETELLINGS = 40
VOICE_WEIGHTS = {
    Voice.ELDER: 30,
    Voice.WORKER: 22,
    Voice.CADRE: 22,
    Voice.ANGRY: 9,
    Voice.TENANT: 9,
    Voice.LONG: 8,
}


@cache
def topics_of(code: str) -> tuple[dict[str, Any], ...]:
    """The matters a category is made of: for each its sentences, effects, requests and answers."""
    for name in TABLES:
        if code in table(f"issues/{name}"):
            return tuple(table(f"issues/{name}")[code]["topic"])
    raise KeyError(code)


def topic_of(category: Category, key: str) -> dict[str, Any]:
    """The topic called `key`; the first one for an empty key."""
    topics = topics_of(category.code)
    return next((topic for topic in topics if topic["key"] == key), topics[0])


def draw_voice(rng: Random, place: Spot, *, age: int = 0, tenant: bool = False) -> Voice:
    """A way of talking that suits who is speaking."""
    if place.kind is SpotKind.SHOP:
        return rng.choices([Voice.KEEPER, Voice.CADRE], [82, 18])[0]
    weights = dict(VOICE_WEIGHTS)
    if age and age < 55:
        weights[Voice.ELDER] = 0
        weights[Voice.WORKER] += 14
    if age >= 60:
        weights[Voice.WORKER] = 3
        weights[Voice.TENANT] = 1
    if age and not tenant:
        weights[Voice.TENANT] = 0
    return rng.choices(list(weights), list(weights.values()))[0]


def saying(rng: Random, category: Category, place: Spot, voice: Voice, month: int = 0) -> Saying:
    """What a resident says about `category` at `place`; with `month` it may mention the season.

    Keep `topic` and hand it to the answering texts, so that the answer fits what was said.
    """
    words = table("voices")
    speaker = "old_speaker" if voice is Voice.ELDER else "other_speaker"
    slots = place_slots(rng, place, voice, month) | words["words"] | words[speaker]
    talks = [
        Talk(rng, category, topic, slots, voice)
        for topic in topics_of(category.code)
        if _in_season(topic, month)
    ]
    talks = [talk for talk in talks if talk.can_be_held]
    talk = rng.choices(talks, [each.topic.get("weight", 3) for each in talks])[0]
    if rng.random() < SUGGESTION_SHARE and talk.wishes:
        return Saying(suggestion(talk), "suggestion", talk.topic["key"])
    text = note(talk) if voice is Voice.CADRE else spoken(talk)
    return Saying(text, category.kind, talk.topic["key"])


def retold(
    rng: Random, category: Category, place: Spot, voice: Voice, first: Saying, month: int = 0
) -> Saying:
    """The matter of `first` in the words of somebody else: of many things to say, the one nearest to it."""
    others = [saying(rng, category, place, voice, month) for _ in range(RETELLINGS)]
    others = [other for other in others if other.topic == first.topic and other.text != first.text] or others
    nearest = closest(rng, [other.text for other in others], first.text)
    return next((other for other in others if other.text == nearest), others[0])


def issue_text(rng: Random, category: Category, place: Spot, voice: Voice, month: int = 0) -> str:
    """The words of `saying` alone."""
    return saying(rng, category, place, voice, month).text


def _in_season(topic: Mapping[str, Any], month: int) -> bool:
    return not month or month in topic.get("in_months", range(1, 13))
