"""Whether a meeting or a vote carries: exact fractions against the bar that law or practice sets (DOMAIN §6).

``以上`` (at least) passes at the bar itself, ``过半数`` (more than) does not (民法典 1259). Numbers of people are
heads; areas are whole hundredths of a square metre, so that no float ever decides.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from doorstep.kernel.errors import refuse_if
from doorstep.kernel.shares import at_least, more_than, share

CAUTION: Final = "辅助统计，不替代法定表决；线上表决仅在依法指定的系统有效"
MEASURES: Final = {"heads": "人数", "area": "面积"}
STAGES: Final = {"attend": "到会", "pass": "通过"}
ELECTORATES: Final = {
    "adults": "十八周岁以上居民",
    "households": "户代表",
    "groups": "居民小组代表",
    "members": "应到成员",
    "owners": "业主",
}
HALF, TWO_THIRDS, THREE_QUARTERS = Fraction(1, 2), Fraction(2, 3), Fraction(3, 4)


@dataclass(frozen=True)
class Bar:
    """A share to reach: ``strict`` is more than, otherwise at least. ``base``: entitled, attended, participants."""

    share: Fraction
    strict: bool
    base: str = "entitled"

    def holds(self, part: int, whole: int) -> bool:
        """Of nothing, nothing is ever enough."""
        value = share(part, whole)
        if value is None:
            return False
        return more_than(value, self.share) if self.strict else at_least(value, self.share)

    @property
    def sign(self) -> str:
        return ">" if self.strict else "≥"


MAJORITY = Bar(HALF, strict=True, base="attended")


@dataclass(frozen=True)
class ThresholdRule:
    """One row of the table: who must come, who must say yes, in what it is counted, and on what it rests.

    ``attend`` is by electorate; empty where nobody in particular has to come.
    """

    label: str
    attend: Mapping[str, Bar]
    passing: Bar
    basis: str
    measures: tuple[str, ...] = ("heads",)


def _owners(label: str, passing: Bar, basis: str) -> ThresholdRule:
    two_thirds = {"owners": Bar(TWO_THIRDS, strict=False)}
    return ThresholdRule(label, two_thirds, passing, basis, ("area", "heads"))


OVER_HALF: Final = Bar(HALF, strict=True)
AT_LEAST_TWO_THIRDS: Final = Bar(TWO_THIRDS, strict=False)
THRESHOLDS: Final[Mapping[str, ThresholdRule]] = {
    "resident_meeting": ThresholdRule(
        "居民会议",
        {"adults": OVER_HALF, "households": OVER_HALF, "groups": OVER_HALF},
        MAJORITY,
        "城市居民委员会组织法第九条",
    ),
    "village_meeting": ThresholdRule(
        "村民会议",
        {"adults": OVER_HALF, "households": AT_LEAST_TWO_THIRDS},
        MAJORITY,
        "村民委员会组织法第二十二条",
    ),
    "village_reps": ThresholdRule(
        "村民代表会议", {"members": AT_LEAST_TWO_THIRDS}, MAJORITY, "村民委员会组织法第二十六条"
    ),
    "village_group": ThresholdRule(
        "村民小组会议",
        {"adults": AT_LEAST_TWO_THIRDS, "households": AT_LEAST_TWO_THIRDS},
        MAJORITY,
        "村民委员会组织法第二十八条",
    ),
    "party_meeting": ThresholdRule(
        "党员大会", {"members": AT_LEAST_TWO_THIRDS}, MAJORITY, "四议两公开工作法"
    ),
    "owners_general": _owners(
        "业主共同决定（一般事项）",
        Bar(HALF, strict=True, base="participants"),
        "民法典第二百七十八条第一款第一至五项、第九项",
    ),
    "owners_major": _owners(
        "业主共同决定（重大事项）",
        Bar(THREE_QUARTERS, strict=False, base="participants"),
        "民法典第二百七十八条第一款第六至八项",
    ),
    "lift_entrance": ThresholdRule("单元加装电梯", {}, AT_LEAST_TWO_THIRDS, "河南省物业管理条例第五十九条"),
}


@dataclass(frozen=True)
class Votes:
    """Heads, or hundredths of a square metre: ``attended`` came or took part."""

    entitled: int
    attended: int
    yes: int
    no: int = 0
    abstain: int = 0

    def check(self) -> None:
        """Refuses numbers that cannot be: below nought, more votes than people, more people than entitled."""
        numbers = (self.entitled, self.attended, self.yes, self.no, self.abstain)
        refuse_if(min(numbers) < 0, "tally.negative")
        refuse_if(self.yes + self.no + self.abstain > self.attended, "tally.votes", attended=self.attended)
        refuse_if(self.attended > self.entitled, "tally.attended", entitled=self.entitled)


@dataclass(frozen=True)
class Check:
    """One comparison, as it is printed: part of whole, the sign and the bar, and whether it holds."""

    stage: str
    measure: str
    part: int
    whole: int
    sign: str
    bar: Fraction
    holds: bool


@dataclass(frozen=True)
class Tally:
    """What came out and why; it holds when every comparison does. ``caution`` stands on every printout."""

    rule: str
    checks: tuple[Check, ...]
    basis: str
    caution: str = CAUTION

    @property
    def is_passed(self) -> bool:
        return all(each.holds for each in self.checks)


def tally(rule: str, votes: Mapping[str, Votes], *, electorate: str = "") -> Tally:
    """Judge the votes, given for each measure the rule counts in.

    ``electorate`` says who was called where the rule leaves a choice. An unknown rule is a defect (KeyError);
    votes that cannot be, a missing measure and an electorate the rule does not know are refused.
    """
    row = THRESHOLDS[rule]
    called = electorate or next(iter(row.attend), "")
    refuse_if(bool(row.attend) and called not in row.attend, "tally.electorate")
    refuse_if(set(votes) != set(row.measures), "tally.measures")
    checks = []
    for measure in row.measures:
        votes[measure].check()
        if row.attend:
            checks.append(_compare("attend", measure, row.attend[called], votes[measure], "attended"))
        checks.append(_compare("pass", measure, row.passing, votes[measure], "yes"))
    return Tally(rule, tuple(checks), row.basis)


def _compare(stage: str, measure: str, bar: Bar, votes: Votes, part: str) -> Check:
    counted = int(getattr(votes, part))
    whole = votes.entitled if bar.base == "entitled" else votes.attended
    return Check(stage, measure, counted, whole, bar.sign, bar.share, bar.holds(counted, whole))


def tally_as_json(found: Tally) -> dict[str, object]:
    """The tally with fractions as text, for a stored decision."""
    return {
        "rule": found.rule,
        "basis": found.basis,
        "caution": found.caution,
        "passed": found.is_passed,
        "checks": [{**vars(each), "bar": str(each.bar)} for each in found.checks],
    }


def shown_check(check: Mapping[str, object]) -> str:
    """One stored comparison as people write it: ``到会（人数）70/100 ≥ 2/3``; areas in square metres."""
    part, whole = (shown_number(str(check["measure"]), int(str(check[name]))) for name in ("part", "whole"))
    stage, measure = STAGES[str(check["stage"])], MEASURES[str(check["measure"])]
    return f"{stage}（{measure}）{part}/{whole} {check['sign']} {check['bar']}"


def shown_number(measure: str, number: int) -> str:
    if measure != "area":
        return str(number)
    whole, rest = divmod(number, 100)
    return f"{whole}.{rest:02d} ㎡" if rest else f"{whole} ㎡"
