"""Every table of states: no dead end, no state out of reach, a time limit for each that is not final."""

import pytest

from doorstep.consultations.rules import PROCEDURE_WORKFLOW as PROCEDURE
from doorstep.consultations.rules import WORKFLOW as MEETING
from doorstep.delivery.rules.agreements import WORKFLOW as AGREEMENT
from doorstep.delivery.rules.needs import WORKFLOW as MATCH
from doorstep.delivery.rules.observations import WORKFLOW as OBSERVATION
from doorstep.evaluation.rules.states import WORKFLOW as EVALUATION
from doorstep.funds.rules import SELECTION
from doorstep.funds.rules import WORKFLOW as EXPENSE
from doorstep.issues.rules import WORKFLOW as ISSUE
from doorstep.kernel.workflow import Workflow
from doorstep.privacy.rules.breaches import WORKFLOW as BREACH
from doorstep.privacy.rules.exports import WORKFLOW as EXPORT_GRANT
from doorstep.privacy.rules.requests import WORKFLOW as RIGHTS_REQUEST
from doorstep.projects.rules import WORKFLOW as PROJECT
from doorstep.publishing.rules import WORKFLOW as NOTICE
from doorstep.rulebook.rules import DEFAULTS
from doorstep.volunteers.rules import APPEAL_WORKFLOW, PLEDGE_WORKFLOW, STAR_WORKFLOW
from doorstep.volunteers.rules import WORKFLOW as REPORT_IN

TABLES = [
    ISSUE,
    PROJECT,
    NOTICE,
    MEETING,
    PROCEDURE,
    EXPENSE,
    SELECTION,
    REPORT_IN,
    PLEDGE_WORKFLOW,
    STAR_WORKFLOW,
    APPEAL_WORKFLOW,
    AGREEMENT,
    MATCH,
    OBSERVATION,
    EVALUATION,
    RIGHTS_REQUEST,
    EXPORT_GRANT,
    BREACH,
]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_workflow_has_no_defect(table: Workflow) -> None:
    assert table.check() == []


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_workflow_limits_are_rules_of_the_rulebook(table: Workflow) -> None:
    assert sorted(set(table.limits.values()) - set(DEFAULTS)) == []
