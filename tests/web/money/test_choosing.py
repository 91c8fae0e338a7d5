"""A round at the desk: bars with words, one's own grades alone, a meeting's decision, and the sheet."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import Call, ItemPlan, Ruling, call_meeting, decide_item, hold_meeting
from doorstep.funds import rules
from doorstep.funds.models import Candidate, Choice, Selection
from doorstep.kernel.calendar import day_of
from doorstep.projects.models import Project
from tests.web.world import World, form_of

GATE = {code: "yes" for code in rules.GATE}
GRADES = {"need": 3, "people": 3, "urgency": 3, "ready": 3, "cost": 3, "evidence": "问了六户"}


def own(world: World) -> Candidate:
    return world.corners["own"].candidate


def step(world: World, role: str, name: str, **values: Any) -> int:
    url = f"/desk/money/candidates/{own(world).pk}/{name}/"
    response = world.browser(role).post(url, form_of(**values))
    return response.status_code


def page(world: World, role: str) -> str:
    return world.browser(role).get(f"/desk/money/candidates/{own(world).pk}/").content.decode()


def decided_item(world: World) -> AgendaItem:
    """The branch met a moment ago and carried it by five of seven."""
    by, path = world.town.people["secretary"], world.corners["own"].project.path
    at = timezone.now() - timedelta(minutes=5)
    call = Call(
        kind="committee",
        title="东河社区支委会",
        path=path,
        room="社区会议室",
        starts_at=at,
        agenda=(ItemPlan("今年额度列入哪些", rule="party_meeting"),),
        entitled=7,
    )
    meeting = call_meeting(call=call, by=by, at=at)
    hold_meeting(meeting_id=meeting.pk, chair="主持人", entitled=7, attended=6, by=by, at=at)
    item = AgendaItem.objects.get(meeting=meeting)
    ruling = Ruling(decision="修路先等一等。", votes={"heads": Votes(7, 6, 5, 1)})
    return decide_item(item_id=item.pk, ruling=ruling, by=by, at=at)


def prepared(world: World) -> None:
    assert step(world, "secretary", "gate", **GATE) == 303
    assert step(world, "clerk", "grade", **GRADES) == 303
    assert step(world, "reviewer", "grade", **GRADES | {"need": 4}) == 303


def test_bar_says_by_how_much_one_more_would_exceed_the_quota(world: World) -> None:
    candidate = own(world)
    Candidate.objects.filter(pk=candidate.pk).update(asked_fen=4_230_000)

    found = world.browser("clerk").get(f"/desk/money/rounds/{candidate.selection_id}/").content.decode()

    words = (
        "再加此项将超出额度 12,300.00 元",
        "账上可用",
        "已列入、还没批",
        "还能列入",
        "候选按地点和先后排",
    )
    assert [word for word in words if word not in found] == []


def test_gate_that_answers_no_wants_the_reason_and_keeps_what_was_typed(world: World) -> None:
    values = GATE | {"duty": "no"}
    url = f"/desk/money/candidates/{own(world).pk}/gate/"

    response = world.browser("secretary").post(url, form_of(**values))

    found = response.content.decode()
    assert response.status_code == 400
    assert "答“否”的要写明原因：不是物业、水电气暖等单位该做的。" in found
    assert step(world, "secretary", "gate", **values, duty_reason="物业合同里有") == 303
    assert "物业合同里有" in page(world, "clerk")


def test_nobody_reads_the_others_grades_before_giving_their_own(world: World) -> None:
    step(world, "secretary", "gate", **GATE)
    step(world, "clerk", "grade", **GRADES | {"evidence": "只有经办知道"})

    seen = ["只有经办知道" in page(world, role) for role in ("clerk", "reviewer", "secretary")]

    assert seen == [True, False, False]
    assert "还差 1 个人评分" in page(world, "reviewer")
    step(world, "reviewer", "grade", **GRADES)
    assert "只有经办知道" in page(world, "reviewer")


def test_meeting_lets_it_wait_and_the_day_brings_it_back(world: World) -> None:
    prepared(world)
    today = day_of(timezone.now())
    values = {"item": decided_item(world).pk, "outcome": "waits", "reason": "先修路", "look_on": today}

    url = f"/desk/money/candidates/{own(world).pk}/decide/"
    refused = world.browser("secretary").post(url, form_of(**values))
    assert (refused.status_code, "请写明什么时候再议" in refused.content.decode()) == (400, True)
    values["look_on"] = today + timedelta(days=30)
    assert step(world, "secretary", "decide", **values) == 303

    found = page(world, "supervisor")
    assert [
        word for word in ("暂未列入", "先修路", "东河社区支委会", "赞成 5，反对 1") if word not in found
    ] == []
    Choice.objects.update(look_on=today)
    Project.objects.filter(pk=own(world).project_id).update(state="applied")
    assert "到了再议日子的额度候选" in world.browser("secretary").get("/desk/").content.decode()


def test_round_is_opened_filled_and_ended_at_the_desk(world: World) -> None:
    candidate = own(world)
    client = world.browser("secretary")
    Project.objects.filter(pk=candidate.project_id).update(state="applied")
    url = f"/desk/money/rounds/{candidate.selection_id}/"

    again = client.post("/desk/money/rounds/new/", form_of(org_id=candidate.selection.org_id))
    twice = client.post(f"{url}add/", form_of(project_id=candidate.project_id, asked_fen="8,000"))
    early = client.post(f"{url}close/", form_of())

    assert [each.status_code for each in (again, twice, early)] == [400, 422, 400]
    nothing = client.post(f"{url}add/", form_of(asked_fen="8,000"))
    assert "请选一个项目，或者填一个问题编号。" in nothing.content.decode()
    assert "还有 1 个候选没有定。" in early.content.decode()
    listed = client.get("/desk/money/rounds/?state=open").content.decode()
    assert f"{candidate.selection.year} 年第 1 轮" in listed


def test_sheet_shows_anchors_and_no_grade_of_anybody(world: World) -> None:
    prepared(world)

    found = (
        world.browser("clerk").get(f"/desk/money/rounds/{own(world).selection_id}/sheet/").content.decode()
    )

    assert [word for word in ("修好东门小路", "有安全或健康危险", "凭什么这样评") if word not in found] == []
    assert "问了六户" not in found


@pytest.mark.parametrize("more", [2])
def test_round_costs_the_same_however_many_stand_in_it(world: World, more: int) -> None:
    candidate = own(world)
    client, url = world.browser("clerk"), f"/desk/money/rounds/{candidate.selection_id}/"
    client.get(url)

    def cost() -> int:
        with CaptureQueriesContext(connection) as found:
            client.get(url)
        return len(found)

    one = cost()
    for number in range(more):
        project = Project.objects.get(pk=candidate.project_id)
        project.pk, project.number = None, f"c{number}"
        project.id = uuid4()
        project.save(force_insert=True)
        Candidate.objects.create(
            selection=Selection.objects.get(pk=candidate.selection_id),
            street_id=candidate.street_id,
            project=project,
            asked_fen=1,
            added_by_id=candidate.added_by_id,
            at=candidate.at,
        )
    assert cost() == one
    assert one <= 18
