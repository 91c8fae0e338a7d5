"""Roles are dated, at a place, never given to oneself, and never united against the separations."""

from datetime import timedelta

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Grant
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.models import Account, Assignment, PartyOrg, Unit
from doorstep.people.queries import actor_for
from doorstep.people.rules import ROLES
from doorstep.people.services import assign_role, create_party_org, create_unit, end_assignment, leave
from doorstep.places.queries import place_at
from doorstep.places.services import close_place
from tests.people.office import (
    AT,
    EAST,
    SETUP,
    STREET_PATH,
    TODAY,
    WEST,
    Office,
    holder,
    make_account,
    make_actor,
    make_street,
    refused,
    unit_for,
)

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def assign(office: Office, account: Account, role: str = "clerk", **given) -> Assignment:
    values = {
        "path": STREET_PATH,
        "from_on": TODAY,
        "unit_id": unit_for(office, role),
        "by": office.admin,
        "at": AT,
    }
    return assign_role(account_id=account.pk, role=role, **values | given)


@pytest.mark.parametrize("role", ROLES)
def test_assigned_role_is_a_grant_on_its_days_only(office: Office, role: str) -> None:
    account = make_account(office.street, "li")

    assign(office, account, role, path=EAST, from_on=TODAY, to_on=TODAY + 2 * DAY)

    days = [actor_for(account, TODAY + offset * DAY).grants for offset in (-1, 0, 2, 3)]
    grant = Grant(role, EAST, unit_for(office, role))
    assert days == [(), (grant,), (grant,), ()]


def test_assignment_is_journalled(office: Office) -> None:
    account = make_account(office.street, "li")

    assign(office, account)

    entry = Entry.objects.get(act="account.assign", about=f"account:{account.pk}")
    assert (entry.by, entry.at) == (office.admin.ref, AT)


@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_give_roles(office: Office, role: str) -> None:
    account = make_account(office.street, "li")

    with refused(Account.DoesNotExist):
        assign(office, account, by=holder(role, STREET_PATH, street_id=office.street.pk))


def test_administrator_of_a_community_gives_nothing_for_the_street(office: Office) -> None:
    account = make_account(office.street, "li")

    with refused(NotAllowed):
        assign(office, account, by=holder("administrator", EAST, street_id=office.street.pk))


def test_nobody_gives_a_role_to_oneself(office: Office) -> None:
    me = Account.objects.get(pk=office.admin.account_id)

    with refused(NotAllowed):
        assign(office, me, "supervisor")


@pytest.mark.parametrize(
    ("role", "given", "code"),
    [
        ("mayor", {}, "role.unknown"),
        ("handler", {"unit_id": None}, "role.unit_needed"),
        ("clerk", {"to_on": TODAY - DAY}, "assignment.dates"),
        ("clerk", {"path": "990000/003/77/"}, "assignment.place"),
        ("clerk", {"path": "990000/"}, "assignment.place"),
    ],
)
def test_unsound_assignment_is_refused(office: Office, role: str, given: dict, code: str) -> None:
    account = make_account(office.street, "li")

    with refused(NotPossible, code):
        assign(office, account, role, by=SETUP, **given)


def test_closed_place_and_closed_account_get_no_role(office: Office) -> None:
    account, gone = make_account(office.street, "li"), make_account(office.street, "gone")
    leave(account_id=gone.pk, reason="调离", by=office.admin, at=AT)
    close_place(place_id=place_at(office.street.pk, EAST).pk, active=False, by=SETUP, at=AT)

    with refused(NotPossible, "assignment.place"):
        assign(office, account, path=EAST)
    with refused(NotPossible, "account.closed"):
        assign(office, gone)


