"""Mending a draft expense: the form of a new one, filled with what was typed."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.funds.queries import expense_page, sources, spendable_projects
from doorstep.funds.services import edit_expense
from doorstep.kernel.money import yuan
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.money.forms import RequestForm

SAME = (
    "org_id",
    "category",
    "use",
    "purpose",
    "supplier",
    "helped_count",
    "by_quotes",
    "case_by_case",
    "reason",
)


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def edit(request: Asked, number: str) -> HttpResponse:
    """Everything but number, organisation and day may change until the branch has decided."""
    found = expense_page(request.actor, number)
    named = {each.name: each.pk for each in sources(request.actor, year=found.year)}
    projects = [(str(pk), name) for pk, name in spendable_projects(request.actor)]
    form = RequestForm(
        request.POST or None,
        sources=named,
        initial=initial_of(found),
        choices={
            "org_id": [(found.org_id, found.org.name)],
            "project_id": [("", _("不属于项目")), *projects],
        },
    )
    back = resolve_url("money:expense", number)

    def do() -> Answer:
        edit_expense(expense_id=found.pk, request=form.request(), by=request.actor, at=timezone.now())
        return Answer(to=back, note=str(_("已修改，下一步是支部议决。")))

    context = {
        "label": _("修改申请"),
        "about": f"{found.number} {found.purpose}",
        "back": back,
        "named": named,
    }
    return form_door(
        request, form, door="expense.edit", do=do, template="web/money/form.html", context=context
    )


def initial_of(found: Any) -> dict[str, Any]:
    outside = [f"{each.source.name} {yuan(each.amount_fen)}" for each in found.parts.all() if each.source]
    return {
        **{name: getattr(found, name) for name in SAME},
        "project_id": str(found.project_id or ""),
        "amount_fen": yuan(found.amount_fen),
        "outside": "\n".join(outside),
    }
