"""Partner organisations and the accounts that speak for them."""

from datetime import datetime
from uuid import UUID

from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.access import can, can_manage_accounts
from doorstep.people.models import Account, Partner, PartnerLiaison
from doorstep.people.rules import PARTNER, PartnerKind, contact_place
from doorstep.places.queries import street_path
from doorstep.records.acts import act
from doorstep.records.vault import read_sealed, seal


@act
def create_partner(*, name: str, kind: str, contact: str = "", by: Actor, at: datetime) -> Partner:
    """An organisation that may sign agreements; refuses a name that the street already has."""
    street_id = by.street_id or 0
    require(keeps_some(by))
    refuse_if(kind not in list(PartnerKind), "partner.kind", kind=kind)
    refuse_if(not name.strip(), "partner.name")
    refuse_if(Partner.objects.filter(street_id=street_id, name=name.strip()).exists(), "partner.taken")
    made_id = uuid7(at)
    sealed = seal(contact.strip(), about=contact_place(made_id))
    partner = Partner.objects.create(
        id=made_id, street_id=street_id, name=name.strip(), kind=kind, contact_sealed=sealed, made_at=at
    )
    record(by=by, act="partner.create", about=f"partner:{made_id}", at=at, street_id=street_id)
    return partner


def keeps_some(actor: Actor) -> bool:
    """Who keeps agreements anywhere in the street: a partner has no narrower place."""
    return any(can(actor, "agreement.keep", at_path=path) for path in actor.paths())


@act
def name_liaison(*, partner_id: UUID, account_id: int, by: Actor, at: datetime) -> PartnerLiaison:
    """This account speaks for the partner from now on; it holds the role of a liaison already."""
    street_id = by.street_id or 0
    require(can_manage_accounts(by, path=street_path(street_id)))
    partner = Partner.objects.select_for_update().get(pk=partner_id, street_id=street_id)
    account = Account.objects.get(pk=account_id, street_id=street_id, is_active=True)
    refuse_if(not account.assignments.filter(role=PARTNER).exists(), "liaison.role")
    refuse_if(PartnerLiaison.objects.filter(account=account).exists(), "liaison.taken")
    liaison = PartnerLiaison.objects.create(
        partner=partner, account=account, street_id=street_id, by=by.ref, at=at
    )
    record(by=by, act="partner.liaison", about=f"partner:{partner_id}", at=at, street_id=street_id)
    return liaison


@act
def read_contact(*, partner_id: UUID, reason: str, by: Actor, at: datetime) -> str:
    """The contact in clear for those who keep agreements; the reading itself is journalled."""
    partner = Partner.objects.visible_to(by).get(pk=partner_id)
    require(keeps_some(by))
    refuse_if(not reason.strip(), "note.needed")
    digest = digest_of(reason, new_salt())
    about = f"partner:{partner_id}"
    record(by=by, act="partner.read_contact", about=about, at=at, street_id=partner.street_id, digest=digest)
    return read_sealed(partner.contact_sealed, about=contact_place(partner_id))
