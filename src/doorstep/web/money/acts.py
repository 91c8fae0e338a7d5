"""What can be done to an expense from its page: one form for each step."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.funds import services
from doorstep.funds.queries import expense_page
from doorstep.funds.standing import is_closed
from doorstep.kernel.calendar import day_of
from doorstep.kernel.money import yuan
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.money.expenses import PAGE_ACTS, paper_to_see
from doorstep.web.money.figures import shown_yuan
from doorstep.web.money.forms import (
    AcceptForm,
    BankForm,
    ContractForm,
    DecisionForm,
    DossierForm,
    InvoiceForm,
    NoteForm,
    OptionalNoteForm,
    QuoteForm,
)

Values = Callable[[Any], dict[str, Any]]


def cleaned(*names: str) -> Values:
    return lambda form: {name: form.cleaned_data[name] for name in names}


def nothing(form: Any) -> dict[str, Any]:
    return {}


def decided(form: Any) -> dict[str, Any]:
    return {"decision": form.decision()}


def accepted(form: Any) -> dict[str, Any]:
    return {"signs": form.signs(), "on": form.cleaned_data["on"], "note": form.cleaned_data["note"]}


# act → (service, form, what of the form the service takes)
ACTS: dict[str, tuple[Callable[..., Any], type[Any], Values]] = {
    "decide": (services.decide_expense, DecisionForm, decided),
    "case": (services.open_case, DossierForm, lambda form: {"dossier": form.dossier()}),
    "deliberate": (services.deliberate_expense, DecisionForm, decided),
    "paper": (services.see_paper, OptionalNoteForm, cleaned("note")),
    "review": (services.review_expense, PlainForm, nothing),
    "return": (services.return_expense, NoteForm, cleaned("note")),
    "reject": (services.reject_expense, NoteForm, cleaned("note")),
    "withdraw": (services.reject_expense, NoteForm, cleaned("note")),
    "approve": (services.approve_expense, PlainForm, nothing),
    "quote": (services.add_quote, QuoteForm, cleaned("supplier", "price_fen", "satisfies", "remark")),
    "procure": (services.procure_expense, ContractForm, cleaned("contract")),
    "accept": (services.accept_expense, AcceptForm, accepted),
    "invoice": (services.register_invoice, InvoiceForm, cleaned("invoice_number", "amount_fen", "on")),
    "pay": (services.pay_expense, PlainForm, nothing),
    "reconcile": (services.reconcile_expense, BankForm, cleaned("bank_ref")),
    "reverse": (services.reverse_expense, NoteForm, cleaned("note")),
}
QUESTIONS = {
    "paper": _("请拿着原件对：会议、日期、票数和决定都和录入的一样，才能确认。不一样的请退回修改。"),
    "approve": _("批准后，额度里就占住这笔钱。"),
    "pay": _("钱付出去以后只能冲销，不能删除。"),
    "review": _("用途属实、程序齐全，就审查通过。"),
    "reverse": _("冲销会把钱退回原处，原来的记录都留着。"),
    "procure": _("询价采购由报价决定：满足需要的取最低，落选的供应商会记下已告知。"),
}


@desk("fund.request", "fund.review", "fund.pay", "fund.keep")
@require_http_methods(["GET", "POST"])
def move(request: Asked, number: str, act: str) -> HttpResponse:
    """One step along the table, asked once more on a page of its own."""
    if act not in ACTS:
        raise Http404
    found = expense_page(request.actor, number)
    service, make, values = ACTS[act]
    if act == "approve" and found.case_by_case:
        make, values = DecisionForm, decided
    known = {"by": request.actor} if make is DecisionForm else {}
    form = make(request.POST or None, initial=initial_of(found), **known)

    def do() -> Answer:
        service(expense_id=found.pk, by=request.actor, at=timezone.now(), **values(form))
        return Answer(to=resolve_url("money:expense", number), note=str(_("已办理。")))

    context = {
        "label": PAGE_ACTS[act][0],
        "question": QUESTIONS.get(act, ""),
        "about": f"{found.number} {found.purpose}",
        "facts": facts_for(act, found),
        "back": resolve_url("money:expense", number),
        "now": act in {"reverse", "reject"},
    }
    return form_door(
        request, form, door=f"expense.{act}", do=do, template="web/money/form.html", context=context
    )


def facts_for(act: str, found: Any) -> list[tuple[Any, Any]]:
    """Whose money and how much; for a paper record what was typed from it, for a late refund where it goes."""
    facts = [(_("组织"), found.org.name), (_("金额"), shown_yuan(found.price_fen or found.amount_fen))]
    paper = paper_to_see(found) if act == "paper" else None
    if paper is not None:
        votes = translate("赞成 %(yes)s，反对 %(no)s，弃权 %(abstain)s") % {
            "yes": paper.yes,
            "no": paper.no,
            "abstain": paper.abstain,
        }
        facts += [
            (_("会议记录"), paper.decision_ref),
            (_("会议日期"), moment(paper.decided_on, "iso")),
            (_("票数"), votes),
        ]
    quotas = [each.quota for each in found.parts.all() if each.quota]
    if act == "reverse" and any(is_closed(each) for each in quotas):
        facts.append(
            (
                _("退回到哪里"),
                translate("%(old)s 年已经结转，额度的钱记入 %(now)s 年，注明这笔支出。")
                % {"old": found.year, "now": day_of(timezone.now()).year},
            )
        )
    return facts


def initial_of(found: Any) -> dict[str, Any]:
    """Today, and the price that the invoice must show."""
    return {"on": day_of(timezone.now()), "amount_fen": yuan(found.price_fen or found.amount_fen)}
