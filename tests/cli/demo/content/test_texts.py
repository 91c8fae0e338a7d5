"""What residents say: it fits its place and season, and hardly ever comes twice."""

import re
from random import Random

import pytest

from doorstep.cli.demo.content.categories import categories, category, draw_category, place_for
from doorstep.cli.demo.content.grammar import fillable
from doorstep.cli.demo.content.mentions import number_word, place_slots
from doorstep.cli.demo.content.people import household
from doorstep.cli.demo.content.places import street
from doorstep.cli.demo.content.shapes import Saying, SpotKind, Voice
from doorstep.cli.demo.content.texts import draw_voice, issue_text, retold, saying, topics_of

ISSUES_OF_A_YEAR = 4450
DOORS = street().of_kind(SpotKind.DWELLING, SpotKind.SHOP)
LEFTOVER = re.compile(r"[\[\]{}|]|，，|。。|，。|。，|：。")
ESTATE_NAMES = sorted((estate.name for estate in street().estates), key=len, reverse=True)


def a_year_of_sayings(seed):
    rng = Random(seed)
    for number in range(ISSUES_OF_A_YEAR):
        door, month = rng.choice(DOORS), number % 12 + 1
        leaf = draw_category(rng, door, month)
        place = place_for(leaf, door, rng)
        home = household(door)
        voice = draw_voice(rng, place, age=2019 - home.head.born, tenant=home.tenant)
        yield leaf, place, saying(rng, leaf, place, voice, month)


@pytest.fixture(scope="module")
def year():
    return list(a_year_of_sayings(5))


@pytest.mark.slow
def test_texts_of_a_year_are_97_percent_distinct(year):
    texts = [said.text for _, _, said in year]

    assert len(set(texts)) >= 0.97 * len(texts)


def test_texts_hold_no_leftover_of_the_grammar(year):
    assert [said.text for _, _, said in year if LEFTOVER.search(said.text)] == []


def test_texts_name_no_estate_but_their_own(year):
    for _, place, said in year:
        rest = said.text.replace(place.estate.name, "")
        assert [name for name in ESTATE_NAMES if name in rest and name not in place.estate.name] == []


def test_texts_name_no_building_but_their_own(year):
    for _, place, said in year:
        named = set(re.findall(r"\d+(?:号楼|栋|幢)", said.text))
        assert named <= {place.building}


def test_texts_come_in_all_lengths(year):
    lengths = sorted(len(said.text) for _, _, said in year)

    assert lengths[0] >= 6
    assert lengths[len(lengths) // 4] < 35
    assert lengths[-1] > 140


@pytest.mark.slow
def test_same_seed_says_the_same_again():
    first = [said.text for _, _, said in a_year_of_sayings(9)]

    assert first == [said.text for _, _, said in a_year_of_sayings(9)]


@pytest.mark.parametrize("leaf", categories(), ids=lambda leaf: leaf.code)
def test_category_has_eight_skeletons_and_words_for_each_of_its_places(leaf):
    topics = topics_of(leaf.code)
    assert sum(len(topic["say"]) for topic in topics) >= 8
    assert len({topic["key"] for topic in topics}) == len(topics)

    for kind in leaf.place_kinds:
        place = next(spot for spot in street().spots if spot.kind is kind and spot.estate is not None)
        for voice in Voice:
            assert issue_text(Random(4), leaf, place, voice)


@pytest.mark.slow
@pytest.mark.parametrize("leaf", categories(), ids=lambda leaf: leaf.code)
def test_every_pattern_of_a_category_can_be_said_somewhere(leaf):
    places = [spot for spot in Random(6).sample(street().spots, 900) if spot.kind in leaf.place_kinds]
    slots = [place_slots(Random(1), place, Voice.WORKER, month) for place in places for month in (1, 7)]
    known = {name for each in slots for name in each}

    for topic in topics_of(leaf.code):
        for pattern in (*topic["say"], *topic["note"]):
            needed = set(re.findall(r"\{(\w+)\}", pattern)) & PLACE_SLOTS
            assert needed <= known, pattern


PLACE_SLOTS = {
    "B",
    "C",
    "E",
    "F",
    "H",
    "R",
    "S",
    "X",
    "high",
    "top",
    "managed",
    "lifted",
    "hot",
    "cold",
    "rain",
}


def test_retold_speaks_of_the_same_thing_in_other_words():
    place = next(spot for spot in street().of_kind(SpotKind.ESTATE))
    first = Saying("门前井盖松了，车一过咣当咣当响", "issue", "pit")

    second = retold(Random(2), category("road_damage"), place, Voice.WORKER, first)

    assert "井盖" in second.text
    assert second.text != first.text


def test_fillable_leaves_out_what_a_place_cannot_say():
    assert fillable(["{F}没水", "没水"], {"X": ["院里"]}) == ["没水"]


@pytest.mark.parametrize(
    ("number", "word"), [(3, "三"), (10, "十"), (12, "十二"), (20, "二十"), (25, "二十五")]
)
def test_number_word_is_how_a_floor_is_spoken(number, word):
    assert number_word(number) == word
