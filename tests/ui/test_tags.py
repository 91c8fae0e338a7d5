"""Components: what they show, and what they say when there is nothing to show."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest
from django.template import Context, Template
from django.utils.html import strip_tags
from django.utils.translation import override

from doorstep.ui.marks import TONES
from doorstep.ui.templatetags.ui import deadline, moment, number, plate, status

AT = datetime(2026, 7, 3, 6, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Figure:
    label: str
    value: int | None
    link: str
    as_of: datetime = AT


def show(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def words(markup: str) -> str:
    return " ".join(strip_tags(markup).split())


@pytest.mark.parametrize("tone", TONES)
def test_a_state_is_told_by_shape_and_word_as_well_as_colour(tone: str) -> None:
    shown = status("办理中", tone)

    assert f"tone-{tone}" in shown
    assert "<svg" in shown
    assert words(shown) == "办理中"


def test_every_tone_has_a_shape_of_its_own() -> None:
    shapes = {str(status("", tone)).split("<svg")[1].split(">", 1)[1] for tone in TONES}

    assert len(shapes) == len(TONES)


def test_what_people_typed_is_escaped() -> None:
    assert "<b>" not in status("<b>", "done") + plate("<b>", url='"><b>')


@pytest.mark.parametrize(
    ("left", "said"),
    [(2, "还剩 2 个工作日"), (0, "今天到期"), (-3, "已超时 3 个工作日"), (None, "没有期限")],
)
def test_a_deadline_is_said_in_words(left: int | None, said: str) -> None:
    assert words(deadline(left)) == said


def test_a_deadline_beyond_the_holiday_list_says_that_it_is_not_certain() -> None:
    assert words(deadline(7, certain=False)) == "还剩 7 个工作日 \uff08节假日表未覆盖\uff0c仅供参考\uff09"


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (10932, "10,932"),
        (Fraction(4345, 4450), "97.64%"),
        (Fraction(1), "100.00%"),
        (None, "没有数据"),
        ("n < 30", "n < 30"),
    ],
)
def test_a_number_is_grouped_and_a_share_is_exact(value: object, said: str) -> None:
    assert number(value) == said


def test_a_moment_is_shown_in_the_time_of_the_street() -> None:
    shown = moment(AT, "short")

    assert words(shown) == "07-03 14:20"
    assert 'datetime="2026-07-03T14:20:00+08:00"' in shown


def test_a_day_has_no_clock_and_nothing_is_a_dash() -> None:
    assert [words(moment(day)) for day in (date(2026, 7, 3), None)] == ["2026年7月3日", "–"]


def test_a_figure_opens_its_rows_and_says_when_it_was_true() -> None:
    shown = show("{% figure f %}", f=Figure("听到的事", 4450, "/rows/"))

    assert 'href="/rows/"' in shown
    assert words(shown) == "4,450 听到的事 截至 07-03 14:20"


def test_a_figure_without_data_says_so_and_links_nowhere() -> None:
    shown = show("{% figure f %}", f=Figure("满意率", None, "/rows/"))

    assert "href" not in shown
    assert words(shown).startswith("没有数据")


def test_the_life_of_a_matter_tells_who_what_next_and_until_when() -> None:
    entry = {
        "when": AT,
        "who": "网格员",
        "what": "上门听到",
        "note": "灯坏了",
        "next": "派单",
        "until": AT,
        "tone": "done",
    }

    assert words(show("{% life entries %}", entries=[entry])) == (
        "2026年7月3日 14:20 上门听到网格员 灯坏了 下一步\uff1a派单 最迟 2026年7月3日 14:20"
    )


def test_the_pager_says_how_many_or_that_there_are_more_than_it_counts() -> None:
    counted = show("{% pager older='?b=1' count=1234 %}")
    capped = show("{% pager older='?b=1' capped=True %}")

    assert [words(counted), words(capped)] == ["共 1,234 条 更早", "共 1,000+ 条 更早"]


def test_bars_are_a_table_and_no_data_draws_no_bar() -> None:
    rows = [{"label": "供暖", "value": 8}, {"label": "停车", "value": 2}, {"label": "宠物", "value": None}]

    shown = show("{% bar_chart title='类别' rows=rows %}", rows=rows)

    assert [f'width="{width}"' in shown for width in ("100.00", "25.00", "0.00")] == [True, True, True]
    assert words(shown).endswith("供暖 8 停车 2 宠物 没有数据")


def test_a_matrix_writes_every_number() -> None:
    shown = show(
        "{% matrix title='t' columns=c rows=r %}",
        c=["甲"],
        r=[{"label": "乙", "values": [0]}, {"label": "丙", "values": [None]}],
    )

    assert words(shown).endswith("甲 乙 0 丙 –")


def test_the_english_page_speaks_english_dates() -> None:
    with override("en"):
        assert words(moment(AT)) == "July 3, 2026, 2:20 p.m."
