"""What may differ between places, its default, and which values are sound (plain Python; DOMAIN R10, R11)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time
from fractions import Fraction
from typing import Any, Final

from doorstep.kernel.calendar import OfficeHours
from doorstep.kernel.errors import NotPossible

ACTS: Final = {
    "rule.set": "调整规则",
    "rule.import_holidays": "导入节假日",
}
UNIT_LABELS: Final = {
    "hours": "小时",
    "working_days": "工作日",
    "days": "天",
    "minutes": "分钟",
    "times": "次",
    "per_hour": "次/小时",
    "characters": "字",
    "doors": "户",
    "share": "比例",
    "yuan": "元",
    "people": "人",
    "": "",
}


@dataclass(frozen=True)
class RuleDef:
    """One setting: its default as stored, the kind that reads it, and what it rests on.

    ``basis`` is L (law), P (practice of one place), D (decided here); ``unit`` is a key of UNIT_LABELS.
    """

    default: Any
    kind: str
    label: str
    basis: str
    unit: str = ""


CARRIED: Final = ("funds.",)  # set by the articles of a written measure that everybody can read


def is_carried(code: str) -> bool:
    """Whether this rule only changes with a new version of the written measure that carries it."""
    return code.startswith(CARRIED)


def _whole(label: str, default: int, unit: str, basis: str = "D") -> RuleDef:
    return RuleDef(default, "whole", label, basis, unit)


def _share(label: str, default: str, basis: str = "D") -> RuleDef:
    return RuleDef(default, "share", label, basis, "share")


DEFAULTS: Final[dict[str, RuleDef]] = {
    "issue.triage_hours": _whole("登记后分办时限", 24, "hours"),
    "issue.dispatch_hours": _whole("分办后派单时限", 24, "hours"),
    "issue.accept_days": _whole("接单或提出异议时限", 1, "working_days"),
    "issue.response_urgent_hours": _whole("紧急事项首次联系时限", 2, "hours", "L/P"),
    "issue.response_days": _whole("一般事项首次联系时限", 1, "working_days", "L/P"),
    "issue.on_spot_days": _whole("立行立改办理时限", 3, "working_days"),
    "issue.solve_days": _whole("一般事项办理时限", 5, "working_days", "L/P"),
    "issue.complex_days": _whole("复杂事项办理时限", 15, "working_days", "L/P"),
    "issue.call_back_days": _whole("办结后回访时限", 5, "working_days"),
    "issue.close_days": _whole("回访后销号时限", 2, "working_days"),
    "issue.project_news_days": _whole("转为项目后告知进展的间隔", 30, "days"),
    "issue.callback_attempts": _whole("回访未接通的次数上限", 3, "times"),
    "visit.late_hours": _whole("补录须说明原因的时限", 48, "hours"),
    "visit.repeat_similarity": _share("内容雷同的相似度", "0.9"),
    "visit.repeat_min_chars": _whole("内容雷同的最少字数", 30, "characters"),
    "visit.repeat_doors": _whole("内容雷同的最少户数", 3, "doors"),
    "visit.sample_share": _share("走访核实抽样比例", "0.05"),
    "visit.sample_min": _whole("走访核实最少户数", 3, "doors"),
    "project.idea_days": _whole("设想或退回后申报时限", 30, "days"),
    "project.review_days": _whole("申报后审查时限", 10, "working_days"),
    "project.post_days": _whole("审查后开始公示时限", 5, "working_days"),
    "project.notice_days": _whole("立项公示期", 7, "days", "L"),
    "project.start_days": _whole("立项后启动时限", 30, "days"),
    "project.quarter_days": _whole("实施中更新进展的间隔", 92, "days"),
    "project.pause_days": _whole("暂停后复核时限", 60, "days"),
    "project.acceptance_days": _whole("申请后验收时限", 15, "working_days"),
    "project.rework_days": _whole("整改时限", 30, "days"),
    "consult.residents_notice_days": _whole("居民会议、代表会议提前通知", 3, "days"),
    "consult.hearing_notice_days": _whole("听证会提前公告", 7, "days", "P"),
    "consult.owners_notice_days": _whole("业主大会会议提前通知", 15, "days", "L"),
    "consult.owners_result_days": _whole("业主共同决定的结果公布时限", 3, "days", "L"),
    "consult.hold_days": _whole("通知后召开会议时限", 60, "days"),
    "consult.minutes_days": _whole("会后写出纪要时限", 5, "working_days"),
    "consult.close_days": _whole("纪要归档时限", 30, "days"),
    "consult.public_days": _whole("决议和结果公开天数", 7, "days", "P"),
    "consult.public_working": _whole("决议和结果公开按工作日算（0 自然日，1 工作日）", 0, "", "P"),
    "consult.objection_days": _whole("公开期满后答复异议时限", 5, "working_days"),
    "consult.backdate_days": _whole("补登公示日期超过几天要写理由", 3, "days"),
    "consult.guest_days": _whole("外请人员姓名电话的保存期限", 180, "days"),
    "consult.procedure_days": _whole("议事程序完成时限", 365, "days"),
    "consult.escalate_meetings": _whole("事项未结几次会议后上报", 3, "times"),
    "member.receive_days": _whole("报到后接收时限", 5, "working_days"),
    "member.claim_days": _whole("接收后认领岗位时限", 30, "days"),
    "member.serve_days": _whole("认领后首次服务时限", 60, "days"),
    "member.feedback_days": _whole("向所在单位反馈的间隔", 92, "days", "P"),
    "pledge.keep_days": _whole("承诺最长期限", 366, "days"),
    "pledge.outcome_days": _whole("承诺到期后核定时限", 10, "working_days"),
    "pledge.comment_days": _whole("核定后点评时限", 10, "working_days"),
    "points.enabled": _whole("启用积分和星级（0 不启用，1 启用）", 0, "", "P"),
    "points.claim_days": _whole("兑换后领取时限", 30, "days"),
    "star.announce_days": _whole("提名后公示时限", 10, "working_days"),
    "star.notice_days": _whole("星级公示期", 5, "working_days", "L/P"),
    "star.answer_days": _whole("星级异议答复时限", 5, "working_days"),
    "star.award_days": _whole("公示期满后授星时限", 30, "days"),
    "appeal.lodge_days": _whole("积分申诉期限", 15, "working_days"),
    "appeal.answer_days": _whole("积分申诉答复时限", 10, "working_days"),
    "observation.sample_above": _whole("观摩抽样起点项目数", 30, ""),
    "observation.sample_size": _whole("观摩抽样项目数", 30, ""),
    "observation.visit_days": _whole("安排后观摩时限", 92, "days"),
    "observation.comment_days": _whole("观摩后点评时限", 5, "working_days"),
    "observation.todo_days": _whole("点评后整改时限", 30, "days"),
    "observation.verify_days": _whole("整改后复核时限", 15, "working_days"),
    "notice.list_days": _whole("项目清单公示期", 7, "days"),
    "notice.plan_days": _whole("方案公示期", 7, "days", "L"),
    "notice.expense_days": _whole("经费支出公示期", 5, "working_days"),
    "notice.result_days": _whole("评价和整改结果公示期", 7, "days"),
    "notice.decision_within_days": _whole("一事一议决定后张贴时限", 3, "days", "L"),
    "notice.review_days": _whole("公示稿审核时限", 3, "working_days"),
    "notice.post_days": _whole("审核后发布时限", 2, "working_days"),
    "notice.archive_days": _whole("期满后归档时限", 30, "days"),
    "notice.answer_days": _whole("公示异议答复时限", 5, "working_days"),
    "agreement.draft_days": _whole("协议起草时限", 30, "days"),
    "agreement.begin_days": _whole("签订后开始履行时限", 30, "days"),
    "agreement.meeting_days": _whole("联席会议间隔", 92, "days", "P"),
    "agreement.remind_first_days": _whole("协议到期首次提醒", 60, "days", "P"),
    "agreement.remind_second_days": _whole("协议到期再次提醒", 30, "days", "P"),
    "agreement.remind_last_days": _whole("协议到期最后提醒", 7, "days", "P"),
    "need.publish_days": _whole("需求登记后发布时限", 7, "days"),
    "need.claim_days": _whole("需求发布后认领时限", 30, "days"),
    "need.match_days": _whole("认领后对接时限", 5, "working_days"),
    "need.begin_days": _whole("对接后开始落实时限", 15, "days"),
    "need.deliver_days": _whole("需求落实和评价时限", 60, "days"),
    "need.close_days": _whole("双方评价后办结时限", 10, "days"),
    "evaluation.plan_days": _whole("安排测评后锁定名单时限", 366, "days"),
    "evaluation.draw_days": _whole("锁定名单后抽样时限", 120, "days"),
    "evaluation.collect_days": _whole("收集评价天数", 21, "days"),
    "evaluation.review_days": _whole("收集结束后审核时限", 5, "working_days"),
    "evaluation.publish_days": _whole("审核后公布时限", 10, "working_days"),
    "evaluation.archive_days": _whole("公布后归档时限", 60, "days"),
    "evaluation.solicit_days": _whole("公布后再次征求意见时限", 15, "working_days"),
    "evaluation.rectify_days": _whole("再整改和再次评价时限", 120, "days"),
    "evaluation.rectify_simple_days": _whole("简单事项整改时限", 5, "working_days"),
    "evaluation.rectify_complex_days": _whole("复杂事项整改时限", 15, "working_days"),
    "evaluation.half_width": _share("抽样允许误差", "0.10"),
    "evaluation.trigger": _share("再次征求意见的满意率界线", "0.85", "P"),
    "evaluation.attempts": _whole("联系受益居民的次数上限", 3, "times"),
    "evaluation.recall_count": _whole("全部非常满意时每月复核数", 10, "people"),
    "evaluation.identity_keep_days": _whole("再评后保留身份信息", 30, "days"),
    "privacy.visit_text_days": _whole("走访文字保存期限", 1095, "days"),
    "privacy.issue_days": _whole("问题办结后文字和联系方式保存期限", 1825, "days"),
    "privacy.search_days": _whole("查找人的理由保存期限", 1095, "days", "L"),
    "privacy.request_days": _whole("个人信息请求办结后文字保存期限", 1095, "days", "L"),
    "privacy.identify_days": _whole("个人信息请求核对身份时限", 3, "working_days"),
    "privacy.answer_days": _whole("个人信息请求答复时限", 15, "working_days", "L/P"),
    "privacy.extend_days": _whole("个人信息请求延长时限", 15, "working_days", "P"),
    "privacy.deliver_days": _whole("个人信息请求答复后交付时限", 10, "working_days"),
    "privacy.export_decide_days": _whole("个人台账导出审批时限", 3, "working_days"),
    "privacy.export_days": _whole("获准导出后可下载的天数", 7, "days"),
    "privacy.export_times": _whole("获准导出后可下载的次数", 3, "times"),
    "privacy.contain_days": _whole("个人信息事件控制时限", 1, "days"),
    "privacy.assess_days": _whole("个人信息事件评估时限", 2, "days"),
    "privacy.notify_days": _whole("个人信息事件评估后通知时限", 1, "days", "L/P"),
    "privacy.lessons_days": _whole("个人信息事件通知后总结时限", 30, "days"),
    "public.report_per_hour": _whole("同一来源网上反映上限", 10, "per_hour"),
    "public.track_per_hour": _whole("同一来源进度查询上限", 30, "per_hour"),
    "people.lock_after": _whole("连续输错密码后锁定", 5, "times"),
    "people.lock_minutes": _whole("首次锁定时长，其后加倍", 15, "minutes"),
    "people.sign_in_per_hour": _whole("同一来源登录尝试上限", 120, "per_hour"),
    "people.session_hours": _whole("无操作自动退出", 8, "hours"),
    "people.contact_keep_days": _whole("离岗后保留工作电话", 365, "days"),
    "message.attempts": _whole("消息发送次数上限", 6, "times"),
    "import.undo_days": _whole("导入可撤销期限", 30, "days"),
    "funds.quota_community_yuan": _whole("社区党组织每年额度", 50_000, "yuan", "P"),
    "funds.quota_branch_yuan": _whole("其他党组织每年额度", 30_000, "yuan", "P"),
    "funds.carry_over": _share("年末结余结转比例", "0"),
    "funds.works_case_yuan": _whole("工程一事一议起点", 10_000, "yuan"),
    "funds.quotes_yuan": _whole("三家书面报价起点", 5_000, "yuan"),
    "funds.split_days": _whole("合并计算防止拆分的期间", 30, "days"),
    "funds.hearing_people": _whole("听证会最少人数", 20, "people", "P"),
    "funds.hearing_consent": _share("听证会最低同意比例", "0.6", "P"),
    "funds.decide_days": _whole("草拟后支部议决时限", 30, "days"),
    "funds.deliberate_days": _whole("一事一议开会时限", 45, "days"),
    "funds.review_days": _whole("经费审查批准时限", 10, "working_days"),
    "funds.procure_days": _whole("批准后采购时限", 60, "days"),
    "funds.accept_days": _whole("采购后验收时限", 60, "days"),
    "funds.invoice_days": _whole("验收后登记票据时限", 15, "working_days"),
    "funds.pay_days": _whole("登记票据后支付时限", 10, "working_days"),
    "funds.publish_days": _whole("支付后公示时限", 10, "working_days"),
    "funds.selection_days": _whole("遴选一轮的时限", 60, "days"),
    "funds.talk_gap": _whole("两人评分相差几级要商量", 2, ""),
    "funds.look_days": _whole("暂未列入的最迟多久再议", 184, "days"),
    "funds.reconcile_days": _whole("公示后与银行对账时限", 60, "days"),
    "rate.weights": RuleDef(["0.30", "0.35", "0.35"], "weights", "响应、解决、满意三率的权重", "P", "share"),
    "office.hours": RuleDef(
        {"spans": [["08:30", "12:00"], ["14:00", "17:30"]], "weekdays": [0, 1, 2, 3, 4]},
        "office_hours",
        "办公时间",
        "P",
    ),
}


def _bad(code: str, value: Any) -> NotPossible:
    return NotPossible("rule.bad_value", rule=code, value=str(value))


def read_whole(value: Any) -> int:
    """A whole number from 0 to 100,000."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= 100_000:
        raise ValueError(value)
    return value


