"""The list of expenses, one with its whole trail, and asking for a new one."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.funds import rules
from doorstep.funds.access import can_pay, can_request, can_review
from doorstep.funds.queries import (
    BudgetLine,
    budget_lines,
    expense_page,
    expenses,
    life_of,
    moves_of_expense,
    quotas,
    sources,
    spendable_projects,
)
from doorstep.funds.services import request_expense
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.records.receipts import Answer
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.money.figures import shown_yuan
from doorstep.web.money.forms import RequestForm
from doorstep.web.money.quotas import year_of
from doorstep.web.tones import EXPENSE_TONES

FILTERS = ("state", "category", "org", "quota", "year", "text", "case_by_case", "paid", "project")
LEVELS = {"branch": _("支部议决"), "meeting": _("会议议定"), "street": _("街道决定")}


@desk("fund.read")
@require_safe
def listing(request: Asked) -> HttpResponse:
    """Every expense in sight, newest first."""
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, expenses(request.actor, filters=filters))
    context = {
        "table": expense_table(rows),
        "pager": pager,
        "filters": filters,
        "states": rules.STATES,
        "categories": rules.CATEGORIES,
    }
    return render_page(request, "web/money/expenses.html", context)


def expense_table(rows: list[Any]) -> Table:
    return Table(
        caption=translate("支出"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("用途"), "clip"),
            Column(translate("组织"), "clip"),
            Column(translate("供应商"), "clip"),
            Column(translate("金额"), "num"),
            Column(translate("日期"), "tight"),
            Column(translate("进展")),
        ],
        rows=[expense_row(each) for each in rows],
        empty_title=translate("没有符合的支出"),
        empty_text=translate("换个条件再查。"),
    )


def expense_row(expense: Any) -> Row:
    url = resolve_url("money:expense", expense.number)
    return Row(
        cells=[
            Link(expense.number, url),
            Link(expense.purpose, url),
            expense.org.name,
            expense.supplier or "–",
            yuan(expense.price_fen or expense.amount_fen),
            moment(expense.asked_on, "iso"),
            status(translate(rules.STATES[expense.state]), EXPENSE_TONES[expense.state]),
        ],
        key=str(expense.pk),
        name=expense.purpose,
    )


@desk("fund.request")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """A secretary asks; what the rules forbid is refused with the reason, and what was typed stays."""
    today = day_of(timezone.now())
    held = quotas(request.actor, year=today.year)
    named = {each.name: each.pk for each in sources(request.actor, year=today.year)}
    projects = spendable_projects(request.actor)
    form = RequestForm(
        request.POST or None,
        sources=named,
        initial={"project_id": request.GET.get("project", "")},
        choices={
            "org_id": [
                (line.quota.org_id, translate("%(name)s（可用 %(left)s 元）") % words_of(line))
                for line in held
                if can_request(request.actor, path=line.quota.path)
            ],
            "project_id": [("", _("不属于项目")), *((str(pk), name) for pk, name in projects)],
        },
    )

    def do() -> Answer:
        made = request_expense(request=form.request(), by=request.actor, at=timezone.now())
        return Answer(
            to=resolve_url("money:expense", made.number), note=str(_("已存为草拟，下一步是支部议决。"))
        )

    context = {
        "label": _("提出支出申请"),
        "back": resolve_url("money:expenses"),
        "named": named,
        "warning": ""
        if held
        else translate("%(year)s 年的额度还没有下达，现在不能申请。") % {"year": today.year},
    }
    return form_door(
        request, form, door="expense.new", do=do, template="web/money/form.html", context=context
    )


def words_of(line: Any) -> dict[str, str]:
    return {"name": line.quota.org.name, "left": yuan(line.balance.available)}


@desk("fund.read")
@require_safe
def expense(request: Asked, number: str) -> HttpResponse:
    """One expense on one page: who asked, decided, bought, accepted, paid and published it, and every move."""
    return render_page(
        request, "web/money/expense.html", page_context(request, expense_page(request.actor, number))
    )


def page_context(request: Asked, found: Any) -> dict[str, Any]:
    dossier = getattr(found, "dossier", None)
    return {
        "expense": found,
        "state_label": rules.STATES[found.state],
        "tone": EXPENSE_TONES[found.state],
        "facts": facts_of(found),
        "parts": [(purse_name(each), shown_yuan(each.amount_fen)) for each in found.parts.all()],
        "dossier": dossier and dossier_facts(dossier),
        "decisions": [(LEVELS[each.level], each) for each in found.decisions.all()],
        "quotes": [(each, yuan(each.price_fen)) for each in found.quotes.all()],
        "signs": [(each, rules.SIGN_CAPACITIES[each.capacity]) for each in found.signs.all()],
        "moves": [move_line(each) for each in moves_of_expense(found)],
        "life": [life_entry(each) for each in life_of(found)],
        "is_open": found.state not in rules.ENDED,
        "waits_for_notice": found.state == "paid",
        "waits_for_paper": paper_to_see(found) is not None,
        "acts": acts_for(request, found),
    }


def paper_to_see(found: Any) -> Any:
    """The paper record of a case-by-case work's meeting that nobody else has compared yet."""
    records = [each for each in found.decisions.all() if each.level == "meeting"]
    waits = found.case_by_case and found.state == "deliberated" and records
    last = records[-1] if waits else None
    return last if last is not None and last.item_id is None and last.seen_by_id is None else None


