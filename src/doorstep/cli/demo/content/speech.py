"""How a sentence about a matter becomes the words of somebody: openings, effects, requests, closings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.grammar import end, fill, fillable, join
from doorstep.cli.demo.content.matching import closest
from doorstep.cli.demo.content.shapes import Category, SpotKind, Voice

# how often each part is said: opening, tried before, effect, request, closing
HABITS: Mapping[Voice, tuple[float, float, float, float, float]] = {
    Voice.ELDER: (0.45, 0.18, 0.5, 0.4, 0.3),
    Voice.WORKER: (0.4, 0.25, 0.35, 0.5, 0.28),
    Voice.TENANT: (0.85, 0.12, 0.4, 0.45, 0.25),
    Voice.KEEPER: (0.6, 0.2, 0.45, 0.45, 0.3),
    Voice.ANGRY: (0.6, 0.6, 0.55, 0.3, 0.65),
    Voice.LONG: (0.8, 0.7, 1.0, 0.85, 0.6),
}
COMMAS: Mapping[Voice, float] = {
    Voice.ELDER: 0.55,
    Voice.WORKER: 0.3,
    Voice.TENANT: 0.35,
    Voice.KEEPER: 0.4,
    Voice.ANGRY: 0.25,
    Voice.LONG: 0.08,
    Voice.CADRE: 0.6,
}
DIALECT = (
    ("我们", "俺们"),
    ("我家", "俺家"),
    ("怎么", "咋"),
    ("什么", "啥"),
    ("这么", "恁"),
    ("没有人", "没人"),
)
WISH_LEADS = ("", "", "", "提个建议，", "有个想法，", "我寻思着，", "随便一说啊，")
CADRE_WISH_LEADS = ("住户提议，", "住户想法：", "住户建议：")
AT_HOME = ("家里", "家中", "我家", "孩子写作业", "{H}")  # a shopkeeper does not speak of the flat


@dataclass(frozen=True, slots=True)
class Talk:
    """Who speaks how of which topic, and the words at hand."""

    rng: Random
    category: Category
    topic: Mapping[str, Any]
    slots: Mapping[str, Sequence[str]]
    voice: Voice

    @property
    def wishes(self) -> list[str]:
        return self.sayable(self.topic.get("wish", ()))

    @property
    def is_demand(self) -> bool:
        return self.category.kind == "demand"

    @property
    def is_mixed(self) -> bool:
        """Whether the topic holds matters so different that its parts must be matched to one another."""
        return bool(self.topic.get("mixed"))

    @property
    def can_be_held(self) -> bool:
        return bool(self.sayable(self.topic["say"]) and self.sayable(self.topic["note"]))

    def sayable(self, patterns: Sequence[str]) -> list[str]:
        """What can be said here, of these."""
        found = fillable(patterns, self.slots)
        if "S" in self.slots:
            found = [pattern for pattern in found if not any(word in pattern for word in AT_HOME)]
        return found

    def pick(self, patterns: Sequence[str]) -> str:
        """One of the patterns that can be said here, filled; "" when none can."""
        found = self.sayable(patterns)
        return fill(self.rng, self.rng.choice(found), self.slots) if found else ""

    def about(self, key: str, said: str) -> str:
        """The topic's words under `key` that speak of what was `said`; "" when none do."""
        own = [fill(self.rng, pattern, self.slots) for pattern in self.sayable(self.topic.get(key, ()))]
        return closest(self.rng, own, said, ignoring=self.category.name)


def spoken(talk: Talk) -> str:
    """The resident's own words."""
    rng, voice, manner = talk.rng, talk.voice, table("voices")[talk.voice.value]
    opens, tries, effects, asks, closes = HABITS[voice]
    parts = [talk.pick(talk.topic["say"])]
    if rng.random() < tries:
        parts.append(_tried(talk))
    if rng.random() < effects:
        parts.append(_effect(talk, parts[0]))
    if voice is Voice.LONG:
        parts = _at_length(talk, parts, manner)
    if rng.random() < asks:
        parts.append(_request(talk, "".join(parts)))
    body = join(rng, parts, comma_share=COMMAS[voice])
    opening = talk.pick(manner["open"]) if rng.random() < opens else ""
    closing = end(talk.pick(manner["close"])) if rng.random() < closes else ""
    return _finish(rng, opening + body + closing, voice)


def note(talk: Talk) -> str:
    """Somebody else's hand: a summary, or the resident's sentence taken down, with a remark now and then."""
    rng, office = talk.rng, table("office")
    if rng.random() < 0.5:
        leads = office["reported"]["shop" if "S" in talk.slots else "lead"]
        text = talk.pick(leads) + end(talk.pick(talk.topic["say"]))
    else:
        text = end(talk.pick(talk.topic["note"]))
        if not text.startswith(("住户", "该户")) and rng.random() < 0.4:
            text = talk.pick(table("voices")["cadre"]["open"]) + text
    if rng.random() < 0.6:
        personal = talk.is_demand or talk.category.place_kinds == (SpotKind.DWELLING,)
        remarks = office["tail"]["personal" if personal else "any"]
        text += end(fill(rng, rng.choice(remarks), office["tail"]))
    return text


def suggestion(talk: Talk) -> str:
    """What could be done better, rather than what is wrong."""
    rng = talk.rng
    text = talk.pick(talk.wishes)
    if rng.random() < 0.45:
        text += "，" + talk.pick(table("office")["wish_tail"]["any"])
    cadre = talk.voice is Voice.CADRE
    if text.startswith("建议"):
        lead = "住户" if cadre else ""
    else:
        lead = rng.choice(CADRE_WISH_LEADS if cadre else WISH_LEADS)
    return _finish(rng, lead + end(text), talk.voice)


def _tried(talk: Talk) -> str:
    general = () if talk.is_demand else table("voices")["tried"]["any"]
    return talk.pick((*talk.topic.get("tried", ()), *general))


def _effect(talk: Talk, said: str) -> str:
    """What it does to people; where a topic holds many things, mostly one that speaks of the same."""
    if talk.is_mixed:
        found = talk.about("effect", said)
        if found or talk.rng.random() < 0.5:
            return found
    return talk.pick(talk.topic.get("effect", ()))


def _at_length(talk: Talk, parts: list[str], manner: Mapping[str, Any]) -> list[str]:
    history = [] if talk.is_demand else [talk.pick(manner["history"])]
    return [talk.pick(manner["background"]), *parts, *history, talk.pick(manner["tail"])]


def _request(talk: Talk, said: str) -> str:
    """A request about the thing that was said; where a topic holds many things, else one that always fits."""
    if not talk.is_mixed:
        return talk.pick(talk.topic.get("ask", ()))
    general = table("office")["ask"]["demand" if talk.is_demand else "any"]
    return talk.about("ask", said) or str(talk.rng.choice(general))


def _finish(rng: Random, text: str, voice: Voice) -> str:
    """Dialect for the old, loud marks for the angry, and the small untidiness of people who type."""
    if voice is Voice.ELDER and rng.random() < 0.45:
        for plain, dialect in DIALECT:
            text = text.replace(plain, dialect)
    if voice is Voice.ANGRY and rng.random() < 0.45:
        text = text[:-1] + rng.choice(["！", "！！", "？！"]) if text.endswith("。") else text
    if voice in (Voice.WORKER, Voice.ANGRY, Voice.TENANT) and rng.random() < 0.12:
        text = text.rstrip("。")
    if voice in (Voice.WORKER, Voice.ANGRY) and rng.random() < 0.06:
        text = text.replace("，", " ")
    return text
