"""What staff of the invented street write: answers, reasons, remarks and visit notes."""

import re
from collections.abc import Mapping, Sequence
from random import Random
from typing import Any

from doorstep.cli.demo.content.data import table
from doorstep.cli.demo.content.grammar import end, fill
from doorstep.cli.demo.content.matching import closest
from doorstep.cli.demo.content.shapes import Category, Saying, Spot, SpotKind
from doorstep.cli.demo.content.texts import topic_of

# route of an issue → key of the answers in the category tables
ANSWER_KEYS: Mapping[str, str] = {
    "on_spot": "done",
    "door": "door",
    "time_limited": "later",
    "long_term": "long_term",
    "in_project": "project",
    "explained": "explain",
    "redirected": "redirect",
}
TAIL_SHARE = 0.28
MEASURES = "盏|个|只|处|袋|车|台|平方米|米|套|辆|块|张|条|具|棵|株|件|副|余米|余处"
COUNTED = re.compile(rf"(?<![\d.])([2-9]|[1-9]\d)({MEASURES})")
OBJECTION_WEIGHTS = {"not_our_duty": 60, "wrong_place": 18, "needs_joint": 22}
RETURN_WEIGHTS = {"not_our_duty": 45, "wrong_place": 20, "duplicate": 15, "no_access": 20}


def answer_text(
    rng: Random,
    category: Category,
    route: str,
    *,
    topic: str = "",
    said: str = "",
    kind: str = "",
    place: Spot | None = None,
) -> str:
    """The official reply in plain words.

    `route` is one of the issue's routes, or "door" for what was answered at the door itself. With `topic`,
    `said` and `kind` of the saying the reply is about what was said, with `place` it fits the place.
    """
    if kind == "suggestion" and route in ("on_spot", "door"):
        return _tidy(fill(rng, rng.choice(table("office")["suggestion"][route]), {}))
    own = _own_words(category, route, topic, place) if route in ANSWER_KEYS else []
    match = closest(rng, own, said, ignoring=category.name) if said else ""
    if not match and own and not (said and topic_of(category, topic).get("mixed")):
        match = rng.choice(own)
    if not match:
        return _tidy(fill(rng, _general(rng, category, route), {"thing": [category.name]}))
    text = _other_counts(rng, match)
    if route in ("on_spot", "door") and category.kind != "demand" and rng.random() < TAIL_SHARE:
        text += _any(rng, "answer_tail")
    return _tidy(text)


def _general(rng: Random, category: Category, route: str) -> str:
    """An answer that holds for anything of this category."""
    words = table("office")["done" if route == "on_spot" else route]
    return str(rng.choice(words.get(category.kind, words["any"])))


def _other_counts(rng: Random, text: str) -> str:
    """The same answer with its lamps, metres and bags counted anew."""

    def anew(found: re.Match[str]) -> str:
        return f"{max(2, round(int(found[1]) * rng.uniform(0.6, 1.6)))}{found[2]}"

    return COUNTED.sub(anew, text)


def _own_words(category: Category, route: str, topic: str, place: Spot | None) -> list[str]:
    words: Sequence[str] = topic_of(category, topic).get(ANSWER_KEYS[route], ())
    estate = place.estate if place is not None else None
    if estate is None or estate.unit:
        return list(words)
    return [text for text in words if "物业" not in text]


def settled_how(rng: Random, category: Category, saying: Saying, place: Spot) -> str:
    """ "door" when an issue put right at once could be answered at the door itself, else "on_spot"."""
    if rng.randrange(100) >= category.door_share:
        return "on_spot"
    fits = category.kind == "demand" or _can_answer(rng, category, "door", saying, place)
    return "door" if fits else "on_spot"


def route_for(rng: Random, category: Category, saying: Saying, place: Spot) -> str:
    """How an issue not put right at once goes on; "" when nothing but putting it right at once makes sense.

    A project or long-term care can hold anything its category allows; a date, an explanation or another
    authority are only given where there are words that fit what was said.
    """
    entries = [
        entry
        for entry in category.routes
        if entry.route in ("in_project", "long_term")
        or _can_answer(rng, category, entry.route, saying, place)
    ]
    if not entries:
        return ""
    return rng.choices([entry.route for entry in entries], [entry.weight for entry in entries])[0]


