"""The table of roles and abilities, and the separations that hold whatever it says."""

from itertools import combinations_with_replacement

import pytest

from doorstep.kernel.actor import Actor, Grant
from doorstep.people import access
from doorstep.people.access import (
    ABILITIES,
    ABILITY_LABELS,
    SEPARATED,
    can,
    clash,
    grants_with,
    has_ability,
    paths_with,
    roles_with,
)
from doorstep.people.rules import ROLES
from doorstep.places.access import IMPORTERS
from doorstep.rulebook.access import SETTERS
from tests.people.office import EAST, STREET_PATH, WEST, holder


def test_every_role_has_a_row_and_every_ability_a_holder() -> None:
    held = frozenset().union(*ABILITIES.values())

    assert (set(ABILITIES), held) == (set(ROLES), frozenset(ABILITY_LABELS))


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("ability", ABILITY_LABELS)
def test_ability_holds_inside_the_place_and_nowhere_else(role: str, ability: str) -> None:
    actor = holder(role, EAST)
    expected = ability in ABILITIES[role]

    answers = [can(actor, ability, at_path=path) for path in (EAST, f"{EAST}01/", WEST, STREET_PATH)]

    assert answers == [expected, expected, False, False]


@pytest.mark.parametrize("pair", SEPARATED, ids=" / ".join)
@pytest.mark.parametrize("role", ROLES)
def test_no_role_alone_unites_what_is_separated(role: str, pair: tuple[str, str]) -> None:
    assert not set(pair) <= ABILITIES[role]


@pytest.mark.parametrize(("role", "other"), list(combinations_with_replacement(ROLES, 2)))
def test_roles_clash_exactly_when_together_they_unite_what_is_separated(role: str, other: str) -> None:
    together = ABILITIES[role] | ABILITIES[other]
    expected = any(set(pair) <= together for pair in SEPARATED)

    assert (clash(role, other) is not None, clash(role, other)) == (expected, clash(other, role))


def test_handler_never_calls_back_whoever_delivered_never_rates() -> None:
    assert clash("handler", "caller") == ("issue.handle", "issue.call_back")


def test_administrator_has_no_ability_on_what_residents_said() -> None:
    touching = {
        name for name in ABILITIES["administrator"] if name.startswith(("issue.", "visit.", "search."))
    }

    assert touching == set()


def test_lower_stages_name_the_same_roles_as_the_table() -> None:
    assert (set(SETTERS), set(IMPORTERS)) == (set(roles_with("rule.set")), set(roles_with("place.import")))


def test_unknown_ability_is_a_defect() -> None:
    with pytest.raises(LookupError):
        can(holder("clerk", EAST), "issue.delete", at_path=EAST)


def test_resident_may_only_report() -> None:
    resident = Actor.resident(1)

    allowed = [name for name in ABILITY_LABELS if has_ability(resident, name)]

    assert allowed == ["issue.capture"]


def test_paths_are_those_of_grants_that_carry_the_ability() -> None:
    grants = (Grant("handler", STREET_PATH, unit_id=4), Grant("grid_head", EAST), Grant("grid_head", EAST))
    actor = Actor(account_id=3, street_id=1, name="何青", grants=grants)

    assert (paths_with(actor, "issue.triage"), grants_with(actor, "project.accept")) == ((EAST,), ())


def test_street_three_does_not_hold_street_thirty() -> None:
    actor = holder("clerk", "990000/003/")

    assert not can(actor, "issue.triage", at_path="990000/0030/")


@pytest.mark.parametrize(
    ("question", "ability"),
    [
        (access.can_manage_accounts, "account.manage"),
        (access.can_see_journal, "journal.read"),
        (access.can_see_statistics, "statistics.read"),
        (access.can_search_person, "search.person"),
    ],
)
@pytest.mark.parametrize("role", ROLES)
def test_question_answers_by_the_table(question, ability: str, role: str) -> None:
    actor = holder(role, EAST)

    assert (question(actor, path=EAST), question(actor, path=WEST)) == (ability in ABILITIES[role], False)
