"""A notice from draft to archive, and what it does to its project."""

from datetime import date, timedelta
from typing import Any

import pytest

from doorstep.journal.models import Entry
from doorstep.journal.services import digest_of
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project
from doorstep.projects.services import cancel_project, link_issues
from doorstep.publishing import services
from doorstep.publishing.models import Notice, Objection
from doorstep.publishing.queries import (
    notice_by_number,
    notice_for_desk,
    notices,
    objection_for_desk,
    project_page,
)
from tests.issues.town import DAY, make_town
from tests.projects.site import OVER, POSTED, as_lead, make_site, other_secretary, statements
from tests.publishing.desk import BOARD, Desk, again, project_of

FIRST, LAST = date(2026, 3, 7), date(2026, 3, 13)
LAST_MINUTE = OVER.replace(hour=15, minute=59) - DAY  # 23:59 on the last day here


def acts_of(notice: Notice) -> list[str]:
    """The journal's entries about it, in any order."""
    return sorted(Entry.objects.filter(about=f"notice:{notice.pk}").values_list("act", flat=True))


def page_of(desk: Desk, notice: Notice) -> dict[str, Any]:
    page = project_page(desk.site.street_id, project_of(notice).number)
    assert page is not None
    return page.body


def test_draft_holds_the_columns_of_the_paper_and_nothing_else(desk: Desk) -> None:
    notice = desk.draft()

    assert notice.number == "2026-0001"
    assert notice.body == {
        "number": "2026-001",
        "name": "东河苑供热改造",
        "org": "东河第一支部",
        "orientation": "应急需",
        "field": "民生实事",
        "beneficiaries": [{"group": "东河苑住户", "count": 36, "unit": "户"}],
        "ends_on": "2026-05-29",
        "money": {"quota": "30,000.00", "other": "0.00", "in_kind": "热力公司出工"},
        "phone": "0000-6000321",
    }
    assert (notice.state, notice.drafted_by_id) == ("draft", desk.clerk.account_id)
    assert notice.page["goal"] == "36 户室温不低于 18 度"
    assert acts_of(notice) == ["notice.draft"]


@pytest.mark.parametrize("state", ["idea", "applied", "returned", "approved", "cancelled"])
def test_draft_about_a_project_that_is_not_reviewed_is_refused(desk: Desk, refused, state: str) -> None:
    project = desk.site.at_state(state)

    refused("notice.project_not_reviewed", lambda: desk.draft(project))


def test_one_project_has_one_notice_on_its_way(desk: Desk, refused) -> None:
    project = desk.site.reviewed()
    desk.draft(project)

    refused("notice.exists", lambda: desk.draft(project))


def test_draft_is_the_clerks(desk: Desk, refused, not_found) -> None:
    project = desk.site.reviewed()

    def draft(by: Actor) -> Notice:
        return services.draft_notice(project_id=project.pk, by=by, at=POSTED)

    refused("not_allowed", lambda: draft(desk.site.secretary))
    refused("not_allowed", lambda: draft(desk.reviewer))
    not_found(lambda: draft(other_secretary(desk.site)))
    not_found(lambda: draft(desk.resident))


def test_review_is_a_second_persons(desk: Desk, refused) -> None:
    notice = desk.draft()

    refused("not_allowed", lambda: services.review_notice(notice_id=notice.pk, by=desk.clerk, at=POSTED))
    now = services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=POSTED)

    assert (now.state, now.reviewed_by_id, now.reviewed_at) == ("reviewed", desk.reviewer.account_id, POSTED)
    assert acts_of(notice) == ["notice.draft", "notice.review"]


def test_review_by_who_drafted_it_in_another_role_is_refused(desk: Desk, refused) -> None:
    notice = desk.draft()
    Notice.objects.update(drafted_by=desk.reviewer.account_id)

    refused("not_allowed", lambda: services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=POSTED))


def test_review_by_the_projects_lead_is_refused(desk: Desk, refused) -> None:
    notice = desk.draft()
    lead = as_lead(project_of(notice))

    refused("project.own", lambda: services.review_notice(notice_id=notice.pk, by=lead, at=POSTED))


def give_back(notice: Notice, by: Actor, note: str = "电话写上") -> Notice:
    return services.return_draft(notice_id=notice.pk, note=note, by=by, at=POSTED)


