"""What is sealed is opened with a reason; work is handed over with its history; time passes."""

import pytest

from doorstep.issues.models import Issue, IssueStep, PersonSearch
from doorstep.issues.queries import categories, category_choices, public_categories, rates
from doorstep.issues.rules import Reporter
from doorstep.issues.services import (
    ClearContact,
    close_issue,
    find_person,
    mark_missed_responses,
    put_category,
    read_contact,
    set_categories,
)
from doorstep.journal.models import Entry
from doorstep.people.handovers import HANDOVERS, open_work_of
from tests.issues.town import AT, DAY, HOUR, Town, make_town

WANG = ClearContact(name="王秀兰", phone="138 0000 1234", email="", told_by="file")


def look(issue: Issue, by, reason: str = "约上门时间") -> ClearContact | None:
    return read_contact(issue_id=issue.pk, reason=reason, by=by, at=AT + DAY)


def test_handler_reads_the_contact_before_delivery_and_the_journal_knows(town: Town) -> None:
    issue = town.accepted()

    assert look(issue, town.handler) == WANG
    entry = Entry.objects.get(act="issue.read_contact")
    assert (entry.by, entry.about) == (town.handler.ref, f"issue:{issue.pk}")


def test_deliverer_cannot_read_the_contact_any_more(town: Town, refused) -> None:
    issue = town.delivered()

    refused("not_allowed", lambda: look(issue, town.handler))


def test_caller_reads_the_contact_to_call_back(town: Town) -> None:
    assert look(town.delivered(), town.caller) == WANG


@pytest.mark.parametrize("role", ["supervisor", "reviewer"])
def test_contact_is_not_for_everybody_who_sees_the_issue(town: Town, refused, role: str) -> None:
    issue = town.accepted()

    refused("not_allowed", lambda: look(issue, town.people[role]))


def test_contact_needs_a_reason_and_may_not_exist(town: Town, refused) -> None:
    issue = town.accepted()
    refused("reason.needed", lambda: look(issue, town.handler, reason=" "))

    assert look(town.accepted(reporter=None), town.handler) is None


@pytest.mark.parametrize("text", ["13800001234", "138-0000-1234", "+86 138 0000 1234", "王秀兰"])
def test_person_is_found_by_whole_phone_or_name_however_written(town: Town, text: str) -> None:
    issue = town.capture()
    town.capture(reporter=Reporter(name="赵大成", phone="13900002222"))

    assert find_person(text=text, reason="来电核对", by=town.clerk, at=AT) == [issue]
    assert Entry.objects.filter(act="issue.find_person", by=town.clerk.ref).count() == 1
    noted = PersonSearch.objects.get()
    assert (noted.reason, noted.found_count, noted.by) == ("来电核对", 1, town.clerk.ref)


def test_person_is_not_found_by_part_of_a_number_or_outside_ones_place(town: Town) -> None:
    town.capture()
    outside = town.hire("secretary", "990000/003/02/")

    assert find_person(text="1380000", reason="核对", by=town.clerk, at=AT) == []
    assert find_person(text="王秀兰", reason="核对", by=outside, at=AT) == []


def test_person_search_needs_a_reason_and_the_right(town: Town, refused) -> None:
    refused("reason.needed", lambda: find_person(text="王秀兰", reason="", by=town.clerk, at=AT))
    refused("search.too_short", lambda: find_person(text=" ", reason="核对", by=town.clerk, at=AT))
    refused("not_allowed", lambda: find_person(text="王秀兰", reason="核对", by=town.grid_worker, at=AT))


def test_missed_first_contact_counts_as_due_once(town: Town) -> None:
    issue = town.capture()
    later = AT + 2 * DAY

    assert (mark_missed_responses(at=AT + HOUR), mark_missed_responses(at=later)) == (0, 1)
    assert mark_missed_responses(at=later) == 0
    found = rates(town.street.pk, 2026)
    assert (found.response.part, found.response.n) == (0, 1)
    assert Entry.objects.get(act="issue.miss_response", about=f"issue:{issue.pk}").by == "system:timer"


def test_handing_over_moves_open_work_and_writes_a_step(town: Town) -> None:
    issue, closed = town.accepted(), town.called_back()
    close_issue(issue_id=closed.pk, by=town.caller, at=AT + DAY)
    giver, taker = town.handler.account_id, town.hire("handler", unit=town.works).account_id
    assert open_work_of(giver)["issues"] == 1

    moved = HANDOVERS["issues"].move(giver_id=giver, taker_id=taker, by=town.administrator, at=AT + DAY)

    assert (moved, Issue.objects.get(pk=issue.pk).handler_id) == (1, taker)
    assert Issue.objects.get(pk=closed.pk).handler_id == giver
    assert IssueStep.objects.filter(issue=issue, act="issue.hand_over").count() == 1


def test_categories_are_laid_in_order_and_changed_by_code(town: Town) -> None:
    tree = [("road", "道路", [("hole", "坑洼", town.works.pk), ("sign", "标志", None)])]

    count = set_categories(street_id=town.street.pk, tree=tree, by=town.clerk, at=AT)
    put_category(street_id=town.street.pk, code="hole", name="坑槽", parent_code="road", by=town.clerk, at=AT)

    names = {each.code: each.name for each in categories(town.street.pk)}
    assert (count, names["hole"]) == (3, "坑槽")
    assert ("road", "道路") in public_categories(town.street.pk)
    assert ("road", "道路") not in category_choices(town.street.pk)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"name": " "}, "category.name"),
        ({"code": "a|b"}, "category.name"),
        ({"name": "长" * 31}, "text.too_long"),
        ({"parent_code": "lamp"}, "category.parent"),
        ({"parent_code": "nowhere"}, "category.parent"),
    ],
)
def test_category_refuses_what_would_not_fit_the_tree(town: Town, refused, changes, code: str) -> None:
    values = {"street_id": town.street.pk, "code": "new", "name": "新类", "by": town.clerk, "at": AT}

    refused(code, lambda: put_category(**(values | changes)))


def test_categories_are_kept_by_those_who_dispatch_in_their_own_street(
    town: Town, refused, not_found
) -> None:
    values = {"code": "new", "name": "新类", "at": AT}
    other = make_town("030", "另一街道")

    refused("not_allowed", lambda: put_category(street_id=town.street.pk, by=town.grid_worker, **values))
    not_found(lambda: put_category(street_id=other.street.pk, by=town.clerk, **values))
