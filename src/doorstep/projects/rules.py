"""How a project moves (plain Python; DOMAIN §4)."""

from collections.abc import Mapping
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

ORIENTATIONS: Final = {"weakness": "补短板", "urgent": "应急需", "difficulty": "破难点"}
BENEFICIARY_UNITS: Final = {"households": "户", "persons": "人"}
ACCEPTANCE_CAPACITIES: Final = {
    "beneficiary": "受益居民",
    "supervision": "监督委员会成员",
    "expert": "专业人员",
    "street": "街道代表",
}
STATES: Final = {
    "idea": "设想",
    "applied": "已申报",
    "returned": "退回修改",
    "reviewed": "已审查",
    "notice": "公示中",
    "approved": "已立项",
    "in_progress": "实施中",
    "paused": "暂停",
    "completion_claimed": "申请验收",
    "rework": "整改中",
    "accepted": "已验收",
    "cancelled": "已取消",
}
WORKFLOW: Final = Workflow(
    "project",
    initial="idea",
    moves=(
        Move("apply", "idea", "applied"),
        Move("apply", "returned", "applied"),
        Move("return_application", "applied", "returned", note_needed=True),
        Move("review", "applied", "reviewed"),
        Move("post_notice", "reviewed", "notice"),
        Move("withdraw_notice", "notice", "reviewed", note_needed=True),
        Move("approve", "notice", "approved"),
        Move("refuse", "notice", "returned", note_needed=True),
        Move("start", "approved", "in_progress"),
        Move("pause", "in_progress", "paused", note_needed=True),
        Move("resume", "paused", "in_progress"),
        Move("claim_completion", "in_progress", "completion_claimed", note_needed=True),
        Move("accept", "completion_claimed", "accepted"),
        Move("demand_rework", "completion_claimed", "rework", note_needed=True),
        Move("claim_completion", "rework", "completion_claimed", note_needed=True),
        Move("cancel", "idea", "cancelled", note_needed=True),
        Move("cancel", "returned", "cancelled", note_needed=True),
        Move("cancel", "reviewed", "cancelled", note_needed=True),
        Move("cancel", "approved", "cancelled", note_needed=True),
        Move("cancel", "in_progress", "cancelled", note_needed=True),
        Move("cancel", "paused", "cancelled", note_needed=True),
    ),
    final=frozenset({"accepted", "cancelled"}),
    limits={
        "idea": "project.idea_days",
        "applied": "project.review_days",
        "returned": "project.idea_days",
        "reviewed": "project.post_days",
        "notice": "project.notice_days",
        "approved": "project.start_days",
        "in_progress": "project.quarter_days",
        "paused": "project.pause_days",
        "completion_claimed": "project.acceptance_days",
        "rework": "project.rework_days",
    },
)


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())