def test_returned_draft_keeps_why_and_is_drawn_afresh(desk: Desk) -> None:
    notice = desk.reviewed()
    type(desk.site.org).objects.update(name="东河第二支部")

    now = give_back(notice, desk.reviewer)

    assert (now.state, now.reviewed_by_id, now.body["org"]) == ("draft", None, "东河第二支部")
    step = notice.steps.get(act="notice.return")
    entry = Entry.objects.get(about=f"notice:{notice.pk}", act="notice.return")
    assert (step.note, entry.digest) == ("电话写上", digest_of("电话写上", step.salt))


def test_return_without_a_word_or_by_the_drafter_is_refused(desk: Desk, refused) -> None:
    notice = desk.reviewed()

    refused("note.needed", lambda: give_back(notice, desk.reviewer, " "))
    refused("not_allowed", lambda: give_back(notice, desk.clerk))


def test_post_runs_seven_whole_days_from_tomorrow(desk: Desk) -> None:
    notice = desk.posted()
    project = project_of(notice)

    assert (notice.state, notice.starts_on, notice.ends_on, notice.place_posted) == (
        "posted",
        FIRST,
        LAST,
        BOARD,
    )
    assert (project.state, project.notice_starts_on, project.notice_ends_on) == ("notice", FIRST, LAST)


def test_post_after_midnight_here_starts_the_day_after(desk: Desk) -> None:
    notice = desk.post(desk.reviewed(), at=POSTED.replace(hour=16))  # midnight on the 7th

    assert (notice.starts_on, notice.ends_on) == (FIRST + timedelta(days=1), LAST + timedelta(days=1))


def test_post_releases_the_page_in_two_names(desk: Desk) -> None:
    notice = desk.posted()

    page = page_of(desk, notice)
    assert (page["state"], page["notice"]) == ("notice", {"starts_on": "2026-03-07", "ends_on": "2026-03-13"})
    snapshot = services.snapshots.latest(desk.site.street_id, "project", "2026-001")
    assert snapshot is not None
    assert (snapshot.made_by, snapshot.reviewed_by) == (desk.clerk.ref, desk.reviewer.ref)


def test_post_before_the_review_or_without_a_place_is_refused(desk: Desk, refused) -> None:
    notice = desk.draft()

    refused("move.unknown", lambda: desk.post(notice))
    refused("notice.place", lambda: desk.post(notice, place_posted=" "))
    refused("not_allowed", lambda: desk.post(notice, by=desk.reviewer))


def test_post_of_what_the_reviewer_has_not_read_is_refused(desk: Desk, refused) -> None:
    project = desk.site.reviewed()
    notice = desk.reviewed(project)
    issue = desk.site.town.triaged()
    link_issues(project_id=project.pk, issue_ids=[issue.pk], by=desk.site.secretary, at=POSTED)

    refused("notice.changed", lambda: desk.post(notice))
    give_back(notice, desk.reviewer)
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=POSTED)

    assert desk.post(notice).state == "posted"


def test_post_about_a_project_that_was_cancelled_is_refused_and_the_notice_can_be_withdrawn(
    desk: Desk, refused
) -> None:
    project = desk.site.reviewed()
    notice = desk.reviewed(project)
    cancel_project(project_id=project.pk, public_reason="并入市政", by=desk.clerk, at=POSTED)

    refused("move.unknown", lambda: desk.post(notice))
    assert desk.withdraw(notice).state == "withdrawn"


def test_notice_ends_when_its_last_day_is_over_and_only_once(desk: Desk) -> None:
    notice = desk.posted()

    ended = [services.end_notices(at=at) for at in (LAST_MINUTE, LAST_MINUTE + timedelta(minutes=1), OVER)]

    assert (ended, again(notice).state) == ([0, 1, 0], "ended")
    assert acts_of(notice).count("notice.end") == 1


def test_ending_a_notice_that_was_taken_down_meanwhile_changes_nothing(desk: Desk) -> None:
    notice = desk.withdrawn()

    ended = services.notices.end_notice(
        notice_id=notice.pk, by=Actor.system("timer", desk.site.street_id), at=OVER
    )

    assert (ended, again(notice).state) == (0, "withdrawn")


def test_conclusion_approves_the_project_and_its_page(desk: Desk) -> None:
    notice = desk.archived()

    assert (notice.state, project_of(notice).state) == ("archived", "approved")
    assert page_of(desk, notice)["state"] == "approved"
    assert acts_of(notice) == [
        "notice.conclude",
        "notice.draft",
        "notice.end",
        "notice.post",
        "notice.review",
    ]


def test_conclusion_while_it_stands_is_refused(desk: Desk, refused) -> None:
    notice = desk.posted()

    refused("notice.not_ended", lambda: desk.conclude(notice, at=LAST_MINUTE))
    refused("notice.not_ended", lambda: desk.conclude(notice, at=OVER))