def facts_of(found: Any) -> list[tuple[Any, Any]]:
    procedure = [_("一事一议")] if found.case_by_case else []
    procedure.append(_("三家书面报价") if found.by_quotes else _("直接采购"))
    invoiced = f"{found.invoice_number} · {found.invoiced_on:%Y-%m-%d}" if found.invoice_number else "–"
    published = f"{found.notice_number} · {found.published_on:%Y-%m-%d}" if found.published_on else "–"
    facts = [
        (_("金额"), shown_yuan(found.amount_fen)),
        (_("成交价"), shown_yuan(found.price_fen) if found.price_fen else "–"),
        (_("类别"), translate(rules.CATEGORIES[found.category])),
        (_("用在哪里"), translate(rules.USES[found.use])),
        (_("办法"), translate("、").join(str(each) for each in procedure)),
        (_("供应商"), found.supplier or "–"),
        (_("合同"), found.contract or "–"),
        (_("申请人"), found.asked_by.display_name),
        (_("经办人"), found.buyer.display_name if found.buyer else "–"),
        (_("验收日期"), moment(found.accepted_on, "iso")),
        (_("票据"), invoiced),
        (_("支付"), moment(found.paid_at, "day")),
        (_("公示"), published),
        (_("银行流水"), found.bank_ref or "–"),
    ]
    return [*facts, (_("帮扶人数"), found.helped_count)] if found.category == "help" else facts


def purse_name(part: Any) -> str:
    if part.source is not None:
        return part.source.name
    return translate("%(name)s的额度") % {"name": part.quota.org.name}


def dossier_facts(dossier: Any) -> list[tuple[Any, str]]:
    found = [
        (_("为什么要做"), dossier.need),
        (_("照做的方案"), dossier.do_it),
        (_("少做一些的方案"), dossier.do_less),
        (_("不做会怎样"), dossier.do_nothing),
        (_("可比的工程"), dossier.comparable),
        (_("不同意见"), dossier.objections),
    ]
    if dossier.hearing_people is not None:
        words = {
            "n": dossier.hearing_people,
            "agreed": dossier.hearing_agreed,
            "days": dossier.hearing_notice_days,
        }
        found.append(
            (_("听证会"), translate("提前 %(days)s 天公告，到会 %(n)s 人，同意 %(agreed)s 人") % words)
        )
    return found


def move_line(move: Any) -> dict[str, Any]:
    purse = move.source.name if move.source else move.quota.org.name
    return {
        "at": move.at,
        "kind": rules.MOVE_KINDS[move.kind],
        "purse": purse,
        "amount": yuan(move.amount_fen),
        "available": yuan(move.available_fen),
        "reason": move.reason,
    }


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(rules.ACTS[step.act]),
        "note": step.note,
        "tone": EXPENSE_TONES[step.to_state],
    }


