"""The year at our doors: as many marks as the numbers say, and the same numbers in words."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from django.template import Context, Template
from hypothesis import given
from hypothesis import strategies as st

from doorstep.ui.doormarks import Layout, Street, draw, level_narrow, level_wide
from doorstep.ui.doors import STAGES, marks_for, year_of

SEED = {"visited": 10932, "spoke": 4450, "fixed": 4345, "projects": 99, "judged": None}


@dataclass(frozen=True)
class Figure:
    value: int
    link: str


def marks_in(drawing: str, per_line: int) -> int:
    """Each mark opens with one frame; a repeated line counts as a whole line."""
    frames = sum(path.count("M") for path in re.findall(r' d="([^"]*)"/>', drawing))
    return frames + per_line * drawing.count("<use")


@pytest.mark.parametrize(
    ("value", "marks"), [(None, 0), (0, 0), (1, 1), (14, 1), (15, 2), (10932, 1093), (4450, 445), (99, 10)]
)
def test_one_mark_stands_for_ten(value: int | None, marks: int) -> None:
    assert marks_for(value) == marks


@given(st.integers(1, 40), st.integers(0, 500), st.integers(0, 500))
def test_a_drawing_holds_exactly_the_marks_asked_for(per_line: int, start: int, count: int) -> None:
    layout = Layout(per_line, (0, 14), (10, 0))

    assert marks_in(draw("silent", layout, start, start + count, key="k"), per_line) == count


@given(st.integers(0, 1500), st.integers(0, 1500), st.integers(0, 300))
def test_any_numbers_can_be_drawn_in_both_shapes(visited: int, spoke: int, projects: int) -> None:
    street = Street(visited, spoke, min(spoke, visited), projects, projects)

    drawn = [str(shape(street, stage)) for stage in STAGES for shape in (level_wide, level_narrow)]

    assert all(text == "" or text.startswith("<svg") for text in drawn)


def test_the_picture_of_the_seed_year_shows_doors_that_spoke_inside_all_doors() -> None:
    street = Street(1093, 445, 435, 10, 0)

    picture = str(level_wide(street, "visited"))
    silent, spoke = picture.split('<g class="door-spoke">')

    assert (marks_in(silent, street.rows), marks_in(spoke, street.rows)) == (648, 445)


def test_the_sentence_says_that_judging_has_not_begun() -> None:
    assert str(year_of(SEED).sentence) == (
        "这一年\uff0c我们走进 10,932 户家门\uff0c听到 4,450 件事\uff1b4,345 件很快办好\uff0c"
        "难办的、长远的\uff0c定成 99 个项目\uff0c居民的评判还没有开始。"
    )


def test_each_number_opens_its_rows() -> None:
    year = year_of(SEED | {"projects": Figure(99, "/projects/"), "judged": 41})

    assert str(year.levels[3].shown) == '<a href="/projects/">99</a>'
    assert '<a href="/projects/">99</a>' in year.sentence


def test_picture_table_and_sentence_stand_on_one_page() -> None:
    numbers = SEED | {"as_of": datetime(2026, 11, 20, 1, 30, tzinfo=UTC)}

    page = Template("{% load ui %}{% year_at_our_doors numbers %}").render(Context({"numbers": numbers}))

    assert [page.count(part) for part in ("doors-sentence", "<svg", "<table", "2026年11月20日 09:30")] == [
        1,
        8,
        1,
        1,
    ]
