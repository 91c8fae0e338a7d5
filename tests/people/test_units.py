"""The organisations that work: made and closed by the street's administrators."""

import pytest

from doorstep.journal.models import Entry
from doorstep.kernel.errors import NotAllowed, NotPossible
from doorstep.people.models import PartyOrg, Unit
from doorstep.people.rules import ROLES
from doorstep.people.services import create_party_org, create_unit, edit_party_org, edit_unit
from tests.people.office import AT, EAST, STREET_PATH, Office, holder, make_street, refused

pytestmark = pytest.mark.django_db


def unit(office: Office, by, **given) -> Unit:
    values = {
        "street_id": office.street.pk,
        "code": "ws",
        "name": "卫生科",
        "kind": "section",
        "path": STREET_PATH,
    }
    return create_unit(**values | given, by=by, at=AT)


def org(office: Office, by, **given) -> PartyOrg:
    values = {
        "street_id": office.street.pk,
        "code": "dgw",
        "name": "党工委",
        "kind": "committee",
        "path": STREET_PATH,
    }
    return create_party_org(**values | given, by=by, at=AT)


def test_branches_stand_below_their_committee(office: Office) -> None:
    committee = org(office, office.admin)

    branch = org(
        office, office.admin, code="p01", kind="branch", name="东河支部", path=EAST, parent_id=committee.pk
    )

    acts = Entry.objects.filter(act="party_org.create").values_list("about", flat=True)
    assert (branch.parent, sorted(acts)) == (
        committee,
        [f"party_org:{committee.pk}", f"party_org:{branch.pk}"],
    )


@pytest.mark.parametrize("make", [unit, org])
@pytest.mark.parametrize("role", [role for role in ROLES if role != "administrator"])
def test_only_administrators_make_units_and_organisations(office: Office, role: str, make) -> None:
    with refused(NotAllowed):
        make(office, holder(role, STREET_PATH, street_id=office.street.pk))


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "club"}, "unit.kind"),
        ({"name": " "}, "unit.name"),
        ({"code": "cg"}, "unit.taken"),
        ({"path": "990000/003/88/"}, "assignment.place"),
    ],
)
def test_unsound_unit_is_refused(office: Office, given: dict, code: str) -> None:
    with refused(NotPossible, code):
        unit(office, office.admin, **given)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"kind": "club"}, "party_org.kind"),
        ({"code": ""}, "party_org.name"),
        ({"code": "dgw"}, "party_org.taken"),
    ],
)
def test_unsound_organisation_is_refused(office: Office, given: dict, code: str) -> None:
    org(office, office.admin)

    with refused(NotPossible, code):
        org(office, office.admin, **{"code": "p02"} | given)


def test_names_are_never_emptied(office: Office) -> None:
    committee = org(office, office.admin)

    with refused(NotPossible, "unit.name"):
        edit_unit(unit_id=office.unit.pk, name="", phone="", active=True, by=office.admin, at=AT)
    with refused(NotPossible, "party_org.name"):
        edit_party_org(org_id=committee.pk, name="", active=True, by=office.admin, at=AT)


def test_another_street_s_unit_is_not_found(office: Office) -> None:
    far = make_street("004", "示范镇")
    stranger = holder("administrator", far.path, street_id=far.pk)

    with refused(Unit.DoesNotExist):
        edit_unit(unit_id=office.unit.pk, name="甲", phone="", active=True, by=stranger, at=AT)
