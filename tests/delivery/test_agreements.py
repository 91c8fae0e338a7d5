from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from django.core.exceptions import ObjectDoesNotExist

from doorstep.delivery import services
from doorstep.delivery.figures.partners import PARTNER_FIGURES
from doorstep.delivery.models import Agreement
from doorstep.delivery.queries.agreements import ending_agreements
from doorstep.delivery.services.timed import remind_of_agreements
from doorstep.messages.models import Message
from doorstep.messages.senders import address_of
from doorstep.people.models import Partner
from doorstep.people.services import create_partner, name_liaison, read_contact
from tests.delivery.yard import AT, DAY, ENDS, Yard, make_partner, rows_written
from tests.issues.town import make_town

Refused = Callable[..., object]


def test_an_agreement_is_drafted_signed_and_begun(yard: Yard) -> None:
    agreement = yard.active()

    assert (agreement.number, agreement.state, agreement.signed_on) == (
        "G2026-001",
        "active",
        date(2026, 3, 2),
    )
    acts = list(agreement.steps.order_by("id").values_list("act", flat=True))
    assert sorted(acts) == sorted(
        ["agreement.draft", "agreement.link", "agreement.pledge", "agreement.sign", "agreement.begin"]
    )


def test_a_draft_without_project_or_pledge_is_not_signed(yard: Yard, refused: Refused) -> None:
    agreement = services.draft_agreement(terms=yard.terms(), by=yard.keeper, at=AT)
    before = rows_written()

    with refused("agreement.incomplete"):
        services.sign_agreement(agreement_id=agreement.pk, by=yard.keeper, at=AT)

    assert rows_written() == before


def test_an_agreement_does_not_begin_before_its_first_day(yard: Yard, refused: Refused) -> None:
    agreement = yard.signed(starts_on=date(2026, 4, 1))

    with refused("agreement.not_yet"):
        services.begin_agreement(agreement_id=agreement.pk, by=yard.keeper, at=AT)


def test_a_project_is_linked_once_and_not_after_the_end(yard: Yard, refused: Refused) -> None:
    agreement = yard.active()
    values = {"agreement_id": agreement.pk, "project_id": yard.project.pk, "by": yard.keeper, "at": AT}

    with refused("agreement.linked"):
        services.link_project(**values)
    services.terminate_agreement(agreement_id=agreement.pk, note="学校搬迁。", by=yard.keeper, at=AT)
    with refused("agreement.over"):
        services.link_project(**values)
    with refused("agreement.over"):
        yard.pledge(agreement)


def test_ending_early_needs_a_reason(yard: Yard, refused: Refused) -> None:
    agreement = yard.active()

    with refused("note.needed"):
        services.terminate_agreement(agreement_id=agreement.pk, note=" ", by=yard.keeper, at=AT)
    ended = services.terminate_agreement(agreement_id=agreement.pk, note="学校搬迁。", by=yard.keeper, at=AT)

    assert (ended.state, ended.end_reason) == ("terminated", "学校搬迁。")


def test_renewal_makes_the_next_one_and_signing_it_ends_the_old_one(yard: Yard, refused: Refused) -> None:
    old = yard.active()
    values = {"agreement_id": old.pk, "ends_on": date(2027, 12, 31), "by": yard.keeper, "at": AT}
    with refused("agreement.overlaps"):
        services.renew_agreement(starts_on=ENDS, **values)

    new = services.renew_agreement(starts_on=date(2027, 1, 1), **values)
    with refused("agreement.renewed"):
        services.renew_agreement(starts_on=date(2027, 1, 1), **values)
    yard.pledge(new)
    services.sign_agreement(agreement_id=new.pk, by=yard.keeper, at=AT)

    old.refresh_from_db()
    assert (old.state, new.follows_id, new.served.count()) == ("renewed", old.pk, 1)


