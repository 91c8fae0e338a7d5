"""What may be said about a plan, and how it is answered (plain Python; DOMAIN §6.1)."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from doorstep.issues.rules import PLACE_LIMIT, is_storable, sound_text
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if
from doorstep.projects.rules.works import PLAN_LABELS, REPLANNABLE

OPINION_LIMIT: Final = 2000
REASON_LIMIT: Final = 500
CLASS_NAME_LIMIT: Final = 30
CODE_LIMIT: Final = 20
OPINION_SOURCES: Final = {
    "door": "入户",
    "phone": "电话",
    "meeting": "会上",
    "web": "网上",
    "paper": "纸质",
}
BY_HAND: Final = tuple(code for code in OPINION_SOURCES if code != "web")
ADOPTIONS: Final = {
    "adopt": "采纳",
    "partly": "部分采纳",
    "reject": "不采纳",
    "already": "方案已有",
}
CHANGES_PLAN: Final = frozenset({"adopt", "partly"})
OTHER: Final = ("other", "其他")
OPINION_ACTS: Final = {
    "opinion.record": "登记意见",
    "opinion.sort": "调整意见类别",
    "opinion.reply": "答复意见",
    "opinion.correct_reply": "更正意见答复",
    "opinion.release": "同意公开意见原文",
    "opinion.withhold": "不再公开意见原文",
    "opinion.classes": "调整意见类别表",
}


@dataclass(frozen=True)
class OpinionSaid:
    """What somebody thinks of a plan; nothing about the person is asked.

    ``may_show``: the writer agreed that the words may stand on the public page.
    """

    text: str
    source: str
    class_code: str = ""
    place_id: int | None = None
    place_text: str = ""
    visit_id: UUID | None = None
    issue_id: UUID | None = None
    may_show: bool = False
    said_on: date | None = None

    def check(self, *, at: datetime) -> None:
        """Refuses words that are empty, too long or unreadable, an unknown source and a day to come."""
        sound_text(self.text, most=OPINION_LIMIT)
        sound_text(self.place_text, most=PLACE_LIMIT)
        refuse_if(not self.text.strip(), "opinion.empty")
        refuse_if(self.source not in OPINION_SOURCES, "opinion.source", source=self.source)
        refuse_if(self.said_on is not None and self.said_on > day_of(at), "day.future")


@dataclass(frozen=True)
class OpinionAnswer:
    """What becomes of an opinion, why, and which part of the plan changes because of it ("" = none)."""

    adoption: str
    reason: str
    part: str = ""

    def check(self) -> None:
        """Refuses an answer without a reason, and a change of the plan by an answer that adopts nothing."""
        refuse_if(self.adoption not in ADOPTIONS, "opinion.adoption", value=self.adoption)
        refuse_if(not self.reason.strip(), "reason.needed")
        refuse_if(len(self.reason) > REASON_LIMIT, "text.too_long", limit=REASON_LIMIT)
        refuse_if(not is_storable(self.reason), "text.unreadable")
        refuse_if(bool(self.part) and self.part not in PLAN_LABELS, "opinion.part", value=self.part)
        refuse_if(bool(self.part) and self.adoption not in CHANGES_PLAN, "opinion.part_unchanged")


def takes_opinions(state: str, plan_version: int) -> bool:
    """Whether something may be said about the plan: it is out, and it may still change."""
    return plan_version > 0 and state in REPLANNABLE


@dataclass(frozen=True)
class AnsweredOpinion:
    """One answered opinion as the public may know it: never its words."""

    class_name: str
    adoption: str
    reason: str
    part: str = ""


@dataclass(frozen=True)
class Because:
    """So many opinions of one class that got one answer."""

    answer: AnsweredOpinion
    count: int


def grouped(answers: Iterable[AnsweredOpinion]) -> list[Because]:
    """Alike answers counted together, in the order in which each first came."""
    return [Because(answer, count) for answer, count in Counter(answers).items()]
