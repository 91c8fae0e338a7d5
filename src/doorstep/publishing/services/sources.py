"""Drafts pulled from what earlier stages have ready: money, decisions, stars, changed plans, the year's list."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from doorstep.funds.queries import expense_to_notice, public_case, public_expense
from doorstep.funds.queries.public import ACCEPTED
from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import refuse_if, require
from doorstep.places.models import Street
from doorstep.projects.lists import listed, listed_row
from doorstep.projects.queries import project_to_notice, public_project
from doorstep.projects.rules import ORIENTATIONS
from doorstep.publishing import access
from doorstep.publishing.models import Notice
from doorstep.publishing.services.drafting import About, draft_notice_of
from doorstep.records.acts import act
from doorstep.volunteers.queries import public_star, stars_to_notice


@act
def draft_expense_notice(*, expense_id: UUID, by: Actor, at: datetime) -> Notice:
    """F7 of an expense that was accepted; it can be posted once it is paid."""
    expense = expense_to_notice(by, expense_id)
    refuse_if(expense.state not in ACCEPTED, "notice.expense_not_accepted")
    values = public_expense(expense)
    return draft_notice_of(
        kind="expense",
        about=About(f"expense:{expense.pk}", expense.path, expense.project),
        title=f"{values['purpose']}：经费支出公示",
        values=values,
        by=by,
        at=at,
    )


@act
def draft_decision_notice(*, expense_id: UUID, by: Actor, at: datetime) -> Notice:
    """F8 of a case-by-case work that the street has decided for."""
    expense = expense_to_notice(by, expense_id)
    is_decided = expense.case_by_case and expense.approved_at is not None and expense.state != "reversed"
    refuse_if(not is_decided, "notice.case_not_decided")
    return draft_notice_of(
        kind="decision",
        about=About(f"expense:{expense.pk}", expense.path, expense.project),
        title=f"{expense.purpose}：一事一议决定公示",
        values=public_case(expense),
        by=by,
        at=at,
    )


@act
def draft_star_notice(*, award_ids: Sequence[UUID], by: Actor, at: datetime) -> Notice:
    """One masked list of proposed stars; posting it announces every one of them. Refuses an award that is not proposed."""
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_draft(by, path=street.path))
    awards = stars_to_notice(by, award_ids)
    refuse_if(not awards or len(awards) != len(set(award_ids)), "notice.stars_not_proposed")
    tables = sorted({each.table for each in awards})
    return draft_notice_of(
        kind="stars",
        about=About(f"stars:{awards[0].pk}", street.path, parts=[f"star:{each.pk}" for each in awards]),
        title="志愿服务星级公示",
        values={
            "number": "",
            "table": "、".join(tables),
            "rows": [public_star(each) for each in awards],
        },
        by=by,
        at=at,
    )


@act
def draft_plan_notice(*, project_id: UUID, by: Actor, at: datetime) -> Notice:
    """The plan as it is now: what changed against the version before, and because of which opinions."""
    project = project_to_notice(by, project_id)
    require(access.can_draft(by, path=project.path))
    page = public_project(project.pk)[2]
    refuse_if(not page["is_public"] or not page["versions"], "notice.plan_not_public")
    return draft_notice_of(
        kind="plan",
        about=About(f"plan:{project.pk}:{project.plan_version}", project.path, project),
        title=f"《{project.name}》方案公示（第 {project.plan_version} 版）",
        values=plan_values(page),
        by=by,
        at=at,
    )


def plan_values(page: dict[str, Any]) -> dict[str, Any]:
    """The newest version with what it changed, from what the project's page says."""
    newest = page["versions"][0]
    return {
        **page,
        "orientation": ORIENTATIONS[page["orientation"]],
        "version": newest["number"],
        "on": newest["on"],
        "reason": newest["reason"],
        "changes": newest["changes"],
        "others": newest["others"],
    }


@act
def draft_list_notice(
    *, year: int, orientation: str = "", field: str = "", chosen: str = "", by: Actor, at: datetime
) -> Notice:
    """The projects approved in a year as one table, all or of one orientation or field; refuses an empty list."""
    street = Street.objects.get(pk=by.street_id or 0)
    require(access.can_draft(by, path=street.path))
    rows = [listed_row(each) for each in listed(street.pk, year, orientation=orientation, field=field)]
    refuse_if(not rows, "notice.nothing_listed")
    return draft_notice_of(
        kind="list",
        about=About(f"list:{street.pk}:{year}:{orientation}:{field}", street.path),
        title=f"{year} 年党建项目清单公示",
        values={"number": str(year), "year": year, "chosen": chosen, "rows": rows},
        by=by,
        at=at,
    )
