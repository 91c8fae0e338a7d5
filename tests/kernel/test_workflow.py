"""State only moves along a table, and a table with a dead end is found before anybody is stuck in it."""

from types import MappingProxyType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep.kernel.errors import NotPossible
from doorstep.kernel.workflow import Move, Workflow

LIMITS = {"captured": "issue.triage_hours", "working": "issue.solve_days"}


def table(*moves: Move, final: frozenset[str] = frozenset({"closed"}), **limits: str) -> Workflow:
    return Workflow("issue", "captured", moves, final, limits or LIMITS)


SOUND = table(
    Move("start", "captured", "working"),
    Move("finish", "working", "closed", note_needed=True),
    Move("reopen", "closed", "working", limit="issue.complex_days"),
)


def test_move_leads_to_the_state_in_the_table() -> None:
    assert SOUND.move("captured", "start") == "working"


@pytest.mark.parametrize(("state", "name"), [("captured", "finish"), ("working", "fly"), ("lost", "start")])
def test_move_not_in_the_table_is_refused(state: str, name: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        SOUND.move(state, name)

    assert (refusal.value.code, refusal.value.values) == ("move.unknown", {"state": state, "move": name})


@pytest.mark.parametrize("note", ["", "  \n\u3000"])
def test_move_without_its_note_is_refused(note: str) -> None:
    with pytest.raises(NotPossible) as refusal:
        SOUND.move("working", "finish", note=note)

    assert (refusal.value.code, refusal.value.values) == ("note.needed", {"move": "finish"})


def test_move_with_its_note_goes_on() -> None:
    assert SOUND.move("working", "finish", note="路灯已换") == "closed"


def test_moves_from_and_states_keep_the_order_of_the_table() -> None:
    assert SOUND.moves_from("closed") == (Move("reopen", "closed", "working", limit="issue.complex_days"),)
    assert SOUND.states == ("captured", "working", "closed")


def test_one_name_twice_out_of_a_state_is_a_defect() -> None:
    with pytest.raises(ValueError, match="two moves of one name"):
        table(Move("go", "captured", "working"), Move("go", "captured", "closed"))


def test_check_of_a_sound_table_finds_nothing() -> None:
    assert SOUND.check() == []


@pytest.mark.parametrize(
    ("broken", "defects"),
    [
        (
            table(Move("start", "captured", "working")),
            ["captured: never ends", "working: no way out", "closed: in no move"],
        ),
        (
            table(Move("wait", "captured", "captured"), Move("end", "working", "closed")),
            ["captured: no way out", "working: not reachable", "closed: not reachable"],
        ),
        (
            table(
                Move("start", "captured", "working"),
                Move("return", "working", "captured"),
                final=frozenset(),
            ),
            ["captured: never ends", "working: never ends"],
        ),
        (
            table(Move("start", "captured", "working"), Move("finish", "working", "closed"), captured="x"),
            ["working: no time limit"],
        ),
        (table(Move("end", "captured", "closed"), captured="x", workin="y"), ["workin: in no move"]),
    ],
    ids=["dead end", "waits for ever", "circle", "no limit", "misspelt limit"],
)
def test_check_names_the_defect(broken: Workflow, defects: list[str]) -> None:
    assert broken.check() == defects


STATES = st.sampled_from(["captured", "working", "closed", "merged"])
MOVES = st.lists(
    st.builds(Move, st.sampled_from("abcdefgh"), STATES, STATES), unique_by=lambda x: (x.source, x.name)
)


@given(MOVES)
def test_check_finds_nothing_only_where_every_walk_can_still_end(moves: list[Move]) -> None:
    limits = MappingProxyType(dict.fromkeys(["captured", "working", "merged"], "x"))
    tried = Workflow("any", "captured", tuple(moves), frozenset({"closed"}), limits)

    stuck = {state for state in tried.states if "closed" not in walk(tried, state)}

    assert {line.partition(":")[0] for line in tried.check() if "way out" in line or "never" in line} == stuck


def walk(table: Workflow, state: str) -> set[str]:
    """Every state within as many moves as there are states."""
    reached = {state}
    for _ in table.states:
        reached |= {each.target for each in table.moves if each.source in reached}
    return reached
