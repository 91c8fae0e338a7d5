"""Whoever leaves hands over the calls they still had to make, and what they had to put right."""

from doorstep.evaluation.models import CallTask, Rectification
from doorstep.evaluation.services.hand_over import (
    count_open_rectifications,
    count_waiting_calls,
    hand_over_calls,
    hand_over_rectifications,
)
from doorstep.projects.models import Project
from tests.evaluation.ground import DRAWN, Ground
from tests.issues.town import DAY


def ids(ground: Ground) -> tuple[int, int]:
    return ground.caller.account_id or 0, ground.other_caller.account_id or 0


def test_waiting_calls_go_to_the_successor(ground: Ground) -> None:
    ground.collecting()
    giver, taker = ids(ground)
    mine = count_waiting_calls(giver)

    moved = hand_over_calls(giver_id=giver, taker_id=taker, by=ground.administrator, at=DRAWN)

    assert (moved, count_waiting_calls(giver), count_waiting_calls(taker)) == (mine, 0, 29)
    assert 0 < mine < 29


def test_calls_are_refused_to_whoever_leads_the_project(ground: Ground, refuses) -> None:
    found = ground.collecting()
    giver, taker = ids(ground)
    Project.objects.filter(pk=found.project_id).update(lead_id=taker)

    refuses(
        "evaluation.caller_unfit",
        lambda: hand_over_calls(giver_id=giver, taker_id=taker, by=ground.administrator, at=DRAWN),
    )
    assert CallTask.objects.filter(caller_id=giver).exists()


def test_open_rectifications_go_to_the_successor_and_reported_ones_stay(ground: Ground) -> None:
    ground.rectifying(bad=8)
    giver, taker = ground.secretary.account_id or 0, ground.grid_head.account_id or 0
    values = {"giver_id": giver, "taker_id": taker, "by": ground.administrator, "at": DRAWN + 7 * DAY}

    assert (hand_over_rectifications(**values), count_open_rectifications(taker)) == (1, 1)
    Rectification.objects.update(state="done", owner_id=giver)
    assert hand_over_rectifications(**values) == 0
