"""What is said about plans: natural in number and variety, each thing with an answer the product takes."""

from random import Random

import pytest

from doorstep.cli.demo.content.opinions import answer_in, classes, points, wording
from doorstep.projects.rules import OpinionAnswer, OpinionSaid
from tests.issues.town import AT

KEYS = ("renewal", "heating", "street")


def test_the_old_estate_is_asked_about_in_exactly_twenty_three_classes() -> None:
    found = classes("renewal")

    assert (len(found), len({code for code, _ in found}), len({name for _, name in found})) == (23, 23, 23)


@pytest.mark.parametrize("key", KEYS)
def test_every_class_is_heard_in_the_first_round(key: str) -> None:
    assert {point.code for point in points(key, 1)} == {code for code, _ in classes(key)}


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("wave", [1, 2, 3])
def test_every_point_has_words_and_an_answer_that_the_product_takes(key: str, wave: int) -> None:
    rng = Random(7)
    for point in points(key, wave):
        OpinionSaid(text=wording(rng, point), source="door").check(at=AT)
        OpinionAnswer(*answer_in(point, wave)).check()


def test_seven_hundred_voices_hardly_repeat_one_another() -> None:
    rng = Random(7)
    said = [wording(rng, rng.choice(points("renewal", 2))) for _ in range(700)]

    assert len(set(said)) > 640


def test_what_an_earlier_version_took_up_already_stands_in_the_plan() -> None:
    first = next(point for point in points("renewal", 1) if point.code == "drain")

    assert answer_in(first, 1)[0] == "adopt"
    assert answer_in(first, 2) == ("already", f"第二版已经写明：{first.reason}", "")
