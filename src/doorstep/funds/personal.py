"""Which columns of this app hold personal data, and why the others do not (DOMAIN G1)."""

from typing import Final

from doorstep.people.personal import STAFF_NAME
from doorstep.records import personal as words
from doorstep.records.personal import Personal, declare, not_personal

MONEY_PROOF: Final = Personal(
    purpose="证明公款花在哪里、谁验收的",
    basis=words.PUBLIC_DUTY,
    retention="会计档案的期限",
    audience="查看经费的工作人员",
)


def declare_fields() -> None:
    declare("funds.ExpenseSign", "person_name", MONEY_PROOF)
    declare("funds.ExpenseStep", "by_name", STAFF_NAME)
    declare("funds.ExpenseStep", "note", MONEY_PROOF)
    not_personal("funds.FundSource", "name kind basis", words.NAME_OF_MATTER)
    not_personal("funds.Expense", "number category use purpose purpose_key", words.NAME_OF_MATTER)
    not_personal("funds.Expense", "supplier supplier_key", words.NAME_OF_ORG)
    not_personal("funds.Expense", "reason", "支出的理由，写事不写人；帮扶只写人数和总额")
    not_personal("funds.Expense", "contract invoice_number notice_number bank_ref", words.FIGURES)
    not_personal("funds.FundMove", "kind reason", "额度变动的理由，写事不写人")
    not_personal("funds.PoolConsent", "reason", "党组织是否同意合用的理由")
    not_personal("funds.FundDecision", "level decision_ref", words.FIGURES)
    not_personal(
        "funds.CaseDossier",
        "need do_it do_less do_nothing comparable objections",
        "一事一议的材料，写事不写人",
    )
    not_personal("funds.ExpenseQuote", "supplier supplier_key remark", words.NAME_OF_ORG)
    not_personal("funds.ExpenseSign", "capacity", words.CODE)
    not_personal("funds.FundMeasure", "title articles reason", "公开的经费办法")
    not_personal("funds.BankList", "file_name", words.NAME_OF_MATTER)
    declare("funds.BankList", "unmatched", MONEY_PROOF)
    not_personal("funds.BankList", "missing", words.FIGURES)
    not_personal("funds.Selection", "rubric", words.CODE)
    not_personal("funds.GateCheck", "answers", "七条是非题和理由，写事不写人")
    not_personal("funds.Grading", "grades", words.FIGURES)
    not_personal("funds.Grading", "evidence", "评议的依据，写事不写人")
    not_personal("funds.GradingTalk", "note", "两人商量的结果，写事不写人")
    not_personal("funds.Choice", "outcome", words.CODE)
    not_personal("funds.Choice", "reason", "公开的理由，写事不写人")