def test_a_renewal_of_one_that_has_expired_leaves_it_expired(yard: Yard) -> None:
    old = yard.active()
    later = AT + 400 * DAY
    services.end_agreements(at=later)
    span = {"starts_on": date(2027, 4, 1), "ends_on": date(2027, 12, 31)}
    new = services.renew_agreement(agreement_id=old.pk, by=yard.keeper, at=later, **span)
    yard.pledge(new)
    services.sign_agreement(agreement_id=new.pk, by=yard.keeper, at=later)

    old.refresh_from_db()
    assert (old.state, new.number) == ("expired", "G2027-001")


def test_a_draft_is_not_renewed(yard: Yard, refused: Refused) -> None:
    agreement = yard.drafted()

    with refused("agreement.not_renewable"):
        services.renew_agreement(
            agreement_id=agreement.pk,
            starts_on=date(2027, 1, 1),
            ends_on=date(2027, 12, 31),
            by=yard.keeper,
            at=AT,
        )


def test_reminders_are_written_once_however_often_the_job_runs(yard: Yard) -> None:
    agreement = yard.active()
    days = [ENDS - timedelta(days=left) for left in (61, 60, 59, 30, 7, 0)]

    written = [remind_of_agreements(at=AT + (day - date(2026, 3, 2))) for day in days for _ in range(2)]

    assert written == [0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0]
    assert sorted(agreement.reminders.values_list("days", flat=True)) == [7, 30, 60]
    assert ending_agreements(yard.keeper, today=days[1]) == [agreement]


def test_the_keeper_is_told_by_a_slip_once_for_each_step(yard: Yard) -> None:
    agreement = yard.active()
    days = [ENDS - timedelta(days=left) for left in (60, 59, 30)]

    for day in days * 2:
        remind_of_agreements(at=AT + (day - date(2026, 3, 2)))

    told = list(Message.objects.order_by("id").values_list("event", "about", "channel", "state"))
    assert told == [
        ("agreement_ending", f"agreement:{agreement.pk}:{left}", "slip", "to_print") for left in (60, 30)
    ]
    message = Message.objects.order_by("id")[0]
    assert (agreement.number in message.body, agreement.lead.display_name in message.body) == (True, False)
    assert address_of(message) == f"{agreement.org.name} {agreement.lead.display_name}"


def test_an_agreement_expires_after_its_last_day(yard: Yard) -> None:
    agreement = yard.active()
    last = AT + (ENDS - date(2026, 3, 2))

    assert (services.end_agreements(at=last), services.end_agreements(at=last + DAY)) == (0, 1)
    assert services.end_agreements(at=last + DAY) == 0
    agreement.refresh_from_db()
    assert agreement.state == "expired"


def test_deliveries_are_confirmed_by_the_street_and_reversed_by_a_line_of_their_own(
    yard: Yard, refused: Refused
) -> None:
    pledged = yard.active().pledges.get()
    values = {"pledged_id": pledged.pk, "delivered_on": date(2026, 3, 2), "note": "签到表为证。", "at": AT}
    with refused("not_allowed"):
        services.confirm_delivery(amount=10, by=yard.liaison, **values)
    for change, code in (({"note": " "}, "note.needed"), ({"delivered_on": date(2026, 3, 3)}, "day.future")):
        with refused(code):
            services.confirm_delivery(amount=10, by=yard.keeper, **(values | change))

    first = services.confirm_delivery(amount=10, by=yard.keeper, **values)
    services.confirm_delivery(amount=20, by=yard.keeper, **values)
    with refused("note.needed"):
        services.reverse_delivery(delivered_id=first.pk, note="", by=yard.keeper, at=AT)
    services.reverse_delivery(delivered_id=first.pk, note="记重了。", by=yard.keeper, at=AT)
    with refused("delivery.reversed"):
        services.reverse_delivery(delivered_id=first.pk, note="记重了。", by=yard.keeper, at=AT)

    figures = {each.id: each.read(yard.site.street_id, 2026, at=AT) for each in PARTNER_FIGURES}
    assert figures["agreements.delivered_share"].value == Fraction(20, 40)
    assert (figures["partners.signed"].value, figures["partners.signed"].rows) == (1, 1)


