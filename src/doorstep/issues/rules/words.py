"""The names of everything on an issue's form, and of every act on it (plain Python; DOMAIN §1.2, §3.2)."""

from collections.abc import Mapping
from typing import Final

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
CALLBACK_MODES: Final = {"phone": "电话", "visit": "上门"}
CALLBACK_OUTCOMES: Final = {"reached": "接通", "unreachable": "未接通", "refused": "不愿回答"}
DAY_PARTS: Final = {"morning": "上午", "afternoon": "下午", "evening": "晚上"}
ANSWERS: Final = {"resolved": "已解决", "partly": "部分解决", "unresolved": "未解决"}
GRADES: Final = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
CONFIRM_MODES: Final = {"sign": "签字", "code": "查询密码", "verbal": "口头"}
CLOSE_REASONS: Final = {
    "confirmed_at_door": "住户当面确认",
    "called_back": "回访确认",
    "unreachable": "多次回访未接通",
    "refused_answer": "反映人不愿答复",
    "anonymous": "匿名，无法回访",
    "withdrawn": "反映人撤回",
    "historic_import": "历史数据导入",
    "with_survivor": "随主件一并答复",
}
REASONS_TO_CLOSE: Final = (
    "unreachable",
    "refused_answer",
    "anonymous",
    "withdrawn",
)  # what a person may choose
REDIRECT_REASONS: Final = {  # 北京市接诉即办工作条例 11
    "emergency": "紧急求助，请拨110/119/120/122",
    "legal_route": "应当通过诉讼、仲裁等法定途径",
    "same_matter_pending": "同一事项正在办理",
    "secret_or_privacy": "涉及国家秘密、商业秘密或个人隐私",
    "beyond_duty": "超出本街道职责，已告知受理单位",
    "illegal_or_immoral": "违反法律或公序良俗",
}
OBJECTION_REASONS: Final = {
    "not_our_duty": "不属本单位职责",
    "wrong_place": "地点不在管辖范围",
    "needs_joint": "需多单位联合办理",
}
RETURN_REASONS: Final = {
    "not_our_duty": "不属本单位职责",
    "wrong_place": "地点有误",
    "duplicate": "重复派单",
    "no_access": "无法到达或联系",
}
EXCLUSION_CODES: Final = {
    "malicious": "恶意反映",
    "beyond_law": "诉求无法律依据",
    "force_majeure": "不可抗力",
    "duplicate": "重复反映",
}

ACTS: Final = {
    "issue.capture": "登记问题",
    "issue.correct": "更正问题",
    "issue.triage": "分办问题",
    "issue.contact": "联系反映人",
    "issue.on_spot": "立行立改",
    "issue.confirm": "住户当面确认",
    "issue.explain": "解释说明",
    "issue.redirect": "转请其他渠道",
    "issue.dispatch": "派单",
    "issue.recall": "收回派单",
    "issue.accept": "接单",
    "issue.object": "提出异议",
    "issue.start": "开始办理",
    "issue.return": "退单",
    "issue.extend": "延期",
    "issue.deliver": "办结",
    "issue.take_over": "转入历史答复",
    "issue.call_back": "回访",
    "issue.close": "销号",
    "issue.close_by_reason": "说明理由销号",
    "issue.reopen": "重新办理",
    "issue.merge": "并件",
    "issue.unmerge": "拆件",
    "issue.answer_voice": "随主件答复",
    "issue.join_project": "转为项目",
    "issue.project_news": "告知项目进展",
    "issue.leave_project": "退出项目",
    "issue.propose_exclusion": "提出不计入考核",
    "issue.decide_exclusion": "决定不计入考核",
    "issue.hand_over": "移交经办",
    "issue.miss_response": "超时未联系",
    "issue.read_contact": "查看联系方式",
    "issue.attach": "附上材料",
    "issue.open_file": "查看材料",
    "issue.find_person": "按姓名电话查找",
    "issue.export": "导出台账",
    "category.put": "调整问题类别",
}
PUBLIC_ACTS: Final = {  # what the reporter reads; acts that are not here stay inside the office
    "issue.capture": "收到反映",
    "issue.triage": "确定办理方式",
    "issue.contact": "与反映人联系",
    "issue.on_spot": "当场办好",
    "issue.confirm": "反映人当面确认",
    "issue.explain": "解释说明",
    "issue.redirect": "告知应找的渠道",
    "issue.dispatch": "交给承办单位",
    "issue.object": "重新确定承办单位",
    "issue.return": "重新确定承办单位",
    "issue.accept": "承办单位接单",
    "issue.start": "开始办理",
    "issue.extend": "延长办理时间",
    "issue.deliver": "办结，等待回访",
    "issue.take_over": "已有答复",
    "issue.call_back": "回访",
    "issue.close": "销号",
    "issue.close_by_reason": "销号",
    "issue.reopen": "重新办理",
    "issue.merge": "与同一件事合并办理",
    "issue.unmerge": "恢复单独办理",
    "issue.answer_voice": "与合并的事一并答复",
    "issue.join_project": "转为项目办理",
    "issue.project_news": "项目有了进展",
    "issue.leave_project": "退出项目，另行办理",
}


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())
