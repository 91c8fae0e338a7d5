"""A resident asks for a copy on the public page; the desk answers; the resident reads it by number."""

from collections.abc import Callable

import pytest

from doorstep.issues.models import Issue
from doorstep.privacy.models import RightsRequest
from doorstep.records.vault import pin_for
from tests.browser.hands import Hands
from tests.browser.office import Office, fill_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
Desk = Callable[[str], Hands]
PHONE = "13812345678"
WORDS = "三楼的声控灯坏了，老人晚上看不见台阶。"


def report(phone: Hands) -> None:
    phone.go("/report/").write("什么事", WORDS).write("在哪里", "东河苑3号楼").write("电话", PHONE)
    phone.press("交上去")


def test_a_copy_is_asked_for_on_the_phone_and_read_by_number(
    phone: Hands, desk_of: Desk, office: Office
) -> None:
    fill_office(office)
    report(phone)
    phone.go("/privacy/").follow("提出个人信息请求")
    phone.tick("要办什么", "复制").write("电话", PHONE).press("交上去")
    request = RightsRequest.objects.get()
    assert phone.missing("已收到，谢谢您", pin_for(request.tracking)) == []

    clerk = desk_of("jingban").go("/desk/").follow(request.tracking)
    clerk.follow("核对身份").tick("怎样核对的", "拨打登记过的电话核对").press("核对身份")
    clerk.press("查看保存的资料")
    assert clerk.missing(WORDS) == []
    clerk.go(f"/desk/privacy/requests/{request.pk}/").follow("答复")
    clerk.write("答复", "您的资料见下。").press("答复")
    assert clerk.missing("已答复") == []

    phone.go("/privacy/track/").write("问题编号", request.tracking)
    phone.write("查询密码", pin_for(request.tracking)).press("查进度")
    assert phone.missing("您的资料见下。", WORDS, Issue.objects.get(text=WORDS).tracking) == []
