"""What partners delivered: drawn with the clock from the year's pledges, and public once a reviewer releases it."""

from datetime import date

import pytest
from django.db import transaction

from doorstep.delivery.queries.agreements import PartnerTotal, partner_totals
from doorstep.delivery.services import begin_agreement, confirm_delivery, sign_agreement
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotAllowed
from doorstep.publishing import services
from doorstep.publishing.models import Snapshot
from doorstep.publishing.open_rows import open_rows
from doorstep.publishing.opendata.sets import PARTNERS
from tests.delivery.yard import Yard, make_yard
from tests.issues.town import AT, HOUR, make_town
from tests.projects.site import make_site, statements

YEAR = 2026


@pytest.fixture
def yard(db) -> Yard:
    return make_yard(make_site(make_town()))


def made(yard: Yard, *, year: int = YEAR, by: Actor | None = None) -> Snapshot | None:
    street = yard.site.street_id
    by = by or Actor.system("timer", street)
    return services.make_partner_snapshot(street_id=street, year=year, by=by, at=AT)


def arrived(yard: Yard) -> None:
    """Teachers twice, of whom some came; money, of which none came yet; and a draft that nobody signed."""
    agreement = yard.drafted()
    teachers = yard.pledge(agreement)
    yard.pledge(agreement, amount=2, content="讲座老师")
    yard.pledge(agreement, kind="money", amount=500_000, content="助学")
    yard.pledge(agreement, due_on=date(2027, 1, 5))
    sign_agreement(agreement_id=agreement.pk, by=yard.keeper, at=AT)
    begin_agreement(agreement_id=agreement.pk, by=yard.keeper, at=AT)
    for amount in (3, 4):
        confirm_delivery(
            pledged_id=teachers.pk,
            amount=amount,
            delivered_on=AT.date(),
            note="来了",
            by=yard.keeper,
            at=AT,
        )
    yard.pledge(yard.drafted(), amount=77)


def test_pledges_of_the_year_are_added_by_partner_and_kind(yard: Yard) -> None:
    arrived(yard)

    assert partner_totals(yard.site.street_id, YEAR) == [
        PartnerTotal(yard.school.name, "money", 500_000, 0),
        PartnerTotal(yard.school.name, "people", 42, 7),
    ]
    assert statements(lambda: partner_totals(yard.site.street_id, YEAR)) == 1


def test_page_holds_organisations_and_numbers_alone(yard: Yard) -> None:
    arrived(yard)

    snapshot = made(yard)

    assert snapshot is not None
    assert (snapshot.key, snapshot.posted_at, snapshot.body) == (
        "2026",
        None,
        {
            "year": 2026,
            "rows": [
                {
                    "partner": yard.school.name,
                    "kind": "money",
                    "unit": "分",
                    "pledged": 500_000,
                    "delivered": 0,
                },
                {
                    "partner": yard.school.name,
                    "kind": "people",
                    "unit": "人次",
                    "pledged": 42,
                    "delivered": 7,
                },
            ],
        },
    )


def test_year_without_pledges_has_no_page_and_the_same_twice_makes_one(yard: Yard) -> None:
    arrived(yard)

    assert made(yard, year=2024) is None
    assert made(yard) == made(yard)


def test_page_is_in_the_file_when_somebody_else_has_released_it(yard: Yard) -> None:
    arrived(yard)
    street = yard.site.street_id
    services.refresh_snapshots(street_id=street, year=YEAR, at=AT)
    waiting = Snapshot.objects.get(kind="partners")
    before = list(open_rows(street, PARTNERS))

    services.release_snapshot(snapshot_id=waiting.pk, by=yard.site.reviewer, at=AT + HOUR)

    assert before == []
    assert [(row["year"], row["kind"], row["delivered"]) for row in open_rows(street, PARTNERS)] == [
        (2026, "money", 0),
        (2026, "people", 7),
    ]


def test_resident_cannot_draw_it(yard: Yard) -> None:
    arrived(yard)

    with pytest.raises(NotAllowed), transaction.atomic():
        made(yard, by=Actor.resident(yard.site.street_id))

    assert not Snapshot.objects.exists()
