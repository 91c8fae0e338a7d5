"""A secretary is refused a split purchase in words; a proper expense goes all the way to the quota page."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from tests.browser.hands import Hands
from tests.browser.office import Office, grant_the_quotas

pytestmark = pytest.mark.browser


@pytest.fixture
def quotas(office: Office) -> None:
    grant_the_quotas(office)


def ask(secretary: Hands, purpose: str, amount: str) -> Hands:
    secretary.go("/desk/money/expenses/new/")
    secretary.tick("支出类别", "物品").choose("用在哪里", "公共设施维修")
    secretary.write("用途说明", purpose).write("金额（元）", amount).write("供应商", "明亮灯具店")
    return secretary.write("为什么需要", "坏了十二盏。").press("提出支出申请")


def test_money_from_the_wish_to_the_quota_page(quotas: None, desk_of: Callable[[str], Hands]) -> None:
    secretary, reviewer, finance = (desk_of(name) for name in ("shuji", "shenhe", "caiwu"))
    ask(secretary, "更换楼道灯", "3,000")
    address = secretary.address
    number = address.rstrip("/").rpartition("/")[2]

    ask(secretary, "楼道照明", "2,600")

    assert secretary.missing("不能拆开买", number, "5,600.00", "三家书面报价") == []
    assert secretary.main.get_by_label("用途说明").input_value() == "楼道照明"

    today = timezone.localdate().isoformat()
    secretary.go(address).follow("登记支部议决")
    secretary.write("会议记录或决定编号", "支委会3号").write("会议日期", today)
    secretary.write("赞成", "5").press("登记支部议决")
    reviewer.go(address).follow("审查通过").press("审查通过").follow("批准支出").press("批准支出")
    secretary.go(address).follow("确定供应商").press("确定供应商").follow("登记验收")
    secretary.write("第 1 位签字人", "赵代表").choose("第 1 位的身份", "居民代表")
    secretary.write("第 2 位签字人", "书小记").choose("第 2 位的身份", "经办人").press("登记验收")
    finance.go(address).follow("登记票据").write("票据号", "NO.77").press("登记票据")
    finance.follow("支付").press("支付")

    assert finance.missing("已支付", "明亮灯具店", "支委会3号", "赵代表", "NO77") == []
    finance.go("/desk/money/").follow("东河第一支部")
    assert finance.missing("30,000.00 元", "3,000.00 元", "27,000.00 元", f"{number} 更换楼道灯") == []