def read_share(value: Any) -> Fraction:
    """An exact fraction from 0 to 1, written as text such as ``0.05`` or ``1/3``."""
    if not isinstance(value, str):
        raise ValueError(value)
    share = Fraction(value)
    if not 0 <= share <= 1:
        raise ValueError(value)
    return share


def read_weights(value: Any) -> tuple[Fraction, ...]:
    """Three shares that sum to exactly one."""
    weights = tuple(read_share(each) for each in value)
    if len(weights) != 3 or sum(weights) != 1:
        raise ValueError(value)
    return weights


def read_office_hours(value: Any) -> OfficeHours:
    """Spans in order that do not overlap, and the weekdays (Monday 0) they hold on."""
    spans = tuple((time.fromisoformat(first), time.fromisoformat(last)) for first, last in value["spans"])
    edges = [edge for span in spans for edge in span]
    weekdays = frozenset(value["weekdays"])
    if not edges or edges != sorted(set(edges)) or not weekdays or not weekdays <= set(range(7)):
        raise ValueError(value)
    return OfficeHours(spans=spans, weekdays=weekdays)


READERS: Final[dict[str, Callable[[Any], Any]]] = {
    "whole": read_whole,
    "share": read_share,
    "weights": read_weights,
    "office_hours": read_office_hours,
}


