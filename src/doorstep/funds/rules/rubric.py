"""What two people score a candidate on: each grade with the sentence it stands for (plain Python).

A round keeps the version it was scored by; a changed rubric is a new version here, never an edit. How hard a
project is to do is no criterion: else hard needs would never be met.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Criterion:
    """One criterion with five anchors, grade 1 first."""

    code: str
    label: str
    anchors: tuple[str, str, str, str, str]

    def anchor(self, grade: int) -> str:
        return self.anchors[grade - 1]


RUBRIC_NOW: Final = "2026-1"
RUBRICS: Final[dict[str, tuple[Criterion, ...]]] = {
    "2026-1": (
        Criterion(
            "need",
            "需要",
            (
                "走访和来访里没有人提过，是我们自己想到的",
                "有一两户提过",
                "有几户在不同时候提过",
                "同一片里多数走访到的住户提过",
                "多数住户提过，而且解决后又出现过",
            ),
        ),
        Criterion(
            "people",
            "受益的人",
            (
                "不到十户",
                "一栋楼的一个单元左右",
                "一栋楼左右",
                "一个小区的大部分住户",
                "整个社区，或者大部分是老人、孩子、残疾人",
            ),
        ),
        Criterion(
            "urgency",
            "急不急",
            (
                "更方便、更好看，不做也过得去",
                "给日常添麻烦",
                "天天受影响",
                "基本的水电暖、出行缺了一样",
                "有安全或健康危险，或者错过季节要再等一年",
            ),
        ),
        Criterion(
            "ready",
            "能不能办成",
            (
                "场地、同意、施工方都没有着落",
                "有了想法，场地或同意还要谈",
                "场地和同意已有，施工方没有找到",
                "万事齐备，等钱",
                "已有单位承诺出工或出料，钱到就能开工",
            ),
        ),
        Criterion(
            "cost",
            "每户花多少",
            (
                "每个受益户两千元以上",
                "每个受益户一千到两千元",
                "每个受益户三百到一千元",
                "每个受益户一百到三百元",
                "每个受益户不到一百元",
            ),
        ),
    ),
}

CRITERION_LABELS: Final = {each.code: each.label for rubric in RUBRICS.values() for each in rubric}


def rubric_gaps(rubric: str, grades: dict[str, int]) -> list[str]:
    """Criteria without a grade from 1 to 5, in the order of the sheet."""
    return [each.code for each in RUBRICS[rubric] if grades.get(each.code) not in {1, 2, 3, 4, 5}]
