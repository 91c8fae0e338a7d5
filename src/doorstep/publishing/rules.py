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


ACTS: Final = {
    "notice.draft": "起草公示",
    "notice.review": "审核公示",
    "notice.return": "退回公示草稿",
    "notice.post": "张贴公示",
    "notice.withdraw": "撤回公示",
    "notice.end": "公示期满",
    "notice.object": "提出异议",
    "notice.answer": "答复异议",
    "snapshot.make": "生成公开页",
    "snapshot.post": "发布公开页",
    "feedback.give": "提出意见建议",
    "feedback.answer": "答复意见建议",
}
# Allow-lists: a field that is not named here never leaves the building (DOMAIN R6, N2).
NOTICE_FIELDS: Final = {
    "approval": (
        "number",
        "name",
        "org",
        "orientation",
        "field",
        "beneficiaries",
        "ends_on",
        "money",
        "phone",
    ),
}
PROJECT_FIELDS: Final = (
    "number",
    "name",
    "org",
    "orientation",
    "field",
    "place",
    "state",
    "state_since",
    "goal",
    "baseline",
    "evidence",
    "summary",
    "starts_on",
    "ends_on",
    "beneficiaries",
    "milestones",
    "money",
    "sources",
    "own_reason",
    "versions",
    "notice",
    "reason",
    "timeline",
)
HOME_FIELDS: Final = (
    "year",
    "households",
    "visits",
    "issues",
    "on_spot",
    "on_spot_share",
    "others",
    "projects",
    "projects_done",
    "fields",
    "routes",
    "orientations",
)


def allowed(kind: str, values: Mapping[str, object]) -> dict[str, object]:
    """Only what the allow-list of this kind of page names; a value it lacks is an error, not a gap."""
    fields = {"project": PROJECT_FIELDS, "home": HOME_FIELDS}[kind]
    return {name: values[name] for name in fields}
