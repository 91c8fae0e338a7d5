"""Voices that may be about the same matter: a hint for a person, never a decision (R12)."""

from dataclasses import dataclass
from typing import Final

from doorstep.issues.models import Issue
from doorstep.kernel.actor import Actor
from doorstep.records.search import grams

CANDIDATES: Final = 200
LEAST_ALIKE: Final = 0.2


@dataclass(frozen=True)
class Alike:
    """Another voice and the share of word pairs it has in common, 0 to 1."""

    issue: Issue
    likeness: float


def similar_issues(actor: Actor, issue: Issue, *, limit: int = 5) -> list[Alike]:
    """The most alike of the same community and category, and of the same place; two statements."""
    mine = terms(issue)
    visible = Issue.objects.visible_to(actor).exclude(pk=issue.pk).exclude(state="merged")
    shown = visible.select_related("category", "place")
    near = shown.filter(community_path=issue.community_path, category_id=issue.category_id)
    found = {each.pk: each for each in near.order_by("-pk")[:CANDIDATES]}
    if issue.place_id is not None:
        same_door = shown.filter(place_id=issue.place_id).order_by("-pk")[: CANDIDATES // 4]
        found |= {each.pk: each for each in same_door}
    alike = [Alike(each, likeness(mine, terms(each))) for each in found.values()]
    alike = [each for each in alike if each.likeness >= LEAST_ALIKE]
    return sorted(alike, key=lambda each: (-each.likeness, each.issue.pk.int))[:limit]


def terms(issue: Issue) -> frozenset[str]:
    return frozenset(gram for gram in grams(issue.text) if len(gram) > 1)


def likeness(first: frozenset[str], second: frozenset[str]) -> float:
    """Jaccard's share of common pairs."""
    return len(first & second) / len(first | second) if first and second else 0.0
