"""The acts of publishing."""

from doorstep.publishing.services.feedback import answer_feedback, give_feedback
from doorstep.publishing.services.notices import (
    answer_objection,
    conclude_notice,
    draft_notice,
    end_notices,
    object_to_notice,
    post_notice,
    return_draft,
    review_notice,
    withdraw_notice,
)
from doorstep.publishing.services.snapshots import (
    make_home_snapshot,
    make_project_snapshot,
    refresh_snapshots,
    release_snapshot,
)

__all__ = [
    "answer_feedback",
    "answer_objection",
    "conclude_notice",
    "draft_notice",
    "end_notices",
    "give_feedback",
    "make_home_snapshot",
    "make_project_snapshot",
    "object_to_notice",
    "post_notice",
    "refresh_snapshots",
    "release_snapshot",
    "return_draft",
    "review_notice",
    "withdraw_notice",
]
