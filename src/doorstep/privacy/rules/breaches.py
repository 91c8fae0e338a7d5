"""What happens when personal data got out or were lost (PIPL 57; DOMAIN G8)."""

from typing import Final

from doorstep.kernel.workflow import Move, Workflow

STATES: Final = {
    "detected": "已发现",
    "contained": "已控制",
    "assessed": "已评估",
    "notified": "已通知",
    "closed": "已总结",
}
KINDS: Final = {"leak": "泄露", "change": "篡改", "loss": "丢失"}
RISKS: Final = {
    "none": "已有效避免危害，不必通知个人",
    "possible": "可能造成危害，通知个人",
    "serious": "可能造成严重危害，立即通知个人",
}
TELLS_PERSONS: Final = frozenset({"possible", "serious"})
WORKFLOW: Final = Workflow(
    "breach",
    initial="detected",
    moves=(
        Move("contain", "detected", "contained", note_needed=True),
        Move("assess", "contained", "assessed", note_needed=True),
        Move("notify", "assessed", "notified", note_needed=True),
        Move("close", "notified", "closed", note_needed=True),
    ),
    final=frozenset({"closed"}),
    limits={
        "detected": "privacy.contain_days",
        "contained": "privacy.assess_days",
        "assessed": "privacy.notify_days",
        "notified": "privacy.lessons_days",
    },
)
