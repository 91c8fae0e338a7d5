"""G1: no column that can hold words exists before somebody has thought about whose words they are."""

import pytest
from django.apps import apps

from doorstep.records.holders import apps_without_holder, holders
from doorstep.records.personal import (
    SENSITIVITIES,
    Declared,
    declared_in_vain,
    processing_register,
    undeclared,
)
from doorstep.rulebook.rules import DEFAULTS


def test_every_column_that_can_hold_words_is_declared() -> None:
    assert undeclared() == []


def test_every_declaration_names_a_column_that_exists() -> None:
    assert declared_in_vain() == []


@pytest.mark.parametrize("each", processing_register(), ids=lambda each: f"{each.model}.{each.column}")
def test_every_personal_column_says_why_how_long_and_for_whom(each: Declared) -> None:
    said = each.personal

    assert all([said.purpose, said.basis, said.retention, said.audience])
    assert said.sensitivity in SENSITIVITIES
    assert not said.kept_by or said.kept_by in DEFAULTS


def app_of(module: str) -> str:
    return module.split(".")[1]


def test_every_app_that_keeps_personal_data_finds_it_for_a_request_or_says_why_not() -> None:
    keeping = {
        app_of(model.__module__) for each in processing_register() for model in [apps.get_model(each.model)]
    }
    finding = {app_of(each.held.__module__) for each in holders()}
    excused = apps_without_holder()

    assert sorted(keeping - finding - set(excused)) == []
    assert sorted(finding & set(excused)) == []
    assert all(excused.values())


def test_every_holder_says_what_is_left_after_erasing() -> None:
    assert [each.code for each in holders() if not each.stays.endswith("。")] == []
