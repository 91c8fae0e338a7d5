"""How a project moves and what it must promise (DOMAIN §4), row by row."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.projects import rules
from doorstep.projects.rules import BeneficiaryPlan, Change, MilestonePlan, Plan, Sign
from tests.projects.site import PLAN

MOVES = {
    ("idea", "apply"): "applied",
    ("idea", "cancel"): "cancelled",
    ("applied", "return_application"): "returned",
    ("applied", "review"): "reviewed",
    ("applied", "cancel"): "cancelled",
    ("returned", "apply"): "applied",
    ("returned", "cancel"): "cancelled",
    ("reviewed", "post_notice"): "notice",
    ("reviewed", "cancel"): "cancelled",
    ("notice", "withdraw_notice"): "reviewed",
    ("notice", "approve"): "approved",
    ("notice", "refuse"): "returned",
    ("approved", "start"): "in_progress",
    ("approved", "cancel"): "cancelled",
    ("in_progress", "pause"): "paused",
    ("in_progress", "claim_completion"): "completion_claimed",
    ("in_progress", "cancel"): "cancelled",
    ("paused", "resume"): "in_progress",
    ("paused", "cancel"): "cancelled",
    ("completion_claimed", "accept"): "accepted",
    ("completion_claimed", "demand_rework"): "rework",
    ("rework", "claim_completion"): "completion_claimed",
    ("rework", "cancel"): "cancelled",
}
NAMES = sorted({name for _, name in MOVES})
NOTED = {
    "return_application",
    "withdraw_notice",
    "refuse",
    "pause",
    "claim_completion",
    "demand_rework",
    "cancel",
}


def refusal_of(state: str, name: str, note: str) -> str:
    try:
        return rules.WORKFLOW.move(state, name, note=note)
    except NotPossible as refusal:
        return refusal.code


@pytest.mark.parametrize("state", rules.STATES)
@pytest.mark.parametrize("name", NAMES)
def test_workflow_every_state_and_move(state: str, name: str) -> None:
    assert refusal_of(state, name, "因为") == MOVES.get((state, name), "move.unknown")


@pytest.mark.parametrize(("state", "name"), MOVES)
def test_workflow_note_is_owed_exactly_where_the_table_says(state: str, name: str) -> None:
    wanted = "note.needed" if name in NOTED else MOVES[state, name]

    assert refusal_of(state, name, " ") == wanted


def test_sets_of_states_are_states() -> None:
    named = rules.BEFORE_REVIEW | rules.EDITABLE | rules.RUNNING | rules.REPLANNABLE | rules.ENDED

    assert named <= set(rules.STATES)
    assert rules.labelled({"a": "甲", "b": "乙"}) == [("a", "甲"), ("b", "乙")]


@pytest.mark.parametrize(
    ("day", "quarter"),
    [(date(2026, month, 15), (2026, (month - 1) // 3 + 1)) for month in range(1, 13)],
)
def test_quarter_of_every_month(day: date, quarter: tuple[int, int]) -> None:
    assert rules.quarter_of(day) == quarter


def test_quarters_between_crosses_the_year() -> None:
    found = rules.quarters_between(date(2025, 11, 1), date(2026, 4, 1))

    assert found == [(2025, 4), (2026, 1), (2026, 2)]


def test_quarters_between_backwards_is_empty() -> None:
    assert rules.quarters_between(date(2026, 4, 1), date(2026, 3, 31)) == []


def missing(plan: Plan, *, source: bool = True, difficulty: bool = True) -> list[str]:
    return rules.missing_in(plan, has_source=source, has_difficulty=difficulty)


def test_complete_plan_misses_nothing() -> None:
    assert missing(PLAN) == []


def test_empty_plan_misses_everything_in_the_order_of_the_form() -> None:
    found = missing(Plan(), source=False, difficulty=False)

    assert found == [*rules.NEEDED, "source", "money", "difficulty"]


@pytest.mark.parametrize("name", ["goal", "baseline", "evidence", "public_summary"])
def test_plan_with_blanks_for_a_text_misses_it(name: str) -> None:
    assert missing(replace(PLAN, **{name: "  "})) == [name]


@pytest.mark.parametrize(
    ("changes", "found"),
    [
        ({"starts_on": None}, ["starts_on"]),
        ({"ends_on": None}, ["ends_on"]),
        ({"ends_on": date(2026, 3, 15)}, ["ends_on"]),
        ({"beneficiaries": ()}, ["beneficiaries"]),
        ({"milestones": PLAN.milestones[:1]}, ["milestones"]),
        ({"milestones": ()}, ["milestones"]),
        ({"quota_fen": 0, "in_kind": " "}, ["money"]),
        ({"quota_fen": 0}, []),
        ({"quota_fen": 0, "in_kind": "", "other_fen": 1}, []),
    ],
)
def test_plan_lacks_exactly_what_is_left_out(changes: dict, found: list[str]) -> None:
    assert missing(replace(PLAN, **changes)) == found


def test_plan_without_days_has_no_quarter_to_cover() -> None:
    assert rules.uncovered_quarters(Plan()) == []


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)), st.integers(0, 1500))
def test_a_milestone_on_every_day_covers_every_quarter(first: date, days: int) -> None:
    span = [first + timedelta(days=each) for each in range(days + 1)]
    plan = Plan(starts_on=first, ends_on=span[-1], milestones=tuple(MilestonePlan("节点", d) for d in span))

    assert rules.uncovered_quarters(plan) == []
    assert len(rules.quarters_between(first, span[-1])) == len({rules.quarter_of(d) for d in span})


@pytest.mark.parametrize(
    ("changes", "name"),
    [
        ({}, None),
        ({"in_kind": "工" * 201}, "in_kind"),
        ({"beneficiaries": (BeneficiaryPlan("户" * 61, 1, "households"),)}, "beneficiaries"),
        ({"milestones": (MilestonePlan("节" * 121, date(2026, 3, 20)),)}, "milestones"),
        ({"beneficiaries": (), "milestones": ()}, None),
    ],
)
def test_too_long_names_the_field(changes: dict, name: str | None) -> None:
    assert rules.too_long_in(replace(PLAN, **changes)) == name


@pytest.mark.parametrize(("count", "nobody"), [(0, True), (-1, True), (1, False), (2**31, True)])
def test_group_has_a_size(count: int, nobody: bool) -> None:
    plan = Plan(beneficiaries=(BeneficiaryPlan("住户", count, "persons"),))

    assert rules.counts_nobody(plan) is nobody


def test_in_order_sorts_milestones_by_day() -> None:
    backwards = replace(PLAN, milestones=PLAN.milestones[::-1])

    assert rules.in_order(backwards) == PLAN


def test_lost_milestones_counts_each_of_the_same_name_and_day() -> None:
    one, two = PLAN.milestones
    plan = replace(PLAN, milestones=(one, two))

    assert rules.lost_milestones(plan, [one, two]) == []
    assert rules.lost_milestones(plan, [one, one]) == ["入户测温"]
    assert rules.lost_milestones(plan, [replace(two, planned_on=date(2026, 5, 1))]) == ["换管完成"]


def test_plan_as_json_writes_days_as_text() -> None:
    found = rules.plan_as_json(PLAN)

    assert (found["starts_on"], found["ends_on"]) == ("2026-03-16", "2026-05-29")
    assert found["milestones"][1] == {"name": "换管完成", "planned_on": "2026-05-29"}
    assert found["beneficiaries"] == [{"group": "东河苑住户", "count": 36, "unit": "households"}]
    assert rules.plan_as_json(Plan())["starts_on"] == rules.plan_as_json(Plan())["ends_on"] == ""


def test_plan_changes_says_each_field_as_a_person_writes_it() -> None:
    after = replace(
        PLAN,
        ends_on=date(2026, 6, 5),
        quota_fen=3_500_050,
        in_kind="",
        beneficiaries=(*PLAN.beneficiaries, BeneficiaryPlan("老人", 5, "persons")),
        milestones=PLAN.milestones[:1],
    )

    found = rules.plan_changes(rules.plan_as_json(PLAN), rules.plan_as_json(after))

    assert found == [
        Change("ends_on", "完成日期", "2026-05-29", "2026-06-05"),
        Change("quota_fen", "额度经费", "30,000.00 元", "35,000.50 元"),
        Change("in_kind", "实物或人力", "热力公司出工", ""),
        Change("beneficiaries", "受益对象", "东河苑住户 36 户", "东河苑住户 36 户；老人 5 人"),
        Change(
            "milestones",
            "季度节点",
            "2026-03-20 入户测温；2026-05-29 换管完成",
            "2026-03-20 入户测温",
        ),
    ]


def test_plan_changes_of_equal_plans_are_none() -> None:
    assert rules.plan_changes(rules.plan_as_json(PLAN), rules.plan_as_json(PLAN)) == []


@pytest.mark.parametrize(
    ("values", "settled"),
    [
        ([], None),
        ([3], None),
        ([3, 3], 3),
        ([3, 4], 4),
        ([4, 3], 4),
        ([2, 4], None),
        ([1, 5, 5], 5),
        ([5, 1, 5], 5),
        ([3, 3, 5], 3),
        ([1, 3, 2], 3),
        ([1, 3, 5], None),
    ],
)
def test_difficulty_is_what_two_agree_on(values: list[int], settled: int | None) -> None:
    assert rules.settled_difficulty(values) == settled


@given(st.lists(st.integers(1, 5), max_size=6))
def test_difficulty_is_settled_exactly_when_some_two_are_near(values: list[int]) -> None:
    pairs = [(a, b) for place, a in enumerate(values) for b in values[place + 1 :] if abs(a - b) <= 1]

    found = rules.settled_difficulty(values)

    assert (found is not None) == bool(pairs)
    assert found is None or found in {max(pair) for pair in pairs}


def sign(capacity: str, *, accepts: bool = True, is_lead: bool = False) -> Sign:
    return Sign(capacity, accepts, is_lead)


@pytest.mark.parametrize(
    ("signs", "gaps"),
    [
        ([], ["two_signatures", "beneficiary_or_supervision"]),
        ([sign("beneficiary")], ["two_signatures"]),
        ([sign("expert"), sign("street")], ["beneficiary_or_supervision"]),
        ([sign("beneficiary"), sign("street")], []),
        ([sign("supervision"), sign("expert")], []),
        ([sign("beneficiary", accepts=False), sign("supervision")], ["two_signatures"]),
        ([sign("beneficiary", is_lead=True), sign("supervision")], ["two_signatures"]),
        (
            [sign("street"), sign("beneficiary", is_lead=True)],
            ["two_signatures", "beneficiary_or_supervision"],
        ),
    ],
)
def test_acceptance_needs_two_and_a_resident_or_supervisor(signs: list[Sign], gaps: list[str]) -> None:
    assert rules.acceptance_gaps(signs) == gaps
