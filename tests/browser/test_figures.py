"""A resident touches a number on a public notice and reads where it comes from; and one on the home page."""

import pytest
from django.utils import timezone

from doorstep.people.queries import actor_for
from doorstep.publishing.models import Notice
from doorstep.publishing.services import About, draft_notice_of, post_notice, review_notice
from tests.browser.hands import Hands
from tests.browser.office import Office, accounts_by_name
from tests.publishing.pictures import picture_body, released
from tests.publishing.test_kinds import RESULT

pytestmark = pytest.mark.browser


@pytest.fixture
def notice(office: Office) -> Notice:
    """A result that hangs."""
    at, known = timezone.now(), accounts_by_name()
    clerk, reviewer = (actor_for(known[name], on=timezone.localdate()) for name in ("jingban", "shenhe"))
    found = draft_notice_of(
        kind="result",
        about=About("measured:1", office.path),
        title="东河苑供热改造评价结果公示",
        values=RESULT | {"adjusted": "91.0%", "adjusted_interval": "77.0% – 97.0%", "contact": ""},
        by=clerk,
        at=at,
    )
    review_notice(notice_id=found.pk, by=reviewer, at=at)
    return post_notice(notice_id=found.pk, place_posted="东河苑门口公告栏", by=clerk, at=at)


def test_number_on_a_notice_opens_its_explanation(notice: Notice, phone: Hands) -> None:
    phone.go(f"/notices/{notice.number}/")

    phone.follow("93.33%")

    assert phone.address == f"/notices/{notice.number}/figures/rate/"
    assert (
        phone.missing(
            "这个数怎么来的", "数的是什么", "28 ÷ 30 = 93.33%", "没有回答的人不算满意，也不算不满意", "一单元"
        )
        == []
    )


def test_number_on_the_home_page_opens_its_explanation(office: Office, phone: Hands) -> None:
    released(office.street_id, picture_body())
    phone.go("/")

    phone.follow("613")

    assert phone.address == "/figures/issues.total/"
    assert phone.missing("613", "这一年收到的每一件事", "立行立改", "反映人凭编号可以查自己的事") == []