def test_a_delivery_before_the_agreement_runs_is_refused(yard: Yard, refused: Refused) -> None:
    pledged = yard.signed().pledges.get()

    with refused("agreement.not_active"):
        services.confirm_delivery(
            pledged_id=pledged.pk, amount=1, delivered_on=date(2026, 3, 2), note="到", by=yard.keeper, at=AT
        )


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "love"}, "resource.kind"),
        ({"amount": 0}, "resource.amount"),
        ({"content": " "}, "resource.content"),
    ],
)
def test_a_faulty_pledge_leaves_nothing(
    yard: Yard, refused: Refused, change: dict[str, object], code: str
) -> None:
    agreement = yard.drafted()
    before = rows_written()

    with refused(code):
        yard.pledge(agreement, **change)

    assert rows_written() == before


def test_only_keepers_of_the_place_draft(yard: Yard, refused: Refused) -> None:
    for role in ("grid_worker", "handler", "caller", "supervisor", "partner", "member"):
        with refused("not_allowed"):
            services.draft_agreement(terms=yard.terms(), by=getattr(yard.site, role), at=AT)


def test_another_streets_agreement_is_not_found(yard: Yard) -> None:
    agreement = yard.active()
    stranger = make_town("004", "另一街道").clerk

    with pytest.raises(ObjectDoesNotExist):
        services.terminate_agreement(agreement_id=agreement.pk, note="不要了。", by=stranger, at=AT)


def test_a_liaison_sees_the_agreements_of_their_own_partner_alone(yard: Yard) -> None:
    own = yard.active()
    other = make_partner(yard.site, "井东路社区卫生服务站")
    yard.signed(partner_id=other.pk)

    assert list(Agreement.objects.visible_to(yard.liaison)) == [own]
    assert list(Partner.objects.visible_to(yard.liaison)) == [yard.school]
    assert Partner.objects.visible_to(yard.keeper).count() == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kind": "army"}, "partner.kind"),
        ({"name": " "}, "partner.name"),
        ({"name": "槐荫路小学"}, "partner.taken"),
    ],
)
def test_a_faulty_partner_is_refused(yard: Yard, refused: Refused, change: dict[str, str], code: str) -> None:
    with refused(code):
        create_partner(**({"name": "新单位", "kind": "bank"} | change), by=yard.site.clerk, at=AT)


def test_an_account_speaks_for_one_partner_and_needs_the_role(yard: Yard, refused: Refused) -> None:
    values = {"partner_id": yard.school.pk, "by": yard.site.administrator, "at": AT}

    with refused("liaison.role"):
        name_liaison(account_id=yard.site.clerk.account_id or 0, **values)
    with refused("liaison.taken"):
        name_liaison(account_id=yard.liaison.account_id or 0, **values)
    with refused("not_allowed"):
        name_liaison(account_id=1, **(values | {"by": yard.site.clerk}))


def test_reading_a_contact_needs_a_reason_and_is_journalled(yard: Yard, refused: Refused) -> None:
    before = rows_written()[-1]
    with refused("note.needed"):
        read_contact(partner_id=yard.school.pk, reason="", by=yard.keeper, at=AT)
    with refused("not_allowed"):
        read_contact(partner_id=yard.school.pk, reason="看看", by=yard.liaison, at=AT)

    assert (
        read_contact(partner_id=yard.school.pk, reason="约时间", by=yard.keeper, at=AT)
        == "卞老师 13900001111"
    )
    assert rows_written()[-1] == before + 1


def test_terms_that_end_before_they_start_are_refused(yard: Yard, refused: Refused) -> None:
    with refused("agreement.term"):
        services.draft_agreement(terms=replace(yard.terms(), ends_on=date(2026, 3, 2)), by=yard.keeper, at=AT)
