"""The public file of a draw: everything that is needed to draw again, and nobody's name (STATISTICS §4).

One JSON object; ``check`` trusts nothing in it. Moments are ISO 8601.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules.intervals import sample_size

FORMAT: Final = "doorstep-draw-1"
TEXTS: Final = (
    "format",
    "number",
    "commitment_a",
    "commitment_b",
    "committed_a_at",
    "committed_b_at",
    "frame_sha256",
    "frame_published_at",
    "secret_a",
    "secret_b",
    "seed",
)
CENSUS_UP_TO: Final = 30
LEAST_HALF_WIDTH: Final = 0.001


@dataclass(frozen=True)
class Side:
    """One side's sealed number: its SHA-256, when it was handed in, and the number itself once it is out."""

    commitment: str
    committed_at: str
    secret: str


@dataclass(frozen=True)
class Defect:
    """Something in a file that does not hold; ``where`` names the line, id or field."""

    code: str
    where: str = ""


def draw_file(
    *,
    number: str,
    round: int,
    sides: tuple[Side, Side],
    frame: Iterable[tuple[str, str]],
    frame_published_at: str,
    seed: str,
    half_width: float,
    selected: Mapping[str, Sequence[str]],
    substitutes: Sequence[tuple[str, str]] = (),
) -> dict[str, Any]:
    """The file of one draw. ``frame`` holds id and stratum; ``substitutes`` who stood in for whom, in order.

    A frame of one stratum names it nowhere: neither in its lines nor beside those selected.
    """
    members = list(frame)
    lines = draw.frame_lines(members)
    if len({stratum for _, stratum in members}) == 1:
        selected = {"": [code for codes in selected.values() for code in codes]}
    first, second = sides
    return {
        "format": FORMAT,
        "number": number,
        "round": round,
        "census": len(lines) <= CENSUS_UP_TO,
        "commitment_a": first.commitment,
        "commitment_b": second.commitment,
        "committed_a_at": first.committed_at,
        "committed_b_at": second.committed_at,
        "frame": lines,
        "frame_sha256": draw.frame_hash(lines),
        "frame_published_at": frame_published_at,
        "secret_a": first.secret,
        "secret_b": second.secret,
        "seed": seed,
        "half_width": half_width,
        "sample_size": sum(len(codes) for codes in selected.values()),
        "selected": {stratum: list(codes) for stratum, codes in selected.items()},
        "substitutes": [list(pair) for pair in substitutes],
    }


def check(document: Any) -> list[Defect]:
    """Draw again from the file; [] when everything in it holds.

    Refuses a swapped or missing respondent, another order, a changed seed, secret, commitment or stratum, an
    added or removed line, a commitment later than the frame, and a substitute out of turn. Never raises.
    """
    shape = shape_of(document)
    if shape:
        return shape
    frame = document["frame"]
    found = [
        *twice(ids_of(frame)),
        *unless(frame == sorted(frame), "frame.order"),
        *unless(draw.frame_hash(frame) == document["frame_sha256"], "frame.hash"),
        *unless(document["census"] == (len(frame) <= CENSUS_UP_TO), "census"),
    ]
    if found:
        return found
    return check_census(document) if document["census"] else check_sample(document)


def shape_of(document: Any) -> list[Defect]:
    """What is missing or of the wrong kind, before anything is computed."""
    if not isinstance(document, Mapping):
        return [Defect("shape")]
    kinds: dict[str, Callable[[Any], bool]] = {
        **dict.fromkeys(TEXTS, is_text),
        "round": lambda value: isinstance(value, int),
        "census": lambda value: isinstance(value, bool),
        "half_width": lambda value: isinstance(value, float | int) and LEAST_HALF_WIDTH <= value < 1,
        "sample_size": lambda value: isinstance(value, int),
        "frame": lambda value: bool(value) and is_texts(value),
        "selected": is_selected,
        "substitutes": lambda value: (
            isinstance(value, list) and all(is_texts(each) and len(each) == 2 for each in value)
        ),
    }
    wrong = [name for name, holds in kinds.items() if name not in document or not holds(document[name])]
    if wrong:
        return [Defect("shape", name) for name in wrong]
    return [*unless(document["format"] == FORMAT, "format")]


