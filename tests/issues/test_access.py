"""Every act × every role, inside and outside their place; and what each act costs."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from doorstep.issues import services
from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotAllowed
from doorstep.people.rules import ROLES
from tests.issues.town import AT, DAY, WEST, Town, make_town, rows_written

pytestmark = pytest.mark.matrix

NEXT = AT + DAY
Do = Callable[[Town, Issue, Actor], object]


@dataclass(frozen=True)
class Act:
    """How an issue is made ready for the act, the act, and the roles that may do it inside their place."""

    ready: Callable[[Town], Issue]
    do: Do
    roles: frozenset[str]
    most: int = 10


SORTERS = frozenset({"grid_head", "secretary", "clerk"})
AT_DOORS = frozenset({"grid_worker", "grid_head", "secretary"})
FINISHERS = AT_DOORS | {"clerk"}
DISPATCHERS = frozenset({"secretary", "clerk"})
UNIT = frozenset({"handler"})
LINKERS = frozenset({"secretary", "clerk", "reviewer"})
CALLERS = frozenset({"caller"})
BLIND = frozenset({"administrator", "finance", "partner", "member"})


def kw(issue: Issue, by: Actor, **more: object) -> dict:
    return {"issue_id": issue.pk, "by": by, "at": NEXT} | more


ACTS: dict[str, Act] = {
    "triage_issue": Act(
        Town.capture, lambda t, i, by: services.triage_issue(**kw(i, by, route="time_limited")), SORTERS
    ),
    "correct_issue": Act(
        lambda t: t.capture(by=t.clerk),
        lambda t, i, by: services.correct_issue(**kw(i, by, reason="听错", text="另一句话")),
        SORTERS,
    ),
    "finish_on_spot": Act(
        Town.capture, lambda t, i, by: services.finish_on_spot(**kw(i, by, note="修了")), FINISHERS
    ),
    "contact_reporter": Act(Town.capture, lambda t, i, by: services.contact_reporter(**kw(i, by)), FINISHERS),
    "explain_issue": Act(
        Town.capture, lambda t, i, by: services.explain_issue(**kw(i, by, note="归市里管")), FINISHERS
    ),
    "redirect_issue": Act(
        Town.capture,
        lambda t, i, by: services.redirect_issue(**kw(i, by, reason_code="emergency", note="请拨110")),
        FINISHERS,
    ),
    "confirm_at_door": Act(
        Town.on_spot, lambda t, i, by: services.confirm_at_door(**kw(i, by)), AT_DOORS | {"clerk"}
    ),
    "dispatch_issue": Act(
        Town.triaged, lambda t, i, by: services.dispatch_issue(**kw(i, by, unit_id=t.works.pk)), DISPATCHERS
    ),
    "recall_dispatch": Act(
        Town.dispatched, lambda t, i, by: services.recall_dispatch(**kw(i, by, note="派错")), DISPATCHERS
    ),
    "accept_dispatch": Act(Town.dispatched, lambda t, i, by: services.accept_dispatch(**kw(i, by)), UNIT),
    "object_dispatch": Act(
        Town.dispatched,
        lambda t, i, by: services.object_dispatch(**kw(i, by, reason_code="wrong_place", note="不在辖区")),
        UNIT,
    ),
    "start_work": Act(Town.accepted, lambda t, i, by: services.start_work(**kw(i, by)), UNIT),
    "return_dispatch": Act(
        Town.accepted,
        lambda t, i, by: services.return_dispatch(**kw(i, by, reason_code="no_access", note="进不去")),
        UNIT,
    ),
    "deliver_issue": Act(
        Town.accepted, lambda t, i, by: services.deliver_issue(**kw(i, by, note="换了")), UNIT
    ),
    "extend_issue": Act(
        Town.accepted,
        lambda t, i, by: services.extend_issue(**kw(i, by, days=3, reason="等配件")),
        UNIT | DISPATCHERS,
    ),
    "record_callback": Act(
        Town.delivered,
        lambda t, i, by: services.record_callback(
            **kw(i, by, outcome="reached", mode="phone", answer="resolved", grade=5)
        ),
        CALLERS,
    ),
    "close_issue": Act(
        Town.called_back, lambda t, i, by: services.close_issue(**kw(i, by)), CALLERS | SORTERS
    ),
    "close_by_reason": Act(
        lambda t: t.delivered(reporter=None),
        lambda t, i, by: services.close_by_reason(**kw(i, by, reason_code="anonymous", note="没留电话")),
        CALLERS | SORTERS,
    ),
    "reopen_issue": Act(
        Town.called_back,
        lambda t, i, by: services.reopen_issue(**kw(i, by, note="没修好")),
        CALLERS | SORTERS,
    ),
    "merge_issues": Act(
        Town.triaged,
        lambda t, i, by: services.merge_issues(survivor_id=i.pk, merged_ids=[t.capture().pk], by=by, at=NEXT),
        frozenset({"clerk"}),
        most=14,
    ),
    "propose_exclusion": Act(
        Town.called_back,
        lambda t, i, by: services.propose_exclusion(**kw(i, by, code="duplicate", reason="重复")),
        frozenset({"clerk"}),
    ),
    "join_project": Act(
        Town.triaged,
        lambda t, i, by: services.join_project(
            issue_ids=[i.pk], project_number="2026-001", project_name="照明改造", by=by, at=NEXT
        ),
        LINKERS,
    ),
    "read_contact": Act(
        Town.capture,
        lambda t, i, by: services.read_contact(**kw(i, by, reason="约时间")),
        FINISHERS | CALLERS,
    ),
}
OUTSIDERS = ("grid_worker", "grid_head", "secretary")


def attempt(town: Town, act: Act, by: Actor) -> str:
    """``done`` or how it was refused; a refusal leaves no row behind."""
    issue = act.ready(town)
    before = rows_written()
    try:
        with transaction.atomic():
            act.do(town, issue, by)
    except NotAllowed:
        outcome = "not allowed"
    except Issue.DoesNotExist:
        outcome = "not found"
    else:
        return "done"
    assert rows_written() == before
    return outcome


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", ACTS)
def test_act_inside_ones_place_is_for_its_roles(town: Town, name: str, role: str) -> None:
    act = ACTS[name]
    sees = role not in BLIND and (role != "handler" or act.ready(town).unit_id is not None)

    expected = "done" if role in act.roles else "not allowed" if sees else "not found"

    assert attempt(town, act, town.people[role]) == expected


@pytest.mark.parametrize("role", OUTSIDERS)
@pytest.mark.parametrize("name", ACTS)
def test_act_outside_ones_place_finds_nothing(town: Town, name: str, role: str) -> None:
    assert attempt(town, ACTS[name], town.hire(role, WEST)) == "not found"


@pytest.mark.parametrize("name", ACTS)
def test_act_by_another_unit_finds_nothing(town: Town, name: str) -> None:
    assert attempt(town, ACTS[name], town.hire("handler", unit=town.water)) == "not found"


@pytest.mark.parametrize("name", ACTS)
def test_act_from_another_street_and_by_a_resident_finds_nothing(town: Town, name: str) -> None:
    stranger = make_town("030", "另一街道")

    for by in (stranger.clerk, stranger.secretary, Actor.resident(town.street.pk)):
        assert attempt(town, ACTS[name], by) == "not found"


@pytest.mark.parametrize("name", ACTS)
def test_act_costs_few_statements(town: Town, name: str) -> None:
    act = ACTS[name]
    role = next(role for role in ("handler", "caller", "clerk", "grid_worker") if role in act.roles)
    issue = act.ready(town)
    made: list[Issue] = [town.capture()]
    town.capture = lambda **changes: made[0]  # type: ignore[method-assign]  # what the act is tried on stands already

    with CaptureQueriesContext(connection) as queries:
        act.do(town, issue, town.people[role])

    assert len(queries) <= act.most, [query["sql"][:80] for query in queries]