def test_unit_and_organisation_of_another_street_are_not_found(office: Office) -> None:
    far = make_street("004", "示范镇")
    unit = create_unit(street_id=far.pk, code="x", name="科", kind="section", path=far.path, by=SETUP, at=AT)
    org = create_party_org(
        street_id=far.pk, code="x", name="支部", kind="branch", path=far.path, by=SETUP, at=AT
    )
    account = make_account(office.street, "li")

    with refused(Unit.DoesNotExist):
        assign(office, account, "handler", unit_id=unit.pk)
    with refused(PartyOrg.DoesNotExist):
        assign(office, account, "secretary", org_id=org.pk)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("handler", "caller"),
        ("clerk", "reviewer"),
        ("administrator", "supervisor"),
        ("grid_worker", "caller"),
    ],
)
def test_roles_that_must_not_meet_are_refused_in_both_orders(office: Office, first: str, second: str) -> None:
    for number, (one, other) in enumerate([(first, second), (second, first)]):
        account = make_account(office.street, f"li{number}")
        assign(office, account, one)
        with refused(NotPossible, "role.clash"):
            assign(office, account, other)


def test_roles_that_must_not_meet_may_follow_one_another(office: Office) -> None:
    account = make_account(office.street, "li")
    assign(office, account, "handler", to_on=TODAY + 9 * DAY)

    with refused(NotPossible, "role.clash"):
        assign(office, account, "caller", from_on=TODAY + 9 * DAY)
    later = assign(office, account, "caller", from_on=TODAY + 10 * DAY)

    assert later.from_on == TODAY + 10 * DAY


def test_same_role_twice_is_refused_but_not_for_another_place(office: Office) -> None:
    account = make_account(office.street, "li")
    assign(office, account, "grid_worker", path=EAST, from_on=TODAY + 5 * DAY)

    with refused(NotPossible, "role.held"):
        assign(office, account, "grid_worker", path=EAST, to_on=TODAY + 5 * DAY)
    assign(office, account, "grid_worker", path=WEST)

    assert account.assignments.count() == 2


def test_role_taken_away_counts_no_more_from_that_moment(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    held = Assignment.objects.get(account_id=clerk.account_id)

    end_assignment(assignment_id=held.pk, by=office.admin, at=AT)

    held.refresh_from_db()
    assert (actor_for(clerk.account_id, TODAY).grants, held.to_on, held.ended_at) == ((), TODAY, AT)


def test_role_ended_for_a_later_day_counts_until_then(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    held = Assignment.objects.get(account_id=clerk.account_id)

    end_assignment(assignment_id=held.pk, to_on=TODAY + DAY, by=office.admin, at=AT)

    grants = [len(actor_for(clerk.account_id, TODAY + offset * DAY).grants) for offset in (0, 1, 2)]
    assert grants == [1, 1, 0]


def test_role_ended_twice_or_backwards_is_refused(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    held = Assignment.objects.get(account_id=clerk.account_id)

    with refused(NotPossible, "assignment.dates"):
        end_assignment(assignment_id=held.pk, to_on=TODAY - DAY, by=office.admin, at=AT)
    end_assignment(assignment_id=held.pk, by=office.admin, at=AT)
    with refused(NotPossible, "assignment.ended"):
        end_assignment(assignment_id=held.pk, by=office.admin, at=AT)


def test_last_administrator_keeps_the_role_until_there_is_another(office: Office) -> None:
    held = Assignment.objects.get(account_id=office.admin.account_id)
    with refused(NotPossible, "role.last_administrator"):
        end_assignment(assignment_id=held.pk, by=SETUP, at=AT)

    make_actor(office.street, "small", "administrator", path=EAST)
    with refused(NotPossible, "role.last_administrator"):
        end_assignment(assignment_id=held.pk, by=SETUP, at=AT)
    other = make_actor(office.street, "second", "administrator")

    assert end_assignment(assignment_id=held.pk, by=other, at=AT).ended_at == AT


def test_role_at_a_place_outside_one_s_own_is_not_ended(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    held = Assignment.objects.get(account_id=clerk.account_id)

    with refused(NotAllowed):
        end_assignment(
            assignment_id=held.pk, by=holder("administrator", EAST, street_id=office.street.pk), at=AT
        )
