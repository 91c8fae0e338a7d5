"""Which of the seven shapes a state is drawn with (``doorstep.ui.marks``)."""

ISSUE_TONES = {
    "captured": "wait",
    "triaged": "wait",
    "assigned": "doing",
    "objected": "now",
    "accepted": "doing",
    "working": "doing",
    "on_spot_done": "half",
    "explained": "half",
    "redirected": "half",
    "in_project": "doing",
    "delivered": "half",
    "called_back": "half",
    "merged": "off",
    "closed": "done",
}
PROJECT_TONES = {
    "idea": "wait",
    "applied": "wait",
    "returned": "now",
    "reviewed": "wait",
    "notice": "soon",
    "approved": "doing",
    "in_progress": "doing",
    "paused": "soon",
    "completion_claimed": "half",
    "rework": "now",
    "accepted": "done",
    "cancelled": "off",
}
ADOPTION_TONES = {"": "now", "adopt": "done", "partly": "half", "reject": "off", "already": "doing"}
TASK_TONES = {"open": "wait", "late": "now", "done": "done"}
EXPENSE_TONES = {
    "draft": "wait",
    "branch_decided": "wait",
    "case_by_case": "soon",
    "deliberated": "wait",
    "street_reviewed": "wait",
    "approved": "doing",
    "procured": "doing",
    "accepted": "doing",
    "invoiced": "soon",
    "paid": "half",
    "published": "half",
    "reconciled": "done",
    "rejected": "off",
    "reversed": "off",
}
NOTICE_TONES = {
    "draft": "wait",
    "reviewed": "doing",
    "posted": "soon",
    "objected": "now",
    "answered": "soon",
    "ended": "half",
    "archived": "done",
    "withdrawn": "off",
}
MEETING_TONES = {"called": "soon", "held": "doing", "minuted": "half", "closed": "done", "cancelled": "off"}
ITEM_TONES = {"open": "wait", "decided": "half", "not_carried": "off", "deferred": "soon", "done": "done"}
INVITATION_TONES = {"invited": "wait", "coming": "done", "cannot": "off", "no_answer": "wait"}
PROCEDURE_TONES = {"running": "doing", "done": "done", "stopped": "off"}
OBSERVATION_TONES = {
    "planned": "wait",
    "visited": "soon",
    "commented": "doing",
    "followed_up": "half",
    "closed": "done",
    "dropped": "off",
}
OUTCOME_TONES = {"met": "done", "not_home": "wait", "refused": "off", "vacant": "off", "": "soon"}
MEMBER_TONES = {
    "registered": "wait",
    "received": "wait",
    "post_claimed": "doing",
    "serving": "doing",
    "fed_back": "done",
    "transferred": "off",
    "withdrawn": "off",
}
PLEDGE_TONES = {
    "pledged": "doing",
    "due": "soon",
    "fulfilled": "half",
    "partly": "half",
    "unfulfilled": "now",
    "commented": "done",
}
STAR_TONES = {
    "proposed": "wait",
    "announced": "soon",
    "objected": "now",
    "answered": "half",
    "awarded": "done",
    "refused": "off",
}
RIGHTS_TONES = {
    "received": "now",
    "identified": "doing",
    "answered": "half",
    "refused": "off",
    "delivered": "done",
    "dropped": "off",
}
EXPORT_TONES = {"asked": "now", "approved": "doing", "refused": "off", "revoked": "off", "ended": "done"}
BREACH_TONES = {
    "detected": "now",
    "contained": "soon",
    "assessed": "soon",
    "notified": "half",
    "closed": "done",
}
SELECTION_TONES = {"open": "doing", "closed": "done"}
CHOICE_TONES = {"carried": "done", "waits": "soon"}
EVALUATION_TONES = {
    "planned": "wait",
    "frame_locked": "soon",
    "collecting": "doing",
    "closed": "soon",
    "reviewed": "half",
    "published": "half",
    "soliciting": "now",
    "rectifying": "now",
    "re_collected": "soon",
    "re_published": "half",
    "archived": "done",
    "cancelled": "off",
}
CALL_TONES = {
    "waiting": "soon",
    "answered": "done",
    "unreachable": "off",
    "refused": "off",
    "not_in_frame": "off",
}
RECTIFICATION_TONES = {"open": "now", "done": "half", "verified": "done"}
