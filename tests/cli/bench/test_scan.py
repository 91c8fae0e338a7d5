"""The benchmark of the leak scan says what it measured, and scans a notice that is clean."""

from doorstep.cli.bench import scan


def test_the_scan_is_measured_with_its_reference() -> None:
    found = scan.run(rounds=1, rows=5)

    assert (found["rows"], found["findings"], found["limits"]) == (5, 0, {"scan_ms": "≤ 300"})
    assert found["scan_ms"] > 0
    assert found["reference_ms"] > 0
