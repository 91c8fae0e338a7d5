"""Projects as a public list of a year has them (DOMAIN §13.7), and plans whose change is not yet in public."""

from typing import Any, Final

from django.db.models import F, Max, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.projects import rules
from doorstep.projects.models import PlanVersion, Project
from doorstep.projects.queries import approved_in, public_money

RUNNING: Final = ("approved", "in_progress", "paused", "rework", "completion_claimed")


def listed(street_id: int, year: int, *, orientation: str = "", field: str = "") -> QuerySet[Project]:
    """The projects approved in the year, in the order of their numbers; of one orientation or field if asked."""
    rows = approved_in(street_id, year)
    if orientation:
        rows = rows.filter(orientation=orientation)
    if field:
        rows = rows.filter(field__code=field)
    return rows.select_related("org", "field").prefetch_related("beneficiaries").order_by("number")


def listed_row(project: Project) -> dict[str, Any]:
    """序号|项目|组织|导向|领域|受益户(人)|完成时限|经费来源 of one project."""
    return {
        "number": project.number,
        "name": project.name,
        "org": project.org.name,
        "orientation": rules.ORIENTATIONS[project.orientation],
        "field": project.field.name,
        "beneficiaries": [
            {"group": each.group, "count": each.count, "unit": rules.BENEFICIARY_UNITS[each.unit]}
            for each in project.beneficiaries.all()
        ],
        "ends_on": project.ends_on.isoformat() if project.ends_on else "",
        "money": public_money(project),
    }


def changed_plans(actor: Actor) -> QuerySet[PlanVersion]:
    """The newest version of each running project in sight whose plan was changed, the oldest change first."""
    running = Project.objects.visible_to(actor).filter(state__in=RUNNING)
    rows = PlanVersion.objects.filter(project__in=running, number__gt=1)
    newest = rows.annotate(last=Max("project__versions__number")).filter(number=F("last"))
    return newest.select_related("project__org").order_by("at", "id")
