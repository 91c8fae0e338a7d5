"""Programmes are found by code; the core starts without any."""

import dataclasses

import pytest

from doorstep.kernel import registry
from doorstep.kernel.registry import Programme, programmes, register


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "_programmes", {})


def test_programmes_of_a_bare_core_are_none() -> None:
    assert programmes() == ()


def test_programmes_stand_in_the_order_of_their_codes() -> None:
    roads, heating = Programme("roads", "农村道路"), Programme("heating", "集中供暖")

    register(roads)
    register(heating)

    assert programmes() == (heating, roads)


def test_code_is_taken_once() -> None:
    register(Programme("roads", "农村道路"))

    with pytest.raises(ValueError, match="registered already"):
        register(Programme("roads", "乡道"))

    assert programmes() == (Programme("roads", "农村道路"),)


def test_programme_has_eight_slots_and_no_more() -> None:
    slots = [field.name for field in dataclasses.fields(Programme)]

    assert slots == [
        "code",
        "name",
        "urls",
        "menu",
        "intake_checks",
        "project_steps",
        "figures",
        "printouts",
    ]
