"""Campaigns and target classes as pages read them."""

from django.db.models import QuerySet

from doorstep.kernel.actor import Actor
from doorstep.people.access import paths_with
from doorstep.visits.models import TargetClass, VisitPlan, any_paths


def plans(actor: Actor, *, open_only: bool = False) -> QuerySet[VisitPlan]:
    """Campaigns that reach a place where the actor reads visits, the newest first."""
    rows = VisitPlan.objects.visible_to(actor)
    return (rows.filter(closed_at__isnull=True) if open_only else rows).order_by("-starts_on", "-id")


def plan_page(actor: Actor, plan_id: int) -> VisitPlan:
    """One campaign; DoesNotExist out of sight."""
    return VisitPlan.objects.visible_to(actor).select_related("street").get(pk=plan_id)


def target_class_of(actor: Actor, place_id: int) -> str:
    """As what this household is visited; ``ordinary`` where the actor neither visits nor plans."""
    paths = (*paths_with(actor, "visit.record"), *paths_with(actor, "visit.plan"))
    if not paths:
        return "ordinary"
    rows = TargetClass.objects.filter(any_paths(paths), place_id=place_id, street_id=actor.street_id or 0)
    return rows.values_list("code", flat=True).first() or "ordinary"
