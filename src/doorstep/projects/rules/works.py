"""How a project moves (plain Python; DOMAIN §4)."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Final

from doorstep.kernel.money import yuan
from doorstep.kernel.workflow import Move, Workflow

ORIENTATIONS: Final = {"weakness": "补短板", "urgent": "应急需", "difficulty": "破难点"}
BENEFICIARY_UNITS: Final = {"households": "户", "persons": "人"}
ACCEPTANCE_CAPACITIES: Final = {
    "beneficiary": "受益居民",
    "supervision": "监督委员会成员",
    "expert": "专业人员",
    "street": "街道代表",
}
STATES: Final = {
    "idea": "设想",
    "applied": "已申报",
    "returned": "退回修改",
    "reviewed": "已审查",
    "notice": "公示中",
    "approved": "已立项",
    "in_progress": "实施中",
    "paused": "暂停",
    "completion_claimed": "申请验收",
    "rework": "整改中",
    "accepted": "已验收",
    "cancelled": "已取消",
}
WORKFLOW: Final = Workflow(
    "project",
    initial="idea",
    moves=(
        Move("apply", "idea", "applied"),
        Move("apply", "returned", "applied"),
        Move("return_application", "applied", "returned", note_needed=True),
        Move("review", "applied", "reviewed"),
        Move("post_notice", "reviewed", "notice"),
        Move("withdraw_notice", "notice", "reviewed", note_needed=True),
        Move("approve", "notice", "approved"),
        Move("refuse", "notice", "returned", note_needed=True),
        Move("start", "approved", "in_progress"),
        Move("pause", "in_progress", "paused", note_needed=True),
        Move("resume", "paused", "in_progress"),
        Move("claim_completion", "in_progress", "completion_claimed", note_needed=True),
        Move("accept", "completion_claimed", "accepted"),
        Move("demand_rework", "completion_claimed", "rework", note_needed=True),
        Move("claim_completion", "rework", "completion_claimed", note_needed=True),
        Move("cancel", "idea", "cancelled", note_needed=True),
        Move("cancel", "applied", "cancelled", note_needed=True),
        Move("cancel", "returned", "cancelled", note_needed=True),
        Move("cancel", "reviewed", "cancelled", note_needed=True),
        Move("cancel", "approved", "cancelled", note_needed=True),
        Move("cancel", "in_progress", "cancelled", note_needed=True),
        Move("cancel", "paused", "cancelled", note_needed=True),
        Move("cancel", "rework", "cancelled", note_needed=True),
    ),
    final=frozenset({"accepted", "cancelled"}),
    limits={
        "idea": "project.idea_days",
        "applied": "project.review_days",
        "returned": "project.idea_days",
        "reviewed": "project.post_days",
        "notice": "project.notice_days",
        "approved": "project.start_days",
        "in_progress": "project.quarter_days",
        "paused": "project.pause_days",
        "completion_claimed": "project.acceptance_days",
        "rework": "project.rework_days",
    },
)


def labelled(names: Mapping[str, str]) -> list[tuple[str, str]]:
    """Choices for a form or a column, in the order of the table."""
    return list(names.items())


ACTS: Final = {
    "project.propose": "提出项目设想",
    "project.edit": "修改设想",
    "project.apply": "申报项目",
    "project.return": "退回修改",
    "project.review": "审查通过",
    "project.rate": "评定难度",
    "project.notice": "开始公示",
    "project.withdraw_notice": "撤回公示",
    "project.approve": "立项",
    "project.refuse": "公示异议成立，不予立项",
    "project.start": "启动实施",
    "project.pause": "暂停",
    "project.resume": "恢复实施",
    "project.cancel": "取消",
    "project.milestone": "完成节点",
    "project.news": "告知进展",
    "project.plan": "调整计划",
    "project.claim": "申请验收",
    "project.sign": "验收签字",
    "project.accept": "验收通过",
    "project.rework": "要求整改",
    "project.link_issue": "关联问题",
    "project.unlink_issue": "解除关联",
    "project.hand_over": "移交负责人",
    "project.fields": "调整项目领域",
}
# Not yet determined: what the branch may still withdraw by itself.
BEFORE_REVIEW: Final = frozenset({"idea", "applied", "returned"})
EDITABLE: Final = frozenset({"idea", "returned"})
RUNNING: Final = frozenset({"in_progress", "rework"})
REPLANNABLE: Final = frozenset({"approved", "in_progress", "paused", "rework"})
ENDED: Final = WORKFLOW.final
PLAN_LABELS: Final = {
    "goal": "目标",
    "baseline": "现状",
    "evidence": "完成的证明",
    "measures": "措施",
    "starts_on": "开始日期",
    "ends_on": "完成日期",
    "quota_fen": "额度经费",
    "other_fen": "其他经费",
    "in_kind": "实物或人力",
    "public_summary": "公开简介",
    "beneficiaries": "受益对象",
    "milestones": "季度节点",
}
DIFFICULTIES: Final = {1: "容易", 2: "较易", 3: "中等", 4: "较难", 5: "很难"}


@dataclass(frozen=True)
class BeneficiaryPlan:
    """A group the project is for; ``unit`` is households or persons."""

    group: str
    count: int
    unit: str


@dataclass(frozen=True)
class MilestonePlan:
    name: str
    planned_on: date


@dataclass(frozen=True)
class Plan:
    """What a project promises; money in whole fen."""

    goal: str = ""
    baseline: str = ""
    evidence: str = ""
    measures: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    quota_fen: int = 0
    other_fen: int = 0
    in_kind: str = ""
    public_summary: str = ""
    beneficiaries: tuple[BeneficiaryPlan, ...] = ()
    milestones: tuple[MilestonePlan, ...] = ()


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter, 1 to 4."""
    return day.year, (day.month + 2) // 3


