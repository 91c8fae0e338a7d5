"""The acts on accounts, assignments and the organisations that work."""

from doorstep.people.services.accounts import (
    NewAccount,
    create_account,
    edit_account,
    erase_left_contacts,
    read_phone,
    remove_account,
)
from doorstep.people.services.assignments import assign_role, end_assignment
from doorstep.people.services.leaving import hand_over, leave, take_back
from doorstep.people.services.partners import create_partner, name_liaison, read_contact
from doorstep.people.services.passwords import change_password, reset_password, sign_in
from doorstep.people.services.units import create_party_org, create_unit, edit_party_org, edit_unit

__all__ = [
    "NewAccount",
    "assign_role",
    "change_password",
    "create_account",
    "create_partner",
    "create_party_org",
    "create_unit",
    "edit_account",
    "edit_party_org",
    "edit_unit",
    "end_assignment",
    "erase_left_contacts",
    "hand_over",
    "leave",
    "name_liaison",
    "read_contact",
    "read_phone",
    "remove_account",
    "reset_password",
    "sign_in",
    "take_back",
]
