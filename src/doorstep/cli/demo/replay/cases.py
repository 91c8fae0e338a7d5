"""Which projects hold a case-by-case work, on what it is weighed, and who carries how much of it."""

from collections.abc import Sequence
from random import Random
from typing import Any

from doorstep.cli.demo.content.shapes import ProjectPlan
from doorstep.funds.services import Dossier
from doorstep.kernel.money import split_fen, yuan

WORKS = ("防水", "下水", "道路", "供水", "立管", "充电棚", "改水冲", "坡道", "管网", "架空线", "老旧改造")
LEAST_FEN = 6_000_000


def is_case(plan: ProjectPlan) -> bool:
    """Works by their name, paid from outside the quota, above every threshold."""
    return plan.other_fen >= LEAST_FEN and any(word in plan.name for word in WORKS)


def shares_of(fen: int, sources: Sequence[dict[str, Any]]) -> list[tuple[str, int]]:
    """The amount by the sources' shares, to the fen."""
    parts = split_fen(fen, [each["share"] for each in sources])
    return [(each["name"], part) for each, part in zip(sources, parts, strict=True)]


def dossier_of(plan: ProjectPlan, rng: Random, words: dict[str, Any]) -> Dossier:
    """Need and options in the project's own words; nothing in it says which is better."""
    each = yuan(plan.other_fen // max(sum(group.count for group in plan.beneficiaries), 1))
    return Dossier(
        need=plan.baseline,
        do_it=f"{plan.measures}概算 {yuan(plan.other_fen)} 元。",
        do_less=words["do_less"],
        do_nothing=words["do_nothing"],
        comparable=rng.choice(words["comparable"]).format(each=each),
        objections=rng.choice(words["objections"]),
    )
