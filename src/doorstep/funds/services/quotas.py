"""Granting the year's quotas, carrying over what is left, and lending with the giver's consent."""

from datetime import datetime

from doorstep.funds import access, rules
from doorstep.funds.models import FundQuota, FundSource, PoolConsent
from doorstep.funds.services.ledger import Because, locked, locked_quota, post
from doorstep.funds.standing import is_closed, standing_moves
from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.money import Fen
from doorstep.people.models import Account, PartyOrg
from doorstep.places.models import Street
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule, version_of


@act
def grant_quotas(*, year: int, by: Actor, at: datetime) -> list[FundQuota]:
    """Give every open party organisation of the street its quota of the year; done twice, the second finds nothing.

    How much follows from its kind and the rules in force that day. An organisation whose grant was corrected
    to nothing is given its quota again. The street's row is locked, so that two who press at once do not
    give twice.
    """
    street = Street.objects.select_for_update().get(pk=by.street_id or 0)
    require(access.can_keep(by, path=street.path))
    orgs = PartyOrg.objects.filter(street=street, active=True)
    version = version_of(street.pk)
    found = taken_back(street, year)
    for org in orgs.exclude(quotas__year=year).order_by("id"):
        found.append(
            FundQuota.objects.create(street=street, org=org, path=org.path, year=year, rule_version=version)
        )
    for quota in found:
        if fen := quota_of(quota.org, at):
            post(quota, "grant", fen, by=by, at=at)
    refuse_if(not found, "fund.granted", year=year)
    record(by=by, act="fund.grant", about=f"fund_year:{year}", at=at, street_id=street.pk)
    return found


def taken_back(street: Street, year: int) -> list[FundQuota]:
    """Open quotas of the year whose only grant was corrected to nothing, locked."""
    rows = FundQuota.objects.filter(street=street, year=year, org__active=True, moves__kind="grant_back")
    quotas = FundQuota.objects.filter(pk__in=rows.values("pk")).select_for_update(of=("self",))
    return [
        each
        for each in quotas.select_related("org").order_by("id")
        if not standing_moves(each, "grant").exists() and not is_closed(each)
    ]


def quota_of(org: PartyOrg, at: datetime) -> Fen:
    """What an organisation of this kind gets a year."""
    whole: int = rule(org.street_id, rules.quota_rule_of(org.kind), on=day_of(at))
    return whole * rules.FEN_A_YUAN


@act
def carry_over(*, org_id: int, year: int, by: Actor, at: datetime) -> FundQuota:
    """Close a year: the share that the policy carries goes into the next one, the rest is taken back.

    Refuses while the year still runs, while money of it is approved and not yet paid, and a second time.
    """
    old = locked_quota(org_id=org_id, year=year)
    refuse_if(old.street_id != by.street_id, "fund.no_quota", year=year)
    require(access.can_keep(by, path=old.path))
    refuse_if(day_of(at).year <= year, "fund.year_running", year=year)
    new = locked_quota(org_id=org_id, year=year + 1)
    refuse_if(old.committed_fen > 0, "fund.open_money", year=year)
    refuse_if(is_closed(old), "fund.closed", year=year)
    left = old.balance.available
    carried = rules.carried_over(left, rule(old.street_id, "funds.carry_over", on=day_of(at)))
    if carried:
        post(old, "carry_out", carried, by=by, at=at)
        post(new, "carry_in", carried, by=by, at=at)
    if left - carried:
        post(old, "lapse", left - carried, by=by, at=at)
    record(by=by, act="fund.carry_over", about=f"fund_quota:{old.pk}", at=at, street_id=old.street_id)
    return new


@act
def pool_quota(
    *, giver_id: int, taker_id: int, amount_fen: Fen, reason: str, by: Actor, at: datetime
) -> PoolConsent:
    """Lend part of a quota to another organisation of the street; only the giver's own secretary can.

    Refuses more than is available, another year, and a consent without a reason.
    """
    refuse_if(giver_id == taker_id, "fund.pool_self")
    refuse_if(amount_fen <= 0, "fund.amount")
    refuse_if(not reason.strip(), "reason.needed")
    rows = FundQuota.objects.filter(street_id=by.street_id or 0, pk__in=(giver_id, taker_id))
    both = {
        each.pk: each for each in rows.select_for_update(of=("self",)).select_related("org").order_by("id")
    }
    giver, taker = both.get(giver_id), both.get(taker_id)
    if giver is None or taker is None or giver.year != taker.year:
        raise NotPossible("fund.pool_year")
    require(access.can_lend(by, path=giver.path, org_ids=giver.speakers))
    words = Because(reason=reason.strip())
    post(giver, "pool_out", amount_fen, by=by, at=at, because=words)
    post(taker, "pool_in", amount_fen, by=by, at=at, because=words)
    consent = PoolConsent.objects.create(
        street_id=giver.street_id,
        giver=giver,
        taker=taker,
        amount_fen=amount_fen,
        reason=reason.strip(),
        consented_by=Account.objects.get(pk=by.account_id or 0),
        at=at,
    )
    record(by=by, act="fund.pool", about=f"fund_quota:{giver.pk}", at=at, street_id=giver.street_id)
    return consent


@act
def open_source(*, name: str, kind: str, year: int, basis: str, by: Actor, at: datetime) -> FundSource:
    """Name a source outside the quotas; it starts empty, and what arrives is a move of its own."""
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_keep(by, path=street.path))
    refuse_if(kind not in rules.SOURCE_KINDS, "fund.source_kind")
    refuse_if(not name.strip() or not basis.strip(), "expense.incomplete", fields=["name", "basis"])
    taken = FundSource.objects.filter(street=street, year=year, name=name.strip()).exists()
    refuse_if(taken, "fund.source_taken", name=name.strip())
    source = FundSource.objects.create(
        street=street, name=name.strip(), kind=kind, year=year, basis=basis.strip()
    )
    record(by=by, act="fund.open_source", about=f"fund_source:{source.pk}", at=at, street_id=street.pk)
    return source


@act
def receive_money(*, source_id: int, amount_fen: Fen, reason: str, by: Actor, at: datetime) -> FundSource:
    """Money arrived in a named source."""
    source = locked(FundSource.objects.visible_to(by).select_related("street").get(pk=source_id))
    require(access.can_keep(by, path=source.street.path))
    refuse_if(amount_fen <= 0, "fund.amount")
    post(source, "grant", amount_fen, by=by, at=at, because=Because(reason=reason.strip()))
    record(by=by, act="fund.receive", about=f"fund_source:{source.pk}", at=at, street_id=source.street_id)
    assert isinstance(source, FundSource)  # noqa: S101 — the same row, locked
    return source
