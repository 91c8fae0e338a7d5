"""``python -m tests``: run what can run here, and say plainly what was skipped and why.

``--quick`` leaves out browsers, killed processes, the permission matrix and everything that takes minutes.
Other words go to pytest.
"""

import os
import sys
from pathlib import Path

import pytest

QUICK = ["-m", "not browser and not faults and not slow and not matrix", "-q"]


def main(words: list[str]) -> int:
    quick = "--quick" in words
    words = [word for word in words if word != "--quick"]
    os.chdir(Path(__file__).resolve().parent.parent)
    os.environ["PYTHONHASHSEED"] = "0"  # two worker processes must collect sets in one order
    counter = Counter()
    parallel = (
        []
        if any(word.startswith(("-n", "-k", "--lf", "tests/")) for word in words)
        else ["-n", "2", "--dist", "loadfile"]
    )
    code = pytest.main([*(QUICK if quick else []), *parallel, *words], plugins=[counter])
    database = "PostgreSQL" if os.environ.get("DOORSTEP_DATABASE_URL") else "SQLite"
    print(f"{database}: {counter.passed} passed, {counter.failed} failed, {counter.skipped} skipped")
    if target := os.environ.get("DOORSTEP_TESTS_RAN"):
        Path(target).write_text(str(counter.passed), encoding="ascii")
    return int(code)


class Counter:
    """Counts how tests ended, also when they ran in other processes."""

    def __init__(self) -> None:
        self.passed = self.failed = self.skipped = 0

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        if report.when == "call":
            self.passed += report.passed
        self.failed += report.failed
        self.skipped += report.skipped


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
