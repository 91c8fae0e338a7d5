"""Quotas with their moves, expenses with their trail, and the rounds that choose what a quota carries."""

from doorstep.funds.models.choosing import Candidate, Choice, GateCheck, Grading, GradingTalk, Selection
from doorstep.funds.models.money import (
    BankList,
    CaseDossier,
    Expense,
    ExpensePart,
    ExpenseQuote,
    ExpenseSign,
    ExpenseStep,
    FundDecision,
    FundMeasure,
    FundMove,
    FundQuota,
    FundSource,
    PoolConsent,
    Purse,
)

__all__ = [
    "BankList",
    "Candidate",
    "CaseDossier",
    "Choice",
    "Expense",
    "ExpensePart",
    "ExpenseQuote",
    "ExpenseSign",
    "ExpenseStep",
    "FundDecision",
    "FundMeasure",
    "FundMove",
    "FundQuota",
    "FundSource",
    "GateCheck",
    "Grading",
    "GradingTalk",
    "PoolConsent",
    "Purse",
    "Selection",
]
