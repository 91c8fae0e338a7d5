"""STYLE: short files, short functions, no drawers for odds and ends."""

import ast
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCES = [path for path in (ROOT / "src").rglob("*.py") if "migrations" not in path.parts]
TEMPLATES = list((ROOT / "src").rglob("*.html"))
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "manager"}


def lines_of(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_modules_stay_below_four_hundred_lines() -> None:
    long = {str(path.relative_to(ROOT)): lines_of(path) for path in SOURCES if lines_of(path) > 400}

    assert long == {}


def test_templates_stay_below_one_hundred_and_fifty_lines() -> None:
    long = {str(path.relative_to(ROOT)): lines_of(path) for path in TEMPLATES if lines_of(path) > 150}

    assert long == {}


def test_functions_stay_below_fifty_lines_and_classes_below_two_hundred() -> None:
    long = []
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
                limit = 200 if isinstance(node, ast.ClassDef) else 50
                if (node.end_lineno or 0) - node.lineno >= limit:
                    long.append(f"{path.relative_to(ROOT)}:{node.name}")

    assert long == []


def test_no_module_is_a_drawer_for_odds_and_ends() -> None:
    assert [path for path in SOURCES if path.stem in FORBIDDEN_NAMES] == []
