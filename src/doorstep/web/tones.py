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
NOTICE_TONES = {
    "draft": "wait",
    "reviewed": "doing",
    "posted": "soon",
    "ended": "half",
    "archived": "done",
    "withdrawn": "off",
}
OBSERVATION_TONES = {
    "planned": "wait",
    "visited": "soon",
    "commented": "doing",
    "followed_up": "half",
    "closed": "done",
    "dropped": "off",
}
OUTCOME_TONES = {"met": "done", "not_home": "wait", "refused": "off", "vacant": "off", "": "soon"}
