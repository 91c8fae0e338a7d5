"""Equal values have equal bytes, so that anybody can recompute a hash."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.canonical import canonical, sha256_hex

WORDS = st.text(st.characters(exclude_categories=["Cs"]))
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


def test_canonical_sorts_keys_leaves_out_blanks_and_keeps_chinese() -> None:
    value = {"text": "楼道灯不亮", "at": None, "list": [1, True, {"b": 1, "a": "\n"}]}

    assert canonical(value) == '{"at":null,"list":[1,true,{"a":"\\n","b":1}],"text":"楼道灯不亮"}'.encode()


@given(VALUES)
def test_canonical_reads_back_as_the_same_value(value: object) -> None:
    assert json.loads(canonical(value)) == value


@given(st.dictionaries(WORDS, st.integers()))
def test_canonical_knows_no_order_of_keys(value: dict[str, int]) -> None:
    assert canonical(dict(reversed(value.items()))) == canonical(value)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), datetime(2026, 1, 1, tzinfo=UTC), b"x", {1, 2}]
)
def test_canonical_refuses_what_json_cannot_hold(value: object) -> None:
    with pytest.raises((TypeError, ValueError)):
        canonical({"value": value})


def test_sha256_matches_the_published_vector() -> None:
    assert sha256_hex(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
