"""Every template is used, every name of a template exists, and none carries what the browser is told to refuse."""

import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src/doorstep"
TEMPLATES = {
    str(path).partition("/templates/")[2]: path for path in sorted(SOURCE.rglob("templates/**/*.html"))
}
NAME = re.compile(r"""["']((?:web|ui)/[\w/.-]+\.html)["']""")
DYNAMIC = {
    "ui/forms/field.html": "named by the form renderer",
    "ui/forms/form.html": "named by the form renderer",
}
REFUSED = {
    "inline style": re.compile(r"<[^>]*\sstyle="),
    "style element": re.compile(r"<style\b"),
    "script text": re.compile(r"<script\b(?![^>]*\bsrc=)"),
    "handler": re.compile(r"<[^>]*\son[a-z]+="),
    "unescaped": re.compile(r"(?<!help_text)\|safe\b|autoescape off"),  # hints are our own words
}


def named_templates() -> set[str]:
    files = [*SOURCE.rglob("*.py"), *TEMPLATES.values()]
    return {name for path in files for name in NAME.findall(path.read_text(encoding="utf-8"))}


def test_every_template_is_named_somewhere() -> None:
    assert sorted(set(TEMPLATES) - named_templates() - set(DYNAMIC)) == []


def test_every_named_template_exists() -> None:
    assert sorted(named_templates() - set(TEMPLATES)) == []


def test_templates_carry_nothing_that_the_browser_refuses() -> None:
    found = {
        f"{name}: {fault}"
        for name, path in TEMPLATES.items()
        for fault, rule in REFUSED.items()
        if rule.search(path.read_text(encoding="utf-8"))
    }

    assert found == set()
