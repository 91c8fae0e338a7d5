"""Anybody can draw again from the public file, and whatever was tampered with is found."""

import copy
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from doorstep.evaluation.queries.papers import draw_document, public_draws
from doorstep.evaluation.rules.publicfile import Defect, check
from tests.evaluation.ground import DRAWN, Ground, tasks_of
from tests.issues.town import DAY, HOUR

SCRIPT = Path(__file__).resolve().parents[2] / "docs/operate/verify_draw.py"


def document(ground: Ground, found: Any, round: int = 1) -> dict[str, Any]:
    return draw_document(ground.site.street_id, found.number, round)


def test_file_of_a_sample_holds(ground: Ground) -> None:
    assert check(document(ground, ground.collecting())) == []


def test_file_of_a_census_holds(ground: Ground) -> None:
    found = document(ground, ground.collecting(count=12))

    assert (found["census"], found["sample_size"], check(found)) == (True, 12, [])


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"seed": "0" * 64}, "seed"),
        ({"secret_b": "another number"}, "commitment"),
        ({"substitutes": [["a", "b"]]}, "substitutes.census"),
    ],
)
def test_tampered_census_is_refused(ground: Ground, change: dict[str, Any], code: str) -> None:
    found = document(ground, ground.collecting(count=12)) | change

    assert [each.code for each in check(found)] == [code]


def test_file_of_a_frame_with_one_group_holds(ground: Ground) -> None:
    assert check(document(ground, ground.collecting(groups=("一号楼",)))) == []


def test_file_holds_after_substitutions_of_substitutes(ground: Ground) -> None:
    found = ground.collecting()
    first = tasks_of(found)[0]
    ground.try_call(first, "refused")
    second = found.tasks.get(substitutes=first)
    ground.try_call(second, "wrong_number")
    ground.try_call(tasks_of(found)[4], "refused")

    made = document(ground, found)
    assert (len(made["substitutes"]), check(made)) == (3, [])


def test_file_of_the_second_round_holds(ground: Ground) -> None:
    found = ground.second_round(bad=8)
    (again,) = (task for task in tasks_of(found, round=2)[:1])
    ground.try_call(again, "refused", at=DRAWN + 11 * DAY + HOUR)

    assert [check(made) for _, made in public_draws()] == [[], []]


def test_nobody_is_named_in_the_file(ground: Ground) -> None:
    text = str(document(ground, ground.collecting()))

    assert "住户" not in text
    assert "1390000" not in text


def swapped(made: dict[str, Any]) -> None:
    codes = made["selected"]["一号楼"]
    left_out = next(
        line for line in made["frame"] if line.endswith("一号楼") and line.split("|")[0] not in codes
    )
    codes[3] = left_out.split("|")[0]


def turned_round(made: dict[str, Any]) -> None:
    codes = made["selected"]["一号楼"]
    codes[0], codes[1] = codes[1], codes[0]


def added(made: dict[str, Any]) -> None:
    made["frame"] = sorted([*made["frame"], "CP2026-001-0041|一号楼"])


def moved(made: dict[str, Any]) -> None:
    first = made["frame"][0]
    other = "二号楼" if first.endswith("一号楼") else "一号楼"
    made["frame"][0] = f"{first.split('|')[0]}|{other}"


def later(made: dict[str, Any]) -> None:
    made["committed_b_at"] = made["frame_published_at"].replace("2026", "2027")


def out_of_turn(made: dict[str, Any]) -> None:
    made["substitutes"] = [[made["selected"]["一号楼"][0], made["selected"]["二号楼"][0]]]


TAMPERED: dict[str, tuple[Callable[[dict[str, Any]], object], list[Defect] | list[str]]] = {
    "a swapped respondent": (swapped, [Defect("selected", "一号楼")]),
    "another order": (turned_round, [Defect("selected", "一号楼")]),
    "a changed seed": (lambda made: made.update(seed="0" * 64), [Defect("seed")]),
    "an added row": (added, [Defect("frame.hash")]),
    "a removed row": (lambda made: made["frame"].pop(), [Defect("frame.hash")]),
    "another stratum": (moved, [Defect("frame.hash")]),
    "a doubled id": (lambda made: made["frame"].insert(0, made["frame"][0]), ["frame.hash", "frame.twice"]),
    "another secret": (lambda made: made.update(secret_a="x"), [Defect("commitment", "a"), Defect("seed")]),
    "a commitment after the frame": (later, [Defect("late", "b")]),
    "a smaller sample": (lambda made: made.update(sample_size=12), [Defect("sample_size")]),
    "another allowed error": (
        lambda made: made.update(half_width=0.2),
        ["sample_size", "selected", "selected"],
    ),
    "a substitute out of turn": (out_of_turn, ["substitute"]),
    "no frame": (lambda made: made.pop("frame"), [Defect("shape", "frame")]),
    "a census that is none": (lambda made: made.update(census=True), [Defect("census")]),
}


@pytest.mark.parametrize("what", TAMPERED)
def test_tampered_file_is_refused(ground: Ground, what: str) -> None:
    change, expected = TAMPERED[what]
    made = copy.deepcopy(document(ground, ground.collecting()))
    change(made)

    found = check(made)
    told = found if expected and isinstance(expected[0], Defect) else sorted(each.code for each in found)
    assert told == expected


@pytest.mark.parametrize("garbage", [None, [], 3, "x", {}, {"format": 1}, {"frame": [1]}])
def test_garbage_is_refused_without_a_crash(garbage: Any) -> None:
    assert check(garbage)


@pytest.mark.parametrize("count", [12, 40])
def test_script_without_the_product_says_the_same(ground: Ground, tmp_path, count: int) -> None:
    path = tmp_path / "draw.json"
    made = document(ground, ground.collecting(count=count))
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    good = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True, check=False)
    first = next(iter(made["selected"].values()))
    first[0], first[1] = first[1], first[0]
    first.append("X")
    path.write_text(json.dumps(made, ensure_ascii=False), encoding="utf-8")
    bad = subprocess.run([sys.executable, SCRIPT, path], capture_output=True, text=True, check=False)

    assert (good.returncode, good.stdout[:3]) == (0, "ok:")
    assert bad.returncode == 1
