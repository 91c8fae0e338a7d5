"""The acts on public money."""

from doorstep.funds.services.banking import match_bank_list
from doorstep.funds.services.cases import Dossier, deliberate_expense, open_case, see_paper
from doorstep.funds.services.choices import Verdict, choose, close_selection
from doorstep.funds.services.choosing import (
    add_issue,
    add_project,
    check_gate,
    grade_candidate,
    open_selection,
    talk_over,
)
from doorstep.funds.services.corrections import charge_purse, correct_move, correct_pool, reopen_year
from doorstep.funds.services.deciding import (
    approve_expense,
    reject_expense,
    return_expense,
    reverse_expense,
    review_expense,
)
from doorstep.funds.services.editing import edit_expense
from doorstep.funds.services.measures import Article, publish_measure
from doorstep.funds.services.quotas import (
    carry_over,
    grant_quotas,
    open_source,
    pool_quota,
    receive_money,
)
from doorstep.funds.services.requesting import (
    Decision,
    Request,
    decide_expense,
    decision_of_meeting,
    request_expense,
)
from doorstep.funds.services.spending import (
    accept_expense,
    add_quote,
    pay_expense,
    procure_expense,
    publish_expense,
    reconcile_expense,
    register_invoice,
)

__all__ = [
    "Article",
    "Decision",
    "Dossier",
    "Request",
    "Verdict",
    "accept_expense",
    "add_issue",
    "add_project",
    "add_quote",
    "approve_expense",
    "carry_over",
    "charge_purse",
    "check_gate",
    "choose",
    "close_selection",
    "correct_move",
    "correct_pool",
    "decide_expense",
    "decision_of_meeting",
    "deliberate_expense",
    "edit_expense",
    "grade_candidate",
    "grant_quotas",
    "match_bank_list",
    "open_case",
    "open_selection",
    "open_source",
    "pay_expense",
    "pool_quota",
    "procure_expense",
    "publish_expense",
    "publish_measure",
    "receive_money",
    "reconcile_expense",
    "register_invoice",
    "reject_expense",
    "reopen_year",
    "request_expense",
    "return_expense",
    "reverse_expense",
    "review_expense",
    "see_paper",
    "talk_over",
]
