"""How a notice moves, and what its acts are called (plain Python; DOMAIN §10)."""

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
SNAPSHOT_KINDS: Final = {"home": "首页", "project": "项目"}
OPEN: Final = ("draft", "reviewed", "posted", "ended")
WORKFLOW: Final = Workflow(
    "notice",
    initial="draft",
    moves=(
        Move("review", "draft", "reviewed"),
        Move("return_draft", "reviewed", "draft", note_needed=True),
        Move("post", "reviewed", "posted"),
        Move("withdraw", "posted", "withdrawn", note_needed=True),
        Move("withdraw", "draft", "withdrawn", note_needed=True),
        Move("withdraw", "reviewed", "withdrawn", note_needed=True),
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


ACTS: Final = {
    "notice.draft": "起草公示",
    "notice.review": "审核公示",
    "notice.return": "退回公示草稿",
    "notice.post": "张贴公示",
    "notice.withdraw": "撤回公示",
    "notice.end": "公示期满",
    "notice.conclude": "办理立项",
    "notice.object": "提出异议",
    "notice.answer": "答复异议",
    "snapshot.make": "生成公开页",
    "snapshot.post": "发布公开页",
    "feedback.give": "提出意见建议",
    "feedback.answer": "答复意见建议",
}
