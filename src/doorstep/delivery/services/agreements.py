"""From a draft to a signed agreement, its renewal and its early end."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Max

from doorstep.delivery.access import agreements as access
from doorstep.delivery.models import Agreement, AgreementProject
from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.services.steps import agreement_for, write_agreement_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account, Partner, PartyOrg
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.records.acts import act


@dataclass(frozen=True)
class Terms:
    """Who agrees with whom, from when to when, and how often they meet."""

    org_id: int
    partner_id: UUID
    starts_on: date
    ends_on: date
    purpose: str = ""
    leaders: str = ""
    meeting_months: int = rules.MEETING_MONTHS


@act
def draft_agreement(*, terms: Terms, project_ids: Sequence[UUID] = (), by: Actor, at: datetime) -> Agreement:
    """A draft between a party organisation and a partner; whoever writes it keeps it.

    Raises NotAllowed outside the writer's place; another street's organisation or partner is not found.
    """
    org = PartyOrg.objects.get(pk=terms.org_id, street_id=by.street_id or 0, active=True)
    require(access.can_keep_agreements(by, path=org.path))
    agreement = write_draft(terms, org, by=by, at=at)
    write_agreement_step(agreement, "agreement.draft", by=by, at=at)
    for project_id in project_ids:
        link_project(agreement_id=agreement.pk, project_id=project_id, by=by, at=at)
    return agreement


def write_draft(
    terms: Terms, org: PartyOrg, *, by: Actor, at: datetime, follows: Agreement | None = None
) -> Agreement:
    rules.check_term(terms.starts_on, terms.ends_on)
    return Agreement.objects.create(
        id=uuid7(at),
        street_id=org.street_id,
        number=next_number(org.street_id, day_of(at).year),
        org=org,
        partner=Partner.objects.get(pk=terms.partner_id, street_id=org.street_id, active=True),
        path=org.path,
        lead=Account.objects.get(pk=by.account_id or 0),
        leaders=terms.leaders.strip(),
        starts_on=terms.starts_on,
        ends_on=terms.ends_on,
        meeting_months=terms.meeting_months,
        purpose=terms.purpose.strip(),
        state=rules.WORKFLOW.initial,
        state_since=at,
        follows=follows,
        made_at=at,
    )


def next_number(street_id: int, year: int) -> str:
    """``G2019-001`` and upwards, one series a street and year; the street's row is locked."""
    Street.objects.select_for_update(no_key=True).get(pk=street_id)
    rows = Agreement.objects.filter(street_id=street_id, number__startswith=f"G{year}-")
    last = rows.aggregate(last=Max("number"))["last"]
    return f"G{year}-{int(last.partition('-')[2]) + 1 if last else 1:03d}"


@act
def link_project(*, agreement_id: UUID, project_id: UUID, by: Actor, at: datetime) -> AgreementProject:
    """The agreement serves this project too; once."""
    agreement = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=agreement.path))
    refuse_if(agreement.state not in rules.OPEN, "agreement.over")
    project = Project.objects.visible_to(by).get(pk=project_id)
    refuse_if(agreement.served.filter(project=project).exists(), "agreement.linked")
    link = AgreementProject.objects.create(
        agreement=agreement, project=project, street_id=agreement.street_id, by=by.ref, at=at
    )
    write_agreement_step(agreement, "agreement.link", by=by, at=at, note=project.name)
    return link


@act
def sign_agreement(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """Both sides have signed the paper: it serves a project and brings something, or it is refused.

    The agreement that it follows is renewed by it.
    """
    agreement = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=agreement.path))
    gaps = rules.gaps_before_signing(projects=agreement.served.count(), pledges=agreement.pledges.count())
    refuse_if(bool(gaps), "agreement.incomplete", fields=gaps)
    move(agreement, "sign", at=at)
    agreement.signed_on = day_of(at)
    agreement.save(update_fields=["state", "state_since", "signed_on"])
    write_agreement_step(agreement, "agreement.sign", by=by, at=at)
    close_renewed(agreement, by=by, at=at)
    return agreement


def close_renewed(agreement: Agreement, *, by: Actor, at: datetime) -> None:
    """The one before ends as renewed; one that has ended by itself meanwhile stays as it is."""
    before = agreement.follows
    if before is not None and before.state == "active":
        move(before, "renew", at=at)
        before.save(update_fields=["state", "state_since"])
        write_agreement_step(before, "agreement.renewed", by=by, at=at, note=agreement.number)


def move(agreement: Agreement, name: str, *, at: datetime, note: str = "") -> None:
    agreement.state = rules.WORKFLOW.move(agreement.state, name, note=note)
    agreement.state_since = at


@act
def begin_agreement(*, agreement_id: UUID, by: Actor, at: datetime) -> Agreement:
    """Its first day has come and the work together begins."""
    agreement = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=agreement.path))
    refuse_if(day_of(at) < agreement.starts_on, "agreement.not_yet", starts_on=agreement.starts_on)
    move(agreement, "begin", at=at)
    agreement.save(update_fields=["state", "state_since"])
    write_agreement_step(agreement, "agreement.begin", by=by, at=at)
    return agreement


@act
def renew_agreement(
    *, agreement_id: UUID, starts_on: date, ends_on: date, by: Actor, at: datetime
) -> Agreement:
    """The next agreement as a draft with the same parties and projects, linked to the one before; once."""
    old = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=old.path))
    refuse_if(old.state not in {"active", "expired"}, "agreement.not_renewable")
    refuse_if(old.next_ones.exists(), "agreement.renewed")
    refuse_if(starts_on <= old.ends_on, "agreement.overlaps", ends_on=old.ends_on)
    terms = Terms(
        old.org_id, old.partner_id, starts_on, ends_on, old.purpose, old.leaders, old.meeting_months
    )
    found = write_draft(terms, old.org, by=by, at=at, follows=old)
    AgreementProject.objects.bulk_create(
        AgreementProject(agreement=found, project_id=each, street_id=found.street_id, by=by.ref, at=at)
        for each in old.served.order_by("id").values_list("project_id", flat=True)
    )
    write_agreement_step(found, "agreement.renew", by=by, at=at, note=old.number)
    return found


@act
def terminate_agreement(*, agreement_id: UUID, note: str, by: Actor, at: datetime) -> Agreement:
    """End it before its last day, with the reason."""
    agreement = agreement_for(agreement_id, by=by)
    require(access.can_keep_agreements(by, path=agreement.path))
    move(agreement, "terminate", at=at, note=note)
    agreement.end_reason = note
    agreement.save(update_fields=["state", "state_since", "end_reason"])
    write_agreement_step(agreement, "agreement.terminate", by=by, at=at, note=note)
    return agreement