def quarters_between(first: date, last: date) -> list[tuple[int, int]]:
    """Every quarter that the span touches, in order; empty when it ends before it starts."""
    year, quarter = quarter_of(first)
    found = []
    while (year, quarter) <= quarter_of(last):
        found.append((year, quarter))
        year, quarter = (year + 1, 1) if quarter == 4 else (year, quarter + 1)
    return found


NEEDED: Final = ("goal", "baseline", "evidence", "starts_on", "ends_on", "public_summary", "beneficiaries")


def missing_in(plan: Plan, *, has_source: bool, has_difficulty: bool) -> list[str]:
    """Names of what an application still lacks, in the order of the form (DOMAIN §4).

    A text of blanks and a last day before the first count as missing.
    """
    missing = [name for name in NEEDED if is_blank(getattr(plan, name))]
    if plan.starts_on and plan.ends_on and plan.ends_on < plan.starts_on:
        missing.append("ends_on")
    if not has_source:
        missing.append("source")
    if not (plan.quota_fen or plan.other_fen or plan.in_kind.strip()):
        missing.append("money")
    if uncovered_quarters(plan):
        missing.append("milestones")
    if not has_difficulty:
        missing.append("difficulty")
    return missing


def is_blank(value: object) -> bool:
    return not (value.strip() if isinstance(value, str) else value)


def uncovered_quarters(plan: Plan) -> list[tuple[int, int]]:
    """The quarters the project runs in without a milestone; none while its days are not known."""
    if plan.starts_on is None or plan.ends_on is None:
        return []
    covered = {quarter_of(milestone.planned_on) for milestone in plan.milestones}
    return [each for each in quarters_between(plan.starts_on, plan.ends_on) if each not in covered]


# Widths of the columns, in characters; SQLite does not mind a longer text, PostgreSQL does.
WIDTHS: Final = {"in_kind": 200, "beneficiaries": 60, "milestones": 120}
MOST_COUNTED: Final = 2**31 - 1


def too_long_in(plan: Plan) -> str | None:
    """The first field that holds more characters than its column; None when all fit."""
    texts = {
        "in_kind": [plan.in_kind],
        "beneficiaries": [each.group for each in plan.beneficiaries],
        "milestones": [each.name for each in plan.milestones],
    }
    return next(
        (name for name, found in texts.items() if max(map(len, found), default=0) > WIDTHS[name]), None
    )


def counts_nobody(plan: Plan) -> bool:
    """Whether a beneficiary group has no size that can be written down."""
    return not all(0 < each.count <= MOST_COUNTED for each in plan.beneficiaries)


def in_order(plan: Plan) -> Plan:
    """The same plan with its milestones by day: two plans are equal when nothing but their order differs."""
    return replace(plan, milestones=tuple(sorted(plan.milestones, key=lambda each: each.planned_on)))


