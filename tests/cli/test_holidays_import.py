"""A holiday list is shown first and taken in only on demand."""

import io
from datetime import date
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from doorstep.records import shelf
from doorstep.rulebook.models import CalendarDay, CalendarRange
from doorstep.rulebook.queries import calendar_of

pytestmark = pytest.mark.django_db
LIST = "日期,类型,名称\n2027-01-01,休,元旦\n2027-02-08,休,春节\n2027-02-14,班,春节\n"
YEAR = {"first_on": date(2027, 1, 1), "last_on": date(2027, 12, 31)}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    shelf.clear()
    path = tmp_path / "2027.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def run(file: Path, **given: object) -> str:
    out = io.StringIO()
    call_command("holidays_import", str(file), stdout=out, **given)
    return out.getvalue()


def test_preview_shows_the_days_and_writes_nothing(file: Path) -> None:
    said = run(file)

    assert ("2027-02-14  班 work  春节" in said, CalendarDay.objects.count()) == (True, 0)


def test_list_is_taken_in_for_every_street(file: Path) -> None:
    run(file, yes=True, **YEAR)

    assert calendar_of(None, on=date(2027, 1, 1)).is_working(date(2027, 2, 14))
    assert CalendarRange.objects.get().source == "2027.csv"


@pytest.mark.parametrize("given", [{"yes": True}, {"yes": True, "street": "404"} | YEAR])
def test_list_without_span_or_street_is_refused(file: Path, given: dict) -> None:
    with pytest.raises(CommandError):
        run(file, **given)

    assert CalendarRange.objects.count() == 0


def test_file_that_is_missing_or_no_list_is_refused(file: Path) -> None:
    with pytest.raises(CommandError, match="nowhere"):
        run(file.with_name("nowhere.csv"))
    file.write_text("甲,乙\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"file\."):
        run(file)
