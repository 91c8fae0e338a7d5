"""A word is found when, and only when, it stands in the text."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.records.grams import MAX_GRAMS, grams, is_too_short, phrases, scope_terms, term

LETTERS = st.text(alphabet="供暖漏水3号楼aB,。 ", max_size=14)


def test_grams_of_a_run_are_its_pairs_and_its_last_character():
    assert grams("供暖不热") == ["供暖", "暖不", "不热", "热"]


def test_grams_never_reach_across_punctuation():
    assert grams("漏水,3号楼 OK") == ["漏水", "水", "3号", "号楼", "楼", "ok", "k"]


def test_grams_of_full_width_and_capitals_are_those_of_plain_ones():
    assert grams("３号楼Ａ座") == grams("3号楼a座")


def test_grams_of_an_endless_text_stop_where_positions_do():
    assert len(grams("灯坏了" * 10_000)) == MAX_GRAMS


@given(LETTERS, LETTERS)
def test_a_chain_of_pairs_is_found_exactly_where_the_word_stands(text, query):
    if is_too_short(query):
        return

    indexed = grams(text)
    found = all(stands_in(phrase, indexed) for phrase in phrases(query))

    plain = re.sub(r"[^\w]", " ", unicodedata.normalize("NFKC", text).casefold())
    assert found == all(word in plain for word in re.findall(r"\w+", query.casefold()))


TOO_SHORT = ["", "。", "灯", "灯 坏了"]


@pytest.mark.parametrize("query", [*TOO_SHORT, "灯坏", "3号 坏了"])
def test_is_too_short_wants_two_characters_in_every_word(query):
    assert is_too_short(query) is (query in TOO_SHORT)


def test_term_holds_nothing_that_a_tokeniser_would_cut():
    assert [term(gram) for gram in ("供暖", "3号", "热", "𠮷野")] == [
        "4f9bx6696",
        "33x53f7",
        "70ed",
        "20bb7x91ce",
    ]


def test_scope_terms_name_each_place_above_the_row_and_differ_by_kind_and_street():
    row = scope_terms("issue", 7, "990000/003/01/")

    assert len(row) == 4
    assert row[:3] == scope_terms("issue", 7, "990000/003/")
    assert not set(row) & set(
        scope_terms("visit", 7, "990000/003/01/") + scope_terms("issue", 8, "990000/003/01/")
    )


def stands_in(phrase: list[str], indexed: list[str]) -> bool:
    """What both databases do with a phrase: its terms one after the other."""
    return any(indexed[start : start + len(phrase)] == phrase for start in range(len(indexed)))
