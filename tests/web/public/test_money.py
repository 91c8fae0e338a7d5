"""The fund's written measure as everybody reads it: in force, to come, replaced; in both languages' frame."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from doorstep.funds.models import FundMeasure
from doorstep.funds.services import Article, publish_measure
from doorstep.kernel.calendar import day_of
from tests.web.world import World


def publish(world: World, text: str, yuan: int, on: date) -> FundMeasure:
    return publish_measure(
        title="专项经费使用管理办法",
        articles=[Article(text, {"funds.quotes_yuan": yuan}), Article("验收要两人签字。")],
        effective_on=on,
        reason="党工委会议通过",
        by=world.town.reviewer,
        at=timezone.now(),
    )


@pytest.fixture
def versions(world: World) -> tuple[FundMeasure, FundMeasure]:
    """One that holds today and one that begins in a month."""
    today = day_of(timezone.now())
    return (
        publish(world, "满四千元要有三家报价。", 4_000, today),
        publish(world, "满三千元要有三家报价。", 3_000, today + timedelta(days=30)),
    )


def test_anybody_reads_what_holds_today_with_its_numbers_and_its_history(world: World, versions) -> None:
    current, coming = versions

    page = Client().get("/money/").content.decode()

    words = (
        "专项经费使用管理办法",
        "满四千元要有三家报价。",
        "4000",
        "三家书面报价起点",
        "现行",
        "党工委会议通过",
    )
    assert [word for word in words if word not in page] == []
    assert "满三千元" not in page
    assert [f"/money/{each.version}/" in page for each in (current, coming)] == [True, True]
    assert "/notices/?kind=expense" in page


def test_a_version_to_come_and_a_replaced_one_say_so(world: World, versions) -> None:
    current, coming = versions

    def said(version: int) -> str:
        return Client().get(f"/money/{version}/").content.decode()

    assert ("还没有生效" in said(coming.version), "满三千元" in said(coming.version)) == (True, True)
    assert "已被新版代替" in said(current.version - 1)
    assert Client().get(f"/money/{coming.version + 1}/").status_code == 404


def test_in_english_the_frame_is_english_and_the_articles_are_marked_as_chinese(
    world: World, versions
) -> None:
    page = Client().get("/en/money/").content.decode()

    assert '<p lang="zh-Hans">满四千元要有三家报价。</p>' in page
    assert "三家书面报价起点" not in page


def test_a_street_without_a_measure_says_so(world: World) -> None:
    FundMeasure.objects.filter(street=world.town.street).delete()

    assert "还没有发布经费办法" in Client().get("/money/").content.decode()


def test_the_board_leads_to_it(world: World) -> None:
    assert 'href="/money/"' in Client().get("/notices/").content.decode()