def test_conclusion_by_drafter_or_lead_is_refused(desk: Desk, refused) -> None:
    notice = desk.ended()

    refused("not_allowed", lambda: desk.conclude(notice, by=desk.clerk))
    refused("project.own", lambda: desk.conclude(notice, by=as_lead(project_of(notice))))


def test_conclusion_waits_for_every_answer(desk: Desk, refused) -> None:
    notice = desk.posted()
    objection = desk.object_to(notice)
    services.end_notices(at=OVER)

    refused("objection.open", lambda: desk.conclude(notice))
    desk.answer(objection)

    assert desk.conclude(notice).state == "archived"
    assert project_of(notice).state == "approved"


def test_upheld_objection_returns_the_project_and_leaves_a_tombstone(desk: Desk) -> None:
    notice = desk.posted()
    desk.answer(desk.object_to(notice), upheld=True)
    services.end_notices(at=OVER)

    desk.conclude(notice)

    page = page_of(desk, notice)
    assert project_of(notice).state == "returned"
    assert (page["state"], page["goal"], page["milestones"]) == ("returned", "", [])
    assert page["timeline"][-1] == {
        "on": "2026-03-14",
        "act": "公示异议成立，不予立项",
        "note": "公示异议成立",
    }


def test_project_returned_by_an_objection_can_have_a_second_notice(desk: Desk) -> None:
    notice = desk.posted()
    desk.answer(desk.object_to(notice), upheld=True)
    services.end_notices(at=OVER)
    desk.conclude(notice)
    Project.objects.update(state="reviewed")

    second = desk.posted(project_of(notice))

    assert (second.pk != notice.pk, project_of(second).state) == (True, "notice")


def test_objection_is_kept_with_a_salt_of_its_own(desk: Desk) -> None:
    notice = desk.posted()

    objection = desk.object_to(notice, "太吵")

    entry = Entry.objects.get(act="notice.object")
    assert (objection.text, entry.by) == ("太吵", "resident")
    assert entry.digest == digest_of("太吵", objection.salt)


@pytest.mark.parametrize(
    ("text", "code"), [(" ", "note.needed"), ("吵" * 2001, "text.too_long")], ids=["blank", "long"]
)
def test_objection_that_cannot_be_kept_is_refused(desk: Desk, refused, text: str, code: str) -> None:
    notice = desk.posted()

    refused(code, lambda: desk.object_to(notice, text))


def test_objection_on_the_last_evening_counts_and_after_midnight_does_not(desk: Desk, refused) -> None:
    notice = desk.posted()

    desk.object_to(notice, at=LAST_MINUTE)

    refused("notice.not_posted", lambda: desk.object_to(notice, at=LAST_MINUTE + timedelta(minutes=1)))


@pytest.mark.parametrize("state", ["draft", "reviewed", "ended", "archived", "withdrawn"])
def test_objection_to_what_does_not_stand_is_refused(desk: Desk, refused, state: str) -> None:
    notice = getattr(desk, state)()

    refused("notice.not_posted", lambda: desk.object_to(notice))


def test_answer_is_given_once_by_neither_drafter_nor_lead(desk: Desk, refused) -> None:
    notice = desk.posted()
    objection = desk.object_to(notice)

    refused("not_allowed", lambda: desk.answer(objection, by=desk.clerk))
    refused("project.own", lambda: desk.answer(objection, by=as_lead(project_of(notice))))
    refused("note.needed", lambda: desk.answer(objection, answer=" "))
    answered = desk.answer(objection)
    refused("objection.answered", lambda: desk.answer(objection))

    assert (answered.answer, answered.upheld, answered.answered_by_id) == (
        "只在白天施工。",
        False,
        desk.reviewer.account_id,
    )


def test_public_reads_the_answer_and_not_the_objectors_words(desk: Desk) -> None:
    notice = desk.posted()
    desk.answer(desk.object_to(notice))
    desk.object_to(notice, "还没有答复的")

    found = notice_by_number(desk.site.street_id, "2026-001")

    assert found is not None
    assert [(each.answer, each.upheld, each.answered_at) for each in found.objections] == [
        ("只在白天施工。", False, OVER)
    ]
    assert Objection.objects.filter(text__contains="138 0000 1234").exists()
    assert "138 0000 1234" not in f"{found} {page_of(desk, notice)}"


