"""What a visit is, when it is late, when its words repeat, when a door is due (plain Python; DOMAIN §3.1)."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction
from typing import Final

from doorstep.kernel.calendar import day_of, start_of
from doorstep.kernel.errors import refuse_if
from doorstep.kernel.workflow import Move, Workflow

ACTS: Final = {
    "visit.record": "登记走访",
    "visit.plan": "约定走访",
    "visit.drop": "取消约定",
    "visit.correct": "更正走访",
    "visit.confirm_text": "确认走访内容",
    "visit.create_plan": "开展大走访",
    "visit.close_plan": "结束大走访",
    "visit.set_class": "调整走访类别",
    "visit.hand_over": "移交约定的走访",
}
OUTCOMES: Final = {"met": "见面", "not_home": "未遇", "refused": "拒访", "vacant": "空置"}
CLOSED_DOORS: Final = ("refused", "vacant")
STATES: Final = {"planned": "已约定", "recorded": "已记录", "archived": "已归档"}
HAPPENED: Final = ("recorded", "archived")
SOURCES: Final = {"door": "上门", "paper": "纸质补录", "phone": "电话"}
RECEIPT_MODES: Final = {"none": "未留回执", "sign": "签字", "code": "回执码", "verbal": "口头确认"}
TALKED_WITH: Final = {
    "owner": "户主",
    "family": "家人",
    "tenant": "租户",
    "keeper": "店主或店员",
    "staff": "单位人员",
}
DOOR_KINDS: Final = {"dwelling": "居民户", "shop": "商铺", "org": "单位"}
TARGET_CLASSES: Final = {
    "ordinary": "一般户",
    "hardship": "困难户",
    "floating": "流动人口户",
    "empty_nest": "空巢户",
}
DEFAULT_INTERVALS: Final = {"ordinary": 182, "hardship": 30, "floating": 30, "empty_nest": 30}
LONGEST_INTERVAL: Final = 366
TOPICS_LIMIT: Final = 5_000
REASON_LIMIT: Final = 300

# A recorded visit is complete and waits for nobody; archiving only closes its campaign.
WORKFLOW: Final = Workflow(
    "visit",
    initial="planned",
    moves=(
        Move("record", "planned", "recorded"),
        Move("drop", "planned", "archived", note_needed=True),
        Move("correct", "recorded", "recorded", note_needed=True),
        Move("confirm_text", "recorded", "recorded"),
        Move("archive", "recorded", "archived"),
    ),
    final=frozenset({"recorded", "archived"}),
    limits={"planned": "visit.late_hours"},
)


@dataclass(frozen=True)
class Knock:
    """What somebody says of one knock at one door; at most six of these are asked for (R2)."""

    place_id: int
    visited_on: date
    outcome: str
    visitors: tuple[int, ...] | list[int]
    talked_with: str = ""
    topics: str = ""
    nothing_to_report: bool = False
    issue_count: int = 0  # issues said in the same breath: they are topics enough
    receipt_mode: str = "none"
    source: str = "door"
    started_at: datetime | None = None
    ended_at: datetime | None = None
    late_reason: str = ""
    next_visit_on: date | None = None
    plan_id: int | None = None
    device_at: datetime | None = None
    grid_id: int | None = None  # looked up by place and day when not known
    confirmed_repeat: bool = False  # the visitor saw that the words repeat and keeps them


REQUIRED: Final = ("visited_on", "place_id", "visitors", "outcome")
REQUIRED_WHEN_MET: Final = (*REQUIRED, "talked_with", "topics")


def required_fields(outcome: str) -> tuple[str, ...]:
    """What the form must ask for; "nothing to report" stands in for topics (R3)."""
    return REQUIRED_WHEN_MET if outcome == "met" else REQUIRED


def check_knock(knock: Knock, *, at: datetime, late_hours: int) -> None:
    """Refuse unknown words, a day ahead, a visit without visitors or content, and silent lateness."""
    check_words(knock)
    check_times(knock, today=day_of(at))
    check_content(knock)
    late = is_late(knock, recorded_at=at, hours=late_hours)
    refuse_if(late and not knock.late_reason.strip(), "visit.late_reason", hours=late_hours)


def check_words(knock: Knock) -> None:
    for value, known in (
        (knock.outcome, OUTCOMES),
        (knock.source, SOURCES),
        (knock.receipt_mode, RECEIPT_MODES),
        (knock.talked_with, {"": "", **TALKED_WITH}),
    ):
        refuse_if(value not in known, "visit.unknown_word", value=value)
    refuse_if(not knock.visitors, "visit.visitors")
    refuse_if(len(knock.topics) > TOPICS_LIMIT, "text.too_long", limit=TOPICS_LIMIT)
    refuse_if(len(knock.late_reason) > REASON_LIMIT, "text.too_long", limit=REASON_LIMIT)


def check_times(knock: Knock, *, today: date) -> None:
    started, ended, day = knock.started_at, knock.ended_at, knock.visited_on
    refuse_if(day > today, "day.future")
    other_day = any(each is not None and day_of(each) != day for each in (started, ended))
    backwards = started is not None and ended is not None and ended < started
    refuse_if(other_day or backwards, "visit.times")
    refuse_if(knock.next_visit_on is not None and knock.next_visit_on <= day, "visit.next_day")


def check_content(knock: Knock) -> None:
    """A met visit says with whom, and topics, an issue or plainly nothing; nobody else is asked (V6)."""
    if knock.outcome != "met":
        words = knock.talked_with or knock.topics.strip() or knock.issue_count
        refuse_if(bool(words) or knock.receipt_mode != "none", "visit.nobody_met")
        return
    refuse_if(not knock.talked_with, "visit.talked_with")
    said = bool(knock.topics.strip()) or knock.issue_count > 0
    refuse_if(not said and not knock.nothing_to_report, "visit.topics_or_nothing")


def is_late(knock: Knock, *, recorded_at: datetime, hours: int) -> bool:
    """V2: written down more than so many hours after the visit.

    What counts is when the visitor wrote it down: a phone without signal sends later. Without a clock time
    the visit is late only when its whole day is.
    """
    written_at = min(knock.device_at or recorded_at, recorded_at)
    over_at = knock.ended_at or knock.started_at or start_of(knock.visited_on + timedelta(days=1))
    return written_at - over_at > timedelta(hours=hours)


def plain(text: str) -> str:
    """Letters, digits and characters only: commas and blanks make no text another one."""
    return "".join(each for each in text if each.isalnum())


def similarity(first: str, second: str) -> Fraction:
    """Share of neighbouring pairs of characters that two plain texts have in common, exact, 0 to 1 (Dice)."""
    if first == second:
        return Fraction(1)
    one, other = pairs(first), pairs(second)
    total = one.total() + other.total()
    return Fraction(2 * (one & other).total(), total) if total else Fraction(0)


def pairs(text: str) -> Counter[str]:
    return Counter(text[place : place + 2] for place in range(len(text) - 1))


def could_be_alike(first: str, second: str, *, share: Fraction) -> bool:
    """Cheap test before counting pairs: lengths alone may rule it out."""
    shorter, longer = sorted((max(len(first) - 1, 0), max(len(second) - 1, 0)))
    return 2 * shorter >= share * (shorter + longer)


@dataclass(frozen=True)
class Said:
    """What one visitor wrote about one door on a day."""

    visit_id: object
    visitor_id: int
    place_id: int
    text: str


@dataclass(frozen=True)
class RepeatRule:
    """V5, as the rulebook says it."""

    share: Fraction = Fraction(9, 10)
    min_chars: int = 30
    doors: int = 3


def repeats(text: str, *, place_id: int, others: Iterable[Said], rule: RepeatRule) -> list[Said]:
    """V5: the texts of the day that this one repeats; empty unless one visitor reaches ``rule.doors`` doors.

    Only doors other than this one count, each once for each visitor.
    """
    own = plain(text)
    if len(own) < rule.min_chars:
        return []
    like = [each for each in others if each.place_id != place_id and is_like(own, plain(each.text), rule)]
    doors = Counter(visitor for visitor, _ in {(each.visitor_id, each.place_id) for each in like})
    return [each for each in like if doors[each.visitor_id] + 1 >= rule.doors]


def is_like(own: str, other: str, rule: RepeatRule) -> bool:
    if len(other) < rule.min_chars or not could_be_alike(own, other, share=rule.share):
        return False
    return similarity(own, other) >= rule.share


def refuse_unsound_intervals(intervals: Mapping[str, int]) -> None:
    """Days between visits by class; the ordinary class must be there, the others fall back to it."""
    sound = set(intervals) <= set(TARGET_CLASSES) and "ordinary" in intervals
    days = intervals.values()
    refuse_if(not sound or any(not 1 <= each <= LONGEST_INTERVAL for each in days), "visit.intervals")


def interval_of(target_class: str, intervals: Mapping[str, int]) -> int:
    """V3: how many days after a meeting a household of this class is due again."""
    return intervals.get(target_class, intervals["ordinary"])


def due_on(*, last_seen_on: date | None, promised_on: date | None, days: int, starts_on: date) -> date:
    """When a door is next to be knocked at: after its interval, or sooner when a day was agreed.

    A door that nobody has seen yet is due from the campaign's first day.
    """
    regular = starts_on if last_seen_on is None else last_seen_on + timedelta(days=days)
    return min(regular, promised_on) if promised_on is not None else regular
