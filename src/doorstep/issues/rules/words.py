"""How an issue moves, and the names of everything on its form (plain Python; DOMAIN §3.2)."""

from collections.abc import Mapping
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

KINDS: Final = {"issue": "问题", "suggestion": "意见建议", "demand": "诉求"}
SOURCES: Final = {
    "visit": "入户走访",
    "hotline": "热线转办",
    "web": "网上反映",
    "phone": "来电",
    "meeting": "会议收集",
    "grid": "网格巡查",
    "inspection": "检查发现",
}
URGENCIES: Final = {"ordinary": "一般", "complex": "复杂", "urgent": "紧急"}
STATES: Final = {
    "captured": "已登记",
    "triaged": "已分办",
    "assigned": "已派单",
    "objected": "有异议",
    "accepted": "已接单",
    "working": "办理中",
    "on_spot_done": "已当场办",
    "explained": "已解释",
    "redirected": "已转请",
    "in_project": "已入项目",
    "delivered": "已办结待回访",
    "called_back": "已回访",
    "merged": "已并件",
    "closed": "已销号",
}
OPEN_STATES: Final = frozenset(STATES) - {"merged", "closed"}
ROUTES: Final = {
    "in_hand": "待定办法",
    "on_spot": "立行立改",
    "time_limited": "限时整改",
    "long_term": "长期推进",
    "explained": "解释说明",
    "redirected": "转请其他渠道",
    "merged": "并件",
    "in_project": "转为项目",
}
DISPATCH_STATES: Final = {
    "sent": "待接单",
    "accepted": "已接单",
    "objected": "有异议",
    "returned": "已退单",
    "delivered": "已交办结",
    "recalled": "已收回",
}
CALLBACK_OUTCOMES: Final = {"reached": "接通", "unreachable": "未接通", "refused": "不愿回答"}
ANSWERS: Final = {"resolved": "已解决", "partly": "部分解决", "unresolved": "未解决"}
GRADES: Final = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
CLOSE_REASONS: Final = {
    "confirmed_at_door": "住户当面确认",
    "called_back": "回访确认",
    "unreachable": "多次回访未接通",
    "refused_answer": "反映人不愿答复",
    "anonymous": "匿名,无法回访",
    "withdrawn": "反映人撤回",
    "historic_import": "历史数据导入",
}
REDIRECT_REASONS: Final = {  # 北京市接诉即办工作条例 11
    "emergency": "紧急求助,请拨110/119/120/122",
    "legal_route": "应当通过诉讼、仲裁等法定途径",
    "same_matter_pending": "同一事项正在办理",
    "secret_or_privacy": "涉及国家秘密、商业秘密或个人隐私",
    "beyond_duty": "超出本街道职责,已告知受理单位",
    "illegal_or_immoral": "违反法律或公序良俗",
}
OBJECTION_REASONS: Final = {"not_our_duty": "不属本单位职责", "wrong_place": "地点不在管辖范围", "needs_joint": "需多单位联合办理"}
RETURN_REASONS: Final = {"not_our_duty": "不属本单位职责", "wrong_place": "地点有误", "duplicate": "重复派单", "no_access": "无法到达或联系"}
EXCLUSION_CODES: Final = {"malicious": "恶意反映", "beyond_law": "诉求无法律依据", "force_majeure": "不可抗力", "duplicate": "重复反映"}

WORKFLOW: Final = Workflow(
    "issue",
    initial="captured",
    moves=(
        Move("triage", "captured", "triaged"),
        Move("triage", "objected", "triaged"),
        Move("finish_on_spot", "captured", "on_spot_done", note_needed=True),
        Move("finish_on_spot", "triaged", "on_spot_done", note_needed=True),
        Move("dispatch", "triaged", "assigned"),
        Move("accept", "assigned", "accepted"),
        Move("object", "assigned", "objected", note_needed=True),
        Move("start_work", "accepted", "working"),
        Move("return", "accepted", "triaged", note_needed=True),
        Move("return", "working", "triaged", note_needed=True),
        Move("extend", "accepted", "accepted", note_needed=True),
        Move("extend", "working", "working", note_needed=True),
        Move("deliver", "accepted", "delivered", note_needed=True),
        Move("deliver", "working", "delivered", note_needed=True),
        Move("deliver", "in_project", "delivered", note_needed=True),
        Move("explain", "captured", "explained", note_needed=True),
        Move("explain", "triaged", "explained", note_needed=True),
        Move("redirect", "captured", "redirected", note_needed=True),
        Move("redirect", "triaged", "redirected", note_needed=True),
        Move("link_project", "triaged", "in_project"),
        Move("link_project", "working", "in_project"),
        Move("link_project", "accepted", "in_project"),
        Move("unlink_project", "in_project", "triaged", note_needed=True),
        Move("merge", "captured", "merged"),
        Move("merge", "triaged", "merged"),
        Move("merge", "accepted", "merged"),
        Move("merge", "working", "merged"),
        Move("call_back", "on_spot_done", "called_back"),
        Move("call_back", "delivered", "called_back"),
        Move("call_back", "explained", "called_back"),
        Move("call_back", "redirected", "called_back"),
        Move("close", "called_back", "closed"),
        Move("close_by_reason", "on_spot_done", "closed", note_needed=True),
        Move("close_by_reason", "delivered", "closed", note_needed=True),
        Move("close_by_reason", "explained", "closed", note_needed=True),
        Move("close_by_reason", "redirected", "closed", note_needed=True),
        Move("close_by_reason", "captured", "closed", note_needed=True),
        Move("confirm_at_door", "on_spot_done", "closed"),
        Move("reopen", "called_back", "working", note_needed=True),
        Move("reopen", "closed", "working", note_needed=True),
    ),
    final=frozenset({"closed", "merged"}),
    limits={
        "captured": "issue.triage_hours",
        "triaged": "issue.dispatch_hours",
        "assigned": "issue.accept_days",
        "objected": "issue.accept_days",
        "accepted": "issue.solve_days",
        "working": "issue.solve_days",
        "on_spot_done": "issue.call_back_days",
        "explained": "issue.call_back_days",
        "redirected": "issue.call_back_days",
        "delivered": "issue.call_back_days",
        "called_back": "issue.close_days",
        "in_project": "issue.project_news_days",
    },
)


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())
