"""Quotas and named sources: granted once, lent with consent, carried over, never overdrawn."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from django.db import IntegrityError, transaction

from doorstep.funds import services
from doorstep.funds.models import FundMove, FundQuota, FundSource
from doorstep.funds.queries import (
    balance_at,
    expenses,
    newest_year,
    overdrawn_in,
    paid_in,
    quota_total,
    unreconciled_fen,
    unreconciled_in,
    used_total,
)
from doorstep.kernel.actor import Actor, Grant
from doorstep.kernel.calendar import moment
from doorstep.people.models import PartyOrg
from tests.funds.counter import STREET, YEAR, Counter
from tests.issues.town import AT, DAY

NEXT = AT + timedelta(days=365)


def other_quota(counter: Counter, *, community: str = "02", kind: str = "community") -> FundQuota:
    street = counter.site.town.street
    PartyOrg.objects.create(
        street=street, code=f"c{community}", name="西岭社区党委", kind=kind, path=f"{street.path}{community}/"
    )
    return services.grant_quotas(year=YEAR, by=counter.finance, at=AT)[0]


def test_the_quota_follows_from_the_kind_and_is_given_once(counter: Counter, refused):
    other = other_quota(counter)

    assert [each.granted_fen for each in (counter.now(), other)] == [3_000_000, 5_000_000]
    assert quota_total(counter.site.street_id, YEAR) == 8_000_000
    refused("fund.granted", lambda: services.grant_quotas(year=YEAR, by=counter.finance, at=AT))
    refused("not_allowed", lambda: services.grant_quotas(year=YEAR + 1, by=counter.secretary, at=AT))


def test_a_quota_of_nothing_is_a_row_without_a_move(counter: Counter):
    counter.measure("funds.quota_community_yuan", 0)

    assert other_quota(counter).moves.count() == 0


def test_lending_moves_between_two_quotas_with_the_givers_consent(counter: Counter):
    other = other_quota(counter)

    services.pool_quota(
        giver_id=counter.quota.pk,
        taker_id=other.pk,
        amount_fen=400_000,
        reason="先修西岭",
        by=counter.secretary,
        at=AT,
    )

    other.refresh_from_db()
    assert (counter.now().balance.available, other.balance.available) == (2_600_000, 5_400_000)
    assert quota_total(counter.site.street_id, YEAR) == 8_000_000


def test_lending_is_refused_without_consent_reason_or_money(counter: Counter, refused):
    other = other_quota(counter)

    def pool(**changes):
        values = {
            "giver_id": counter.quota.pk,
            "taker_id": other.pk,
            "amount_fen": 100,
            "reason": "先修西岭",
            "by": counter.secretary,
            "at": AT,
        } | changes
        return lambda: services.pool_quota(**values)

    refused("fund.pool_self", pool(taker_id=counter.quota.pk))
    refused("fund.amount", pool(amount_fen=0))
    refused("reason.needed", pool(reason=" "))
    refused("fund.pool_year", pool(taker_id=0))
    refused("fund.pool_year", pool(giver_id=0))
    services.grant_quotas(year=YEAR + 1, by=counter.finance, at=AT)
    later = FundQuota.objects.get(org=other.org, year=YEAR + 1)
    refused("fund.pool_year", pool(taker_id=later.pk))
    refused("fund.exceeds", pool(amount_fen=3_000_001))
    refused("not_allowed", pool(giver_id=other.pk, taker_id=counter.quota.pk))
    refused("not_allowed", pool(by=counter.finance))


def secretary_of(counter: Counter, org_id: int | None, *, path: str = "") -> Actor:
    """The same person, with a grant that names an organisation."""
    grant = Grant("secretary", path or counter.site.org.path, org_id=org_id)
    return replace(counter.secretary, grants=(grant,))


def test_consent_is_the_organisations_own_and_not_its_neighbours_at_the_same_place(counter: Counter, refused):
    own, street, taker = counter.site.org, counter.site.town.street, other_quota(counter)
    neighbour = PartyOrg.objects.create(
        street=street, code="two", name="东河第二支部", kind="branch", path=own.path
    )
    values = {"giver_id": counter.quota.pk, "taker_id": taker.pk, "amount_fen": 100, "reason": "先修西岭"}

    refused(
        "not_allowed",
        lambda: services.pool_quota(by=secretary_of(counter, neighbour.pk), at=AT, **values),
    )
    services.pool_quota(by=secretary_of(counter, own.pk), at=AT, **values)
    services.pool_quota(by=secretary_of(counter, None), at=AT, **values)
    assert counter.now().pooled_fen == -200


def test_the_organisation_above_consents_for_those_below_it_but_not_at_another_place(
    counter: Counter, refused
):
    own, street, taker = counter.site.org, counter.site.town.street, other_quota(counter)
    above = PartyOrg.objects.create(
        street=street, code="up", name="东河社区党委", kind="community", path=own.path
    )
    PartyOrg.objects.filter(pk=own.pk).update(parent=above)
    values = {"giver_id": counter.quota.pk, "taker_id": taker.pk, "amount_fen": 100, "reason": "先修西岭"}

    elsewhere = secretary_of(counter, above.pk, path=taker.path)
    refused("not_allowed", lambda: services.pool_quota(by=elsewhere, at=AT, **values))
    services.pool_quota(by=secretary_of(counter, above.pk), at=AT, **values)
    assert counter.now().pooled_fen == -100


@pytest.mark.parametrize(
    ("share", "carried", "lapsed"), [("0", 0, 2_700_000), ("1/2", 1_350_000, 1_350_000), ("1", 2_700_000, 0)]
)
def test_what_is_left_is_carried_by_the_policy_and_the_rest_is_taken_back(
    counter: Counter, share, carried, lapsed
):
    counter.paid()
    counter.measure("funds.carry_over", share)
    services.grant_quotas(year=YEAR + 1, by=counter.finance, at=NEXT)

    found = services.carry_over(org_id=counter.site.org.pk, year=YEAR, by=counter.finance, at=NEXT)

    old = counter.now()
    assert (found.carried_fen, old.balance.available, 3_000_000 - old.granted_fen) == (carried, 0, lapsed)
    assert unreconciled_fen(counter.site.street_id, YEAR + 1) == 0


def test_a_year_is_closed_only_once_it_is_over(counter: Counter, refused):
    services.grant_quotas(year=YEAR + 1, by=counter.finance, at=AT)

    def close(at):
        return lambda: services.carry_over(org_id=counter.site.org.pk, year=YEAR, by=counter.finance, at=at)

    for at in (AT, moment(date(YEAR, 12, 31), time(23, 59))):
        assert refused("fund.year_running", close(at)) == {"year": YEAR}
    assert close(moment(date(YEAR + 1, 1, 1), time(0)))().year == YEAR + 1


def test_a_year_is_closed_once_and_not_while_money_is_open(counter: Counter, refused):
    org = counter.site.org.pk

    def close(**changes):
        return lambda: services.carry_over(
            **({"org_id": org, "year": YEAR, "by": counter.finance, "at": NEXT} | changes)
        )

    refused("fund.no_quota", close())
    services.grant_quotas(year=YEAR + 1, by=counter.finance, at=NEXT)
    refused("not_allowed", close(by=counter.secretary))
    refused("fund.no_quota", close(by=Actor(1, 999, "别街财务")))
    expense = counter.approved()
    refused("fund.open_money", close())
    counter.reverse(expense)
    close()()
    refused("fund.closed", close())


def test_a_source_has_a_name_a_basis_and_moves_of_its_own(counter: Counter, refused):
    source = counter.source(500_000)

    def open_source(**changes):
        values = {
            "name": "另一笔",
            "kind": "partner",
            "year": YEAR,
            "basis": "协议",
            "by": counter.finance,
            "at": AT,
        }
        return lambda: services.open_source(**(values | changes))

    assert (source.balance.available, source.moves.count()) == (500_000, 1)
    refused("fund.source_taken", open_source(name="街道工程专款"))
    refused("fund.source_kind", open_source(kind="lottery"))
    refused("expense.incomplete", open_source(basis=" "))
    refused("not_allowed", open_source(by=counter.reviewer))
    values = {"source_id": source.pk, "reason": "拨入", "at": AT}
    refused("fund.amount", lambda: services.receive_money(amount_fen=0, by=counter.finance, **values))
    refused("not_allowed", lambda: services.receive_money(amount_fen=5, by=counter.reviewer, **values))


def test_every_instant_adds_up_from_the_opening(counter: Counter):
    counter.paid()

    found = [balance_at(counter.quota, AT + days * DAY) for days in (0, 2, 6)]

    assert [(each.available, each.committed, each.paid) for each in found] == [
        (3_000_000, 0, 0),
        (2_700_000, 300_000, 0),
        (2_700_000, 0, 300_000),
    ]
    assert used_total(counter.site.street_id, YEAR) == 300_000


def test_money_from_other_sources_is_not_counted_as_used_from_the_quotas(counter: Counter):
    source = counter.source()
    works = counter.reviewed_case(outside=((source.pk, 1_300_000),))
    other = counter.reviewed_case(outside=((source.pk, 700_000),), amount_fen=700_000, purpose="另一处屋面")
    counter.paid()
    for expense in (works, other):
        counter.three_quotes(expense, *(expense.amount_fen,) * 3)
        counter.approve(expense, decision=STREET)
        counter.pay(counter.invoice(counter.accept(counter.procure(expense))))

    street_id = counter.site.street_id
    rows = paid_in(street_id, YEAR)
    from_quotas = sum(part.amount_fen for each in rows for part in each.parts.all() if part.quota_id)
    listed = expenses(counter.finance, filters={"paid": "1", "year": str(YEAR)})
    assert (rows.count(), used_total(street_id, YEAR), from_quotas) == (2, 800_000, 800_000)
    assert {each.pk for each in listed} == {each.pk for each in rows}
    assert other.pk not in {each.pk for each in rows}


def test_a_source_that_is_not_what_its_moves_say_is_found_too(counter: Counter):
    source = counter.source(500_000)
    street_id = counter.site.street_id
    with transaction.atomic():
        FundSource.objects.filter(pk=source.pk).update(granted_fen=500_009)
        found = unreconciled_fen(street_id, YEAR), [each.pk for each in unreconciled_in(street_id, YEAR)]
        FundMove.objects.filter(source=source).update(kind="charge")
        overdrawn = [each.pk for each in overdrawn_in(street_id, YEAR)[:5]]
        transaction.set_rollback(True)

    assert (found, overdrawn) == ((9, [source.pk]), [source.pk])


def test_the_year_to_open_on_is_the_newest_that_has_money(counter: Counter):
    services.grant_quotas(year=YEAR + 3, by=counter.finance, at=AT)

    def opened(year: int) -> int:
        return newest_year(counter.finance, today=date(year, 5, 1))

    assert [opened(YEAR - 1), opened(YEAR), opened(YEAR + 2), opened(YEAR + 9)] == [
        YEAR - 1,
        YEAR,
        YEAR,
        YEAR + 3,
    ]


def test_the_table_itself_refuses_to_be_overdrawn(counter: Counter):
    with pytest.raises(IntegrityError), transaction.atomic():
        FundQuota.objects.filter(pk=counter.quota.pk).update(committed_fen=3_000_001)


def test_a_counter_without_its_move_is_found_to_the_fen(counter: Counter):
    with transaction.atomic():
        FundQuota.objects.filter(pk=counter.quota.pk).update(committed_fen=7)
        found = unreconciled_fen(counter.site.street_id, YEAR)
        transaction.set_rollback(False)
        FundQuota.objects.filter(pk=counter.quota.pk).update(committed_fen=0)

    assert (found, FundMove.objects.count()) == (7, 1)
