"""Issues that were said at a visit, and lists by visit, unit and place."""

import pytest

from doorstep.issues.models import Issue
from doorstep.issues.queries import (
    board,
    counts_by_visit,
    inbox,
    issue_page_by_tracking,
    issues_of_visit,
    merges_of,
    similar_issues,
)
from doorstep.issues.queries.words import counted_below
from doorstep.issues.services import (
    deliver_issue,
    merge_issues,
    put_category,
    reopen_issue,
    unmerge_issue,
)
from doorstep.kernel.actor import Actor, Grant
from doorstep.visits.models import Visit
from doorstep.visits.printouts import VisitIssues
from tests.issues.town import AT, DAY, DOOR, EAST, STREET, WEST, Town, make_town


def visit_at(town: Town, path: str = DOOR) -> Visit:
    place = town.places[path]
    return Visit.objects.create(
        id=town.capture().pk,  # any unused key will do
        street=town.street,
        place=place,
        path=place.path,
        community_path=EAST,
        visited_on=AT.date(),
        outcome="met",
        state="recorded",
        entered_by_id=town.grid_worker.account_id,
        recorded_at=AT,
        salt="0",
    )


def test_issue_of_a_visit_lies_where_the_visit_was(town: Town) -> None:
    visit = visit_at(town)

    issue = town.capture(place_id=None, visit_id=visit.pk, source="visit")

    assert (issue.place_id, issue.path, issue.place_text) == (visit.place_id, DOOR, visit.place.full_name)
    assert issues_of_visit(town.clerk, visit.pk) == [issue]


def test_visit_out_of_sight_is_not_found(town: Town, not_found) -> None:
    visit = visit_at(town)
    outsider = town.hire("grid_worker", WEST)

    not_found(lambda: town.capture(place_id=None, visit_id=visit.pk, by=outsider))


def test_counts_by_visit_say_what_became_of_its_issues(town: Town) -> None:
    visit, quiet = visit_at(town), visit_at(town)
    town.capture(visit_id=visit.pk)
    town.on_spot(visit_id=visit.pk)

    assert counts_by_visit([visit.pk, quiet.pk]) == {visit.pk: VisitIssues(total=2, on_spot=1, not_done=2)}


def test_reopened_without_a_unit_is_delivered_by_those_at_the_doors(town: Town) -> None:
    issue = town.on_spot()
    town.call(issue.pk, answer="unresolved", grade=2)
    reopen_issue(issue_id=issue.pk, note="又灭了", by=town.caller, at=AT + DAY)

    deliver_issue(issue_id=issue.pk, note="换了线", by=town.grid_worker, at=AT + 2 * DAY)

    assert Issue.objects.get(pk=issue.pk).state == "delivered"


def test_category_with_a_unit_of_another_street_is_not_found(town: Town, not_found) -> None:
    stranger = make_town("030", "另一街道").works
    values = {"street_id": town.street.pk, "code": "new", "name": "新类", "by": town.clerk, "at": AT}

    not_found(lambda: put_category(unit_id=stranger.pk, **values))
    assert put_category(unit_id=town.works.pk, **values).unit_id == town.works.pk


def test_merges_are_listed_also_when_undone(town: Town) -> None:
    survivor, voice = town.triaged(), town.capture()
    merge_issues(survivor_id=survivor.pk, merged_ids=[voice.pk], by=town.clerk, at=AT)
    unmerge_issue(issue_id=voice.pk, note="不是一回事", by=town.clerk, at=AT)

    assert [merge.merged for merge in merges_of(survivor)] == [merge.merged for merge in merges_of(voice)]


def test_page_by_number_is_the_page(town: Town) -> None:
    issue = town.capture()

    assert issue_page_by_tracking(town.clerk, issue.tracking) == issue
    with pytest.raises(Issue.DoesNotExist):
        issue_page_by_tracking(town.administrator, issue.tracking)


def test_similar_also_without_a_place(town: Town) -> None:
    first = town.capture(place_id=None)
    second = town.capture(place_id=None)

    assert [each.issue for each in similar_issues(town.clerk, first)] == [second]


def test_board_of_one_community_shows_a_few_rows_a_unit(town: Town) -> None:
    for _ in range(10):
        town.dispatched()
    elsewhere = town.places[f"{WEST}01/"].pk
    town.dispatched(place_id=elsewhere, by=town.clerk)

    works = board(town.clerk, community=EAST, at=AT)[1]

    assert (works.to_accept, len(works.rows)) == (10, 8)


@pytest.mark.parametrize(
    ("grants", "asked", "path"),
    [
        ([Grant("clerk", STREET)], "", ""),
        ([Grant("clerk", STREET)], EAST, EAST),
        ([Grant("clerk", STREET)], f"{EAST}01/", None),
        ([Grant("secretary", EAST)], "", EAST),
        ([Grant("secretary", EAST)], WEST, None),
        ([Grant("secretary", EAST), Grant("secretary", WEST)], "", None),
        ([Grant("grid_worker", f"{EAST}01/03/")], "", None),
        ([Grant("handler", STREET, unit_id=1)], "", None),
    ],
)
def test_counters_stand_for_a_reader_only_when_they_say_exactly_what_they_see(grants, asked, path) -> None:
    assert counted_below(Actor(1, 1, "x", tuple(grants)), asked) == path


def test_inbox_of_a_reader_without_a_street_is_empty(db) -> None:
    assert inbox(Actor(None, None, "x"), at=AT).rows == []
