"""Notice, approval, start, milestones, pause, and the end without result."""

from datetime import date, timedelta
from typing import Any

import pytest

from doorstep.kernel.actor import Actor
from doorstep.projects import services
from doorstep.projects.models import Project
from tests.issues.town import AT, DAY, HOUR
from tests.projects.site import (
    CLAIMED,
    OVER,
    PLAN,
    POSTED,
    STARTED,
    Site,
    acts_of,
    again,
    as_lead,
    other_secretary,
    statements,
)

LAST = date(2026, 3, 13)  # the notice's last day
EVENING = OVER.replace(hour=15, minute=59) - DAY  # 23:59 on the last day here


def approve(site: Site, project: Project, *, at: Any = OVER, by: Actor | None = None) -> Project:
    return services.approve_project(project_id=project.pk, by=by or site.reviewer, at=at)


def test_notice_writes_its_days(site: Site) -> None:
    project = site.notice()

    assert (project.state, project.notice_starts_on, project.notice_ends_on) == (
        "notice",
        date(2026, 3, 7),
        LAST,
    )
    assert acts_of(project)["project.notice"] == 1


def test_withdrawn_notice_takes_its_days_with_it(site: Site) -> None:
    project = site.notice()

    now = services.withdraw_from_notice(project_id=project.pk, note="写错了户数", by=site.clerk, at=POSTED)

    assert (now.state, now.notice_starts_on, now.notice_ends_on) == ("reviewed", None, None)
    assert project.steps.get(act="project.withdraw_notice").public_note == "写错了户数"


def test_approval_makes_the_plan_its_first_version(site: Site) -> None:
    project = site.approved()

    assert (project.state, project.approved_at, project.plan_version) == ("approved", OVER, 1)
    assert project.versions.get().approved_by_id == site.reviewer.account_id
    assert acts_of(project)["project.approve"] == 1


def test_approval_takes_at_most_eleven_statements(site: Site) -> None:
    project = site.notice()

    assert statements(lambda: approve(site, project)) <= 11  # one looks who waits for news


def test_approval_on_the_last_day_is_refused_and_a_minute_later_is_not(site: Site, refused) -> None:
    project = site.notice()

    refused("project.notice_running", lambda: approve(site, project, at=EVENING))
    assert approve(site, project, at=EVENING + timedelta(minutes=1)).state == "approved"


def test_approval_without_a_notice_is_refused(site: Site, refused) -> None:
    project = site.reviewed()

    refused("project.notice_running", lambda: approve(site, project))


def test_approval_of_ones_own_or_by_the_branch_is_refused(site: Site, refused) -> None:
    project = site.notice()

    refused("project.own", lambda: approve(site, project, by=as_lead(project)))
    refused("not_allowed", lambda: approve(site, project, by=site.secretary))


def test_second_approval_after_an_upheld_objection_keeps_one_first_version(site: Site) -> None:
    project = site.notice()

    services.refuse_after_notice(project_id=project.pk, note="噪声太大", by=site.reviewer, at=OVER)

    assert (again(project).state, again(project).plan_version) == ("returned", 0)
    assert project.steps.get(act="project.refuse").public_note == "噪声太大"


def test_refusal_after_the_notice_is_the_streets_and_says_why(site: Site, refused) -> None:
    project = site.notice()

    def refuse(by: Actor, note: str = "噪声太大") -> Project:
        return services.refuse_after_notice(project_id=project.pk, note=note, by=by, at=OVER)

    refused("not_allowed", lambda: refuse(site.secretary))
    refused("note.needed", lambda: refuse(site.reviewer, " "))


def test_approval_of_a_project_with_versions_adds_none(site: Site) -> None:
    project = site.notice()
    Project.objects.update(plan_version=2)

    assert approve(site, project).plan_version == 2
    assert not project.versions.exists()


def test_start_fixes_the_moment(site: Site) -> None:
    project = site.in_progress()

    assert (project.state, project.started_at) == ("in_progress", STARTED)


ACTS: dict[str, tuple[str, dict[str, Any], str]] = {
    "start_project": ("approved", {}, "secretary"),
    "pause_project": ("in_progress", {"public_reason": "等管材"}, "secretary"),
    "resume_project": ("paused", {}, "secretary"),
    "claim_completion": ("rework", {"note": "补测完"}, "secretary"),
    "cancel_project": ("in_progress", {"public_reason": "并入市政"}, "reviewer"),
    "begin_notice": ("reviewed", {"starts_on": LAST, "ends_on": LAST}, "clerk"),
    "withdraw_from_notice": ("notice", {"note": "写错了"}, "clerk"),
}


def do(site: Site, act: str, project: Project, by: Actor) -> Project:
    return getattr(services, act)(project_id=project.pk, by=by, at=CLAIMED + 3 * DAY, **ACTS[act][1])


@pytest.mark.parametrize("act", ACTS)
def test_plain_act_takes_at_most_ten_statements(site: Site, act: str) -> None:
    state, _, role = ACTS[act]
    project = site.at_state(state)

    assert statements(lambda: do(site, act, project, site.town.people[role])) <= 10


@pytest.mark.parametrize("act", ACTS)
def test_act_of_a_stranger_is_not_found(site: Site, not_found, act: str) -> None:
    project = site.at_state(ACTS[act][0])

    for stranger in (other_secretary(site), Actor.resident(site.street_id), site.caller, site.administrator):
        not_found(lambda by=stranger: do(site, act, project, by))


