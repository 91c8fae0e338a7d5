"""The plan in a project's rows, and its numbered versions."""

from collections import defaultdict
from datetime import datetime
from uuid import UUID

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.projects import access, rules
from doorstep.projects.models import Beneficiary, Milestone, Opinion, PlanVersion, PlanVersionOpinion, Project
from doorstep.projects.services.steps import project_for, write_step
from doorstep.records.acts import act

OWN_COLUMNS = (
    "goal",
    "baseline",
    "evidence",
    "measures",
    "starts_on",
    "ends_on",
    "quota_fen",
    "other_fen",
    "in_kind",
    "public_summary",
)


def plan_of(project: Project) -> rules.Plan:
    """The plan as it stands in the project's rows."""
    beneficiaries = (
        rules.BeneficiaryPlan(each.group, each.count, each.unit)
        for each in project.beneficiaries.order_by("id")
    )
    return rules.Plan(
        **{name: getattr(project, name) for name in OWN_COLUMNS},
        beneficiaries=tuple(beneficiaries),
        milestones=tuple(planned(each) for each in project.milestones.order_by("planned_on", "order", "id")),
    )


def planned(milestone: Milestone) -> rules.MilestonePlan:
    return rules.MilestonePlan(milestone.name, milestone.planned_on)


def check_plan(plan: rules.Plan) -> None:
    """Refuses money below nothing, a group without a size, and a text that its column cannot hold."""
    refuse_if(plan.quota_fen < 0 or plan.other_fen < 0, "money.negative")
    refuse_if(rules.counts_nobody(plan), "project.incomplete", fields=["beneficiaries"])
    long = rules.too_long_in(plan)
    refuse_if(long is not None, "text.too_long", limit=rules.WIDTHS.get(long or "", 0))


def put_plan(project: Project, plan: rules.Plan, *, new: bool = False) -> None:
    """Write a plan into the project's rows; milestones are numbered by day, one done keeps its result."""
    check_plan(plan)
    for name in OWN_COLUMNS:
        setattr(project, name, getattr(plan, name))
    project.save(force_insert=new)
    if not new:
        project.beneficiaries.all().delete()
    Beneficiary.objects.bulk_create(
        Beneficiary(project=project, group=each.group, count=each.count, unit=each.unit)
        for each in plan.beneficiaries
    )
    put_milestones(project, rules.in_order(plan), new=new)


def put_milestones(project: Project, plan: rules.Plan, *, new: bool) -> None:
    done: dict[rules.MilestonePlan, list[Milestone]] = defaultdict(list)
    if not new:
        for each in project.milestones.filter(done_on__isnull=False).order_by("order", "id"):
            done[planned(each)].append(each)
        project.milestones.filter(done_on__isnull=True).delete()
    kept, fresh = [], []
    for order, wanted in enumerate(plan.milestones, start=1):
        if done[wanted]:
            kept.append(done[wanted].pop(0))
            kept[-1].order = order
        else:
            fresh.append(
                Milestone(project=project, order=order, name=wanted.name, planned_on=wanted.planned_on)
            )
    if kept:
        Milestone.objects.bulk_update(kept, ["order"])
    Milestone.objects.bulk_create(fresh)


@act
def change_plan(*, project_id: UUID, plan: rules.Plan, reason: str, by: Actor, at: datetime) -> PlanVersion:
    """A new plan version with its reason, approved by the street; every version stays readable (P4).

    Refuses a plan that is incomplete, that changes nothing, or that moves or drops a milestone that stands,
    and any while an opinion on the version before has no answer; whoever leads the project does not approve
    its change.
    """
    project = project_for(project_id, by=by)
    require(access.can_approve(by, path=project.path, lead_id=project.lead_id), "project.own")
    refuse_if(not reason.strip(), "note.needed")
    refuse_if(project.state not in rules.REPLANNABLE, "project.not_running", state=project.state)
    unanswered = project.opinions.filter(answered_at__isnull=True).count()
    refuse_if(unanswered > 0, "opinion.open", count=unanswered)
    missing = rules.missing_in(plan, has_source=True, has_difficulty=True)
    refuse_if(bool(missing), "project.incomplete", fields=missing)
    plan, before = rules.in_order(plan), plan_of(project)
    refuse_if(plan == rules.in_order(before), "plan.unchanged")
    done = [planned(each) for each in project.milestones.filter(done_on__isnull=False)]
    lost = rules.lost_milestones(plan, done)
    refuse_if(bool(lost), "plan.done_milestone", names=lost)
    put_plan(project, plan)
    return add_version(project, plan, reason=reason, by=by, at=at)


def add_version(project: Project, plan: rules.Plan, *, reason: str, by: Actor, at: datetime) -> PlanVersion:
    """Store the plan under the next number, with the opinions that were said before it and are answered by it."""
    project.plan_version += 1
    project.save(update_fields=["plan_version"])
    version = PlanVersion.objects.create(
        project=project,
        number=project.plan_version,
        plan=rules.plan_as_json(plan),
        reason=reason,
        approved_by_id=by.account_id or 0,
        at=at,
    )
    if version.number > 1:
        link_opinions(version)
    write_step(project, "project.plan", by=by, at=at, before=project.state, public_note=reason)
    return version


def link_opinions(version: PlanVersion) -> None:
    """This version answers every opinion that no version before it answered."""
    said_before = Opinion.objects.filter(project_id=version.project_id, answered_in__isnull=True)
    PlanVersionOpinion.objects.bulk_create(
        PlanVersionOpinion(version=version, opinion=opinion) for opinion in said_before.order_by("number")
    )
