"""Two projects beside each other, and the street's year: a difference is claimed only where it can be shown."""

import pytest

from doorstep.evaluation.models import Evaluation, EvaluationResult
from doorstep.evaluation.queries.results import around, funnel_of, lies, pair
from doorstep.evaluation.rules.funnel import ALARM, LOOK, Point, limits
from doorstep.kernel.refs import uuid7
from doorstep.projects.models import Project
from tests.evaluation.ground import DRAWN, Ground

BODY = {"must_ask_again": False}


def measured(ground: Ground, satisfied: list[int], answered: int = 60) -> list[Evaluation]:
    """One evaluation for each count, with its stored first result."""
    first = ground.site.in_progress()
    found = []
    for place, count in enumerate(satisfied):
        project = Project.objects.get(pk=first.pk)
        project.pk, project.number = uuid7(DRAWN), f"2026-1{place:02d}"
        project._state.adding = True
        project.save(force_insert=True)
        made = Evaluation.objects.create(
            id=uuid7(DRAWN),
            street_id=project.street_id,
            project=project,
            number=f"CP{project.number}",
            path=project.path,
            state="closed",
            state_since=DRAWN,
            difficulty=3,
            frame_size=300,
            made_at=DRAWN,
        )
        EvaluationResult.objects.create(
            evaluation=made,
            street_id=made.street_id,
            round=1,
            year=2026,
            answered=answered,
            satisfied=count,
            selected=answered,
            body=BODY,
            made_at=DRAWN,
        )
        found.append(made)
    return found


def test_below_twelve_projects_no_difference_is_ever_shown(ground: Ground) -> None:
    one, other = measured(ground, [58, 20])
    found = pair(ground.clerk, one.number, other.number)

    assert (found.verdict, found.projects) == ("no_difference", 0)


def test_difference_is_shown_only_where_it_can_be_separated(ground: Ground) -> None:
    rows = measured(ground, [50, 51, 52, 53, 54, 55, 50, 51, 52, 53, 30, 58])
    near = pair(ground.clerk, rows[1].number, rows[2].number)
    far = pair(ground.clerk, rows[11].number, rows[10].number)
    turned = pair(ground.clerk, rows[10].number, rows[11].number)

    assert (near.verdict, far.verdict, turned.verdict) == ("no_difference", "higher", "lower")


def test_own_project_cannot_be_compared(ground: Ground) -> None:
    one, other = measured(ground, [58, 20])
    Project.objects.filter(pk=one.project_id).update(lead_id=ground.clerk.account_id)

    with pytest.raises(EvaluationResult.DoesNotExist):
        pair(ground.clerk, one.number, other.number)


def test_funnel_lists_by_number_and_not_by_share(ground: Ground) -> None:
    rows = measured(ground, [20, 58, 50])
    found = funnel_of(ground.clerk, year=2026)
    assert found is not None

    assert [each.result.evaluation.number for each in found.lines] == [each.number for each in rows]
    assert [round(each.share, 2) for each in found.lines] == [0.33, 0.97, 0.83]
    assert (found.learned, found.curve[-1][0]) == (False, 60)


def test_year_without_results_has_no_funnel(ground: Ground) -> None:
    assert funnel_of(ground.clerk, year=2020) is None


def test_a_point_outside_the_outer_limits_is_looked_at_hardest() -> None:
    look, alarm = limits(0.9, 60, LOOK), limits(0.9, 60, ALARM)
    between = round((look.low + alarm.low) / 2 * 60)

    assert [lies(Point("x", count, 60, 0.9), 1.0) for count in (54, between, 30)] == [
        "inside",
        "look",
        "alarm",
    ]


def test_limits_are_widened_and_stay_within_what_a_share_can_be() -> None:
    plain, wide = limits(0.9, 20, LOOK), around(0.9, 20, LOOK, 2.0)

    assert (wide.low < plain.low, wide.high) == (True, 1.0)
