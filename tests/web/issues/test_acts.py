"""Each act of the issue page: asked, done once, refused to whoever may not, and nothing lost on a refusal."""

from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from doorstep.issues.models import Issue, RateExclusion
from doorstep.issues.services import propose_exclusion
from tests.issues.town import AT, DAY, Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))

# how the issue is made, who acts, which act, what the form says, in which state it is then
ACTS: list[tuple[str, str, str, dict[str, Any], str]] = [
    (
        "capture",
        "clerk",
        "triage",
        {"route": "time_limited", "urgency": "complex", "note": "要换线"},
        "triaged",
    ),
    ("triaged", "clerk", "dispatch", {"unit_id": "works", "days": "5", "note": ""}, "assigned"),
    ("dispatched", "handler", "accept", {"note": ""}, "accepted"),
    ("dispatched", "clerk", "recall", {"note": "派错了"}, "triaged"),
    ("accepted", "handler", "start", {"note": ""}, "working"),
    ("accepted", "handler", "deliver", {"note": "换了新灯"}, "delivered"),
    ("accepted", "handler", "return", {"reason_code": "no_access", "note": "门锁着"}, "triaged"),
    ("capture", "clerk", "explain", {"note": "这段路明年统一改造"}, "explained"),
    ("capture", "clerk", "redirect", {"reason_code": "legal_route", "note": "请找法院"}, "redirected"),
    ("capture", "clerk", "contacted", {"note": "约了下午"}, "captured"),
    ("on_spot", "grid_worker", "confirm", {"mode": "sign", "code": "", "note": ""}, "closed"),
    ("called_back", "caller", "close", {"note": ""}, "closed"),
    ("called_back", "caller", "reopen", {"note": "又灭了"}, "working"),
    ("capture", "clerk", "close-by-reason", {"reason_code": "withdrawn", "note": "来电撤回"}, "closed"),
    ("capture", "clerk", "exclude", {"code": "malicious", "reason": "同一号码一天三十次"}, "captured"),
]


def url_of(issue: Issue, act: str) -> str:
    return f"/desk/issues/{issue.tracking}/{act}/"


def filled(town: Town, values: dict[str, Any]) -> dict[str, Any]:
    return posted(**{name: town.works.pk if value == "works" else value for name, value in values.items()})


@pytest.mark.parametrize(("make", "role", "act", "values", "state"), ACTS, ids=[each[2] for each in ACTS])
def test_act_is_asked_and_done(
    town: Town, make: str, role: str, act: str, values: dict[str, Any], state: str
) -> None:
    issue = getattr(town, make)()
    hand = at_desk(town, role)

    asked = hand.get(url_of(issue, act))
    answer = hand.post(url_of(issue, act), filled(town, values))

    issue.refresh_from_db()
    assert (asked.status_code, answer.status_code, issue.state) == (200, 303, state)
    assert answer["Location"] == f"/desk/issues/{issue.tracking}/"


def test_act_finish_on_spot_within_its_limit_is_done(town: Town) -> None:
    now = timezone.now()
    issue = town.capture(received_at=now, at=now)

    at_desk(town, "grid_worker").post(url_of(issue, "on-spot"), posted(note="当场换了灯泡"))

    issue.refresh_from_db()
    assert (issue.state, issue.route) == ("on_spot_done", "on_spot")


def test_act_object_within_its_limit_is_done(town: Town) -> None:
    now = timezone.now()
    issue = town.dispatched()
    Issue.objects.filter(pk=issue.pk).update(due_at=now + DAY)

    at_desk(town, "handler").post(url_of(issue, "object"), posted(reason_code="not_our_duty", note="归供水"))

    issue.refresh_from_db()
    assert (issue.state, issue.unit_id) == ("objected", None)


def test_act_extend_after_the_limit_keeps_what_was_typed(town: Town) -> None:
    issue = town.accepted()

    answer = at_desk(town, "handler").post(url_of(issue, "extend"), posted(days="3", reason="等配件到货"))

    assert (
        answer.status_code,
        "期限已过" in answer.content.decode(),
        "等配件到货" in answer.content.decode(),
    ) == (
        400,
        True,
        True,
    )


def test_act_correct_changes_the_words(town: Town) -> None:
    issue = town.capture()
    values = {
        "text": "三楼楼道灯坏了",
        "place_text": "新村3号楼",
        "category_code": "",
        "kind": "issue",
        "reason": "听错",
    }

    at_desk(town, "clerk").post(url_of(issue, "correct"), posted(**values))

    issue.refresh_from_db()
    assert (issue.text, issue.place_text, issue.category.code) == ("三楼楼道灯坏了", "新村3号楼", "lamp")


def test_act_without_its_note_says_so_and_writes_nothing(town: Town) -> None:
    issue = town.accepted()

    answer = at_desk(town, "handler").post(url_of(issue, "deliver"), posted(note=""))

    issue.refresh_from_db()
    assert (answer.status_code, issue.state) == (422, "accepted")


def test_act_sent_twice_is_done_once(town: Town) -> None:
    issue = town.capture()
    values = posted(note="约了下午")
    clerk = at_desk(town, "clerk")

    for _ in range(2):
        answer = clerk.post(url_of(issue, "contacted"), values)

    assert (answer.status_code, issue.steps.filter(act="issue.contact").count()) == (303, 1)


@pytest.mark.parametrize(
    ("role", "make", "act"),
    [("caller", "capture", "triage"), ("clerk", "dispatched", "accept"), ("handler", "delivered", "close")],
)
def test_act_of_another_role_is_refused(town: Town, role: str, make: str, act: str) -> None:
    issue = getattr(town, make)()

    assert at_desk(town, role).get(url_of(issue, act)).status_code == 403


def test_act_that_does_not_exist_is_not_found(town: Town) -> None:
    assert at_desk(town, "clerk").get(url_of(town.capture(), "vanish")).status_code == 404


def test_merge_takes_ticked_and_typed_numbers(town: Town) -> None:
    survivor, alike, other = town.triaged(), town.triaged(), town.triaged(text="下水井盖翘起来了")
    clerk = at_desk(town, "clerk")

    asked = clerk.get(url_of(survivor, "merge"))
    clerk.post(
        url_of(survivor, "merge"), posted(same=[alike.tracking], numbers=other.tracking, note="同一处")
    )

    assert alike.tracking in asked.content.decode()
    assert {each.pk for each in Issue.objects.filter(merged_into=survivor)} == {alike.pk, other.pk}


def test_unmerge_gives_the_voice_its_own_way_again(town: Town) -> None:
    survivor, other = town.triaged(), town.triaged()
    clerk = at_desk(town, "clerk")
    clerk.post(url_of(survivor, "merge"), posted(numbers=other.tracking, note=""))

    clerk.post(url_of(other, "unmerge"), posted(note="不是同一盏灯"))

    other.refresh_from_db()
    assert (other.state, other.merged_into_id) == ("triaged", None)


def test_exclusion_is_decided_by_the_second_person(town: Town) -> None:
    issue = town.capture()
    propose_exclusion(issue_id=issue.pk, code="malicious", reason="一天三十次", by=town.clerk, at=AT)
    url = url_of(issue, "exclusion")

    refused = at_desk(town, "clerk").get(url)
    at_desk(town, "reviewer").post(url, posted(approved="yes", note="已核实"))

    assert (refused.status_code, RateExclusion.objects.get().approved) == (403, True)
