"""How a notice moves, its kinds, and what its acts are called (plain Python; DOMAIN §10)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from doorstep.kernel.workflow import Move, Workflow


@dataclass(frozen=True)
class Kind:
    """One kind of notice. ``days`` is the setting for how long it stands, in the days that setting counts.

    ``personal``: single people stand in it, if only masked; search engines are told to pass it by, and its
    list is no longer shown when its days are over.
    """

    label: str
    days: str
    personal: bool = False


KINDS: Final[Mapping[str, Kind]] = {
    "approval": Kind("立项公示", "project.notice_days"),
    "list": Kind("项目清单公示", "notice.list_days"),
    "plan": Kind("方案公示", "notice.plan_days"),
    "expense": Kind("经费支出公示", "notice.expense_days"),
    "decision": Kind("一事一议决定公示", "consult.public_days"),
    "stars": Kind("星级公示", "star.notice_days", personal=True),
    "result": Kind("评价结果公示", "notice.result_days"),
    "rectification": Kind("整改结果公示", "notice.result_days"),
}
NOTICE_KINDS: Final = {code: kind.label for code, kind in KINDS.items()}
NOTICE_STATES: Final = {
    "draft": "草稿",
    "reviewed": "已审核",
    "posted": "公示中",
    "objected": "公示中，有异议",
    "answered": "公示中，异议已答复",
    "ended": "公示期满",
    "archived": "已归档",
    "withdrawn": "已撤回",
}
SNAPSHOT_KINDS: Final = {"home": "首页", "project": "项目", "partners": "联建单位到位情况"}
OF_JUDGEMENT: Final = frozenset({"result", "rectification"})
STANDING: Final = ("posted", "objected", "answered")
OPEN: Final = ("draft", "reviewed", *STANDING, "ended")
WORKFLOW: Final = Workflow(
    "notice",
    initial="draft",
    moves=(
        Move("review", "draft", "reviewed"),
        Move("return_draft", "reviewed", "draft", note_needed=True),
        Move("post", "reviewed", "posted"),
        *(Move("object", state, "objected") for state in STANDING),
        Move("answer", "objected", "answered"),
        *(Move("end", state, "ended") for state in STANDING),
        Move("archive", "ended", "archived"),
        *(Move("withdraw", state, "withdrawn", note_needed=True) for state in (*OPEN, "archived")),
    ),
    final=frozenset({"archived", "withdrawn"}),
    limits={
        "draft": "notice.review_days",
        "reviewed": "notice.post_days",
        "posted": "project.notice_days",
        "objected": "notice.answer_days",
        "answered": "project.notice_days",
        "ended": "notice.archive_days",
    },
)
# Why something that looks like a person's may stand in public; a reviewer signs for it (N2, N3; PIPL 13, 25).
REASON_CODES: Final = {
    "consent": "本人单独同意公开",
    "law": "法律法规规定必须公开",
    "duty": "履行公职的信息",
    "office": "单位的名称或办公电话",
    "mistaken": "不是个人信息",
}


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())


def shows_body(kind: str, state: str) -> bool:
    """Whether the public still reads what it says: nothing of a withdrawn one, no people once its days are over."""
    return state in STANDING or (state in {"ended", "archived"} and not KINDS[kind].personal)


ACTS: Final = {
    "notice.draft": "起草公示",
    "notice.edit": "修改公示文字",
    "notice.attach": "添加公示附件",
    "notice.detach": "移除公示附件",
    "notice.sign_off": "签署公开理由",
    "notice.review": "审核公示",
    "notice.return": "退回公示草稿",
    "notice.post": "张贴公示",
    "notice.record_posting": "登记张贴",
    "notice.withdraw": "撤回公示",
    "notice.take_back": "应本人要求撤下引用的话",
    "notice.end": "公示期满",
    "notice.archive": "公示归档",
    "notice.conclude": "办理立项",
    "notice.object": "提出异议",
    "notice.answer": "答复异议",
    "snapshot.make": "生成公开页",
    "snapshot.post": "发布公开页",
    "snapshot.take_back": "应本人要求撤下公开页上的话",
    **{f"snapshot.sign_{code}": f"签注后发布公开页：{label}" for code, label in REASON_CODES.items()},
    "feedback.give": "提出意见建议",
    "feedback.answer": "答复意见建议",
}
