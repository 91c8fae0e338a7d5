"""The word on the form is the word in the code: models and states stand in docs/glossary.md, under one name each."""

import re
from pathlib import Path

import pytest
from django.apps import apps

from doorstep.consultations import rules as meeting_rules
from doorstep.delivery.rules import agreements as agreement_rules
from doorstep.delivery.rules import meetings as joint_rules
from doorstep.delivery.rules import needs as need_rules
from doorstep.delivery.rules import observations as observation_rules
from doorstep.evaluation.rules import states as evaluation_rules
from doorstep.funds import rules as fund_rules
from doorstep.issues import rules as issue_rules
from doorstep.privacy.rules import breaches as breach_rules
from doorstep.privacy.rules import consents as consent_rules
from doorstep.privacy.rules import exports as export_rules
from doorstep.privacy.rules import requests as rights_rules
from doorstep.projects import rules as project_rules
from doorstep.publishing import rules as notice_rules
from doorstep.volunteers import rules as volunteer_rules

ROOT = Path(__file__).resolve().parents[2]
GLOSSARY = (ROOT / "docs/glossary.md").read_text(encoding="utf-8")
OURS = [model for model in apps.get_models() if model.__module__.startswith("doorstep.")]
TABLES = {
    "issue": issue_rules.STATES,
    "route": issue_rules.ROUTES,
    "dispatch": issue_rules.DISPATCH_STATES,
    "project": project_rules.STATES,
    "adoption": project_rules.ADOPTIONS,
    "expense": fund_rules.STATES,
    "selection": fund_rules.SELECTION_STATES,
    "outcome": fund_rules.OUTCOMES,
    "observation": observation_rules.STATES,
    "notice": notice_rules.NOTICE_STATES,
    "meeting": meeting_rules.STATES,
    "invitation": meeting_rules.INVITATION_STATES,
    "agenda_item": meeting_rules.ITEM_STATES,
    "procedure": meeting_rules.PROCEDURE_STATES,
    "report_in": volunteer_rules.STATES,
    "pledge": volunteer_rules.PLEDGE_STATES,
    "star": volunteer_rules.STAR_STATES,
    "appeal": volunteer_rules.APPEAL_STATES,
    "redemption": volunteer_rules.REDEMPTION_STATES,
    "service": volunteer_rules.VERDICTS,
    "agreement": agreement_rules.AGREEMENT_STATES,
    "match": need_rules.MATCH_STATES,
    "promise": joint_rules.PROMISE_STATES,
    "evaluation": evaluation_rules.STATES,
    "call_task": evaluation_rules.TASK_STATES,
    "rectification": evaluation_rules.RECTIFICATION_STATES,
    "rights_request": rights_rules.STATES,
    "export_grant": export_rules.STATES,
    "breach": breach_rules.STATES,
    "consent": consent_rules.STATES,
}
SECOND_WORDS = {"ticket", "complaint"}


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_model_stands_in_the_glossary(model: type) -> None:
    assert re.search(rf"`{model.__name__}[`(]", GLOSSARY)


@pytest.mark.parametrize("table", TABLES)
def test_every_state_stands_in_the_glossary_with_its_label(table: str) -> None:
    missing = {
        code: label for code, label in TABLES[table].items() if f"| {label} | `{code}` |" not in GLOSSARY
    }

    assert missing == {}


def test_no_second_word_for_an_issue_is_used_in_the_code() -> None:
    found = [
        f"{path.relative_to(ROOT)}: {word}"
        for path in (ROOT / "src").rglob("*.py")
        for word in SECOND_WORDS
        if re.search(rf"\b{word}s?\b", path.read_text(encoding="utf-8"), re.IGNORECASE)
    ]

    assert found == []
