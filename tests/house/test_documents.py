"""What one can type or set is written down, and what is written down exists."""

import re
from pathlib import Path

from doorstep.cli.overview import LINES

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src/doorstep"
COMMANDS = SOURCE / "cli/management/commands"
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs/operate").glob("*.md"))]
TEXT = "\n".join(page.read_text(encoding="utf-8") for page in PAGES)
SETTINGS_PAGE = (ROOT / "docs/operate/settings.md").read_text(encoding="utf-8")
SETTING = re.compile(r"\bDOORSTEP_[A-Z_]+\b")
NOT_FOR_OPERATORS = {"DOORSTEP_TESTS_RAN", "DOORSTEP_HOME"}  # between the launcher and what it starts


def commands() -> set[str]:
    return {path.stem.replace("_", "-") for path in COMMANDS.glob("*.py") if path.stem != "__init__"}


def test_every_command_stands_in_the_manual() -> None:
    assert sorted(name for name in commands() if not re.search(rf"\b{name}\b", TEXT)) == []


def test_every_command_stands_in_the_overview_of_the_console() -> None:
    typed = {line.name for line in LINES.values() if not line.by_launcher}

    assert sorted(commands() ^ typed) == []


def used_settings() -> set[str]:
    files = [*SOURCE.rglob("*.py"), ROOT / "doorstep"]
    found = {name for path in files for name in SETTING.findall(path.read_text(encoding="utf-8"))}
    return {name.removesuffix("_FILE") if name != "DOORSTEP_KEY_FILE" else name for name in found}


def documented_settings() -> set[str]:
    """Also those written short, such as ``_PORT`` after ``DOORSTEP_EMAIL_HOST``."""
    found = set(SETTING.findall(SETTINGS_PAGE))
    for line in SETTINGS_PAGE.splitlines():
        if (first := SETTING.search(line)) and (tails := re.findall(r"`(_[A-Z]+)`", line)):
            found |= {first[0].rpartition("_")[0] + tail for tail in tails}
    return found


def test_every_setting_is_documented() -> None:
    assert sorted(used_settings() - documented_settings() - NOT_FOR_OPERATORS) == []


def test_no_setting_is_documented_that_nothing_reads() -> None:
    assert sorted(documented_settings() - used_settings()) == []


def test_every_page_of_the_manual_that_is_linked_exists() -> None:
    missing = [
        f"{page.name}: {target}"
        for page in [*PAGES, ROOT / "CONTRIBUTING.md", ROOT / "docs/architecture.md"]
        for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]

    assert missing == []