# act → (label, states it starts from, which permission it needs)
PAGE_ACTS: dict[str, tuple[Any, frozenset[str], str]] = {
    "decide": (_("登记支部议决"), frozenset({"draft"}), "request"),
    "edit": (_("修改申请"), frozenset({"draft"}), "request"),
    "case": (_("备齐一事一议材料"), frozenset({"branch_decided"}), "request"),
    "deliberate": (_("登记会议议定"), frozenset({"branch_decided", "case_by_case"}), "request"),
    "paper": (_("核对纸质记录"), frozenset({"deliberated"}), "review"),
    "review": (_("审查通过"), frozenset({"branch_decided", "deliberated"}), "review"),
    "approve": (_("批准支出"), frozenset({"street_reviewed"}), "review"),
    "quote": (
        _("登记报价"),
        frozenset({"draft", "branch_decided", "deliberated", "street_reviewed", "approved"}),
        "request",
    ),
    "procure": (_("确定供应商"), frozenset({"approved"}), "request"),
    "accept": (_("登记验收"), frozenset({"procured"}), "request"),
    "invoice": (_("登记票据"), frozenset({"accepted"}), "pay"),
    "pay": (_("支付"), frozenset({"invoiced"}), "pay"),
    "reconcile": (_("与银行对账"), frozenset({"published"}), "pay"),
    "return": (_("退回修改"), frozenset(rules.BEFORE_APPROVAL[1:]), "review"),
    "reject": (_("不予支出"), frozenset(rules.BEFORE_APPROVAL[1:]), "review"),
    "withdraw": (_("撤回申请"), frozenset({"draft"}), "request"),
    "reverse": (_("冲销"), frozenset((*rules.UNPAID, *rules.PAID)), "review"),
}


def acts_for(request: Asked, found: Any) -> list[dict[str, Any]]:
    """The buttons of this moment, in the order of the table."""
    actor, asked = request.actor, {"path": found.path, "asked_by": found.asked_by_id}
    may = {
        "request": can_request(actor, path=found.path),
        "review": can_review(actor, **asked),
        "pay": can_pay(actor, **asked),
    }
    return [
        {
            "label": label,
            "url": resolve_url("money:act", found.number, act),
            "main": act not in {"edit", "return", "reject", "withdraw", "reverse"},
        }
        for act, (label, states, permission) in PAGE_ACTS.items()
        if found.state in states and may[permission] and is_owed(act, found, by=actor)
    ]


def is_owed(act: str, found: Any, *, by: Actor) -> bool:
    """Quotes only where they are asked for, the dossier and its meeting where the work is case by case.

    A paper record is compared by somebody who did not type it, and before the review.
    """
    paper = paper_to_see(found)
    if act == "paper":
        return paper is not None and paper.typed_by_id != by.account_id
    if act == "review" and paper is not None:
        return False
    if act == "quote":
        return found.by_quotes
    if act == "case":
        return found.case_by_case
    waits_for_case = found.case_by_case and found.state == "branch_decided"
    return not (waits_for_case and act in {"deliberate", "review"})


@desk("fund.read")
@require_safe
def budget(request: Asked) -> HttpResponse:
    """Budget against actual: each project and source on a line, payments by quarter."""
    year = year_of(request)
    table = Table(
        caption=translate("预算与执行"),
        columns=[
            Column(translate("项目"), "clip"),
            Column(translate("来源")),
            Column(translate("计划"), "num"),
            Column(translate("已批"), "num"),
            Column(translate("已付"), "num"),
            *(Column(translate("%(n)s 季度") % {"n": n}, "num") for n in (1, 2, 3, 4)),
            Column(translate("年后付出"), "num"),
        ],
        rows=[budget_row(each) for each in budget_lines(request.actor, year=year)],
        empty_title=translate("这一年没有立项的项目，也没有项目支出"),
    )
    return render_page(request, "web/money/budget.html", {"table": table, "year": year})


def budget_row(line: BudgetLine) -> Row:
    source = line.source or (translate("额度以外") if line.is_outside else translate("额度"))
    spent = line.spent
    amounts = (
        line.planned_fen,
        spent.approved_fen,
        spent.paid_fen,
        *spent.quarters.values(),
        spent.later_fen,
    )
    return Row(
        cells=[
            Link(f"{line.number} {line.name}", resolve_url("projects:page", line.number)),
            source,
            *(yuan(fen) if fen else "–" for fen in amounts),
        ]
    )
