"""The acts on evaluations."""

from doorstep.evaluation.services.assessing import assess_site
from doorstep.evaluation.services.calls import (
    Reach,
    correct_response,
    read_phone,
    record_attempt,
    record_response,
)
from doorstep.evaluation.services.checks import look_at_flag
from doorstep.evaluation.services.closing import (
    answer_resident,
    archive_evaluation,
    cancel_evaluation,
    close_collection,
    mark_published,
    review_result,
)
from doorstep.evaluation.services.draws import (
    allot_anew,
    commit_secret,
    draw_sample,
    possible_callers,
    reveal_secret,
)
from doorstep.evaluation.services.frames import (
    Registered,
    lock_frame,
    plan_evaluation,
    plan_part_evaluation,
    register_members,
    register_places,
    unregister_member,
)
from doorstep.evaluation.services.mending import (
    begin_second_round,
    plan_rectification,
    report_rectified,
    send_back_rectified,
    solicit,
    verify_rectified,
)
from doorstep.evaluation.services.recalls import (
    draw_monthly_recalls,
    draw_recalls,
    read_recall_phone,
    record_recall,
)

__all__ = [
    "Reach",
    "Registered",
    "allot_anew",
    "answer_resident",
    "archive_evaluation",
    "assess_site",
    "begin_second_round",
    "cancel_evaluation",
    "close_collection",
    "commit_secret",
    "correct_response",
    "draw_monthly_recalls",
    "draw_recalls",
    "draw_sample",
    "lock_frame",
    "look_at_flag",
    "mark_published",
    "plan_evaluation",
    "plan_part_evaluation",
    "plan_rectification",
    "possible_callers",
    "read_phone",
    "read_recall_phone",
    "record_attempt",
    "record_recall",
    "record_response",
    "register_members",
    "register_places",
    "report_rectified",
    "reveal_secret",
    "review_result",
    "send_back_rectified",
    "solicit",
    "unregister_member",
    "verify_rectified",
]
