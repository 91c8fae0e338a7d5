"""How a need finds a resource, and who may judge what came of it (plain Python; A2)."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from doorstep.kernel.errors import refuse_if
from doorstep.kernel.refs import is_within
from doorstep.kernel.workflow import Move, Workflow

MATCH_STATES: Final = {
    "draft": "草拟",
    "published": "已发布",
    "claimed": "已认领",
    "matched": "已对接",
    "delivering": "落实中",
    "rated": "双方已评",
    "closed": "已办结",
    "withdrawn": "已撤回",
}
WORKFLOW: Final = Workflow(
    "match",
    initial="draft",
    moves=(
        Move("publish", "draft", "published"),
        Move("claim", "published", "claimed"),
        Move("confirm", "claimed", "matched"),
        Move("decline", "claimed", "published", note_needed=True),
        Move("start", "matched", "delivering"),
        Move("give_back", "matched", "published", note_needed=True),
        Move("give_back", "delivering", "published", note_needed=True),
        Move("deliver", "delivering", "delivering", note_needed=True),
        Move("rate", "delivering", "rated"),
        Move("close", "rated", "closed"),
        Move("withdraw", "draft", "withdrawn", note_needed=True),
        Move("withdraw", "published", "withdrawn", note_needed=True),
        Move("withdraw", "claimed", "withdrawn", note_needed=True),
        Move("withdraw", "matched", "withdrawn", note_needed=True),
    ),
    final=frozenset({"closed", "withdrawn"}),
    limits={
        "draft": "need.publish_days",
        "published": "need.claim_days",
        "claimed": "need.match_days",
        "matched": "need.begin_days",
        "delivering": "need.deliver_days",
        "rated": "need.close_days",
    },
)
ACTS: Final = {
    "need.write": "登记需求",
    "need.publish": "发布需求",
    "need.claim": "认领需求",
    "need.confirm": "确认对接",
    "need.decline": "不接受认领",
    "need.start": "开始落实",
    "need.give_back": "退回认领",
    "need.deliver": "完成落实",
    "need.rate": "评价",
    "need.close": "办结需求",
    "need.withdraw": "撤回需求",
    "resource.offer": "登记可用资源",
}
SIDES: Final = {"need": "需求方", "partner": "提供方"}
GRADES: Final = {1: "很不满意", 2: "不满意", 3: "一般", 4: "满意", 5: "很满意"}
UNMET: Final = ("published", "claimed")
WITH_PARTNER: Final = ("claimed", "matched", "delivering", "rated", "closed")
PHONE: Final = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}[- ]?\d{7,8})(?!\d)")
DIGITS: Final = r"\d+\s*"
DOOR: Final = re.compile(rf"{DIGITS}(?:室|号房|单元)")


def check_words(*texts: str) -> None:
    """What partners read holds no phone and no door; they see only what the task needs (G4)."""
    refuse_if(any(PHONE.search(each) or DOOR.search(each) for each in texts), "need.personal")


def check_span(first: date, last: date) -> None:
    refuse_if(last < first, "need.span")


def check_rating(*, delivered: bool, rated_already: bool, grade: int, words: str) -> None:
    """Each side once, after delivery, with a grade and a word."""
    refuse_if(not delivered, "match.not_delivered")
    refuse_if(rated_already, "match.rated")
    refuse_if(grade not in GRADES, "match.grade")
    refuse_if(not words.strip(), "note.needed")


def sees_rating(side: str, *, own: str, own_given: bool) -> bool:
    """Neither side reads the other's rating before it has given its own."""
    return side == own or own_given


@dataclass(frozen=True)
class Wanted:
    """What a need asks for."""

    kind: str
    amount: int
    path: str
    first: date
    last: date
    conditions: str = ""


@dataclass(frozen=True)
class Offer:
    """What a partner can give, where and when."""

    id: UUID
    kind: str
    amount: int
    path: str
    first: date
    last: date
    conditions: str = ""


@dataclass(frozen=True)
class Reason:
    """Why something fits or what to ask first: a code of REASONS with its values."""

    code: str
    values: tuple[tuple[str, Any], ...] = ()


REASONS: Final = {
    "kind": "资源类别相同",
    "enough": "数量够用",
    "part": "数量只够一部分",
    "whole_time": "整个时间段都可用",
    "part_time": "从 %(first)s 到 %(last)s 可用",
    "same_place": "就在本社区",
    "whole_street": "全街道可用",
    "no_conditions": "没有附加条件",
    "same_words": "条件相合：%(words)s",
    "ask_conditions": "先商量条件：%(words)s",
}


@dataclass(frozen=True)
class Suggestion:
    offer_id: UUID
    reasons: tuple[Reason, ...]


def suggestions(wanted: Wanted, offers: Iterable[Offer]) -> list[Suggestion]:
    """Offers of the same kind that reach the place and the time, the best fit first, each with its reasons."""
    fitting = [(fit(wanted, each), each) for each in offers]
    found = [Suggestion(offer.id, reasons) for reasons, offer in fitting if reasons]
    return sorted(found, key=lambda each: (-weight(each.reasons), str(each.offer_id)))


def fit(wanted: Wanted, offer: Offer) -> tuple[Reason, ...]:
    """Every reason in words; none at all when kind, place or time do not meet."""
    reaches = is_within(wanted.path, offer.path)
    first, last = max(wanted.first, offer.first), min(wanted.last, offer.last)
    if wanted.kind != offer.kind or not reaches or last < first:
        return ()
    whole = (first, last) == (wanted.first, wanted.last)
    return (
        Reason("kind"),
        Reason("enough" if offer.amount >= wanted.amount else "part"),
        Reason("whole_time") if whole else Reason("part_time", (("first", first), ("last", last))),
        Reason("same_place" if offer.path == wanted.path else "whole_street"),
        condition_reason(wanted.conditions, offer.conditions),
    )


def condition_reason(wanted: str, offered: str) -> Reason:
    """Conditions are short words with a pause between; one they share is said, others are to be talked over."""
    asked, given = words_of(wanted), words_of(offered)
    if not given:
        return Reason("no_conditions")
    shared = [each for each in given if each in asked]
    return Reason("same_words" if shared else "ask_conditions", (("words", "、".join(shared or given)),))


def words_of(text: str) -> list[str]:
    return [each for each in re.split(r"[\s,，、;；。]+", text) if each]


GOOD: Final = frozenset({"enough", "whole_time", "same_place", "no_conditions", "same_words"})


def weight(reasons: Iterable[Reason]) -> int:
    return sum(each.code in GOOD for each in reasons)
