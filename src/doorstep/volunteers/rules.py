"""Reporting in, pledges, points and stars: tables, limits and formulas (plain Python; DOMAIN §7)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

STATES: Final = {
    "registered": "已报到",
    "received": "已接收",
    "post_claimed": "已认领岗位",
    "serving": "服务中",
    "fed_back": "已反馈单位",
    "transferred": "已转出",
    "withdrawn": "已退出",
}
_HERE: Final = ("received", "post_claimed", "serving", "fed_back")
WORKFLOW: Final = Workflow(
    name="report_in",
    initial="registered",
    moves=(
        Move("receive", "registered", "received"),
        Move("claim", "received", "post_claimed"),
        Move("claim", "post_claimed", "post_claimed"),
        Move("claim", "serving", "serving"),
        Move("claim", "fed_back", "fed_back"),
        Move("serve", "post_claimed", "serving"),
        Move("serve", "serving", "serving"),
        Move("serve", "fed_back", "serving"),
        Move("feed_back", "serving", "fed_back"),
        *(Move("transfer", state, "transferred", note_needed=True) for state in _HERE),
        *(Move("withdraw", state, "withdrawn") for state in ("registered", *_HERE)),
    ),
    final=frozenset({"transferred", "withdrawn"}),
    limits={
        "registered": "member.receive_days",
        "received": "member.claim_days",
        "post_claimed": "member.serve_days",
        "serving": "member.feedback_days",
        "fed_back": "member.feedback_days",
    },
)
PLEDGE_STATES: Final = {
    "pledged": "已承诺",
    "due": "到期待核",
    "fulfilled": "已践诺",
    "partly": "部分践诺",
    "unfulfilled": "未践诺",
    "commented": "已点评",
}
PLEDGE_OUTCOMES: Final = ("fulfilled", "partly", "unfulfilled")
PLEDGE_WORKFLOW: Final = Workflow(
    name="pledge",
    initial="pledged",
    moves=(
        Move("fall_due", "pledged", "due"),
        *(Move(outcome, "due", outcome, note_needed=True) for outcome in PLEDGE_OUTCOMES),
        *(Move("comment", outcome, "commented", note_needed=True) for outcome in PLEDGE_OUTCOMES),
    ),
    final=frozenset({"commented"}),
    limits={
        "pledged": "pledge.keep_days",
        "due": "pledge.outcome_days",
        **dict.fromkeys(PLEDGE_OUTCOMES, "pledge.comment_days"),
    },
)
STAR_STATES: Final = {
    "proposed": "已提名",
    "announced": "星级公示中",
    "objected": "公示有异议",
    "answered": "异议已答复",
    "awarded": "已授星",
    "refused": "不予授星",
}
STAR_WORKFLOW: Final = Workflow(
    name="star",
    initial="proposed",
    moves=(
        Move("announce", "proposed", "announced"),
        Move("object", "announced", "objected", note_needed=True),
        Move("object", "answered", "objected", note_needed=True),
        Move("answer", "objected", "answered", note_needed=True),
        Move("uphold", "objected", "refused", note_needed=True),
        Move("award", "announced", "awarded"),
        Move("award", "answered", "awarded"),
    ),
    final=frozenset({"awarded", "refused"}),
    limits={
        "proposed": "star.announce_days",
        "announced": "star.award_days",
        "objected": "star.answer_days",
        "answered": "star.award_days",
    },
)
APPEAL_STATES: Final = {"lodged": "已申诉", "upheld": "申诉成立", "dismissed": "申诉不成立"}
APPEAL_WORKFLOW: Final = Workflow(
    name="appeal",
    initial="lodged",
    moves=(
        Move("uphold", "lodged", "upheld", note_needed=True),
        Move("dismiss", "lodged", "dismissed", note_needed=True),
    ),
    final=frozenset({"upheld", "dismissed"}),
    limits={"lodged": "appeal.answer_days"},
)
# No kind of money among them (Q7); the list is closed.
REWARD_KINDS: Final = {"goods": "日用品", "service": "服务", "honour": "荣誉证书"}
REWARD_DAYS: Final = 30  # between the announcement of a reward's last day and that day
REDEMPTION_STATES: Final = {"open": "待领取", "handed": "已领取", "reversed": "已退回积分"}
REDEMPTION_WORKFLOW: Final = Workflow(
    name="redemption",
    initial="open",
    moves=(
        Move("hand_over", "open", "handed"),
        Move("give_back", "open", "reversed", note_needed=True),
    ),
    final=frozenset({"handed", "reversed"}),
    limits={"open": "points.claim_days"},
)
VERDICTS: Final = {"open": "待核实", "confirmed": "已核实", "refused": "未予核实"}
CONFIRMERS: Final = {"organiser": "组织方", "beneficiary": "受益人"}
LEDGERS: Final = {"party": "党员积分", "grid": "网格积分"}
UNITS: Final = {"hour": "按小时", "act": "按次"}
# Hours for one to five stars (Q5); data, so that a street takes the table its province uses.
STAR_TABLES: Final[Mapping[str, tuple[int, ...]]] = {
    "A": (100, 300, 600, 1000, 1500),
    "B": (30, 60, 100, 200, 300),
    "C": (50, 100, 200, 400, 800),
}
ACTS: Final = {
    "member.report_in": "报到登记",
    "member.receive": "接收报到",
    "member.link": "关联账号",
    "member.claim": "认领岗位",
    "member.serve": "登记服务",
    "member.confirm": "核实服务",
    "member.refuse_service": "不予核实服务",
    "member.feed_back": "反馈单位",
    "member.transfer": "转出",
    "member.withdraw": "撤回同意并退出",
    "member.post": "发布服务岗位",
    "member.look": "查看联系电话",
    "pledge.make": "作出承诺",
    "pledge.fall_due": "承诺到期",
    "pledge.outcome": "核定践诺",
    "pledge.comment": "点评践诺",
    "points.rules": "制定积分办法",
    "points.give": "计入积分",
    "points.reverse": "冲销积分",
    "points.restore": "恢复积分",
    "points.bar": "暂停参评",
    "reward.announce": "公布可兑换物品",
    "redemption.claim": "兑换积分",
    "redemption.hand_over": "发放兑换物品",
    "redemption.give_back": "退回兑换积分",
    "star.propose": "提名星级",
    "star.announce": "公示星级",
    "star.object": "星级异议",
    "star.answer": "答复星级异议",
    "star.award": "授予星级",
    "appeal.lodge": "提出申诉",
    "appeal.answer": "答复申诉",
}
CONSENT: Final = (
    "本人同意社区为安排和证明志愿服务而登记姓名、电话、单位和在职党员身份；可随时撤回，不影响享受任何服务。"
)
MOST_MINUTES: Final = 12 * 60
BAR_YEARS: Final = range(1, 4)
NO_RESULT: Final = frozenset({"到场", "签到", "参加会议", "登录", "转发", "点赞", "学习", "阅读"})


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    return list(names.items())


def is_mere_presence(text: str) -> bool:
    """Q2: being there, reading or forwarding is no service; a beneficiary or a result is."""
    return text.strip(" 。.，,") in NO_RESULT or len(text.strip()) < 2


def masked(name: str) -> str:
    """N2: the surname and two stars, however long the name is."""
    return f"{name[0]}**" if name else "**"


@dataclass(frozen=True)
class Measure:
    """What a rule set says: points for an hour or an act, and how much of it counts."""

    unit: str
    value: int
    cap_day_minutes: int
    cap_act_minutes: int
    beneficiary_factor: Fraction = Fraction(1)


def counted_minutes(minutes: int, measure: Measure, *, already: int) -> int:
    """What of an act counts: no more than the act's cap, nor than what the day still holds."""
    return max(0, min(minutes, measure.cap_act_minutes, measure.cap_day_minutes - already))


def value_of(minutes: int, measure: Measure, *, confirmer: str, already: int = 0) -> int:
    """Whole points for one confirmed act, rounded down once at the end.

    A beneficiary's word counts by its factor (Q4); an act on a day that is full is worth nothing.
    """
    counted = counted_minutes(minutes, measure, already=already)
    if not counted:
        return 0
    amount = Fraction(counted, 60) if measure.unit == "hour" else Fraction(1)
    factor = measure.beneficiary_factor if confirmer == "beneficiary" else Fraction(1)
    return int(measure.value * amount * factor)


def level_for(minutes: int, table: str) -> int:
    """How many stars these minutes reach; 0 for none."""
    return sum(minutes >= hours * 60 for hours in STAR_TABLES[table])


def quarter_of(day: date) -> int:
    return (day.month + 2) // 3


def is_barred(bars: list[tuple[date, date]], on: date) -> bool:
    """Whether one of these bars holds on the day, both ends included."""
    return any(first <= on <= last for first, last in bars)
