"""Every refusal in the source has a sentence that can be filled, and no sentence is for nobody."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from doorstep.kernel.errors import NotPossible
from doorstep.web.sentences import SENTENCES, sentence

ROOT = Path(__file__).resolve().parents[2] / "src/doorstep"
CODE_STANDS = {"NotPossible": 0, "NotAllowed": 0, "require": 1, "refuse_if": 1}
FORWARDING = ROOT / "kernel/errors.py"
IN_THE_KERNEL = {"not_allowed": frozenset(), "calendar.unknown": frozenset({"day"})}
PLACEHOLDER = re.compile(r"%\((\w+)\)s")


@dataclass(frozen=True)
class Place:
    """Where the source refuses: the code as written, and the names of the values that go with it."""

    where: str
    code: object
    values: frozenset[str]


def refusals() -> Iterator[Place]:
    for path in sorted(ROOT.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and path != FORWARDING and (found := as_refusal(node)) is not None:
                values = frozenset(each.arg for each in node.keywords if each.arg)
                code = found.value if isinstance(found, ast.Constant) else ast.unparse(found)
                yield Place(f"{path.relative_to(ROOT)}:{node.lineno}", code, values)


def as_refusal(call: ast.Call) -> ast.expr | None:
    """The expression of the code, when this call refuses with a code of its own."""
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    stands = CODE_STANDS.get(name)
    return call.args[stands] if stands is not None and len(call.args) > stands else None


FOUND = list(refusals())


def test_the_search_sees_the_refusals() -> None:
    codes = {each.code for each in FOUND}

    assert {"issue.closed", "sign_in.failed", "receipt.other_body", "date.bad"} <= codes


def test_every_refusal_has_a_sentence() -> None:
    """A code that is not written out cannot be checked, so it counts as missing too."""
    assert sorted({f"{each.code} {each.where}" for each in FOUND if each.code not in SENTENCES}) == []


def test_every_sentence_is_said_somewhere() -> None:
    said = {each.code for each in FOUND} | set(IN_THE_KERNEL)

    assert sorted(set(SENTENCES) - said) == []


def test_every_placeholder_has_its_value_wherever_the_code_is_refused() -> None:
    missing = {
        each.where: lacking
        for each in FOUND
        if (lacking := set(PLACEHOLDER.findall(str(SENTENCES.get(str(each.code), "")))) - each.values)
    }

    assert missing == {}


def test_every_sentence_ends_as_a_sentence_in_full_width_punctuation() -> None:
    bad = [
        code
        for code, text in SENTENCES.items()
        if not str(text).endswith("。") or re.search(r"[\u4e00-\u9fff][,;:?!]", str(text))
    ]

    assert bad == []


def test_values_are_said_in_words() -> None:
    refusal = NotPossible("role.clash", role="handler", other="caller", abilities=["issue.handle"])

    assert sentence(refusal) == "承办人员与已有的回访员不能由同一人担任，请另选人或另选岗位。"