def lost_milestones(plan: Plan, done: Sequence[MilestonePlan]) -> list[str]:
    """Names of milestones that already stand and that a new plan leaves out or moves."""
    left = Counter(done)
    left.subtract(plan.milestones)
    return [each.name for each, count in left.items() if count > 0]


def plan_as_json(plan: Plan) -> dict[str, object]:
    """The plan with days as text, for a stored version."""
    found = asdict(plan)
    found["starts_on"] = plan.starts_on.isoformat() if plan.starts_on else ""
    found["ends_on"] = plan.ends_on.isoformat() if plan.ends_on else ""
    found["milestones"] = [
        {"name": each.name, "planned_on": each.planned_on.isoformat()} for each in plan.milestones
    ]
    found["beneficiaries"] = [asdict(each) for each in plan.beneficiaries]
    return found


@dataclass(frozen=True)
class Change:
    """One line of a readable difference between two plan versions."""

    name: str
    label: str
    before: str
    after: str

    @property
    def difference(self) -> "Difference":
        return difference(self.before, self.after)


@dataclass(frozen=True)
class Difference:
    """The clauses that went and that came; ``kept`` says whether others stand as they were."""

    gone: str
    added: str
    kept: bool


CLAUSE_END: Final = re.compile("(?<=[；;。])")
MARKS: Final = "；;。 "


def clauses(text: str) -> list[str]:
    """A long text in the parts that a reader takes one by one."""
    return [each.strip(MARKS) for each in CLAUSE_END.split(text) if each.strip(MARKS)]


def difference(before: str, after: str) -> Difference:
    """What a reader looks for when a long part changed: only the clauses that differ, in their order."""
    old, new = (CLAUSE_END.split(text) for text in (before, after))
    known, wanted = ({each.strip(MARKS) for each in clauses} for clauses in (old, new))
    gone = "".join(each for each in old if each.strip(MARKS) not in wanted)
    added = "".join(each for each in new if each.strip(MARKS) not in known)
    return Difference(gone.rstrip(MARKS), added.rstrip(MARKS), bool((known & wanted) - {""}))


def plan_changes(before: Mapping[str, object], after: Mapping[str, object]) -> list[Change]:
    """What a reader needs to see when a plan changed, field by field in the order of the form."""
    return [
        Change(name, label, readable(name, before.get(name)), readable(name, after.get(name)))
        for name, label in PLAN_LABELS.items()
        if before.get(name) != after.get(name)
    ]


def readable(name: str, value: object) -> str:
    """A stored plan value as a person writes it: money in yuan, a list with a semicolon between its parts."""
    if name.endswith("_fen"):
        return f"{yuan(int(str(value or 0)))} 元"
    if name == "milestones" and isinstance(value, list):
        return "；".join(f"{each['planned_on']} {each['name']}" for each in value)
    if name == "beneficiaries" and isinstance(value, list):
        return "；".join(
            f"{each['group']} {each['count']} {BENEFICIARY_UNITS[each['unit']]}" for each in value
        )
    return str(value or "")


def settled_difficulty(values: Sequence[int]) -> int | None:
    """The class two people agree on; apart by one, the harder; further apart, nobody has settled it yet.

    One value a person, the oldest first. Of several pairs that agree, the newest value counts, with the
    newest that is near it: a third person settles what two left open and does not unsettle what two agreed.
    """
    newest_first = list(reversed(values))
    for place, value in enumerate(newest_first):
        for other in newest_first[place + 1 :]:
            if abs(value - other) <= 1:
                return max(value, other)
    return None


@dataclass(frozen=True)
class Sign:
    """One signature of a round: in what capacity, whether it accepts, and whether the lead gave it."""

    capacity: str
    accepts: bool
    is_lead: bool


def acceptance_gaps(signs: Sequence[Sign]) -> list[str]:
    """Why these signatures do not carry an acceptance (P5)."""
    good = [each.capacity for each in signs if each.accepts and not each.is_lead]
    gaps = []
    if len(good) < 2:
        gaps.append("two_signatures")
    if not {"beneficiary", "supervision"} & set(good):
        gaps.append("beneficiary_or_supervision")
    return gaps