@pytest.mark.parametrize("act", ["start_project", "pause_project", "resume_project", "claim_completion"])
@pytest.mark.parametrize("role", ["reviewer", "supervisor", "handler"])
def test_running_it_is_refused_to_who_does_not_run_projects(site: Site, refused, act: str, role: str) -> None:
    project = site.at_state(ACTS[act][0])

    refused("not_allowed", lambda: do(site, act, project, site.town.people[role]))


@pytest.mark.parametrize("act", ["start_project", "pause_project", "resume_project", "cancel_project"])
def test_act_out_of_turn_is_refused(site: Site, refused, act: str) -> None:
    project = site.notice()

    refused("move.unknown", lambda: do(site, act, project, site.clerk))


def test_pause_is_published_with_its_reason_until_it_is_resumed(site: Site) -> None:
    project = site.paused()
    paused = project.public_reason

    resumed = services.resume_project(project_id=project.pk, by=site.secretary, at=STARTED + 2 * DAY)

    assert (paused, resumed.public_reason, resumed.state) == ("等管材到货", "", "in_progress")
    assert project.steps.get(act="project.pause").public_note == "等管材到货"


@pytest.mark.parametrize("act", ["pause_project", "cancel_project"])
def test_stopping_without_a_reason_for_the_public_is_refused(site: Site, refused, act: str) -> None:
    project = site.in_progress()
    stop = getattr(services, act)

    refused("note.needed", lambda: stop(project_id=project.pk, public_reason=" ", by=site.clerk, at=CLAIMED))


def test_cancelled_project_keeps_its_published_reason(site: Site) -> None:
    project = site.cancelled()

    assert (project.state, project.public_reason, project.ended_at) == ("cancelled", "并入市政工程", STARTED)
    assert project.steps.get(act="project.cancel").public_note == "并入市政工程"


@pytest.mark.parametrize(
    ("state", "may"),
    [
        ("idea", True),
        ("applied", True),
        ("returned", True),
        ("reviewed", False),
        ("approved", False),
        ("in_progress", False),
        ("paused", False),
        ("rework", False),
    ],
)
def test_branch_withdraws_by_itself_only_before_the_review(
    site: Site, refused, state: str, may: bool
) -> None:
    project = site.at_state(state)

    if may:
        assert do(site, "cancel_project", project, site.secretary).state == "cancelled"
    else:
        refused("not_allowed", lambda: do(site, "cancel_project", project, site.secretary))
        assert do(site, "cancel_project", project, site.reviewer).state == "cancelled"


def test_milestone_stands_with_result_and_day(site: Site) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)

    site.complete(project, first, next_step="订货")

    first.refresh_from_db()
    assert (first.done_on, first.result, first.next_step) == (PLAN.milestones[0].planned_on, "已完成", "订货")
    step = project.steps.get(act="project.milestone")
    assert (step.note, step.public_note) == ("入户测温", "已完成")


def test_milestone_takes_at_most_ten_statements(site: Site) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)

    assert statements(lambda: site.complete(project, first)) <= 10


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"done_on": date(2026, 3, 21)}, "milestone.late_reason"),
        ({"done_on": date(2026, 3, 21), "deviation_reason": " "}, "milestone.late_reason"),
        ({"done_on": date(2026, 3, 20), "at": AT}, "day.future"),
        ({"result": " "}, "note.needed"),
    ],
)
def test_milestone_that_does_not_say_enough_is_refused(site: Site, refused, changes: dict, code: str) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)

    refused(code, lambda: site.complete(project, first, **changes))


def test_milestone_late_with_a_reason_stands(site: Site) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)

    site.complete(project, first, done_on=date(2026, 3, 25), deviation_reason="到货晚了")

    assert project.milestones.get(order=1).deviation_reason == "到货晚了"


def test_milestone_day_is_the_day_here(site: Site) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)
    after_midnight = STARTED.replace(day=19, hour=16, minute=30)  # half past midnight on the 20th

    site.complete(project, first, done_on=date(2026, 3, 20), at=after_midnight)

    assert project.milestones.get(order=1).done_on == date(2026, 3, 20)


def test_milestone_is_completed_once(site: Site, refused) -> None:
    project = site.in_progress()
    first = project.milestones.get(order=1)
    site.complete(project, first)

    refused("milestone.done", lambda: site.complete(project, first))


@pytest.mark.parametrize("state", ["approved", "paused", "completion_claimed"])
def test_milestone_while_nobody_works_is_refused(site: Site, refused, state: str) -> None:
    project = site.at_state(state)
    first = project.milestones.get(order=1)

    refused("project.not_running", lambda: site.complete(project, first))


def test_milestone_by_an_onlooker_or_of_another_project(site: Site, refused, not_found) -> None:
    project, other = site.in_progress(), site.in_progress(name="照明")
    first = project.milestones.get(order=1)

    refused("not_allowed", lambda: site.complete(project, first, by=site.supervisor))
    not_found(lambda: site.complete(other, first))


def test_notice_begun_at_night_here_is_dated_by_the_day_here(site: Site) -> None:
    project = site.notice()

    assert approve(site, project, at=EVENING + HOUR).approved_at == EVENING + HOUR