def is_text(value: Any) -> bool:
    """Half a character, as JSON can spell one, has no UTF-8 and so no hash."""
    return isinstance(value, str) and value.encode(errors="ignore").decode() == value


def is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(is_text, value))


def is_selected(value: Any) -> bool:
    return isinstance(value, Mapping) and all(
        is_text(name) and is_texts(codes) for name, codes in value.items()
    )


def unless(holds: bool, code: str, where: str = "") -> list[Defect]:
    return [] if holds else [Defect(code, where)]


def twice(ids: Sequence[str]) -> list[Defect]:
    return [Defect("frame.twice", each) for each, count in Counter(ids).items() if count > 1]


def pairs_of(lines: Iterable[str]) -> list[tuple[str, str]]:
    """Id and stratum of each line of a frame."""
    return [(code, stratum) for code, _, stratum in (line.partition("|") for line in lines)]


def ids_of(lines: Iterable[str]) -> list[str]:
    return [code for code, _ in pairs_of(lines)]


def check_census(document: Mapping[str, Any]) -> list[Defect]:
    """Everybody in the frame was to be asked, and nobody else; nothing was drawn, so there is no seed."""
    revealed = [side for side in ("a", "b") if document[f"secret_{side}"]]
    asked = [code for codes in document["selected"].values() for code in codes]
    return [
        *unless(sorted(asked) == sorted(ids_of(document["frame"])), "selected.census"),
        *unless(document["sample_size"] == len(asked), "sample_size"),
        *unless(not document["substitutes"], "substitutes.census"),
        *unless(document["seed"] == "", "seed"),
        *(defect for side in revealed for defect in check_commitment(document, side)),
    ]


def check_sample(document: Mapping[str, Any]) -> list[Defect]:
    """The seed from what was sealed in time, the size from the rule, the people from the seed."""
    found = check_seed(document)
    if found:
        return found
    pairs = pairs_of(document["frame"])
    wanted = sample_size(len(pairs), float(document["half_width"]))
    drawn = draw.draw(pairs, document["seed"], wanted)
    selected = {name: tuple(codes) for name, codes in document["selected"].items()}
    found = [
        Defect("selected", name or "-")
        for name in sorted({*selected, *drawn.selected})
        if selected.get(name) != drawn.selected.get(name)
    ]
    total = sum(len(codes) for codes in drawn.selected.values())
    found += unless(document["sample_size"] == total, "sample_size")
    return found or check_substitutes(document["substitutes"], drawn, dict(pairs))


def check_seed(document: Mapping[str, Any]) -> list[Defect]:
    found = []
    for side in ("a", "b"):
        found += check_commitment(document, side)
        found += unless(
            is_earlier(document.get(f"committed_{side}_at"), document["frame_published_at"]), "late", side
        )
    seed = draw.seed_of(document["frame_sha256"], document["secret_a"], document["secret_b"])
    return found + unless(seed == document["seed"], "seed")


def check_commitment(document: Mapping[str, Any], side: str) -> list[Defect]:
    kept = draw.commitment(document[f"secret_{side}"]) == document[f"commitment_{side}"]
    return unless(kept, "commitment", side)


def is_earlier(first: Any, second: str) -> bool:
    """Whether one moment is not after the other; what is no moment is not."""
    try:
        return datetime.fromisoformat(first) <= datetime.fromisoformat(second)
    except (TypeError, ValueError):
        return False


def check_substitutes(
    substitutes: Sequence[Sequence[str]], drawn: draw.Drawn, strata: Mapping[str, str]
) -> list[Defect]:
    """Each stood in for somebody of the same stratum who was drawn, and was the next in the order."""
    waiting = {name: list(codes) for name, codes in drawn.substitutes.items()}
    asked = {code for codes in drawn.selected.values() for code in codes}
    for gone, came in substitutes:
        stratum = strata.get(gone, "")
        if gone not in asked or [came] != waiting.get(stratum, [])[:1]:
            return [Defect("substitute", came)]
        asked = (asked - {gone}) | {came}
        waiting[stratum] = waiting[stratum][1:]
    return []
