"""Quotas and named sources: what they hold, and whether counters and moves say the same."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Case, F, Max, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Coalesce

from doorstep.funds import rules
from doorstep.funds.models import BankList, Expense, FundMeasure, FundMove, FundQuota, FundSource
from doorstep.kernel.actor import Actor
from doorstep.kernel.money import Fen


@dataclass(frozen=True)
class QuotaLine:
    """One organisation's year as the ledger prints it (DOMAIN §13.12)."""

    quota: FundQuota
    balance: rules.Balance


def quotas_in(street_id: int, year: int) -> QuerySet[FundQuota]:
    return FundQuota.objects.filter(street_id=street_id, year=year)


def quotas(actor: Actor, *, year: int) -> list[QuotaLine]:
    """The quotas in sight, by place and code; one statement."""
    rows = FundQuota.objects.visible_to(actor).filter(year=year).select_related("org")
    return [QuotaLine(each, each.balance) for each in rows.order_by("path", "org__code")]


def quota_page(actor: Actor, quota_id: int) -> FundQuota:
    """One quota; raises FundQuota.DoesNotExist out of sight."""
    found: FundQuota = FundQuota.objects.visible_to(actor).select_related("org").get(pk=quota_id)
    return found


def takers_of(quota: FundQuota) -> list[FundQuota]:
    """Every other quota of the street and year, by name: who lends may give to one out of its own sight."""
    rows = quotas_in(quota.street_id, quota.year).exclude(pk=quota.pk).select_related("org")
    return list(rows.order_by("org__name", "org__code"))


def sources(actor: Actor, *, year: int) -> list[FundSource]:
    """The named sources outside the quotas, by kind and name."""
    return list(FundSource.objects.visible_to(actor).filter(year=year).order_by("kind", "name"))


def source_page(actor: Actor, source_id: int) -> FundSource:
    found: FundSource = FundSource.objects.visible_to(actor).get(pk=source_id)
    return found


def measures(actor: Actor) -> list[FundMeasure]:
    """Every version of the written measure, newest first."""
    return list(FundMeasure.objects.visible_to(actor).select_related("published_by").order_by("-version"))


def public_measures(street_id: int) -> list[FundMeasure]:
    """Every published version of a street's measure, the latest to hold first; for everybody."""
    rows = FundMeasure.objects.filter(street_id=street_id)
    return list(rows.order_by("-effective_on", "-version"))


def measure_page(actor: Actor, version: int) -> FundMeasure:
    rows = FundMeasure.objects.visible_to(actor).select_related("published_by", "street")
    found: FundMeasure = rows.get(version=version)
    return found


def bank_lists(actor: Actor) -> list[BankList]:
    """The newest lists of the bank that were matched."""
    rows = BankList.objects.visible_to(actor).select_related("taken_by")
    return list(rows.order_by("-id")[:20])


def bank_list(actor: Actor, list_id: int) -> BankList:
    return BankList.objects.visible_to(actor).select_related("taken_by").get(pk=list_id)


def balance_at(purse: FundQuota | FundSource, at: datetime) -> rules.Balance:
    """Opening and every move up to a moment: what the purse held then."""
    moves = purse.moves.filter(at__lte=at).order_by("number").values_list("kind", "amount_fen")
    return rules.total_of(moves)


def signed(effect: dict[str, int], prefix: str = "moves__") -> Any:
    """The sum over the moves in which each kind counts with its sign."""
    whens = [
        When(**{f"{prefix}kind": kind}, then=Value(sign) * F(f"{prefix}amount_fen"))
        for kind, sign in effect.items()
        if sign
    ]
    fen = BigIntegerField()
    return Coalesce(Sum(Case(*whens, default=Value(0), output_field=fen)), Value(0), output_field=fen)


def effect_on(part: str) -> dict[str, int]:
    return {kind: effects.get(part, 0) for kind, effects in rules.EFFECTS.items()}


def effect_on_available() -> dict[str, int]:
    return {kind: rules.Balance().after(kind, 1).available for kind in rules.EFFECTS}


@dataclass(frozen=True)
class Purses:
    """Quotas and named sources that have something in common."""

    quotas: QuerySet[FundQuota]
    sources: QuerySet[FundSource]

    def count(self) -> int:
        return self.quotas.count() + self.sources.count()

    def __iter__(self) -> Iterator[FundQuota | FundSource]:
        yield from self.quotas
        yield from self.sources

    def __getitem__(self, part: slice) -> list[FundQuota | FundSource]:
        return list(self)[part]


def purses_in(street_id: int, year: int, *, where: Q, **annotations: Any) -> Purses:
    """The quotas and the sources of the year for which this holds, each by its own moves."""
    sources = FundSource.objects.filter(street_id=street_id, year=year)
    return Purses(
        quotas_in(street_id, year).annotate(**annotations).filter(where).order_by("id"),
        sources.annotate(**annotations).filter(where).order_by("id"),
    )


def overdrawn_in(street_id: int, year: int) -> Purses:
    """Quotas and sources whose moves sum to less than nothing; counted from the moves, not from the counters."""
    return purses_in(street_id, year, where=Q(moved__lt=0), moved=signed(effect_on_available()))


def unreconciled_in(street_id: int, year: int) -> Purses:
    """Quotas and sources whose counters are not what their moves sum to."""
    differs = Q()
    for part in rules.PARTS:
        differs |= ~Q(**{f"moved_{part}": F(f"{part}_fen")})
    moved = {f"moved_{part}": signed(effect_on(part)) for part in rules.PARTS}
    return purses_in(street_id, year, where=differs, **moved)


def unreconciled_fen(street_id: int, year: int) -> Fen:
    """By how much counters and moves differ, over all parts of all quotas and sources."""
    return sum(differing_fen(each) for each in unreconciled_in(street_id, year))


def differing_fen(purse: Any) -> Fen:
    """The same of one purse that was read with what its moves sum to."""
    return sum(abs(getattr(purse, f"moved_{part}") - getattr(purse, f"{part}_fen")) for part in rules.PARTS)


def newest_year(actor: Actor, *, today: date) -> int:
    """The newest year up to this one of which there is a quota or a source in sight; this one where none is."""
    seen: list[int] = []
    for rows in (FundQuota.objects.visible_to(actor), FundSource.objects.visible_to(actor)):
        found = rows.filter(year__lte=today.year).aggregate(last=Max("year"))["last"]
        seen += [found] if found else []
    return max(seen, default=today.year)


def move_page(actor: Actor, move_id: UUID) -> FundMove:
    """One move with its purse; raises FundMove.DoesNotExist out of sight."""
    rows = FundMove.objects.visible_to(actor).select_related("quota__org", "source")
    return rows.get(pk=move_id)


def quota_total(street_id: int, year: int) -> Fen:
    """All quotas of the year with what was carried over; lending moves nothing in sum."""
    found = quotas_in(street_id, year).aggregate(
        total=Sum(F("granted_fen") + F("carried_fen") + F("pooled_fen"))
    )
    return found["total"] or 0


def paid_for(expenses: QuerySet[Expense]) -> Fen:
    """What these expenses took from quotas by the moves, payments less what was paid back."""
    moves = FundMove.objects.filter(expense__in=expenses.order_by().values("pk"), quota__isnull=False)
    total: Fen = moves.aggregate(total=signed(effect_on("paid"), prefix=""))["total"]
    return total
