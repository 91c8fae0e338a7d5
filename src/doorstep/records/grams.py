"""How a text is cut for searching: overlapping pairs of characters, the same on every database.

Most Chinese words have two characters, which the databases' own tokenisers do not find. A run of letters,
digits or Han characters becomes its pairs and its last character alone; words found as a chain of pairs are
exactly the words that stand in the text, and a chain never reaches across punctuation.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

MAX_GRAMS: Final = 16_000  # PostgreSQL counts positions up to 16,383; the longest real text needs 7,000
SHORTEST_WORD: Final = 2
RUN: Final = re.compile(r"[^\W_]+")  # exactly the characters whose category is letter or number


def runs(text: str) -> Iterator[str]:
    """The unbroken runs of letters, digits and Han characters; full width and case make no difference."""
    return (found[0] for found in RUN.finditer(unicodedata.normalize("NFKC", text).casefold()))


def grams(text: str) -> list[str]:
    """The index terms of a text in their order, at most MAX_GRAMS."""
    terms = [run[place : place + 2] for run in runs(text) for place in range(len(run))]
    return terms[:MAX_GRAMS]


def phrases(query: str) -> list[list[str]]:
    """What must stand in a text: one chain of pairs for each word of the query."""
    return [[run[place : place + 2] for place in range(max(len(run) - 1, 1))] for run in runs(query)]


def is_too_short(query: str) -> bool:
    """True without any word of two characters, and when one word has only one."""
    words = list(runs(query))
    return not words or any(len(word) < SHORTEST_WORD for word in words)


@lru_cache(maxsize=50_000)  # pairs that occur: a language has few of them
def term(gram: str) -> str:
    """A gram in plain letters and digits, which no tokeniser cuts or folds."""
    return "x".join(f"{ord(character):x}" for character in gram)


def scope_terms(kind: str, street_id: int, path: str) -> list[str]:
    """One term for the row's place and each place above it, so that who may see it is part of the match."""
    places = [""] + [path[: end + 1] for end, character in enumerate(path) if character == "/"]
    return [scope_term(kind, street_id, place) for place in places]


@lru_cache(maxsize=20_000)  # every place of a street
def scope_term(kind: str, street_id: int, path: str) -> str:
    """The term that all rows of one kind within ``path`` carry."""
    name = f"{kind}|{street_id}|{path}".encode()
    return f"s{hashlib.blake2b(name, digest_size=9).hexdigest()}"


def terms_of(wanted: Iterable[str]) -> list[str]:
    return [term(gram) for gram in wanted]
