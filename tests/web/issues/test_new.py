"""Taking down a call: few fields, the place found as it was said, likenesses shown once before saving."""

from datetime import UTC, datetime

import pytest
from django.db import connections

from doorstep.issues.models import Issue
from doorstep.issues.queries import pin_of
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
NEW = "/desk/issues/new/"
SAID = {
    "text": "二单元门口井盖翘起来了",
    "source": "phone",
    "place_text": "东河社区新村3号楼2单元501室",
    "category_code": "pipe",
    "urgency": "ordinary",
    "name": "陈桂芳",
    "phone": "138-0000-5678",
    "received_on": "2026-03-03",
}


def test_new_issue_is_saved_and_its_number_is_shown(town: Town) -> None:
    clerk = at_desk(town, "clerk")

    page = clerk.post(NEW, posted(**SAID), follow=True)

    issue = Issue.objects.get()
    assert (issue.text, issue.source, issue.category.code) == (SAID["text"], "phone", "pipe")
    assert pin_of(issue) in page.content.decode()
    assert "〈" not in page.content.decode()


def test_new_issue_of_an_earlier_day_was_received_in_its_morning(town: Town) -> None:
    at_desk(town, "clerk").post(NEW, posted(**SAID))

    assert Issue.objects.get().received_at == datetime(2026, 3, 3, 1, 0, tzinfo=UTC)


def test_new_issue_shows_voices_from_the_same_place_once(town: Town) -> None:
    before = town.capture()
    clerk = at_desk(town, "clerk")
    said = SAID | {"place_text": "新村3号楼"}

    hint = clerk.post(NEW, posted(**said))
    clerk.post(NEW, posted(**said, looked="1"))

    assert (hint.status_code, [each.pk for each in hint.context["similar"]]) == (200, [before.pk])
    assert Issue.objects.count() == 2


def test_new_issue_takes_the_place_that_was_picked(town: Town) -> None:
    clerk = at_desk(town, "clerk")
    unclear = SAID | {"place_text": "新村3号楼"}

    asked = clerk.post(NEW, posted(**unclear))
    picked = clerk.post(NEW, posted(**unclear, looked="1", picked="西岭社区新村3号楼"))

    assert "西岭社区新村3号楼" in [each.full_name for each in asked.context["places"]]
    assert (picked.context["form"]["place_text"].value(), Issue.objects.count()) == ("西岭社区新村3号楼", 0)


def test_new_issue_asks_for_at_most_six_things(town: Town) -> None:
    page = at_desk(town, "clerk").get(NEW)

    assert page.context["form"].required_count <= 6


@pytest.mark.parametrize("change", [{"text": ""}, {"phone": "一二三"}, {"received_on": "2099-01-01"}])
def test_new_issue_with_a_fault_keeps_the_rest(town: Town, change: dict[str, str]) -> None:
    answer = at_desk(town, "clerk").post(NEW, posted(**(SAID | change)))

    assert (answer.status_code, Issue.objects.count()) == (422, 0)
    assert SAID["place_text"] in answer.content.decode()


def test_new_issue_is_refused_to_a_caller(town: Town) -> None:
    assert at_desk(town, "caller").get(NEW).status_code == 403


def test_slip_is_refused_to_whoever_takes_nothing_down(town: Town) -> None:
    issue = town.capture()

    assert at_desk(town, "caller").get(f"/desk/issues/{issue.tracking}/slip/").status_code == 403
