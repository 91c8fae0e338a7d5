"""When a ledger full of people leaves the building: asked, decided by a second person, then for a few days (G9)."""

from datetime import datetime
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

# What holds many people's words or names; counts, money and one's own list need no second person.
LEDGERS: Final = {
    "issue": "问题台账",
    "visit": "走访台账",
    "member": "双报到名册",
}
STATES: Final = {
    "asked": "待审批",
    "approved": "可下载",
    "refused": "未获准",
    "revoked": "已收回",
    "ended": "已到期",
}
WORKFLOW: Final = Workflow(
    "export_grant",
    initial="asked",
    moves=(
        Move("approve", "asked", "approved"),
        Move("refuse", "asked", "refused", note_needed=True),
        Move("revoke", "asked", "revoked", note_needed=True),
        Move("download", "approved", "approved"),
        Move("revoke", "approved", "revoked", note_needed=True),
        Move("end", "approved", "ended"),
    ),
    final=frozenset({"refused", "revoked", "ended"}),
    limits={"asked": "privacy.export_decide_days", "approved": "privacy.export_days"},
)


def is_usable(*, state: str, expires_at: datetime | None, left: int, at: datetime) -> bool:
    """Approved, not over, and not downloaded as often as allowed."""
    return state == "approved" and expires_at is not None and at < expires_at and left > 0
