"""A meeting in big type decides a work case by case, and the money moves by what it decided."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.browser.hands import Hands
from tests.browser.office import Office, grant_the_quotas

pytestmark = pytest.mark.browser


@pytest.fixture
def quotas(office: Office) -> None:
    grant_the_quotas(office)


def open_case(secretary: Hands) -> str:
    """A work above the bound, decided by the branch and weighed in a dossier; returns its address."""
    secretary.go("/desk/money/expenses/new/")
    secretary.tick("支出类别", "工程").choose("用在哪里", "公共设施维修")
    secretary.write("用途说明", "重修东门坡道").write("金额（元）", "16,000")
    secretary.write("为什么需要", "轮椅下不来。")
    for option in ("询价采购", "一事一议"):
        secretary.main.get_by_label(option).check()
    secretary.press("提出支出申请")
    address = secretary.address
    secretary.follow("登记支部议决").write("会议记录或决定编号", "支委会4号")
    secretary.write("会议日期", timezone.localdate().isoformat()).write("赞成", "5").press("登记支部议决")
    secretary.follow("备齐一事一议材料")
    for label in ("为什么要做", "照做的方案", "少做一些的方案", "不做会怎样", "可比的工程", "不同意见"):
        secretary.write(label, f"{label}：写清楚了。")
    secretary.press("备齐一事一议材料")
    return address


def decide_in_the_room(secretary: Hands) -> None:
    """The meeting is called, held, and its result written down from the page on the wall."""
    secretary.go("/desk/meetings/new/").choose("种类", "社区两委会")
    secretary.write("名称", "东河社区两委会").write("在哪里开", "社区会议室")
    secretary.write("哪一天", timezone.localdate().isoformat()).write("几点", "00:00")
    secretary.write("议题", "重修东门坡道").choose("怎样表决", "党员大会").press("登记通知")
    secretary.follow("召开会议").write("主持人", "书小记").write("应到", "9").write("实到", "8").press(
        "召开会议"
    )
    secretary.follow("会场大字版").follow("登记结果")
    secretary.write("决定", "同意重修，先做坡道后做扶手。").write("同意", "7").write("反对", "1")
    secretary.press("登记结果")


def test_money_moves_by_what_the_meeting_decided(quotas: None, desk_of: Callable[[str], Hands]) -> None:
    secretary, reviewer = desk_of("shuji"), desk_of("shenhe")
    address = open_case(secretary)
    decide_in_the_room(secretary)
    assert secretary.missing("到会（人数）8/9 ≥ 2/3", "通过（人数）7/8 > 1/2", "四议两公开工作法") == []

    decided = f"{timezone.localdate():%m-%d} 东河社区两委会 · 重修东门坡道"
    secretary.go(address).follow("登记会议议定").choose("哪次会议定的", decided).press("登记会议议定")
    reviewer.go(address).follow("审查通过").press("审查通过").follow("批准支出")
    reviewer.write("会议记录或决定编号", "街道办公会2号")
    reviewer.write("会议日期", timezone.localdate().isoformat()).write("赞成", "6").press("批准支出")

    assert reviewer.missing("已批准", "东河社区两委会：重修东门坡道", "赞成 7，反对 1", "街道办公会2号") == []
    reviewer.go("/desk/money/").follow("东河第一支部")
    assert reviewer.missing("16,000.00 元", "14,000.00 元") == []
