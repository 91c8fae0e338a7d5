"""Every refusal code in the source has a sentence, and no sentence is for nobody."""

import re
from pathlib import Path

from doorstep.web.sentences import SENTENCES

ROOT = Path(__file__).resolve().parents[2] / "src"
CALLS = re.compile(r"""(?:refuse_if\(|NotPossible\(|NotAllowed\(|require\()""")
CODE = re.compile(r'"([a-z_]+(?:\.[a-z_]+)+)"')


def codes_in_source() -> set[str]:
    found: set[str] = set()
    for path in ROOT.rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in CALLS.finditer(text):
            found |= set(CODE.findall(argument_text(text, call.end())))
    return found


def argument_text(text: str, start: int) -> str:
    """What stands between this parenthesis and its partner."""
    depth, end = 1, start
    while depth and end < len(text):
        depth += {"(": 1, ")": -1}.get(text[end], 0)
        end += 1
    return text[start:end]


def test_every_refusal_has_a_sentence() -> None:
    assert sorted(codes_in_source() - set(SENTENCES) - ABILITY_CODES) == []


# Ability names look like codes and stand in the same calls.
ABILITY_CODES = {
    code
    for path in [ROOT / "doorstep/people/access.py"]
    for code in CODE.findall(path.read_text(encoding="utf-8"))
}
