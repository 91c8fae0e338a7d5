"""Counting owners: heads and areas of those who may decide and of those who did (plain Python).

民法典 278; 最高人民法院关于审理建筑物区分所有权纠纷案件适用法律若干问题的解释 8, 9: one exclusive unit is one
head, whoever owns several units is one head, and all units that are not sold yet are together one head, the
builder's. A unit that stands empty counts like any other.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from doorstep.consultations.rules.thresholds import Votes
from doorstep.kernel.errors import refuse_if

BUILDER: Final = ""
ANSWERS: Final = {"yes": "同意", "no": "反对", "abstain": "弃权"}


@dataclass(frozen=True)
class Area:
    """What is written about a unit's area, in hundredths of a square metre; the register goes before a survey,
    a survey before the contract (解释 8)."""

    register: int | None = None
    survey: int | None = None
    contract: int | None = None

    @property
    def counted(self) -> int:
        """Refused when nothing is written anywhere."""
        known = next((each for each in (self.register, self.survey, self.contract) if each is not None), None)
        refuse_if(known is None or known <= 0, "owners.no_area")
        return known or 0


@dataclass(frozen=True)
class OwnedUnit:
    """One exclusive unit; ``owner`` is any reference that is the same for the same owner, BUILDER when unsold."""

    owner: str
    area: Area


def votes_of_owners(units: Iterable[OwnedUnit], answers: Mapping[str, str]) -> dict[str, Votes]:
    """Heads and areas by answer; whoever gave none did not take part.

    ``answers`` maps owners to yes, no or abstain; one that owns nothing here is refused.
    """
    areas: dict[str, int] = {}
    for unit in units:
        areas[unit.owner] = areas.get(unit.owner, 0) + unit.area.counted
    refuse_if(not answers.keys() <= areas.keys(), "owners.stranger")
    refuse_if(not set(answers.values()) <= set(ANSWERS), "owners.answer")
    heads, size = dict.fromkeys(ANSWERS, 0), dict.fromkeys(ANSWERS, 0)
    for owner, answer in answers.items():
        heads[answer] += 1
        size[answer] += areas[owner]
    return {
        "heads": Votes(entitled=len(areas), attended=sum(heads.values()), **heads),
        "area": Votes(entitled=sum(areas.values()), attended=sum(size.values()), **size),
    }
