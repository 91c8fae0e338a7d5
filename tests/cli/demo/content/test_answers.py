"""What staff write: answers about the thing that was said, with codes the product knows."""

from random import Random

import pytest

from doorstep.cli.demo.content import answers
from doorstep.cli.demo.content.categories import categories, category
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import Saying, SpotKind
from doorstep.issues.rules import (
    ANSWERS,
    CLOSE_REASONS,
    GRADES,
    OBJECTION_REASONS,
    REDIRECT_REASONS,
    RETURN_REASONS,
    ROUTES,
)

PLACE = street().of_kind(SpotKind.DWELLING)[0]


@pytest.mark.parametrize("leaf", categories(), ids=lambda leaf: leaf.code)
@pytest.mark.parametrize("route", [*(set(ROUTES) - {"in_hand"}), "door"])
def test_answer_text_has_words_for_every_category_and_route(leaf, route):
    text = answers.answer_text(Random(1), leaf, route)

    assert text
    assert not set("[]{}|") & set(text)


def test_answer_text_speaks_of_what_was_said():
    said = "小区门前井盖松了，车一过咣当咣当响"

    texts = {
        answers.answer_text(Random(seed), category("road_damage"), "on_spot", topic="pit", said=said)
        for seed in range(20)
    }

    assert all("井盖" in text for text in texts)


def test_answer_text_without_property_company_does_not_name_one():
    place = next(spot for spot in street().of_kind(SpotKind.ENTRANCE) if not spot.estate.unit)

    texts = [
        answers.answer_text(Random(seed), category("noise"), "on_spot", topic="home_noise", place=place)
        for seed in range(60)
    ]

    assert [text for text in texts if "物业" in text] == []


def test_route_for_gives_no_date_to_what_has_no_words_for_it():
    saying = Saying("结婚证丢了，不知道去哪补。", "demand", "papers")

    routes = {answers.route_for(Random(seed), category("papers"), saying, PLACE) for seed in range(30)}

    assert routes <= {"", "explained", "redirected"}


def test_coded_reasons_use_the_codes_of_the_product():
    rng = Random(3)

    assert {answers.object_reason(rng)[0] for _ in range(80)} == set(OBJECTION_REASONS)
    assert {answers.return_reason(rng)[0] for _ in range(80)} == set(RETURN_REASONS)
    assert {answers.redirect_text(rng, leaf)[0] for leaf in categories()} <= set(REDIRECT_REASONS)


@pytest.mark.parametrize("code", sorted(set(CLOSE_REASONS) - {"historic_import"}))
def test_close_reason_note_has_words_for_every_reason(code):
    assert answers.close_reason_note(Random(1), code)


@pytest.mark.parametrize("answer", ANSWERS)
def test_callback_remark_has_words_for_every_grade_that_goes_with_an_answer(answer):
    rng = Random(5)

    grades = {answers.draw_grade(rng, answer) for _ in range(300)}

    assert grades <= set(GRADES)
    assert all(any(answers.callback_remark(rng, grade, answer) for _ in range(20)) for grade in grades)


@pytest.mark.parametrize("kind", [SpotKind.DWELLING, SpotKind.SHOP, SpotKind.ORG])
def test_visit_words_exist_for_each_kind_of_door(kind):
    place = street().of_kind(kind)[0]

    assert answers.visit_topics(Random(1), place).endswith("。")
    assert answers.nothing_note(Random(1), place)
