"""A reviewer is stopped by the scan, the drafter puts it right, it goes up; a resident objects and reads the answer."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from doorstep.people.queries import actor_for
from doorstep.publishing.models import Notice
from doorstep.publishing.services import About, draft_notice_of
from tests.browser.hands import Hands
from tests.browser.office import Office, accounts_by_name
from tests.publishing.test_kinds import RESULT

pytestmark = pytest.mark.browser
MOBILE = "13800001234"


@pytest.fixture
def draft(office: Office) -> Notice:
    """A result whose words name somebody's telephone."""
    at = timezone.now()
    return draft_notice_of(
        kind="result",
        about=About("measured:1", office.path),
        title="东河苑供热改造评价结果公示",
        values=RESULT | {"goal": f"都修好了，有事找李师傅 {MOBILE}"},
        by=actor_for(accounts_by_name()["jingban"], on=timezone.localdate()),
        at=at,
    )


def test_notice_from_a_stopped_review_to_an_answered_objection(
    draft: Notice, phone: Hands, desk_of: Callable[[str], Hands]
) -> None:
    reviewer, clerk = desk_of("shenhe"), desk_of("jingban")
    address = f"/desk/publishing/notices/{draft.pk}/"

    reviewer.go(address).follow("审核通过").press("审核通过")

    assert reviewer.missing("还有 1 处可能是个人信息") == []
    clerk.go(address)
    assert clerk.missing("手机号", "目标", "改掉或签署理由后才能审核") == []
    clerk.go(f"{address}edit/").write("目标", "都修好了，有事打街道电话。").press("修改文字")
    reviewer.go(address).follow("审核通过").press("审核通过")
    clerk.go(address).follow("张贴公示").write("张贴在哪里", "东河苑门口公告栏").press("张贴公示")
    assert clerk.missing("公示中", "东河苑门口公告栏") == []

    phone.go("/notices/").follow("东河苑供热改造评价结果公示")
    assert phone.missing("93.33%", "有不同意见可以提出") == []
    phone.follow("提出异议").write("您的异议", "没有问过三单元。").press("提交异议")
    assert phone.missing("异议已收到", "还有 1 条异议正在研究") == []

    reviewer.go(address).follow("答复")
    reviewer.write("答复", "三单元已经补问。").tick("异议是否成立", "不成立").press("答复异议")
    phone.go(f"/notices/{draft.number}/")

    assert phone.missing("三单元已经补问。", "异议不成立") == []
    assert "没有问过三单元" not in phone.main.inner_text()
