"""The draw's published digests, and what holds of any draw."""

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from doorstep.evaluation.rules import draw

IDS = [f"PRJ017-{number:04d}" for number in range(1, 541)]
SEED = "f81fc467ba07c10d027e493045f26e866d4d7b1e0355c5c2d36ab287bdfd3fcf"
FRAME = "27a0e7807bb0b832eb85b32775ee1fac5c77ac8e455b4d6d4579591cfa6eb714"


def test_published_vector() -> None:
    found = draw.frame_hash(draw.frame_lines((each, "") for each in IDS))
    ordered = draw.order(SEED, IDS)

    assert found == FRAME
    assert draw.commitment("staff:7c1f-2019-12-02") == (
        "c8c146fe57262a4fd27d0dbe8ab8d80672b383ca449508d1b121240fa3603610"
    )
    assert draw.seed_of(found, "staff:7c1f-2019-12-02", "residents:84-11-05-33") == SEED
    assert [each[-4:] for each in ordered[:10]] == [
        "0038",
        "0098",
        "0409",
        "0405",
        "0291",
        "0337",
        "0042",
        "0373",
        "0518",
        "0470",
    ]
    assert draw.lot(SEED, ordered[0]) == "0081463c611637d3b00da3f78415c2fffca779c47acc5e10b6bd0d350229f021"
    assert ordered[81] == "PRJ017-0120"
    lines = "".join(f"{each}\n" for each in ordered[:82])
    joined = {hashlib.sha256(text.encode()).hexdigest() for text in (lines, lines[:-1])}
    assert "190f82a963afa37e6730474779038a330a387c42e581df84bde3854f93973fd3" in joined


@given(st.sets(st.text(min_size=1, max_size=12), min_size=2, max_size=40), st.data())
def test_taking_one_away_never_changes_the_order_of_the_rest(ids: set[str], data: st.DataObject) -> None:
    gone = data.draw(st.sampled_from(sorted(ids)))
    ordered = draw.order(SEED, ids)

    assert draw.order(SEED, ids - {gone}) == [each for each in ordered if each != gone]
    assert ordered == sorted(ids, key=lambda each: draw.lot(SEED, each))


sizes = st.dictionaries(
    st.text("甲乙丙丁戊", min_size=1, max_size=3), st.integers(1, 400), min_size=1, max_size=6
)


@given(sizes, st.integers(1, 400))
def test_allocation_asks_for_as_many_as_wanted_and_five_from_each(sizes: dict[str, int], total: int) -> None:
    found = draw.allocate(sizes, total)
    least = {name: min(5, size) for name, size in sizes.items()}

    assert all(least[name] <= found[name] <= sizes[name] for name in sizes)
    assert sum(found.values()) == max(min(total, sum(sizes.values())), sum(least.values()))


@given(sizes)
def test_no_stratum_of_a_public_file_is_small(sizes: dict[str, int]) -> None:
    strata: dict[str, int] = {}
    for group, stratum in draw.collapsed(sizes).items():
        strata[stratum] = strata.get(stratum, 0) + sizes[group]

    assert all(size >= 10 for size in strata.values()) or len(strata) == 1
