"""Who asks, and what the account pages show."""

from datetime import timedelta

import pytest
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.db import connection
from django.test.utils import CaptureQueriesContext

from doorstep.kernel.actor import Actor, Grant
from doorstep.people.backend import AccountBackend
from doorstep.people.models import Account
from doorstep.people.queries import (
    NOBODY,
    account_page,
    accounts,
    actor_for,
    actor_for_session,
    assignments_of,
    colleagues,
    demo_accounts,
    holders,
    names_of,
    orgs_of,
    units_of,
)
from doorstep.people.services import (
    assign_role,
    create_party_org,
    edit_account,
    edit_party_org,
    edit_unit,
    end_assignment,
    leave,
    reset_password,
)
from tests.people.office import (
    AT,
    EAST,
    PASSWORD,
    SETUP,
    STREET_PATH,
    TODAY,
    WEST,
    Office,
    holder,
    make_account,
    make_actor,
    make_street,
)

pytestmark = pytest.mark.django_db(databases="__all__")


def session_of(account: Account) -> dict[str, str]:
    return {SESSION_KEY: str(account.pk), HASH_SESSION_KEY: account.get_session_auth_hash()}


def test_actor_has_name_street_and_grants_in_one_statement(office: Office) -> None:
    account = make_account(office.street, "li", name="李禾")
    for role, path in (("grid_worker", EAST), ("grid_head", WEST)):
        assign_role(account_id=account.pk, role=role, path=path, from_on=TODAY, by=office.admin, at=AT)

    with CaptureQueriesContext(connection) as spoken:
        actor = actor_for(account, TODAY)

    grants = (Grant("grid_worker", EAST), Grant("grid_head", WEST))
    assert (actor, len(spoken)) == (Actor(account.pk, office.street.pk, "李禾", grants), 1)


def test_session_names_its_actor_in_one_statement(office: Office) -> None:
    clerk = make_actor(office.street, "clerk", "clerk")
    session = session_of(Account.objects.get(pk=clerk.account_id))

    with CaptureQueriesContext(connection) as spoken:
        actor = actor_for_session(session, at=AT)

    assert (actor, len(spoken)) == (clerk, 1)


def test_session_ends_with_a_new_password_and_with_leaving(office: Office) -> None:
    reset, gone = make_account(office.street, "reset"), make_account(office.street, "gone")
    sessions = [session_of(reset), session_of(gone), {}, {SESSION_KEY: "0", HASH_SESSION_KEY: "x"}]
    reset_password(account_id=reset.pk, by=office.admin, at=AT)
    leave(account_id=gone.pk, reason="调离", by=office.admin, at=AT)

    assert [actor_for_session(session, at=AT) for session in sessions] == [NOBODY] * 4


def test_holders_are_those_at_the_place_or_above_it(office: Office) -> None:
    east = make_actor(office.street, "east", "grid_head", path=EAST)
    make_actor(office.street, "west", "grid_head", path=WEST)
    clerk = make_actor(office.street, "clerk", "clerk")
    make_actor(office.street, "watch", "supervisor")

    found = holders(office.street.pk, on=TODAY, ability="issue.triage", path=f"{EAST}01/")

    assert [each.account_id for each in found] == [clerk.account_id, east.account_id]


def test_colleagues_are_choices_each_person_once(office: Office) -> None:
    handler = make_actor(office.street, "handler", "handler", unit=office.unit)
    assign_role(
        account_id=handler.account_id, role="grid_head", path=EAST, from_on=TODAY, by=office.admin, at=AT
    )

    everybody = colleagues(office.admin, on=TODAY)
    unit_people = colleagues(office.admin, unit_id=office.unit.pk, on=TODAY)
    others = colleagues(office.admin, without=office.admin.account_id, on=TODAY)

    admin, one = (office.admin.account_id, "admin"), (handler.account_id, "handler")
    assert (everybody, unit_people, others) == ([admin, one], [one], [one])


def test_accounts_page_shows_one_s_own_street_only(office: Office) -> None:
    make_account(office.street, "li", name="李禾")
    make_account(make_street("004", "示范镇"), "far")
    clerk = holder("clerk", STREET_PATH, street_id=office.street.pk)

    seen = [[each.username for each in accounts(actor, on=TODAY)] for actor in (office.admin, clerk, NOBODY)]

    assert seen == [["admin", "li"], [], []]


