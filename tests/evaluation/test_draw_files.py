"""Files from anywhere: none crashes the check, and the script without the product is no easier to please."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules.intervals import sample_size
from doorstep.evaluation.rules.publicfile import Defect, Side, check, draw_file

SCRIPT = Path(__file__).resolve().parents[2] / "docs/operate/verify_draw.py"
HALF_A_CHARACTER = "\ud800"


def made(sizes: dict[str, int], *, half_width: float = 0.10) -> dict[str, Any]:
    frame = [(f"{name}-{place:04d}", name) for name, size in sizes.items() for place in range(size)]
    seed = draw.seed_of(draw.frame_hash(draw.frame_lines(frame)), "a", "b")
    sealed = "2026-05-01T08:00:00+08:00"
    return draw_file(
        number="CP2026-001",
        round=1,
        sides=tuple(Side(draw.commitment(secret), sealed, secret) for secret in "ab"),
        frame=frame,
        frame_published_at="2026-05-02T08:00:00+08:00",
        seed=seed,
        half_width=half_width,
        selected=draw.draw(frame, seed, sample_size(len(frame), half_width)).selected,
    )


def script_says(document: dict[str, Any], folder: Path) -> tuple[int, str]:
    path = folder / "draw.json"
    path.write_text(json.dumps(document), encoding="utf-8")
    run = subprocess.run([sys.executable, "-O", SCRIPT, path], capture_output=True, text=True, check=False)
    return run.returncode, (run.stdout + run.stderr).strip()


def test_file_of_a_frame_with_one_group_holds() -> None:
    found = made({"一号楼": 60})

    assert (list(found["selected"]), check(found)) == ([""], [])


@settings(max_examples=30, deadline=None)
@given(
    st.dictionaries(st.sampled_from("甲乙丙丁戊"), st.integers(10, 200), min_size=1),
    st.sampled_from([0.02, 0.05, 0.10, 0.2]),
)
def test_whatever_is_drawn_is_drawn_again(sizes: dict[str, int], half_width: float) -> None:
    found = made(sizes, half_width=half_width)

    if len(found["frame"]) > 30:
        assert check(found) == []


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("secret_a", HALF_A_CHARACTER),
        ("commitment_b", HALF_A_CHARACTER),
        ("frame", [HALF_A_CHARACTER]),
        ("selected", {HALF_A_CHARACTER: []}),
        ("selected", {"甲": [HALF_A_CHARACTER]}),
        ("substitutes", [["甲-0000", HALF_A_CHARACTER]]),
        ("half_width", 1e-200),
        ("half_width", 1e-160),
        ("half_width", float("nan")),
    ],
)
def test_value_that_cannot_be_computed_with_is_refused(field: str, value: Any) -> None:
    assert check({**made({"甲": 60, "乙": 40}), field: value}) == [Defect("shape", field)]


def nobody(found: dict[str, Any]) -> None:
    found["selected"] = {}


def one_each(found: dict[str, Any]) -> None:
    found["selected"] = {name: codes[:1] for name, codes in found["selected"].items()}
    found["sample_size"] = len(found["selected"])


def one_group_gone(found: dict[str, Any]) -> None:
    gone = found["selected"].pop("乙")
    found["sample_size"] -= len(gone)


def late_by_the_hour(found: dict[str, Any]) -> None:
    """Earlier as text, later as a moment."""
    found["committed_a_at"] = "2026-05-01T23:30:00-05:00"


def out_of_turn(found: dict[str, Any]) -> None:
    found["substitutes"] = [[found["selected"]["甲"][0], found["selected"]["甲"][1]]]


def called_a_census(found: dict[str, Any]) -> None:
    found["census"] = True
    found["selected"] = {"": [line.partition("|")[0] for line in found["frame"]]}
    found["sample_size"] = len(found["frame"])


@pytest.mark.parametrize(
    "tamper", [nobody, one_each, one_group_gone, late_by_the_hour, out_of_turn, called_a_census]
)
def test_script_refuses_what_the_product_refuses(
    tamper: Callable[[dict[str, Any]], None], tmp_path: Path
) -> None:
    found = copy.deepcopy(made({"甲": 260, "乙": 280}))
    tamper(found)

    code, said = script_says(found, tmp_path)
    assert (code, said[:15], bool(check(found))) == (1, "does not hold: ", True)


@pytest.mark.parametrize("sizes", [{"甲": 60}, {"甲": 260, "乙": 280}, {"甲": 10, "乙": 11, "丙": 2079}])
def test_script_draws_again_as_the_product_does(sizes: dict[str, int], tmp_path: Path) -> None:
    assert script_says(made(sizes), tmp_path) == (0, "ok: the same people are drawn again")


def verified(*paths: Path) -> int:
    try:
        call_command("evaluation", "verify", *map(str, paths))
    except SystemExit as end:
        return int(end.code or 0)
    return 0


def test_verify_tells_a_wrong_file_from_one_that_cannot_be_read(tmp_path: Path, capsys) -> None:
    good, wrong, cut = tmp_path / "good.json", tmp_path / "wrong.json", tmp_path / "cut.json"
    text = json.dumps(made({"a": 40, "b": 30}))
    good.write_text(text, encoding="utf-8")
    wrong.write_text(json.dumps({**json.loads(text), "frame_sha256": "0" * 64}), encoding="utf-8")
    cut.write_text(text[:-40], encoding="utf-8")

    files = ([good], [good, wrong], [cut], [tmp_path], [tmp_path / "none"], [cut, wrong])
    assert [verified(*each) for each in files] == [0, 1, 2, 2, 2, 1]
    assert "does not match its published hash" in capsys.readouterr().out
