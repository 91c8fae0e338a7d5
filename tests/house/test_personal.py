"""G1: no column that can hold words exists before somebody has thought about whose words they are."""

import pytest

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
