"""The acts on a project."""

from doorstep.projects.services.acceptance import (
    claim_completion,
    conclude_acceptance,
    demand_rework,
    sign_acceptance,
)
from doorstep.projects.services.approve import (
    approve_project,
    begin_notice,
    refuse_after_notice,
    withdraw_from_notice,
)
from doorstep.projects.services.difficulty import rate_difficulty
from doorstep.projects.services.fields import set_fields
from doorstep.projects.services.opinions import (
    correct_reply,
    record_opinion,
    release_opinion,
    reply_opinions,
    set_opinion_classes,
    sort_opinion,
    withhold_opinion,
)
from doorstep.projects.services.plans import change_plan, plan_of
from doorstep.projects.services.propose import (
    Proposal,
    apply_project,
    edit_proposal,
    propose_project,
    return_application,
    review_project,
)
from doorstep.projects.services.run import (
    cancel_project,
    complete_milestone,
    pause_project,
    resume_project,
    start_project,
)
from doorstep.projects.services.sources import link_issues, tell_progress, unlink_issue
from doorstep.projects.services.tasks import complete_task, pull_tasks

__all__ = [
    "Proposal",
    "apply_project",
    "approve_project",
    "begin_notice",
    "cancel_project",
    "change_plan",
    "claim_completion",
    "complete_milestone",
    "complete_task",
    "conclude_acceptance",
    "correct_reply",
    "demand_rework",
    "edit_proposal",
    "link_issues",
    "pause_project",
    "plan_of",
    "propose_project",
    "pull_tasks",
    "rate_difficulty",
    "record_opinion",
    "refuse_after_notice",
    "release_opinion",
    "reply_opinions",
    "resume_project",
    "return_application",
    "review_project",
    "set_fields",
    "set_opinion_classes",
    "sign_acceptance",
    "sort_opinion",
    "start_project",
    "tell_progress",
    "unlink_issue",
    "withdraw_from_notice",
    "withhold_opinion",
]
