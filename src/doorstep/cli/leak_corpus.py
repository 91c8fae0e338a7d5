"""A folder of labelled files judged by the leak scan: how much is found of each kind, how often it cries wolf."""

import json
from collections import Counter
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import Any, Final

from doorstep.publishing.leaks import scan_file

EXPECTED: Final = "expected.json"


class NoCorpus(Exception):
    """The folder has no ``expected.json``, or it names a file that is not there."""


def judged_corpus(folder: Path, *, names: AbstractSet[str] = frozenset()) -> dict[str, Any]:
    """Recall of each kind and the share of clean files with any finding.

    ``expected.json`` holds for each file the kinds that must be found in it; an empty list is a clean file.
    """
    try:
        expected: dict[str, list[str]] = json.loads((folder / EXPECTED).read_text(encoding="utf-8"))
        found = {
            name: {each.kind for each in scan_file(name, (folder / name).read_bytes(), names=names)}
            for name in expected
        }
    except (OSError, ValueError) as problem:
        raise NoCorpus(str(folder)) from problem
    wanted = Counter(kind for kinds in expected.values() for kind in kinds)
    hit = Counter(kind for name, kinds in expected.items() for kind in kinds if kind in found[name])
    clean = [name for name, kinds in expected.items() if not kinds]
    alarms = sorted(name for name in clean if found[name])
    missed = sorted(name for name, kinds in expected.items() if not set(kinds) <= found[name])
    return {
        "leaking": len(expected) - len(clean),
        "clean": len(clean),
        "recall": {kind: round(hit[kind] / count, 4) for kind, count in sorted(wanted.items())},
        "false_alarm_share": round(len(alarms) / len(clean), 4) if clean else 0.0,
        "missed": missed,
        "false_alarms": alarms,
    }
