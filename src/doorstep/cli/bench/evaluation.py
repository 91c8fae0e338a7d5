"""``bench evaluation``: a city's year of judgements drawn, estimated and made ready to publish."""

import time
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from random import Random
from typing import Any, Final

from doorstep.cli.bench.numbers import Limit, judged
from doorstep.cli.bench.reports import report_pages
from doorstep.cli.bench.street import empty_street
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules.estimate import Answers, Estimate, estimates
from doorstep.evaluation.rules.publicfile import Side, draw_file
from doorstep.evaluation.rules.states import GRADES, SATISFIED_FROM
from doorstep.evaluation.rules.strata import Stratum
from doorstep.publishing.services.results import safe_grades, safe_groups

PROJECTS: Final = 10_000
ANSWERS: Final = 300
GROUPS: Final = {"一号院": 280, "二号院": 160, "三号院": 100}
SMALL, LARGE = 10_000, 1_000_000
LIMITS: Final = (Limit("city_s", 30), Limit("report_ms", 50))
SIDES: Final = (Side("", "", "a"), Side("", "", "b"))


@dataclass(frozen=True)
class Frame:
    """One project's list, with what everybody on it would say."""

    number: str
    difficulty: int
    members: list[tuple[str, str]]
    grades: dict[str, int]


def run(*, at: datetime) -> dict[str, Any]:
    """The city's year first, then one result's page at ten thousand and at a million stored answers."""
    figures = city() | report_pages(empty_street(at=at), small=SMALL, large=LARGE, at=at)
    return judged({"benchmark": "evaluation", **figures}, LIMITS)


def city(*, projects: int = PROJECTS, answers: int = ANSWERS) -> dict[str, Any]:
    """Frames are made beforehand and not measured; a reference sorts the same lists."""
    city_s, reference_s = 0.0, 0.0
    counted: list[tuple[Answers, Counter[tuple[str, int]]]] = []
    for number in range(projects):
        frame = invented(number)
        began = time.perf_counter()
        counted.append(measured(frame, answers))
        city_s += time.perf_counter() - began
        began = time.perf_counter()
        sorted(frame.members, key=lambda each: hash(each[0]))
        reference_s += time.perf_counter() - began
    began = time.perf_counter()
    found = estimates([each for each, _ in counted])
    bodies = [published(estimate, grades) for estimate, (_, grades) in zip(found, counted, strict=True)]
    city_s += time.perf_counter() - began
    return {
        "projects": projects,
        "answers": sum(each.answered for each, _ in counted),
        "published": len(bodies),
        "city_s": city_s,
        "reference_s": reference_s,
    }


def invented(number: int) -> Frame:
    chance = Random(number)
    members = [
        (f"CP2026-{number:05d}-{place:04d}", group)
        for place, group in enumerate(group for group, size in GROUPS.items() for _ in range(size))
    ]
    content = 0.72 + 0.25 * chance.random()
    grades = {
        code: chance.choice((5, 4, 3)) if chance.random() < content else chance.choice((2, 1))
        for code, _ in members
    }
    return Frame(f"CP2026-{number:05d}", 1 + number % 5, members, grades)


def measured(frame: Frame, answers: int) -> tuple[Answers, Counter[tuple[str, int]]]:
    """The list hashed, the seed, the draw, its public file, and the answers counted by group and grade."""
    lines = draw.frame_lines(frame.members)
    seed = draw.seed_of(draw.frame_hash(lines), "a", "b")
    drawn = draw.draw(frame.members, seed, answers)
    draw_file(
        number=frame.number,
        round=1,
        sides=SIDES,
        frame=frame.members,
        frame_published_at="",
        seed=seed,
        half_width=0.05,
        selected=drawn.selected,
    )
    grades = Counter((group, frame.grades[code]) for group, codes in drawn.selected.items() for code in codes)
    strata = tuple(stratum_of(group, size, grades) for group, size in GROUPS.items())
    return Answers(frame.number, frame.difficulty, len(frame.members), strata), grades


def stratum_of(group: str, size: int, grades: Counter[tuple[str, int]]) -> Stratum:
    answered = sum(grades[group, grade] for grade in GRADES)
    satisfied = sum(grades[group, grade] for grade in GRADES if grade >= SATISFIED_FROM)
    return Stratum(group, size, answered, satisfied)


def published(found: Estimate, grades: Counter[tuple[str, int]]) -> dict[str, Any]:
    """The parts of a notice that are computed: shares with intervals, and tables with small cells kept back."""
    totals = {str(grade): sum(grades[group, grade] for group in GROUPS) for grade in GRADES}
    groups = [
        {"name": each.name, "size": each.size, "answered": each.answered, "satisfied": each.satisfied}
        for each in found.answers.strata
    ]
    return {
        "rate": found.raw,
        "interval": (found.interval.low, found.interval.high),
        "weighted": found.weighted.share,
        "band": found.judged.band if found.judged else "",
        "grades": safe_grades(totals),
        "by_group": safe_groups(groups),
    }
