"""How an agreement with a partner organisation moves, and what counts about it (plain Python; DOMAIN §4)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from doorstep.kernel.errors import refuse_if
from doorstep.kernel.workflow import Move, Workflow

AGREEMENT_STATES: Final = {
    "drafting": "起草中",
    "signed": "已签订",
    "active": "履行中",
    "renewed": "已续签",
    "expired": "已到期",
    "terminated": "已终止",
}
WORKFLOW: Final = Workflow(
    "agreement",
    initial="drafting",
    moves=(
        Move("sign", "drafting", "signed"),
        Move("terminate", "drafting", "terminated", note_needed=True),
        Move("begin", "signed", "active"),
        Move("terminate", "signed", "terminated", note_needed=True),
        Move("renew", "active", "renewed"),
        Move("expire", "active", "expired"),
        Move("terminate", "active", "terminated", note_needed=True),
    ),
    final=frozenset({"renewed", "expired", "terminated"}),
    limits={
        "drafting": "agreement.draft_days",
        "signed": "agreement.begin_days",
        "active": "agreement.meeting_days",
    },
)
ACTS: Final = {
    "agreement.draft": "起草联建协议",
    "agreement.link": "关联项目",
    "agreement.pledge": "登记承诺资源",
    "agreement.sign": "签订联建协议",
    "agreement.begin": "协议开始履行",
    "agreement.deliver": "确认资源到位",
    "agreement.renew": "续签联建协议",
    "agreement.renewed": "已由新协议接续",
    "agreement.expire": "协议到期",
    "agreement.terminate": "提前终止协议",
    "agreement.remind": "提醒协议将到期",
}
RESOURCE_KINDS: Final = {
    "people": "人力",
    "technology": "技术",
    "money": "资金",
    "venue": "场地",
    "equipment": "设备",
}
# One unit a kind, so that what was pledged and what was delivered can be added up; money counts in fen.
RESOURCE_UNITS: Final = {
    "people": "人次",
    "technology": "次",
    "money": "元",
    "venue": "场次",
    "equipment": "件",
}
OPEN: Final = ("drafting", "signed", "active")
SIGNED: Final = ("signed", "active", "renewed", "expired")
REMINDERS: Final = (
    "agreement.remind_first_days",
    "agreement.remind_second_days",
    "agreement.remind_last_days",
)
MEETING_MONTHS: Final = 3
MOST: Final = 10**14


def check_term(starts_on: date, ends_on: date) -> None:
    """An agreement ends after it starts."""
    refuse_if(ends_on <= starts_on, "agreement.term")


def check_pledge(kind: str, amount: int) -> None:
    """One of the five kinds, and something rather than nothing."""
    refuse_if(kind not in RESOURCE_KINDS, "resource.kind", value=kind)
    refuse_if(not 0 < amount <= MOST, "resource.amount")


def gaps_before_signing(*, projects: int, pledges: int) -> list[str]:
    """What a draft still lacks: an agreement serves a project and brings something."""
    gaps = {"agreement_projects": projects == 0, "agreement_pledges": pledges == 0}
    return [name for name, missing in gaps.items() if missing]


def due_reminder(ends_on: date, *, today: date, steps: Iterable[int]) -> int | None:
    """The nearest step whose day has come, of 60, 30 and 7 days before the end; None before and after."""
    left = (ends_on - today).days
    return min((step for step in steps if 0 <= left <= step), default=None)


@dataclass(frozen=True)
class Held:
    """One pledge as A1 counts it: its kind, what was pledged, what was delivered."""

    kind: str
    pledged: int
    delivered: int

    @property
    def counted(self) -> int:
        """More than was pledged never covers what another pledge lacks; a reversal never goes below nought."""
        return max(0, min(self.delivered, self.pledged))

    @property
    def share(self) -> Fraction:
        return Fraction(self.counted, self.pledged)


@dataclass(frozen=True)
class KindLine:
    """Pledged and delivered of one kind of resource; A1 is the share, never a number of agreements."""

    kind: str
    pledged: int
    delivered: int

    @property
    def share(self) -> Fraction:
        return Fraction(self.delivered, self.pledged)


def kind_lines(pledges: Iterable[Held]) -> list[KindLine]:
    """A1, one line for each kind that was pledged, in the order of the list."""
    found = list(pledges)
    lines = []
    for kind in RESOURCE_KINDS:
        held = [each for each in found if each.kind == kind]
        if held:
            lines.append(
                KindLine(kind, sum(each.pledged for each in held), sum(each.counted for each in held))
            )
    return lines


def delivered_share(pledges: Iterable[Held]) -> Fraction | None:
    """All pledges together: the mean of their own shares, because people and yuan do not add up."""
    shares = [each.share for each in pledges]
    return sum(shares, Fraction(0)) / len(shares) if shares else None
