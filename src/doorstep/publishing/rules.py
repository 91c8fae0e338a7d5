"""How a notice moves, and which fields of a thing the public may see (plain Python; DOMAIN §10)."""

from collections.abc import Mapping
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

NOTICE_KINDS: Final = {"approval": "立项公示"}
NOTICE_STATES: Final = {
    "draft": "草稿",
    "reviewed": "已审核",
    "posted": "公示中",
    "ended": "公示期满",
    "archived": "已归档",
    "withdrawn": "已撤回",
}
SNAPSHOT_KINDS: Final = {"home": "首页", "project": "项目", "journal": "日志封存"}
WORKFLOW: Final = Workflow(
    "notice",
    initial="draft",
    moves=(
        Move("review", "draft", "reviewed"),
        Move("return_draft", "reviewed", "draft", note_needed=True),
        Move("post", "reviewed", "posted"),
        Move("withdraw", "posted", "withdrawn", note_needed=True),
        Move("withdraw", "draft", "withdrawn", note_needed=True),
        Move("end", "posted", "ended"),
        Move("archive", "ended", "archived"),
    ),
    final=frozenset({"archived", "withdrawn"}),
    limits={
        "draft": "notice.review_days",
        "reviewed": "notice.post_days",
        "posted": "project.notice_days",
        "ended": "notice.archive_days",
    },
)


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())