def test_withdrawn_notice_leaves_its_reason_and_nothing_of_the_plan(desk: Desk) -> None:
    notice = desk.withdrawn()

    page, found = page_of(desk, notice), notice_by_number(desk.site.street_id, "2026-001")
    assert project_of(notice).state == "reviewed"
    assert found is not None
    assert (found.state, found.withdrawn_reason) == ("withdrawn", "户数写错了")
    assert (page["name"], page["goal"], page["beneficiaries"]) == ("东河苑供热改造", "", [])
    assert {"on": "2026-03-06", "act": "撤回公示", "note": "户数写错了"} in page["timeline"]


def test_withdrawn_before_it_was_posted_leaves_nothing_public(desk: Desk) -> None:
    desk.withdraw(desk.reviewed())

    assert notice_by_number(desk.site.street_id, "2026-001") is None
    assert project_page(desk.site.street_id, "2026-001") is None


def test_notice_after_a_withdrawal_takes_its_place(desk: Desk) -> None:
    first = desk.withdrawn()
    Notice.objects.update(drafted_at=POSTED - DAY)

    second = desk.posted(project_of(first))

    found = notice_by_number(desk.site.street_id, "2026-001")
    assert found is not None
    assert found.pk == second.pk
    assert page_of(desk, second)["goal"] == "36 户室温不低于 18 度"


def test_reviewer_takes_it_down_too_and_nobody_without_a_reason(desk: Desk, refused) -> None:
    notice = desk.posted()

    refused("note.needed", lambda: desk.withdraw(notice, reason=" "))
    refused("not_allowed", lambda: desk.withdraw(notice, by=desk.site.secretary))
    assert desk.withdraw(notice, by=desk.reviewer).state == "withdrawn"


def test_withdrawal_after_its_days_takes_the_project_back_while_it_is_not_concluded(desk: Desk) -> None:
    notice = desk.withdraw(desk.ended(), at=OVER)

    assert (notice.state, project_of(notice).state) == ("withdrawn", "reviewed")


def test_withdrawal_of_what_was_concluded_leaves_the_project_as_it_is(desk: Desk) -> None:
    notice = desk.withdraw(desk.archived(), at=OVER)

    assert (notice.state, project_of(notice).state) == ("withdrawn", "approved")


def test_withdrawal_of_what_was_withdrawn_is_refused(desk: Desk, refused) -> None:
    notice = desk.withdrawn()

    refused("move.unknown", lambda: desk.withdraw(notice))


def test_another_streets_notice_is_not_found(desk: Desk, not_found) -> None:
    notice = desk.posted()
    objection = desk.object_to(notice)
    away = Desk(make_site(make_town("004", "别处街道")))

    not_found(lambda: away.withdraw(notice))
    not_found(lambda: away.conclude(notice))
    not_found(lambda: away.object_to(notice))
    not_found(lambda: away.answer(objection))
    not_found(lambda: notice_for_desk(away.clerk, notice.pk))


@pytest.mark.parametrize("role", ["secretary", "handler", "caller", "supervisor", "administrator"])
def test_desk_is_shown_to_drafters_and_reviewers_alone(desk: Desk, not_found, role: str) -> None:
    notice = desk.posted()
    by = desk.site.town.people[role]

    assert [list(notices(each)) for each in (desk.clerk, desk.reviewer, by)] == [[notice], [notice], []]
    assert list(notices(desk.clerk, state="draft")) == []
    assert notice_for_desk(desk.reviewer, notice.pk) == notice
    objection = desk.object_to(notice)
    assert objection_for_desk(desk.reviewer, objection.pk) == objection
    not_found(lambda: objection_for_desk(by, objection.pk))
    not_found(lambda: notice_for_desk(by, notice.pk))


def test_plain_acts_take_at_most_ten_statements(desk: Desk) -> None:
    notice = desk.draft()
    counts = [
        statements(lambda: services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=POSTED)),
    ]
    desk.post(notice)
    counts.append(statements(lambda: desk.object_to(notice)))
    counts.append(statements(lambda: desk.answer(Objection.objects.get())))
    counts.append(statements(lambda: services.end_notices(at=OVER)))

    assert max(counts) <= 10


def test_acts_that_draw_the_page_cost_its_statements_more_each_time(desk: Desk) -> None:
    project = desk.site.reviewed()
    drafting = statements(lambda: desk.draft(project))
    notice = Notice.objects.get()
    services.review_notice(notice_id=notice.pk, by=desk.reviewer, at=POSTED)
    posting = statements(lambda: desk.post(notice))
    services.end_notices(at=OVER)
    concluding = statements(lambda: desk.conclude(notice))

    assert (drafting, posting <= 39, concluding) == (14, True, 32)  # a cold rulebook costs two
