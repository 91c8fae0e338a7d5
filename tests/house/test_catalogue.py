"""Every text of the pages has its English, ready to be looked up on a machine without gettext."""

import re

from tests.house import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%%|</?\w+[^>]*>")
OFFICIAL_TERM = re.compile(r"\([^()]*\)")


def test_every_text_of_the_source_stands_in_the_catalogue_and_no_other() -> None:
    assert {each.text for each in catalogue.entries()} == catalogue.texts_in_source()


def test_every_text_is_translated_by_a_person_for_certain() -> None:
    assert catalogue.unfinished() == []


def test_a_translation_keeps_every_placeholder() -> None:
    wrong = {
        each.text.msgid: translation
        for each in catalogue.finished()
        for translation in each.translations
        if sorted(set(PLACEHOLDER.findall(translation))) != sorted(set(PLACEHOLDER.findall(each.text.msgid)))
    }

    assert wrong == {}


def test_a_translation_shows_chinese_only_as_an_official_term_in_brackets() -> None:
    found = [
        translation
        for each in catalogue.entries()
        for translation in each.translations
        if catalogue.CHINESE.search(OFFICIAL_TERM.sub("", translation))
    ]

    assert found == []


def test_a_translation_uses_no_full_width_punctuation() -> None:
    found = [
        translation
        for each in catalogue.entries()
        for translation in each.translations
        if re.search("[，。；：？！（）、「」《》]", OFFICIAL_TERM.sub("", translation))
    ]

    assert found == []


def test_the_compiled_catalogue_holds_what_is_written() -> None:
    assert catalogue.compiled() == catalogue.expected()
