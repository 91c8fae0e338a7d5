"""The acts of publishing."""

from doorstep.publishing.services.drafting import About, draft_notice, draft_notice_of, edit_notice
from doorstep.publishing.services.feedback import answer_feedback, give_feedback
from doorstep.publishing.services.notices import (
    archive_notice,
    archive_notices,
    conclude_notice,
    end_notices,
    post_notice,
    return_draft,
    review_notice,
    withdraw_notice,
)
from doorstep.publishing.services.objections import answer_objection, object_to_notice
from doorstep.publishing.services.postings import attach_to_notice, detach_from_notice, record_posting
from doorstep.publishing.services.results import draft_result_notice
from doorstep.publishing.services.scanning import sign_off
from doorstep.publishing.services.snapshots import (
    make_home_snapshot,
    make_partner_snapshot,
    make_project_snapshot,
    refresh_snapshots,
    release_snapshot,
)
from doorstep.publishing.services.sources import (
    draft_decision_notice,
    draft_expense_notice,
    draft_list_notice,
    draft_plan_notice,
    draft_star_notice,
)

__all__ = [
    "About",
    "answer_feedback",
    "answer_objection",
    "archive_notice",
    "archive_notices",
    "attach_to_notice",
    "conclude_notice",
    "detach_from_notice",
    "draft_decision_notice",
    "draft_expense_notice",
    "draft_list_notice",
    "draft_notice",
    "draft_notice_of",
    "draft_plan_notice",
    "draft_result_notice",
    "draft_star_notice",
    "edit_notice",
    "end_notices",
    "give_feedback",
    "make_home_snapshot",
    "make_partner_snapshot",
    "make_project_snapshot",
    "object_to_notice",
    "post_notice",
    "record_posting",
    "refresh_snapshots",
    "release_snapshot",
    "return_draft",
    "review_notice",
    "sign_off",
    "withdraw_notice",
]
