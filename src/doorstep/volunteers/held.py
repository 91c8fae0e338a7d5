"""A working member's own entry as it is held about them, and how it goes."""

from datetime import datetime
from typing import Final
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.vault import blind
from doorstep.volunteers.models import ReportIn
from doorstep.volunteers.names import name_of
from doorstep.volunteers.services.members import take_consent_back


def members_held(subject: Subject) -> list[Held]:
    """By the member's own number alone."""
    if not subject.phone:
        return []
    phone = blind(subject.phone, purpose="report_in.phone")
    rows = ReportIn.objects.filter(street_id=subject.street_id, phone_blind=phone)
    return [as_held(each) for each in rows.order_by("id")]


def as_held(member: ReportIn) -> Held:
    words = (
        ("编号", member.number),
        ("姓名", name_of(member)),
        ("工作单位", member.unit_name),
        ("特长", member.skills),
        ("同意书", member.consent_text),
    )
    return Held("member", str(member.pk), "双报到登记", member.reported_at, words, by_phone=True)


def erase_member(*, ref: str, by: Actor, at: datetime) -> None:
    """Taking the consent back is how a member's name and phone go (G3)."""
    take_consent_back(ReportIn.objects.select_for_update().get(pk=UUID(ref)), by=by, at=at)


MEMBERS: Final = Holder(
    "member",
    "双报到登记",
    held=members_held,
    erase=erase_member,
    stays="编号和做过的事留下来计数，不再有姓名和电话。",
)


def register_held() -> None:
    register_holder(MEMBERS)
