"""What about answers asks a person to look, and how many to check (STATISTICS §3; DOMAIN E9).

Each is a queue for a second look, never a verdict. Nothing here knows where or how long anybody was.
"""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import combinations
from math import ceil, exp
from typing import Final

from doorstep.evaluation.rules.funnel import benjamini_hochberg
from doorstep.evaluation.rules.intervals import choose, hypergeometric

ALIKE: Final = 0.8
SHORTEST: Final = 8  # characters; "很好" said by many is no copy
BURST_COUNT: Final = 5
BURST_SPAN: Final = timedelta(minutes=10)
SURE: Final = 0.95


@dataclass(frozen=True)
class CalledAgain:
    """How many answers of a round were called about again and reached, and how many were not as written down."""

    checked: int
    not_confirmed: int


def plain(text: str) -> str:
    """NFKC without punctuation, symbols and blanks: one spelling for what was typed differently."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    return "".join(each for each in folded if unicodedata.category(each)[0] in "LN")


def grams(text: str) -> frozenset[str]:
    """The three-character pieces of a plain text."""
    found = plain(text)
    return frozenset(found[at : at + 3] for at in range(max(1, len(found) - 2))) if found else frozenset()


def alike(one: str, other: str) -> float:
    """Jaccard share of common three-character pieces, 0..1."""
    first, second = grams(one), grams(other)
    return len(first & second) / len(first | second) if first or second else 0.0


def copies(texts: Mapping[str, str]) -> list[list[str]]:
    """Groups of keys whose texts are (nearly) the same; short ones are left alone."""
    pieces = {key: grams(text) for key, text in texts.items() if len(plain(text)) >= SHORTEST}
    same: dict[frozenset[str], list[str]] = defaultdict(list)
    for key, found in pieces.items():
        same[found].append(key)
    leader = {key: keys[0] for keys in same.values() for key in keys}
    for one, other in near_pairs({keys[0]: found for found, keys in same.items()}):
        top = sorted((head(leader, one), head(leader, other)))
        leader[top[1]] = top[0]
    groups: dict[str, list[str]] = defaultdict(list)
    for key in pieces:
        groups[head(leader, key)].append(key)
    return [group for group in groups.values() if len(group) > 1]


def head(leader: Mapping[str, str], key: str) -> str:
    while leader[key] != key:
        key = leader[key]
    return key


def near_pairs(pieces: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """Pairs above the limit, of those that could be."""
    return sorted(
        (one, other)
        for one, other in possible_pairs(pieces)
        if len(pieces[one] & pieces[other]) >= ALIKE * len(pieces[one] | pieces[other])
    )


def possible_pairs(pieces: Mapping[str, frozenset[str]]) -> set[tuple[str, str]]:
    """Pairs that share one of their rarest pieces; no others are compared at all.

    Two sets that are 80 % alike share at least 80 % of either, so that they meet among the rarest fifth
    (prefix filter: Bayardo, Ma & Srikant 2007).
    """
    common = Counter(piece for found in pieces.values() for piece in found)
    holders: dict[str, list[str]] = defaultdict(list)
    for key, found in pieces.items():
        rarest = sorted(found, key=lambda piece: (common[piece], piece))
        for piece in rarest[: len(found) - ceil(ALIKE * len(found) - 1e-9) + 1]:
            holders[piece].append(key)
    return {pair for keys in holders.values() for pair in combinations(sorted(keys), 2)}


def bursts(rows: Sequence[tuple[str, str, datetime]]) -> list[list[str]]:
    """Keys of five or more answers from one device within ten minutes; rows are key, device, moment."""
    by_device: dict[str, list[tuple[datetime, str]]] = defaultdict(list)
    for key, device, at in rows:
        by_device[device].append((at, key))
    found = []
    for moments in by_device.values():
        found += dense(sorted(moments))
    return found


def dense(moments: Sequence[tuple[datetime, str]]) -> list[list[str]]:
    """Runs in which each stands within ten minutes of the fourth before it, joined where they overlap."""
    runs: list[list[int]] = []
    for last in range(BURST_COUNT - 1, len(moments)):
        first = last - BURST_COUNT + 1
        if moments[last][0] - moments[first][0] > BURST_SPAN:
            continue
        if runs and runs[-1][1] >= first:
            runs[-1][1] = last
        else:
            runs.append([first, last])
    return [[key for _, key in moments[first : last + 1]] for first, last in runs]


def fisher(satisfied: int, answered: int, others_satisfied: int, others_answered: int) -> float:
    """Fisher's exact two-sided p: every table with these margins that is no likelier than this one."""
    whole, marked = answered + others_answered, satisfied + others_satisfied
    first, last = max(0, answered - (whole - marked)), min(marked, answered)
    base = choose(whole, answered)
    logs = [choose(marked, k) + choose(whole - marked, answered - k) - base for k in range(first, last + 1)]
    own = logs[satisfied - first]
    return min(1.0, sum(exp(each) for each in logs if each <= own + 1e-7))


def caller_effect(answers: Mapping[str, tuple[int, int]]) -> dict[str, float]:
    """Adjusted p of each caller's satisfied share against all the others', for respondents shared out at random.

    ``answers`` is satisfied and answered by caller; a small value asks for a second call by somebody else.
    """
    satisfied = sum(each[0] for each in answers.values())
    answered = sum(each[1] for each in answers.values())
    return benjamini_hochberg(
        {name: fisher(y, n, satisfied - y, answered - n) for name, (y, n) in answers.items()}
    )


def discovery_sample(population: int, rate: float, *, sure: float = SURE) -> int:
    """The fewest to check so that at least one bad is found, surely enough, had ``rate`` of all been bad."""
    bad = ceil(rate * population - 1e-9)
    low, high = 1, population
    while low < high:
        middle = (low + high) // 2
        missed = hypergeometric(0, population, bad, middle)
        low, high = (low, middle) if missed <= 1 - sure else (middle + 1, high)
    return low


def most_bad(checked: int, found: int, population: int, *, sure: float = SURE) -> int:
    """The largest number of bad among all that so few found among those checked do not contradict."""
    low, high = found, population - (checked - found)
    while low < high:
        middle = (low + high + 1) // 2
        likely = hypergeometric(found, population, middle, checked) > 1 - sure
        low, high = (middle, high) if likely else (low, middle - 1)
    return low
