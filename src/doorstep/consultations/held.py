"""An outsider who was asked to a meeting, as they are held here, and when their name and phone go."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db import models

from doorstep.consultations.contacts import GUEST, PHONE_PURPOSE
from doorstep.consultations.models import Invitation
from doorstep.kernel.actor import Actor
from doorstep.records.holders import Held, Holder, Subject, register_holder
from doorstep.records.retention import RetentionRule, register_retention
from doorstep.records.vault import blind


def guests_over(street_id: int, before: datetime) -> models.QuerySet[Any]:
    rows = Invitation.objects.filter(street_id=street_id, kind="outsider", meeting__starts_at__lt=before)
    return rows.exclude(name_sealed="")


def erase_guests(ids: Sequence[Any]) -> None:
    """That somebody from outside was asked and came stays; who it was goes."""
    rows = Invitation.objects.filter(pk__in=ids, kind="outsider")
    rows.update(name_sealed="", phone_sealed="", phone_blind="")


def invitations_held(subject: Subject) -> list[Held]:
    """By their own number alone."""
    if not subject.phone:
        return []
    phone = blind(subject.phone, purpose=PHONE_PURPOSE)
    rows = Invitation.objects.filter(street_id=subject.street_id, phone_blind=phone).select_related("meeting")
    return [
        Held(
            "invitation",
            str(each.pk),
            "参会邀请",
            each.at,
            (("姓名", GUEST.show("name", each)), ("会议", each.meeting.title)),
            by_phone=True,
        )
        for each in rows.order_by("id")
    ]


def erase_invitation(*, ref: str, by: Actor, at: datetime) -> None:
    erase_guests([UUID(ref)])


GUESTS: Final = RetentionRule(
    code="meeting.guest",
    label="外请参会人员",
    what="删去姓名和电话，只留请了几位、来了几位",
    kept_by="consult.guest_days",
    due=guests_over,
    erase=erase_guests,
)


def register_held() -> None:
    register_retention(GUESTS)
    register_holder(
        Holder(
            "invitation",
            "参会邀请",
            held=invitations_held,
            erase=erase_invitation,
            stays="只留请过一位外面的人、来没来，不再知道是谁；会上的发言和决定按会议记，不按人记。",
        )
    )
