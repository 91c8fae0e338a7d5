"""What residents of the invented street say, each in their own way."""

from collections.abc import Mapping, Sequence
from functools import cache
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.grammar import end, fill, fillable, join
from doorstep.cli.demo.content.matching import closest
from doorstep.cli.demo.content.mentions import place_slots
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind, Voice

TABLES = ("energy", "house", "estate", "traffic", "clean", "order", "welfare", "life")
SUGGESTION_SHARE = 0.14
RETELLINGS = 40
WISH_LEADS = ("", "", "", "提个建议，", "有个想法，", "我寻思着，", "随便一说啊，")
VOICE_WEIGHTS = {
    Voice.ELDER: 30,
    Voice.WORKER: 22,
    Voice.CADRE: 22,
    Voice.ANGRY: 9,
    Voice.TENANT: 9,
    Voice.LONG: 8,
}
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
    topics = [
        topic
        for topic in topics_of(category.code)
        if fillable(topic["say"], slots) and _in_season(topic, month)
    ]
    topic = rng.choices(topics, [entry.get("weight", 3) for entry in topics])[0]
    slots = slots | topic.get("slots", {})
    wishes = fillable(topic.get("wish", ()), slots)
    if wishes and rng.random() < SUGGESTION_SHARE:
        return Saying(_finish(rng, _wish(rng, wishes, slots, voice), voice), "suggestion", topic["key"])
    if voice is Voice.CADRE:
        personal = category.kind == "demand" or category.place_kinds == (SpotKind.DWELLING,)
        text = _note(rng, topic, slots, "personal" if personal else "any")
    else:
        text = _spoken(rng, topic, slots, voice, category.kind)
    return Saying(_finish(rng, text, voice), category.kind, topic["key"])


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


def _pick(rng: Random, patterns: Sequence[str], slots: Mapping[str, Sequence[str]]) -> str:
    choices = fillable(patterns, slots)
    return fill(rng, rng.choice(choices), slots) if choices else ""


def _spoken(
    rng: Random, topic: Mapping[str, Any], slots: Mapping[str, Sequence[str]], voice: Voice, kind: str
) -> str:
    talk = table("voices")[voice.value]
    opens, tries, effects, asks, closes = HABITS[voice]
    parts = [_pick(rng, topic["say"], slots)]
    if voice is Voice.LONG:
        parts.insert(0, _pick(rng, talk["background"], slots))
    if rng.random() < tries:
        general = () if kind == "demand" else table("voices")["tried"]["any"]
        parts.append(_pick(rng, (*topic.get("tried", ()), *general), slots))
    if rng.random() < effects:
        parts.append(_pick(rng, topic.get("effect", ()), slots))
    if voice is Voice.LONG:
        if kind != "demand":
            parts.append(_pick(rng, talk["history"], slots))
        parts.append(_pick(rng, talk["tail"], slots))
    if rng.random() < asks:
        parts.append(_request(rng, topic, slots, "".join(parts), "demand" if kind == "demand" else "any"))
    body = join(rng, parts, comma_share=COMMAS[voice])
    opening = _pick(rng, talk["open"], slots) if rng.random() < opens else ""
    closing = end(_pick(rng, talk["close"], slots)) if rng.random() < closes else ""
    return opening + body + closing


def _request(
    rng: Random, topic: Mapping[str, Any], slots: Mapping[str, Sequence[str]], said: str, general: str
) -> str:
    """A request about the thing that was said; where a topic holds many things, else one that always fits."""
    own = [fill(rng, pattern, slots) for pattern in fillable(topic.get("ask", ()), slots)]
    if not topic.get("mixed"):
        return rng.choice(own) if own else ""
    return closest(rng, own, said) or str(rng.choice(table("office")["ask"][general]))


def _note(rng: Random, topic: Mapping[str, Any], slots: Mapping[str, Sequence[str]], remarks: str) -> str:
    """Somebody else's hand: a summary, or the resident's sentence taken down, with a remark now and then."""
    office = table("office")
    if rng.random() < 0.5:
        leads = office["reported"]["shop" if "S" in slots else "lead"]
        text = fill(rng, rng.choice(leads), slots) + end(_pick(rng, topic["say"], slots))
    else:
        text = end(_pick(rng, topic["note"], slots))
        if not text.startswith(("住户", "该户")) and rng.random() < 0.4:
            text = fill(rng, rng.choice(table("voices")["cadre"]["open"]), slots) + text
    if rng.random() < 0.6:
        text += end(fill(rng, rng.choice(office["tail"][remarks]), office["tail"]))
    return text


def _wish(rng: Random, wishes: Sequence[str], slots: Mapping[str, Sequence[str]], voice: Voice) -> str:
    text = end(fill(rng, rng.choice(wishes), slots))
    if rng.random() < 0.45:
        text = (
            text.rstrip("。") + "，" + end(fill(rng, rng.choice(table("office")["wish_tail"]["any"]), slots))
        )
    if text.startswith("建议"):
        return ("住户" if voice is Voice.CADRE else "") + text
    return (
        rng.choice(["住户提议，", "住户想法：", "住户建议："] if voice is Voice.CADRE else WISH_LEADS) + text
    )


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
