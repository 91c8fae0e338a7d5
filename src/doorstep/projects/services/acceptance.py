"""From the claim that it is done to the signatures that say so (P5)."""

from datetime import datetime
from uuid import UUID

from doorstep.issues.services import deliver_from_project
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.people.models import Account
from doorstep.projects import access, rules
from doorstep.projects.models import AcceptanceSign, Project
from doorstep.projects.services.sources import issues_left_alone
from doorstep.projects.services.steps import move, project_for, write_step
from doorstep.records.acts import act


@act
def claim_completion(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """The lead says it is done, with the evidence; every milestone must stand."""
    project = project_for(project_id, by=by)
    require(access.can_run(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.milestones.filter(done_on__isnull=True).exists(), "project.milestones_open")
    before = move(project, "claim_completion", at=at, note=note)
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.claim", by=by, at=at, before=before, note=note)
    return project


@act
def sign_acceptance(
    *,
    project_id: UUID,
    person_name: str,
    capacity: str,
    accepts: bool,
    remark: str = "",
    account_id: int | None = None,
    by: Actor,
    at: datetime,
) -> AcceptanceSign:
    """One signature under the work, on paper or on screen; the lead can neither sign nor key it in.

    Refuses a second signature of one person in a round, and a dissent without a word why.
    """
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    refuse_if(project.state != "completion_claimed", "project.not_claimed", state=project.state)
    refuse_if(capacity not in rules.ACCEPTANCE_CAPACITIES, "acceptance.capacity")
    person = person_name.strip()
    refuse_if(not person, "project.incomplete", fields=["name"])
    refuse_if(not accepts and not remark.strip(), "note.needed")
    check_signer(project, person, account_id)
    sign = AcceptanceSign.objects.create(
        project=project,
        round=claim_round(project),
        person_name=person,
        account_id=account_id,
        capacity=capacity,
        accepts=accepts,
        remark=remark,
        at=at,
    )
    write_step(project, "project.sign", by=by, at=at, before=project.state, note=remark)
    return sign


def check_signer(project: Project, person: str, account_id: int | None) -> None:
    """Not the lead, by account or by name; not somebody of another street; not twice."""
    refuse_if(is_lead(project, person, account_id), "project.own")
    if account_id is not None:
        Account.objects.get(pk=account_id, street_id=project.street_id)
    for each in signs_of(project):
        same = each.person_name == person or (account_id is not None and each.account_id == account_id)
        refuse_if(same, "acceptance.signed")


def is_lead(project: Project, person: str, account_id: int | None) -> bool:
    """A name alone that is the lead's counts as the lead's; a namesake signs with an account of their own."""
    if account_id is not None:
        return account_id == project.lead_id
    return person == project.lead.display_name


def claim_round(project: Project) -> int:
    """Which time completion is being claimed."""
    return project.steps.filter(act="project.claim").count()


def signs_of(project: Project) -> list[AcceptanceSign]:
    """The signatures under the present claim."""
    return list(project.acceptances.filter(round=claim_round(project)).order_by("id"))


@act
def conclude_acceptance(*, project_id: UUID, by: Actor, at: datetime, note: str = "") -> Project:
    """Accepted with the signatures P5 asks for; its issues are delivered and their reporters called back."""
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    signs = [
        rules.Sign(each.capacity, each.accepts, is_lead(project, each.person_name, each.account_id))
        for each in signs_of(project)
    ]
    refuse_if(any(not each.accepts for each in signs), "acceptance.dissent")
    gaps = rules.acceptance_gaps(signs)
    refuse_if(bool(gaps), "acceptance.incomplete", gaps=gaps)
    before = move(project, "accept", at=at)
    project.accepted_at = project.ended_at = at
    project.save(update_fields=["state", "state_since", "accepted_at", "ended_at"])
    write_step(project, "project.accept", by=by, at=at, before=before, public_note=note)
    deliver_from_project(issue_ids=issues_left_alone(project), note=project.goal, by=by, at=at)
    return project


@act
def demand_rework(*, project_id: UUID, note: str, by: Actor, at: datetime) -> Project:
    """Somebody did not accept: back to work with what is wrong. Refuses before anybody signed this claim."""
    project = project_for(project_id, by=by)
    require(access.can_accept(by, path=project.path, lead_id=project.lead_id))
    before = move(project, "demand_rework", at=at, note=note)
    refuse_if(not signs_of(project), "acceptance.none")
    project.save(update_fields=["state", "state_since"])
    write_step(project, "project.rework", by=by, at=at, before=before, note=note)
    return project
