"""The acts on issues."""

from doorstep.issues.rules import Reporter
from doorstep.issues.services.attaching import attach_to_issue, open_file
from doorstep.issues.services.callback import (
    close_by_reason,
    close_issue,
    confirm_at_door,
    record_callback,
    reopen_issue,
)
from doorstep.issues.services.capture import capture_issue, correct_issue
from doorstep.issues.services.categories import put_category, set_categories
from doorstep.issues.services.dispatch import (
    accept_dispatch,
    dispatch_issue,
    object_dispatch,
    recall_dispatch,
    return_dispatch,
    start_work,
)
from doorstep.issues.services.exclude import decide_exclusion, propose_exclusion
from doorstep.issues.services.hand_over import hand_over_issues
from doorstep.issues.services.handle import (
    contact_reporter,
    deliver_issue,
    explain_issue,
    extend_issue,
    finish_on_spot,
    redirect_issue,
    triage_issue,
)
from doorstep.issues.services.intake import RefusedRow, Taken, take_rows
from doorstep.issues.services.joining import (
    deliver_from_project,
    join_project,
    leave_project,
    tell_project_news,
)
from doorstep.issues.services.looking import ClearContact, find_person, read_contact
from doorstep.issues.services.merge import merge_issues, unmerge_issue
from doorstep.issues.services.timed import mark_missed_responses

__all__ = [
    "ClearContact",
    "RefusedRow",
    "Reporter",
    "Taken",
    "accept_dispatch",
    "attach_to_issue",
    "capture_issue",
    "close_by_reason",
    "close_issue",
    "confirm_at_door",
    "contact_reporter",
    "correct_issue",
    "decide_exclusion",
    "deliver_from_project",
    "deliver_issue",
    "dispatch_issue",
    "explain_issue",
    "extend_issue",
    "find_person",
    "finish_on_spot",
    "hand_over_issues",
    "join_project",
    "leave_project",
    "mark_missed_responses",
    "merge_issues",
    "object_dispatch",
    "open_file",
    "propose_exclusion",
    "put_category",
    "read_contact",
    "recall_dispatch",
    "record_callback",
    "redirect_issue",
    "reopen_issue",
    "return_dispatch",
    "set_categories",
    "start_work",
    "take_rows",
    "tell_project_news",
    "triage_issue",
    "unmerge_issue",
]
