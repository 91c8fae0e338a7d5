"""Sealed values open only where they were sealed; blind values match however they were written."""

import pytest

from doorstep.records import vault

TEXT = "王小满 13812345678"


@pytest.mark.parametrize("algorithm", ["a256", "sm4"])
def test_seal_opened_for_its_own_row_gives_the_value(settings, algorithm):
    settings.FIELD_ALGORITHM = algorithm

    token = vault.seal(TEXT, about="issue.contact.phone:1")

    assert token.startswith(f"{algorithm}:k1:")
    assert TEXT not in token
    assert vault.open_sealed(token, about="issue.contact.phone:1") == TEXT


@pytest.mark.parametrize("algorithm", ["a256", "sm4"])
def test_seal_moved_to_another_row_does_not_open(settings, algorithm):
    settings.FIELD_ALGORITHM = algorithm
    token = vault.seal(TEXT, about="issue.contact.phone:1")

    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(token, about="issue.contact.phone:2")


@pytest.mark.parametrize("broken", ["", "x", "a256:k1", "a256:k9:AAAA", "rot13:k1:AAAA", "a256:k1:§"])
def test_open_sealed_of_a_broken_token_is_refused_and_names_only_the_row(broken):
    if not broken:
        assert vault.open_sealed("", about="a:1") == ""
        return

    with pytest.raises(vault.CannotOpen, match=r"^a:1$"):
        vault.open_sealed(broken, about="a:1")


def test_seal_of_a_changed_byte_does_not_open():
    token = vault.seal(TEXT, about="a:1")
    flipped = token[:-6] + ("A" if token[-6] != "A" else "B") + token[-5:]

    with pytest.raises(vault.CannotOpen):
        vault.open_sealed(flipped, about="a:1")


def test_seal_of_nothing_is_nothing():
    assert (vault.seal("", about="a:1"), vault.open_sealed("", about="a:1")) == ("", "")


def test_seal_twice_gives_two_tokens():
    assert vault.seal(TEXT, about="a:1") != vault.seal(TEXT, about="a:1")


def test_rotate_reseals_under_the_newest_key_and_algorithm(settings):
    old = vault.seal(TEXT, about="a:1")
    settings.FIELD_KEYS = {**settings.FIELD_KEYS, "k2": bytes(32)}
    settings.FIELD_ALGORITHM = "sm4"

    new = vault.rotate(old, about="a:1")

    assert new.startswith("sm4:k2:")
    assert vault.open_sealed(new, about="a:1") == TEXT
    assert vault.rotate(new, about="a:1") == new


@pytest.mark.parametrize(
    "written",
    [
        "13812345678",
        "138 1234 5678",
        "138-1234-5678",
        "１３８１２３４５６７８",
        "+86 13812345678",
        "008613812345678",
    ],
)
def test_blind_of_one_number_written_differently_is_one_value(written):
    assert vault.blind(written, purpose="phone") == vault.blind("13812345678", purpose="phone")


def test_blind_differs_by_value_purpose_and_key(settings):
    made = {
        vault.blind("王小满", purpose="name"),
        vault.blind("王小曼", purpose="name"),
        vault.blind("王小满", purpose="to"),
    }
    settings.FIELD_KEYS = {"k1": bytes(32)}
    made.add(vault.blind("王小满", purpose="name"))

    assert [len(value) for value in made] == [32] * 4


def test_blind_survives_a_new_key(settings):
    before = vault.blind("王小满", purpose="name")
    settings.FIELD_KEYS = {**settings.FIELD_KEYS, "k2": bytes(32)}

    assert vault.blind("王 小满", purpose="name") == before


def test_blind_of_nothing_is_nothing():
    assert vault.blind(" - ", purpose="phone") == ""


def test_pin_matches_its_own_number_only():
    pin = vault.pin_for("38164720915306")

    assert (len(pin), pin.isdigit()) == (6, True)
    assert vault.pin_matches("38164720915306", f" {pin[:3]} {pin[3:]} ")
    assert not vault.pin_matches("38164720915307", pin)
    assert not vault.pin_matches("38164720915306", "汉字")