def read_value(code: str, value: Any) -> Any:
    """The stored value as rules use it: int, Fraction, tuple of Fractions or OfficeHours.

    Raises NotPossible when the value is not sound for this rule; an unknown code is a defect.
    """
    definition = DEFAULTS[code]
    try:
        return READERS[definition.kind](value)
    except (ValueError, TypeError, KeyError, ZeroDivisionError):
        raise _bad(code, value) from None


def typed_value(code: str, text: str) -> Any:
    """What a person typed into the rulebook page, as it is stored.

    Whole numbers plain; shares as ``0.05``, ``5%`` or ``1/20``; weights separated by blanks or commas;
    office hours as ``08:30-12:00 14:00-17:30`` (the weekdays stay Monday to Friday).
    """
    kind = DEFAULTS[code].kind
    words = text.translate(_PLAIN).split()
    try:
        stored = _TYPED[kind](words)
    except (ValueError, TypeError, IndexError, ZeroDivisionError):
        raise _bad(code, text) from None
    read_value(code, stored)
    return stored


_PLAIN: Final = str.maketrans("０１２３４５６７８９．％：－／，,、；;", "0123456789.%:-/     ")


def _typed_whole(words: list[str]) -> int:
    (word,) = words
    return int(word)


def _typed_share(words: list[str]) -> str:
    (word,) = words
    return str(Fraction(word[:-1]) / 100) if word.endswith("%") else str(Fraction(word))