def _can_answer(rng: Random, category: Category, route: str, saying: Saying, place: Spot) -> bool:
    own = _own_words(category, route, saying.topic, place)
    if not topic_of(category, saying.topic).get("mixed"):
        return bool(own)
    return bool(closest(rng, own, saying.text, ignoring=category.name))


def explain_text(rng: Random, category: Category, *, topic: str = "", said: str = "") -> str:
    """Why something cannot be done, as it was told to the reporter."""
    return answer_text(rng, category, "explained", topic=topic, said=said)


def redirect_text(rng: Random, category: Category, *, topic: str = "", said: str = "") -> tuple[str, str]:
    """Code of the routing exclusion and what the reporter was told."""
    code: str = topic_of(category, topic).get("redirect_code", "beyond_duty")
    return code, answer_text(rng, category, "redirected", topic=topic, said=said)


def dispatch_note(rng: Random) -> str:
    return _any(rng, "dispatch")


def object_reason(rng: Random) -> tuple[str, str]:
    """Reason code and note of a unit that objects to a dispatch."""
    return _coded(rng, "objection", OBJECTION_WEIGHTS)


def return_reason(rng: Random) -> tuple[str, str]:
    """Reason code and note of a unit that returns an accepted issue."""
    return _coded(rng, "return", RETURN_WEIGHTS)


def late_reason(rng: Random) -> str:
    return _any(rng, "late")


def extension_reason(rng: Random) -> str:
    return _any(rng, "extension")


def reopen_reason(rng: Random) -> str:
    return _any(rng, "reopen")


def close_reason_note(rng: Random, code: str) -> str:
    """The note beside a closing reason. Raises KeyError for a code without words, as historic_import."""
    words: list[str] = table("office")["close"][code]
    return rng.choice(words)


def callback_remark(rng: Random, grade: int, answer: str) -> str:
    """What the resident said on the phone; now and then nothing. `answer`: resolved | partly | unresolved."""
    if rng.random() < 0.22:
        return ""
    office = table("office")
    if answer == "unresolved":
        return str(rng.choice(office["callback_bad"]["any"]))
    if answer == "partly":
        return str(rng.choice(office["callback_partly"]["any"]))
    return str(rng.choice(office["callback_good"][str(grade)]))


def draw_grade(rng: Random, answer: str) -> int:
    """A grade from 5 to 1 that goes with the answer."""
    weights = {"resolved": (52, 36, 9, 2, 1), "partly": (3, 17, 46, 26, 8), "unresolved": (0, 2, 16, 46, 36)}
    return rng.choices((5, 4, 3, 2, 1), weights[answer])[0]


def nothing_note(rng: Random, place: Spot) -> str:
    """What a visit without anything to report leaves in the diary."""
    words: list[str] = table("office")["nothing"]["shop" if place.kind is SpotKind.SHOP else "any"]
    return rng.choice(words)


def visit_topics(rng: Random, place: Spot) -> str:
    """What was talked about at the door, as a visitor notes it."""
    words = table("office")["topics"]
    kind = {SpotKind.SHOP: "shop", SpotKind.ORG: "org"}.get(place.kind, "home")
    picked = rng.sample(words[kind], rng.choices((1, 2, 3), (5, 4, 1))[0])
    if rng.random() < 0.25:
        picked.append(rng.choice(words["tail"]))
    return end("，".join(fill(rng, pattern, words) for pattern in picked))


def _any(rng: Random, section: str) -> str:
    words: list[str] = table("office")[section]["any"]
    return rng.choice(words)


def _coded(rng: Random, section: str, weights: Mapping[str, int]) -> tuple[str, str]:
    code = rng.choices(list(weights), list(weights.values()))[0]
    words: dict[str, Any] = table("office")[section]
    return code, rng.choice(words[code])


def _tidy(text: str) -> str:
    return text.replace(",", "，").replace(":", "：").replace("(", "（").replace(")", "）")
