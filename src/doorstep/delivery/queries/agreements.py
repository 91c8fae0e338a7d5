"""Agreements as lists, pages and figures read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from typing import Any
from uuid import UUID

from django.db.models import BigIntegerField, Count, Prefetch, Q, QuerySet, Sum, Value
from django.db.models.functions import Coalesce

from doorstep.delivery.models import Agreement, AgreementProject, AgreementStep, Delivered, Pledged
from doorstep.delivery.rules import agreements as rules
from doorstep.kernel.actor import Actor
from doorstep.people.models import Partner
from doorstep.projects.models import Project

ENDING_SOON = 60


def agreements(actor: Actor, *, filters: dict[str, str], today: date) -> QuerySet[Agreement]:
    """The list's rows: by state, ending within sixty days, by partner or part of its name, signed in a year."""
    rows = Agreement.objects.visible_to(actor).select_related("org", "partner")
    if filters.get("state"):
        rows = rows.filter(state=filters["state"])
    if filters.get("ending"):
        rows = rows.filter(
            state="active", ends_on__gte=today, ends_on__lte=today + timedelta(days=ENDING_SOON)
        )
    if filters.get("text"):
        rows = rows.filter(partner__name__icontains=filters["text"])
    if filters.get("year", "").isdecimal():
        rows = rows.filter(signed_in(int(filters["year"])))
    return rows.order_by("-pk")


def signed_in(year: int, prefix: str = "") -> Q:
    span = (date(min(max(year, 1), 9998), 1, 1), date(min(max(year, 1), 9998), 12, 31))
    return Q(**{f"{prefix}signed_on__range": span})


def agreement_page(actor: Actor, number: str) -> Agreement:
    """One agreement with everything its page shows; raises Agreement.DoesNotExist out of sight."""
    deliveries = Delivered.objects.select_related("confirmed_by").order_by("id")
    rows = Agreement.objects.visible_to(actor).select_related("org", "partner", "lead", "follows")
    return rows.prefetch_related(
        Prefetch("pledges", Pledged.objects.order_by("id")),
        Prefetch("pledges__deliveries", deliveries),
        Prefetch("served", AgreementProject.objects.select_related("project").order_by("id")),
        Prefetch("steps", AgreementStep.objects.order_by("id")),
        Prefetch("next_ones", Agreement.objects.order_by("id")),
    ).get(number=number)


@dataclass(frozen=True)
class PledgeLine:
    """One pledge with what has arrived of it and the rows that say so."""

    pledged: Any
    delivered: int
    rows: list[Any]

    @property
    def held(self) -> rules.Held:
        return rules.Held(self.pledged.kind, self.pledged.amount, self.delivered)


def pledge_lines(agreement: Agreement) -> list[PledgeLine]:
    """Every pledge of a prefetched agreement."""
    return [
        PledgeLine(each, sum(row.amount for row in each.deliveries.all()), list(each.deliveries.all()))
        for each in agreement.pledges.all()
    ]


def held_of(rows: QuerySet[Pledged]) -> list[rules.Held]:
    """Pledges as A1 counts them; one statement."""
    delivered = Coalesce(Sum("deliveries__amount"), Value(0), output_field=BigIntegerField())
    found = rows.annotate(arrived=delivered).order_by("pk")
    return [rules.Held(*each) for each in found.values_list("kind", "amount", "arrived")]


def pledges_due(street_id: int, year: int) -> QuerySet[Pledged]:
    """Pledges of signed agreements that were due in the year."""
    span = (date(year, 1, 1), date(year, 12, 31))
    return Pledged.objects.filter(street_id=street_id, due_on__range=span, agreement__signed_on__isnull=False)


@dataclass
class PartnerTotal:
    """What one partner pledged of one kind of resource, and what arrived; money counts in fen."""

    partner: str
    kind: str
    pledged: int = 0
    delivered: int = 0


