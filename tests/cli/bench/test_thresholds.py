"""The benchmark of the owners' tally says what it measured."""

from doorstep.cli.bench import thresholds


def test_the_tally_is_measured_with_its_reference() -> None:
    found = thresholds.run(rounds=1, owners=50)

    assert (found["owners"], found["limits"]) == (50, {"tally_ms": "≤ 200"})
    assert found["tally_ms"] > 0
    assert found["reference_ms"] > 0