def _typed_weights(words: list[str]) -> list[str]:
    return [_typed_share([word]) for word in words]


def _typed_hours(words: list[str]) -> dict[str, Any]:
    return {"spans": [word.split("-") for word in words], "weekdays": [0, 1, 2, 3, 4]}


_TYPED: Final[dict[str, Callable[[list[str]], Any]]] = {
    "whole": _typed_whole,
    "share": _typed_share,
    "weights": _typed_weights,
    "office_hours": _typed_hours,
}


def shown_value(code: str, value: Any) -> str:
    """A stored value as a person writes it; ``typed_value`` reads it back."""
    kind = DEFAULTS[code].kind
    if kind == "office_hours":
        return " ".join("-".join(span) for span in value["spans"])
    if kind == "weights":
        return " ".join(value)
    return str(value)


@dataclass(frozen=True, slots=True)
class Version:
    """One stored version of one rule; ``own`` is false for the district's."""

    id: int
    code: str
    version: int
    value: Any
    effective_on: date
    own: bool


def in_force(
    versions: Mapping[str, tuple[Version, ...]], code: str, *, on: date, up_to: int | None = None
) -> Version | None:
    """The version that holds on a day: the street's before the district's, then the latest to begin.

    ``up_to`` leaves out what was set after that row, so that a record can be judged by what was known then.
    """
    holding = [
        each
        for each in versions.get(code, ())
        if each.effective_on <= on and (up_to is None or each.id <= up_to)
    ]
    return max(holding, key=lambda each: (each.own, each.effective_on, each.version), default=None)