def test_accounts_are_found_by_name_and_by_whole_phone(office: Office) -> None:
    li = make_account(office.street, "li", name="李禾")
    edit_account(account_id=li.pk, phone="19900001234", by=office.admin, at=AT)

    found = [
        list(accounts(office.admin, text=text, on=TODAY)) for text in ("禾", "LI", "199 0000 1234", "1990000")
    ]

    assert found == [[li], [li], [li], []]


def test_those_who_left_are_on_their_own_list(office: Office) -> None:
    gone = make_account(office.street, "gone")
    leave(account_id=gone.pk, reason="调离", by=office.admin, at=AT)

    lists = [
        [each.username for each in accounts(office.admin, left=left, on=TODAY)] for left in (False, True)
    ]

    assert lists == [["admin"], ["gone"]]


def test_accounts_cost_two_statements_however_many(office: Office) -> None:
    for number in range(4):
        make_actor(office.street, f"li{number}", "handler", unit=office.unit)

    with CaptureQueriesContext(connection) as spoken:
        roles = [[held.unit for held in each.assignments.all()] for each in accounts(office.admin, on=TODAY)]

    assert (len(roles), len(spoken)) == (5, 2)


def test_account_of_another_street_is_not_found(office: Office) -> None:
    far = make_account(make_street("004", "示范镇"), "far")

    with pytest.raises(Account.DoesNotExist):
        account_page(office.admin, far.pk)


def test_assignments_are_told_in_words_newest_first(office: Office) -> None:
    handler = make_actor(office.street, "handler", "handler", unit=office.unit)
    assign_role(
        account_id=handler.account_id, role="grid_head", path=EAST, from_on=TODAY, by=office.admin, at=AT
    )
    last = assignments_of(handler.account_id, on=TODAY)[0]
    end_assignment(assignment_id=last.pk, by=office.admin, at=AT)

    lines = assignments_of(handler.account_id, on=TODAY)

    told = [(each.role_label, each.place_name, each.body_name, each.is_over) for each in lines]
    assert told == [("网格长", "东河社区", "", True), ("承办人员", "示范街道", "城管科", False)]


def test_account_without_roles_has_no_lines(office: Office) -> None:
    assert assignments_of(make_account(office.street, "li").pk) == []


def test_names_are_given_for_accounts_only(office: Office) -> None:
    li = make_account(office.street, "li", name="李禾")

    assert names_of([f"account:{li.pk}", "resident", "account:unknown", "system:timer"]) == {
        f"account:{li.pk}": "李禾"
    }


def test_closed_units_and_organisations_are_no_choices(office: Office) -> None:
    org = create_party_org(
        street_id=office.street.pk,
        code="p1",
        name="东河党支部",
        kind="branch",
        path=EAST,
        by=office.admin,
        at=AT,
    )
    before = units_of(office.street.pk), orgs_of(office.street.pk)

    edit_unit(unit_id=office.unit.pk, name="城管科", phone="", active=False, by=office.admin, at=AT)
    edit_party_org(org_id=org.pk, name="东河党支部", active=False, by=office.admin, at=AT)

    after = units_of(office.street.pk), orgs_of(office.street.pk)
    assert (before, after) == (([(office.unit.pk, "城管科")], [(org.pk, "东河党支部")]), ([], []))


def test_demo_names_one_account_for_each_role(office: Office) -> None:
    long_ago = AT - timedelta(days=400)
    for name in ("wg01", "wg02"):
        account = make_account(office.street, name)
        assign_role(
            account_id=account.pk,
            role="grid_worker",
            path=EAST,
            from_on=long_ago.date(),
            by=SETUP,
            at=long_ago,
        )

    assert demo_accounts()[0] == ("wg01", "网格员")


def test_backend_lets_in_by_the_same_door(office: Office, rf) -> None:
    li = make_account(office.street, "li")
    backend, request = AccountBackend(), rf.post("/sign-in/")

    answers = [
        backend.authenticate(request, username="li", password=PASSWORD),
        backend.authenticate(request, username="li", password="wrong-wrong"),
        backend.authenticate(None, username="li", password=PASSWORD),
        backend.get_user(li.pk),
        backend.get_user(0),
    ]

    assert answers == [li, None, None, li, None]
