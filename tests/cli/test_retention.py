"""``retention`` says what would go before it goes; ``filing-sheet`` writes a Word file and never over one."""

import io
import json
import zipfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from doorstep.issues.models import Issue
from doorstep.records.retention import ERASED_TEXT
from tests.issues.town import make_town


def said(*words: object) -> str:
    out = io.StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def test_retention_says_first_and_erases_then(db: None) -> None:
    make_town().capture()
    long_ago = "2015-01-01T00:00:00+00:00"
    Issue.objects.update(is_open=False, state="closed", state_since=long_ago)

    before = said("retention", "--dry-run")
    assert ("将删除 1" in before, Issue.objects.filter(text=ERASED_TEXT).count()) == (True, 0)
    counts = {each["rule"]: each["count"] for each in json.loads(said("retention", "--json"))}
    assert (counts["issue.text"], Issue.objects.filter(text=ERASED_TEXT).count()) == (1, 1)
    assert "已删除 1" not in said("retention")


def test_the_filing_sheet_answers_the_prohibited_list(tmp_path: Path) -> None:
    file = tmp_path / "filing.docx"

    said("filing_sheet", str(file), "--unit", "示范区")

    with zipfile.ZipFile(file) as package:
        text = package.read("word/document.xml").decode()
    assert all(word in text for word in ("示范区", "打卡签到", "在线时长", "tests/house/test_mobile_rule.py"))
    with pytest.raises(CommandError):
        said("filing_sheet", str(file))
