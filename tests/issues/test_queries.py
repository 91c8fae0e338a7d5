"""Inbox, My day, board, life, tracking, look-alikes: what is shown, to whom, in how many statements."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.issues.models import Issue
from doorstep.issues.queries import (
    InboxFilter,
    board,
    inbox,
    issue_ids_by_tracking,
    issue_page,
    issues_at,
    life_of,
    my_day,
    pin_of,
    similar_issues,
    tracking_view,
)
from doorstep.issues.services import (
    accept_dispatch,
    close_issue,
    dispatch_issue,
    explain_issue,
    object_dispatch,
    reopen_issue,
    triage_issue,
)
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible
from tests.issues.town import AT, DAY, HOUR, WEST, Town, make_town

OUTSIDE = f"{WEST}01/03/2/501/"


def many(town: Town, count: int) -> list[Issue]:
    """So many voices, a minute apart, the newest last."""
    minute = timedelta(minutes=1)
    return [town.capture(received_at=AT - (count - step) * minute) for step in range(count)]


def shown(town: Town, by: Actor | None = None, **asked: object) -> list[Issue]:
    return inbox(by or town.clerk, InboxFilter(**asked), at=AT + HOUR).rows  # type: ignore[arg-type]


def test_inbox_turns_pages_both_ways_without_losing_a_row(town: Town) -> None:
    rows = many(town, 7)[::-1]

    first = inbox(town.clerk, limit=3, at=AT)
    second = inbox(town.clerk, after=first.older, limit=3, at=AT)
    last = inbox(town.clerk, after=second.older, limit=3, at=AT)
    back = inbox(town.clerk, before=last.newer, limit=3, at=AT)

    assert (first.rows, second.rows, last.rows) == (rows[:3], rows[3:6], rows[6:])
    assert (first.newer, last.older, back.rows) == ("", "", rows[3:6])
    assert (first.count, first.capped) == (7, False)


def test_inbox_by_limit_turns_pages_too(town: Town) -> None:
    issues = many(town, 5)

    first = inbox(town.clerk, InboxFilter(order="due"), limit=3, at=AT)
    second = inbox(town.clerk, InboxFilter(order="due"), after=first.older, limit=3, at=AT)
    back = inbox(town.clerk, InboxFilter(order="due"), before=second.newer, limit=3, at=AT)

    assert (first.rows, second.rows, back.rows) == (issues[:3], issues[3:], issues[:3])


@pytest.mark.parametrize("cursor", ["x", "1|2", "2026-03-02T00:00:00+00:00|x"])
@pytest.mark.parametrize("order", ["newest", "due"])
def test_inbox_refuses_a_broken_cursor(town: Town, cursor: str, order: str) -> None:
    with pytest.raises(NotPossible, match=r"cursor\.bad"):
        inbox(town.clerk, InboxFilter(order=order), after=cursor, at=AT)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked",
    [
        {"state": "assigned"},
        {"route": "long_term"},
        {"category": "pipe"},
        {"community": WEST},
        {"source": "phone"},
        {"kind": "suggestion"},
        {"urgency": "complex"},
        {"text": "下水管"},
        {"text": "下水管", "state": "assigned"},
        {"from_on": date(2026, 3, 2)},
        {"from_on": date(2026, 3, 2), "to_on": date(2026, 3, 2), "route": "long_term"},
    ],
)
def test_inbox_filters_find_exactly_what_is_asked(town: Town, asked: dict[str, object]) -> None:
    town.capture(received_at=AT - DAY)
    wanted = town.dispatched(
        "long_term",
        text="下水管反水",
        category_code="pipe",
        source="phone",
        kind="suggestion",
        urgency="complex",
        place_id=town.places[OUTSIDE].pk,
        by=town.clerk,
    )

    assert shown(town, **asked) == [wanted]


def test_inbox_by_branch_shows_all_its_leaves(town: Town) -> None:
    issues = [town.capture(category_code=code) for code in ("lamp", "pipe")]
    town.capture(category_code=None)

    assert set(shown(town, category="house")) == set(issues)


def test_inbox_by_unit_overdue_today_and_waiting(town: Town) -> None:
    sent = town.dispatched()
    new = town.capture()
    sent.refresh_from_db()

    assert shown(town, unit_id=town.works.pk) == [sent]
    assert inbox(town.clerk, InboxFilter(due="overdue"), at=AT + DAY + HOUR).rows == [new]
    assert inbox(town.clerk, InboxFilter(due="today"), at=sent.due_at - HOUR).rows == [sent]
    assert shown(town, open=False) == []


def test_inbox_total_from_the_counters_equals_the_rows(town: Town) -> None:
    many(town, 4)
    town.dispatched()

    for asked in (InboxFilter(state="captured"), InboxFilter(route="time_limited"), InboxFilter(year=2026)):
        page = inbox(town.clerk, asked, limit=1, at=AT)
        assert page.count == len(inbox(town.clerk, asked, limit=100, at=AT).rows)


def test_inbox_total_is_capped_beyond_a_thousand(town: Town, monkeypatch) -> None:
    many(town, 4)
    monkeypatch.setattr("doorstep.issues.queries.keyset.MOST_COUNTED", 3)

    page = inbox(town.clerk, InboxFilter(source="grid"), limit=1, at=AT)

    assert (page.count, page.capped) == (2, True)


def test_inbox_shows_each_role_its_own(town: Town) -> None:
    inside, given = town.capture(), town.dispatched()
    outside = town.capture(place_id=town.places[OUTSIDE].pk, by=town.clerk)
    make_town("030", "另一街道").capture()

    assert set(shown(town, town.clerk)) == {inside, given, outside}
    assert set(shown(town, town.secretary)) == {inside, given}
    assert shown(town, town.handler) == [given]
    assert shown(town, town.administrator) == []
    assert shown(town, Actor.resident(town.street.pk)) == []
    assert set(shown(town, Actor.system("replay", town.street.pk))) == {inside, given, outside}


@pytest.mark.parametrize("more", [{}, {"source": "grid"}])
def test_search_sees_no_further_than_the_reader(town: Town, more: dict[str, str]) -> None:
    inside, given = town.capture(), town.dispatched()
    outside = town.capture(place_id=town.places[OUTSIDE].pk, by=town.clerk)

    assert set(shown(town, town.clerk, text="台阶", **more)) == {inside, given, outside}
    assert set(shown(town, town.secretary, text="台阶", **more)) == {inside, given}
    assert shown(town, town.handler, text="台阶", **more) == [given]
    assert shown(town, town.administrator, text="台阶", **more) == []


@pytest.mark.parametrize("more", [{}, {"source": "grid"}])
def test_search_turns_pages_to_the_end(town: Town, more: dict[str, str]) -> None:
    rows = many(town, 5)[::-1]
    asked = InboxFilter(text="台阶", **more)  # type: ignore[arg-type]

    first = inbox(town.clerk, asked, limit=3, at=AT)
    second = inbox(town.clerk, asked, after=first.older, limit=3, at=AT)

    assert (first.rows, second.rows, second.older) == (rows[:3], rows[3:], "")


def test_search_by_tracking_number_and_by_nothing(town: Town) -> None:
    issue = town.capture()

    assert shown(town, text=issue.tracking) == [issue]
    with pytest.raises(NotPossible, match=r"search\.too_short"):
        shown(town, text="灯")
    with pytest.raises(NotPossible, match=r"cursor\.bad"):
        inbox(town.clerk, InboxFilter(text="台阶"), after="x", at=AT)


@pytest.mark.parametrize(
    "asked",
    [
        InboxFilter(),
        InboxFilter(source="grid", order="due"),
        InboxFilter(text="台阶"),
        InboxFilter(category="house"),
    ],
)
def test_inbox_costs_the_same_for_one_row_and_for_many(town: Town, asked: InboxFilter) -> None:
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            inbox(town.clerk, asked, limit=2, at=AT)
        return len(queries)

    many(town, 3)
    few = cost()
    many(town, 9)

    assert cost() == few <= 4


def test_my_day_lists_what_is_somebodys_next_step(town: Town) -> None:
    new, delivered = town.capture(), town.delivered()
    back = town.dispatched()
    object_dispatch(issue_id=back.pk, reason_code="wrong_place", note="不在辖区", by=town.handler, at=AT)
    waiting = town.dispatched()

    at = AT + HOUR
    clerk = {part.code: part.rows for part in my_day(town.clerk, at=at)}
    caller = {part.code: part.rows for part in my_day(town.caller, at=at)}
    handler = {part.code: part.rows for part in my_day(town.handler, at=at)}

    assert (clerk["new"], clerk["returned"]) == ([new], [back])
    assert caller["confirm"] == [delivered]
    assert handler["to_accept"] == [waiting]


def test_my_day_tells_overdue_from_today(town: Town) -> None:
    issue = town.capture()

    late = {part.code: part.rows for part in my_day(town.clerk, at=AT + DAY + HOUR)}
    soon = {part.code: part.rows for part in my_day(town.clerk, at=AT + DAY - HOUR)}

    assert (late["overdue"], late["today"]) == ([issue], [])
    assert (soon["overdue"], soon["today"]) == ([], [issue])


def test_my_day_counts_only_when_a_list_is_full_and_stays_cheap(town: Town) -> None:
    many(town, 12)

    with CaptureQueriesContext(connection) as queries:
        parts = {part.code: part for part in my_day(town.clerk, at=AT)}

    assert (len(parts["new"].rows), parts["new"].count, parts["new"].capped) == (10, 12, False)
    assert len(queries) <= 10


def test_board_counts_by_unit_in_the_units_own_order(town: Town) -> None:
    sent, accepted = town.dispatched(), town.accepted()

    columns = board(town.clerk, at=AT + 3 * DAY)

    assert [column.unit for column in columns] == [town.water, town.works]
    works = columns[1]
    assert (works.to_accept, works.accepted, works.working, works.overdue) == (1, 1, 0, 1)
    assert works.rows == [sent, accepted]
    assert [column.unit for column in board(town.handler, at=AT)] == [town.works]


def test_life_for_the_desk_names_people_and_for_the_public_does_not(town: Town) -> None:
    issue = town.called_back(grade=4)
    close_issue(issue_id=issue.pk, note="材料已归档", by=town.caller, at=AT + DAY)
    issue.refresh_from_db()

    desk = life_of(issue, public=False, reader=town.caller)
    public = life_of(issue, public=True)

    assert [entry.what for entry in desk] == ["登记问题", "分办问题", "派单", "接单", "办结", "回访", "销号"]
    assert ("评价", "满意") in desk[5].more
    assert [entry.note for entry in public][-2:] == ["已解决", "已解决"]
    assert "材料已归档" not in str(public)
    assert {entry.who for entry in public} == {"街道"}


def test_life_hides_grade_and_words_from_who_delivered(town: Town) -> None:
    issue = town.delivered()
    town.call(issue.pk, grade=1, answer="unresolved", remark="来了看一眼就走了")
    issue.refresh_from_db()

    seen = str(life_of(issue, public=False, reader=town.handler))

    assert "来了看一眼就走了" not in seen
    assert "非常不满意" not in seen
    assert "来了看一眼就走了" in str(life_of(issue, public=False, reader=town.caller))


def test_life_ends_with_what_comes_next_until_when(town: Town) -> None:
    issue = town.capture()

    coming = life_of(issue, public=True)[-1]

    assert (coming.when, coming.what, coming.until) == (None, "确定怎么办", issue.due_at)


def test_tracking_without_password_shows_state_dates_and_next_step_only(town: Town) -> None:
    issue = town.capture()

    view = tracking_view(issue.tracking)

    assert (view.state, view.received_at, view.next_step, view.until) == (
        "captured",
        AT,
        "确定怎么办",
        issue.due_at,
    )
    assert (view.opened, view.text, view.place, view.category, view.life) == (False, "", "", "", [])


def test_tracking_with_password_shows_words_and_life(town: Town) -> None:
    issue = town.triaged()
    explain_issue(issue_id=issue.pk, note="归市里管,已转告。", by=town.clerk, at=AT + HOUR)

    view = tracking_view(issue.tracking, pin_of(issue))

    assert (view.opened, view.text, view.route_label) == (True, issue.text, "解释说明")
    assert "归市里管,已转告。" in [entry.note for entry in view.life]
    assert town.clerk.name not in str(view)


def test_tracking_says_the_same_for_wrong_number_wrong_street_and_wrong_password(town: Town) -> None:
    issue = town.capture()
    unknown = "10000000000007" if issue.tracking != "10000000000007" else "20000000000004"
    wrong = f"{(int(pin_of(issue)) + 1) % 10**6:06}"

    for number, pin, street in (
        (issue.tracking, wrong, None),
        (issue.tracking, "", None),
        (issue.tracking, None, 99),
    ):
        with pytest.raises(NotPossible, match=r"tracking\.pin"):
            tracking_view(number, pin, street_id=street)
    with pytest.raises(NotPossible, match=r"tracking\."):
        tracking_view(unknown)


def test_tracking_after_reopening_shows_it_working(town: Town) -> None:
    issue = town.called_back(answer="unresolved", grade=1)
    reopen_issue(issue_id=issue.pk, note="还黑着", by=town.caller, at=AT + DAY)

    view = tracking_view(issue.tracking, pin_of(issue))

    assert (view.state, view.is_open, view.life[-1].what) == ("working", True, "办理")


def test_similar_finds_the_same_matter_and_not_another(town: Town) -> None:
    issue = town.capture(text="三号楼二单元楼道灯坏了半个月没人修")
    same = town.capture(text="楼道灯坏了半个月,三号楼二单元,没人修", reporter=None)
    town.capture(text="院里的狗半夜一直叫")

    found = similar_issues(town.clerk, issue)

    assert [each.issue for each in found] == [same]
    assert 0.4 < found[0].likeness < 1


def test_issue_page_is_found_only_by_who_sees_it_and_costs_few_statements(town: Town) -> None:
    issue = town.called_back()

    with CaptureQueriesContext(connection) as queries:
        page = issue_page(town.clerk, issue.pk)

    assert (page, len(page.callbacks.all()), len(page.dispatches.all())) == (issue, 1, 1)
    assert len(queries) <= 7
    for stranger in (town.hire("secretary", WEST), town.administrator, make_town("030", "别处").clerk):
        with pytest.raises(Issue.DoesNotExist):
            issue_page(stranger, issue.pk)


def test_issues_are_found_by_number_and_by_place(town: Town) -> None:
    first, second = town.capture(), town.capture(received_at=AT - DAY)

    assert issue_ids_by_tracking(town.clerk, [second.tracking, first.tracking]) == [second.pk, first.pk]
    assert issues_at(town.clerk, town.door.pk) == [first, second]
    with pytest.raises(Issue.DoesNotExist):
        issue_ids_by_tracking(town.hire("secretary", WEST), [first.tracking])


def test_second_unit_sees_the_issue_and_the_first_no_longer(town: Town) -> None:
    issue = town.dispatched()
    object_dispatch(issue_id=issue.pk, reason_code="not_our_duty", note="归供水", by=town.handler, at=AT)
    from_water = town.hire("handler", unit=town.water)
    triage_issue(issue_id=issue.pk, route="time_limited", by=town.clerk, at=AT)
    dispatch_issue(issue_id=issue.pk, unit_id=town.water.pk, by=town.clerk, at=AT)
    accept_dispatch(issue_id=issue.pk, by=from_water, at=AT)

    assert (shown(town, from_water), shown(town, town.handler)) == ([issue], [])


@pytest.mark.parametrize("role", ["clerk", "secretary", "grid_worker", "handler", "caller", "administrator"])
def test_lists_show_exactly_what_is_visible(town: Town, role: str) -> None:
    town.capture()
    town.dispatched()
    town.capture(place_id=town.places[OUTSIDE].pk, by=town.clerk)
    narrow = town.hire("grid_worker", f"{town.street.path}01/01/03/")

    for by in (town.people[role], narrow, Actor.system("replay", None)):
        assert set(Issue.objects.listed_for(by)) == set(Issue.objects.visible_to(by))


def test_total_for_a_community_comes_from_its_counters(town: Town) -> None:
    many(town, 3)
    town.capture(place_id=town.places[OUTSIDE].pk, by=town.clerk)

    page = inbox(town.secretary, InboxFilter(state="captured"), limit=1, at=AT)
    part = inbox(town.clerk, InboxFilter(community=f"{WEST}01/"), limit=1, at=AT)

    assert (page.count, part.count) == (3, 1)
