"""The acts on a project."""

from doorstep.projects.services.approve import (
    approve_project,
    begin_notice,
    refuse_after_notice,
    withdraw_from_notice,
)
from doorstep.projects.services.fields import set_fields
from doorstep.projects.services.propose import (
    Proposal,
    apply_project,
    edit_proposal,
    link_issues,
    propose_project,
    rate_difficulty,
    return_application,
    review_project,
)
from doorstep.projects.services.run import (
    cancel_project,
    change_plan,
    claim_completion,
    complete_milestone,
    conclude_acceptance,
    demand_rework,
    pause_project,
    resume_project,
    sign_acceptance,
    start_project,
    unlink_issue,
)

__all__ = [
    "Proposal",
    "apply_project",
    "approve_project",
    "begin_notice",
    "cancel_project",
    "change_plan",
    "claim_completion",
    "complete_milestone",
    "conclude_acceptance",
    "demand_rework",
    "edit_proposal",
    "link_issues",
    "pause_project",
    "propose_project",
    "rate_difficulty",
    "refuse_after_notice",
    "resume_project",
    "return_application",
    "review_project",
    "set_fields",
    "sign_acceptance",
    "start_project",
    "unlink_issue",
    "withdraw_from_notice",
]
