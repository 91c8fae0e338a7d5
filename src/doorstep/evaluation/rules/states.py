"""How an evaluation moves, and the words of its instrument (plain Python; DOMAIN §8)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction
from typing import Final

from doorstep.issues.rules import sound_text
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.workflow import Move, Workflow

STATES: Final = {
    "planned": "待锁定名单",
    "frame_locked": "名单已锁定",
    "collecting": "收集评价",
    "closed": "收集结束",
    "reviewed": "结果已审核",
    "published": "结果已公布",
    "soliciting": "再次征求意见",
    "rectifying": "再整改",
    "re_collected": "已再次评价",
    "re_published": "再评结果已公布",
    "archived": "已归档",
    "cancelled": "不再评价",
}
WORKFLOW: Final = Workflow(
    "evaluation",
    initial="planned",
    moves=(
        Move("lock", "planned", "frame_locked"),
        Move("draw", "frame_locked", "collecting"),
        Move("close", "collecting", "closed"),
        Move("review", "closed", "reviewed"),
        Move("publish", "reviewed", "published"),
        Move("solicit", "published", "soliciting"),
        Move("rectify", "soliciting", "rectifying"),
        Move("close_again", "rectifying", "re_collected"),
        Move("publish_again", "re_collected", "re_published"),
        Move("archive", "published", "archived"),
        Move("archive", "re_published", "archived"),
        Move("cancel", "planned", "cancelled", note_needed=True),
        Move("cancel", "frame_locked", "cancelled", note_needed=True),
    ),
    final=frozenset({"archived", "cancelled"}),
    limits={
        "planned": "evaluation.plan_days",
        "frame_locked": "evaluation.draw_days",
        "collecting": "evaluation.collect_days",
        "closed": "evaluation.review_days",
        "reviewed": "evaluation.publish_days",
        "published": "evaluation.archive_days",
        "soliciting": "evaluation.solicit_days",
        "rectifying": "evaluation.rectify_days",
        "re_collected": "evaluation.publish_days",
        "re_published": "evaluation.archive_days",
    },
)
TASK_STATES: Final = {
    "waiting": "待联系",
    "answered": "已答",
    "unreachable": "联系不上",
    "refused": "不愿答",
    "not_in_frame": "不属受益对象",
}
OPEN_TASKS: Final = frozenset({"waiting"})
# Respondents are asked while answers are first collected, and again after something was put right.
ASKING: Final = frozenset({"collecting", "rectifying"})
# Project states: nothing to evaluate yet or ever; and those after which a list is late.
WITHOUT_WORK: Final = frozenset({"idea", "applied", "returned", "reviewed", "notice", "cancelled"})
CLAIMED: Final = frozenset({"completion_claimed", "accepted"})
OUTCOMES: Final = {
    "no_answer": "无人接听",
    "later": "改时间再打",
    "wrong_number": "号码不对",
    "refused": "不愿答",
    "not_in_frame": "不是受益居民",
}
# An attempt that settles the task at once; the others use up one of the attempts.
SETTLING: Final[Mapping[str, str]] = {
    "wrong_number": "unreachable",
    "refused": "refused",
    "not_in_frame": "not_in_frame",
}
MODES: Final = {"visit": "入户", "phone": "电话", "paper": "纸质"}
GRADES: Final = {5: "非常满意", 4: "满意", 3: "基本满意", 2: "不满意", 1: "非常不满意"}
SATISFIED_FROM: Final = 3
SIDES: Final = {"a": "街道", "b": "居民监督"}
ASKED_HOW: Final = {"visit": "入户", "phone": "电话", "meeting": "座谈"}
# Whoever did one of these delivered the project and stays away from its evaluation (R5).
DELIVERING_ACTS: Final = (
    "project.start",
    "project.milestone",
    "project.news",
    "project.pause",
    "project.resume",
    "project.claim",
)
RECTIFICATION_KINDS: Final = {"simple": "简单事项", "complex": "复杂事项", "milestones": "按节点推进"}
RECTIFICATION_STATES: Final = {"open": "整改中", "done": "待复核", "verified": "已复核"}
RECALL_OUTCOMES: Final = {"confirmed": "属实", "differs": "与记录不一致", "unreachable": "未联系上"}
FLAG_KINDS: Final = {
    "same_words": "文字雷同",
    "burst": "同一设备短时间多份",
    "changed_grade": "改过评价",
    "all_best": "全部非常满意",
    "pressed": "有人要求改评价或给好评",
}
MOST_ATTEMPTS: Final = 3
CENSUS_UP_TO: Final = 30
WORDS_LIMIT: Final = 1000
REASON_LIMIT: Final = 300
NAME_LIMIT: Final = 40
GROUP_LIMIT: Final = 60
PART_LIMIT: Final = 60
LAST_QUESTION: Final = "有人要求您改评价或给好评吗?"

ACTS: Final = {
    "evaluation.plan": "安排满意度测评",
    "evaluation.register": "登记受益对象",
    "evaluation.unregister": "移除受益对象",
    "evaluation.commit": "提交封存的随机数",
    "evaluation.lock": "锁定受益对象名单",
    "evaluation.reveal": "公开随机数",
    "evaluation.draw": "抽取样本",
    "evaluation.allot": "分派联系名单",
    "evaluation.read_phone": "查看受益居民电话",
    "evaluation.attempt": "记录联系情况",
    "evaluation.respond": "记录评价",
    "evaluation.correct": "更正录入的评价",
    "evaluation.substitute": "按抽签顺序替补",
    "evaluation.assess": "现场评估",
    "evaluation.close": "结束收集",
    "evaluation.review": "审核结果",
    "evaluation.publish": "公布结果",
    "evaluation.answer": "答复不满意的居民",
    "evaluation.solicit": "再次征求意见",
    "evaluation.rectify": "安排再整改",
    "evaluation.report_rectified": "报告整改完成",
    "evaluation.verify_rectified": "复核整改",
    "evaluation.send_back": "整改退回",
    "evaluation.archive": "归档",
    "evaluation.cancel": "不再评价",
    "evaluation.flag": "提示人工核看",
    "evaluation.look": "核看提示",
    "evaluation.draw_recalls": "抽取复核名单",
    "evaluation.recall": "复核回访",
}


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())


@dataclass(frozen=True)
class Said:
    """What one respondent said, in the order in which it is asked: words first, the grade, the last question.

    ``pressed``: somebody asked for another or a better grade. ``safety``: what is wrong is a danger.
    ``may_show``: the words may stand, without a name, on the public page.
    """

    grade: int
    good: str = ""
    missing: str = ""
    wants: str = ""
    pressed: bool = False
    safety: bool = False
    may_show: bool = False
    mode: str = "phone"
    said_on: date | None = None

    def check(self, *, at: datetime) -> None:
        """Refuses a grade outside the five, an unknown mode, a day to come, and words too long or unreadable."""
        refuse_if(self.grade not in GRADES, "response.grade")
        refuse_if(self.mode not in MODES, "response.mode", mode=self.mode)
        refuse_if(self.said_on is not None and self.said_on > day_of(at), "day.future")
        for words in (self.good, self.missing, self.wants):
            sound_text(words, most=WORDS_LIMIT)


def is_satisfied(grade: int) -> bool:
    """Grades 5, 4 and 3 are satisfied (E1)."""
    return grade >= SATISFIED_FROM


def must_ask_again(*, satisfied: int, answered: int, dangers: int, trigger: Fraction) -> bool:
    """E8: the raw share is below the trigger, or somebody is very dissatisfied for a reason of safety."""
    return dangers > 0 or (answered > 0 and Fraction(satisfied, answered) < trigger)


def is_over(attempts: int) -> bool:
    """Whether the attempts that a respondent is due are used up."""
    return attempts >= MOST_ATTEMPTS