def partner_totals(street_id: int, year: int) -> list[PartnerTotal]:
    """By name and kind, of everything that was due in the year; one statement."""
    delivered = Coalesce(Sum("deliveries__amount"), Value(0), output_field=BigIntegerField())
    rows = pledges_due(street_id, year).annotate(arrived=delivered)
    found: dict[tuple[str, str], PartnerTotal] = {}
    for name, kind, amount, arrived in rows.order_by("agreement__partner__name", "kind").values_list(
        "agreement__partner__name", "kind", "amount", "arrived"
    ):
        total = found.setdefault((name, kind), PartnerTotal(name, kind))
        total.pledged += amount
        total.delivered += arrived
    return list(found.values())


def delivered_share_of(street_id: int, year: int) -> Fraction | None:
    return rules.delivered_share(held_of(pledges_due(street_id, year)))


def signed_partners(street_id: int, year: int) -> QuerySet[Partner]:
    """Partners that signed an agreement in the year which serves a project."""
    signed = Agreement.objects.filter(signed_in(year), street_id=street_id, served__isnull=False)
    return Partner.objects.filter(pk__in=signed.values("partner_id"))


def pledges_of_year(actor: Actor, year: int) -> QuerySet[Pledged]:
    """Rows behind the share, in sight of the reader, newest first."""
    seen = Agreement.objects.visible_to(actor)
    rows = pledges_due(actor.street_id or 0, year).filter(agreement__in=seen)
    delivered = Coalesce(Sum("deliveries__amount"), Value(0), output_field=BigIntegerField())
    return rows.select_related("agreement__partner").annotate(arrived=delivered)


def state_counts(actor: Actor) -> dict[str, int]:
    rows = Agreement.objects.visible_to(actor).values_list("state").annotate(count=Count("pk"))
    return dict(rows.order_by("state"))


def ending_agreements(actor: Actor, *, today: date, limit: int = 8) -> list[Agreement]:
    """Active agreements that a reminder has been written for and nobody has renewed yet, soonest first."""
    rows = Agreement.objects.visible_to(actor).filter(
        state="active", ends_on__gte=today, reminders__isnull=False, next_ones__isnull=True
    )
    return list(rows.select_related("partner").distinct().order_by("ends_on", "pk")[:limit])


def agreements_of_partner(actor: Actor, partner_id: UUID) -> list[Agreement]:
    rows = Agreement.objects.visible_to(actor).filter(partner_id=partner_id).select_related("org")
    return list(rows.order_by("-pk"))


def own_agreements(actor: Actor, partner_id: UUID) -> list[Agreement]:
    """What a partner has agreed, with its pledges; three statements."""
    rows = Agreement.objects.visible_to(actor).filter(partner_id=partner_id).select_related("org")
    pledges = Prefetch("pledges", Pledged.objects.order_by("id"))
    return list(rows.prefetch_related(pledges, "pledges__deliveries").order_by("-pk"))


def partners_of_project(actor: Actor, project: Project) -> list[AgreementProject]:
    """The agreements in sight that serve a project; one statement."""
    seen = Agreement.objects.visible_to(actor)
    rows = AgreementProject.objects.filter(project=project, agreement__in=seen)
    return list(rows.select_related("agreement__partner").order_by("id"))


def agreement_counts(partner_ids: Iterable[UUID]) -> dict[UUID, int]:
    """How many agreements each of these partners has in force."""
    rows = Agreement.objects.filter(partner_id__in=list(partner_ids), state__in=("signed", "active"))
    return dict(rows.values_list("partner_id").annotate(count=Count("pk")).order_by("partner_id"))


def linkable_projects(actor: Actor, agreement: Agreement) -> list[tuple[UUID, str]]:
    """Projects in sight that have not ended and are not served yet."""
    rows = Project.objects.visible_to(actor).exclude(state__in=("accepted", "cancelled"))
    served = agreement.served.values("project_id")
    found = rows.exclude(pk__in=served).order_by("-pk")[:200]
    return [(each.pk, f"{each.number} {each.name}") for each in found]
