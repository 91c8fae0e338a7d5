"""How a meeting moves, what kinds there are, and the steps of the two procedures (plain Python; DOMAIN §6)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from doorstep.kernel.workflow import Move, Workflow

KINDS: Final = {
    "party_branch": "支委会（党员大会）",
    "committee": "社区两委会",
    "residents": "居民会议",
    "representatives": "居民代表会议",
    "owners": "业主共同决定",
    "hearing": "听证会",
    "mediation": "协调会",
    "appraisal": "评议会",
    "questions": "疑问解答会",
    "street": "街道会议",
    "daily": "日例会",
}
# What is asked and answered at these is for everybody
PUBLIC_KINDS: Final = frozenset({"questions"})
# Rules that judge what a kind of meeting decides, where it decides by counting
RULE_OF: Final = {
    "party_branch": "party_meeting",
    "residents": "resident_meeting",
    "representatives": "resident_meeting",
    "owners": "owners_general",
}
NOTICE_RULE: Final = {
    "owners": "consult.owners_notice_days",
    "hearing": "consult.hearing_notice_days",
    "residents": "consult.residents_notice_days",
    "representatives": "consult.residents_notice_days",
}
# Kinds whose result must hang out within so many days after the meeting
RESULT_RULE: Final = {"owners": "consult.owners_result_days"}
STATES: Final = {
    "called": "已通知",
    "held": "已召开",
    "minuted": "已有纪要",
    "closed": "已归档",
    "cancelled": "已取消",
}
TOOK_PLACE: Final = ("held", "minuted", "closed")
WORKFLOW: Final = Workflow(
    "meeting",
    initial="called",
    moves=(
        Move("hold", "called", "held"),
        Move("write_minutes", "held", "minuted", note_needed=True),
        Move("write_minutes", "minuted", "minuted", note_needed=True),
        Move("close", "minuted", "closed"),
        Move("cancel", "called", "cancelled", note_needed=True),
    ),
    final=frozenset({"closed", "cancelled"}),
    limits={
        "called": "consult.hold_days",
        "held": "consult.minutes_days",
        "minuted": "consult.close_days",
    },
)
ITEM_STATES: Final = {
    "open": "待议",
    "decided": "已议定",
    "not_carried": "未通过",
    "deferred": "再议",
    "done": "已办结",
}
OPEN_ITEMS: Final = ("open", "deferred")
RHYTHMS: Final = {"daily": "每天", "weekly": "每周", "monthly": "每月", "quarterly": "每季度"}
PROCEDURES: Final = {"one_three_two": "一征三议两公开", "four_two": "四议两公开"}


@dataclass(frozen=True)
class StepPlan:
    """One step: what it is called, the rule that judges its votes, and the days that run from it or to it.

    ``posted`` names the setting for how long it hangs out before the next step, ``notice`` the one for how long
    ahead its meeting is announced, ``within`` the one for how soon after the posting it should be finished.
    """

    code: str
    label: str
    rule: str = ""
    posted: str = ""
    notice: str = ""
    within: str = ""
    hears_objections: bool = False


_RESOLVED: Final = (
    StepPlan("decision_public", "决议公开", posted="consult.public_days"),
    StepPlan("objection", "异议处理", within="consult.objection_days", hears_objections=True),
    StepPlan("execute", "组织实施"),
    StepPlan("result_public", "结果公开", posted="consult.public_days"),
)


STEPS: Final = {
    "one_three_two": (
        StepPlan("consult", "入户征求意见"),
        StepPlan("branch_proposal", "党支部提议"),
        StepPlan("committee_deliberation", "社区两委会与党员代表商议"),
        StepPlan(
            "residents_resolution",
            "居民会议或居民代表会议决议",
            rule="resident_meeting",
            notice="consult.residents_notice_days",
        ),
        *_RESOLVED,
    ),
    "four_two": (
        StepPlan("branch_proposal", "党支部提议"),
        StepPlan("committee_deliberation", "村两委会商议"),
        StepPlan("party_resolution", "党员大会审议", rule="party_meeting"),
        StepPlan(
            "residents_resolution",
            "村民代表会议决议",
            rule="village_reps",
            notice="consult.residents_notice_days",
        ),
        *_RESOLVED,
    ),
}
PROCEDURE_STATES: Final = {"running": "进行中", "done": "已完成", "stopped": "已终止"}
PROCEDURE_WORKFLOW: Final = Workflow(
    "procedure",
    initial="running",
    moves=(Move("finish", "running", "done"), Move("stop", "running", "stopped", note_needed=True)),
    final=frozenset({"done", "stopped"}),
    limits={"running": "consult.procedure_days"},
)
ACTS: Final = {
    "meeting.call": "通知会议",
    "meeting.agenda": "列入议题",
    "meeting.hold": "召开会议",
    "meeting.decide": "议定事项",
    "meeting.item_done": "事项办结",
    "meeting.question": "登记提问",
    "meeting.answer": "答复提问",
    "meeting.minutes": "写会议纪要",
    "meeting.close": "会议归档",
    "meeting.cancel": "取消会议",
    "meeting.invite": "邀请参会",
    "meeting.uninvite": "撤回邀请",
    "meeting.reply": "答复参会邀请",
    "meeting.attendance": "会议点名",
    "meeting.phone": "查看受邀人电话",
    "meeting.results": "公布表决结果",
    "meeting.series": "安排例会",
    "meeting.feed": "更换日历链接",
    "procedure.start": "启动议事程序",
    "procedure.step": "登记议事步骤",
    "procedure.link": "关联项目或支出",
    "procedure.stop": "终止议事程序",
    "posting.look": "核看补登的日期",
}


def next_step(kind: str, done: Iterable[str]) -> StepPlan | None:
    """The step after the last one that stands; None when the last of all does.

    A step that was put into the list later is not asked of those who had gone past it already.
    """
    have = set(done)
    places = [place for place, each in enumerate(STEPS[kind], start=1) if each.code in have]
    return next(iter(STEPS[kind][max(places, default=0) :]), None)


def escalates(meetings: int, *, limit: int, escalated: bool) -> bool:
    """An item still open at its so-many-th meeting goes to the leading group, once (DOMAIN §6.1)."""
    return not escalated and meetings >= limit


def next_day(day: date, rhythm: str) -> date:
    """The day of the next meeting of a series; a month without that day takes its last."""
    if rhythm in {"daily", "weekly"}:
        return day + timedelta(days=1 if rhythm == "daily" else 7)
    months = 1 if rhythm == "monthly" else 3
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = (date(year + (month == 11), (month + 1) % 12 + 1, 1) - timedelta(days=1)).day
    return date(year, month + 1, min(day.day, last))
