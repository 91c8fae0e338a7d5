"""All that is said of a set of projects from their answers, in one go (STATISTICS §1).

Used alike for the product's own results and for anybody's table of answers.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from doorstep.evaluation.rules.expectation import Expectation, Judged, Measured, fit, judge_all
from doorstep.evaluation.rules.intervals import Interval, is_enough, raw_interval
from doorstep.evaluation.rules.strata import Stratum, Weighted, post_stratified


@dataclass(frozen=True)
class Answers:
    """One project's counted answers by stratum."""

    project: str
    difficulty: int
    beneficiaries: int
    strata: tuple[Stratum, ...]

    @property
    def frame(self) -> int:
        return sum(each.size for each in self.strata)

    @property
    def answered(self) -> int:
        return sum(each.answered for each in self.strata)

    @property
    def satisfied(self) -> int:
        return sum(each.satisfied for each in self.strata)

    def measured(self) -> Measured:
        return Measured(
            self.project, self.satisfied, self.answered, self.difficulty, self.beneficiaries, self.frame
        )


@dataclass(frozen=True)
class Estimate:
    """What can be said of one project; ``judged`` is None where too few projects allow no expectation."""

    answers: Answers
    interval: Interval
    weighted: Weighted
    judged: Judged | None

    @property
    def raw(self) -> float:
        return self.answers.satisfied / self.answers.answered

    @property
    def is_enough(self) -> bool:
        return is_enough(self.interval, self.answers.answered, self.answers.frame)


def estimates(projects: Sequence[Answers], *, learned: Expectation | None = None) -> list[Estimate]:
    """Estimates in the order given; each project needs at least one answer.

    The expectation is learned from these projects unless it is given; below twelve there is none.
    """
    measured = [each.measured() for each in projects]
    learned = learned or fit(measured)
    judged: list[Judged] | list[None] = judge_all(measured, learned) if learned else [None] * len(measured)
    return [estimate(each, found) for each, found in zip(projects, judged, strict=True)]


def estimate(answers: Answers, judged: Judged | None = None) -> Estimate:
    return Estimate(
        answers=answers,
        interval=raw_interval(answers.satisfied, answers.answered, answers.frame),
        weighted=post_stratified(answers.strata),
        judged=judged,
    )
