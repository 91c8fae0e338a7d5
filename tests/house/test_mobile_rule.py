"""R1: no punching, no ranking of staff, no time online, no points wall — not in code, pages or stored columns."""

import re
from pathlib import Path

import pytest
from django.apps import apps

ROOT = Path(__file__).resolve().parents[2]
KINDS = {".py", ".html", ".js", ".css"}
FILES = [path for path in (ROOT / "src").rglob("*") if path.suffix in KINDS]
WORDS = (
    "check_in",
    "checkin",
    "punch_in",
    "clock_in",
    "leaderboard",
    "ranking",
    "streak",
    "online_minutes",
    "online_duration",
    "install_count",
    "打卡",
    "排行",
    "排名",
    "在线时长",
)
# said in a sentence that rules it out
DENIED = re.compile(r"(?i)\b(?:no|not|never|nor|without)\b[^.]*|没有[^。]*|不[^。]*")


def words_in(text: str) -> set[str]:
    """Whole words only: an underscore or a letter beside it makes another word (TYPE_CHECKING)."""
    plain = DENIED.sub("", text)
    return {word for word in WORDS if re.search(rf"(?i)(?<![a-z_]){word}(?![a-z_])", plain)}


def test_the_search_finds_a_word_and_spares_what_only_contains_it() -> None:
    assert words_in("def checkin(): ...") == {"checkin"}
    assert words_in("if TYPE_CHECKING: pass  # never a ranking.") == set()


@pytest.mark.parametrize(
    "folder", sorted({path.relative_to(ROOT / "src/doorstep").parts[0] for path in FILES})
)
def test_no_source_file_knows_punching_or_ranking(folder: str) -> None:
    within = ROOT / "src/doorstep" / folder
    found = {
        str(path.relative_to(ROOT)): words
        for path in FILES
        if (path == within or within in path.parents)
        and (words := words_in(path.read_text(encoding="utf-8")))
    }

    assert found == {}


def test_no_column_counts_a_person() -> None:
    """Position and photo are never required, and nothing about a person is counted up in a column."""
    counting = re.compile(r"(?i)(score|rank|points|online|login_count|streak)")
    found = [
        f"{model.__name__}.{each.name}"
        for model in apps.get_models()
        if model.__module__.startswith("doorstep.")
        for each in model._meta.get_fields()
        if counting.search(each.name)
    ]

    assert found == []
