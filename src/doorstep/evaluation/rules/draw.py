"""A draw that anybody can repeat (plain Python; STATISTICS §4).

Both sides seal a secret before the frame is locked; seed = SHA-256(frame hash | a | b); each opaque id gets the
lot HMAC-SHA-256(seed, id); ascending lots are the order. Taking one id away never changes the order of the
others (consistent sampling, after R. Rivest's ``consistent_sampler`` for election audits).
"""

import hashlib
import hmac
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

SMALLEST_STRATUM: Final = 10  # a public file never singles out a smaller group
FEWEST_A_STRATUM: Final = 5
BLOCK: Final = 64  # bytes that SHA-256 takes in at once


@dataclass(frozen=True)
class Drawn:
    """Per stratum: how many were wanted, who was drawn in order, and who would come next."""

    allocation: Mapping[str, int]
    selected: Mapping[str, tuple[str, ...]]
    substitutes: Mapping[str, tuple[str, ...]]


def commitment(secret: str) -> str:
    """SHA-256 of the secret's UTF-8 bytes, 64 hex digits."""
    return hashlib.sha256(secret.encode()).hexdigest()


def frame_lines(members: Iterable[tuple[str, str]]) -> list[str]:
    """The lines of the frame file, sorted: the id alone when there is one stratum, else ``id|stratum``."""
    pairs = list(members)
    single = len({stratum for _, stratum in pairs}) <= 1
    return sorted(code if single else f"{code}|{stratum}" for code, stratum in pairs)


def frame_hash(lines: Iterable[str]) -> str:
    """SHA-256 over the lines joined by LF with a trailing LF."""
    return hashlib.sha256("".join(f"{line}\n" for line in lines).encode()).hexdigest()


def seed_of(frame_sha256: str, secret_a: str, secret_b: str) -> str:
    """SHA-256 of ``frame|a|b``, 64 hex digits."""
    return hashlib.sha256(f"{frame_sha256}|{secret_a}|{secret_b}".encode()).hexdigest()


def lot(seed: str, code: str) -> str:
    """HMAC-SHA-256 of the id under the seed's 32 bytes, 64 hex digits."""
    return hmac.digest(bytes.fromhex(seed), code.encode(), "sha256").hex()


def order(seed: str, codes: Iterable[str]) -> list[str]:
    """The ids by ascending lot.

    HMAC as RFC 2104 has it, both keyed beginnings hashed once: a third of the time of a call for each id.
    """
    block = bytes.fromhex(seed).ljust(BLOCK, b"\0")
    inner = hashlib.sha256(bytes(byte ^ 0x36 for byte in block))
    outer = hashlib.sha256(bytes(byte ^ 0x5C for byte in block))

    def own_lot(code: str) -> bytes:
        first, last = inner.copy(), outer.copy()
        first.update(code.encode())
        last.update(first.digest())
        return last.digest()

    return sorted(codes, key=own_lot)


def collapsed(sizes: Mapping[str, int], *, smallest: int = SMALLEST_STRATUM) -> dict[str, str]:
    """The stratum of each group: groups too small to stand in a public file are drawn together.

    All small groups become one stratum; when that is still too small the smallest other group joins it.
    """
    small = sorted(name for name, size in sizes.items() if size < smallest)
    large = sorted((name for name in sizes if name not in small), key=lambda name: (sizes[name], name))
    if small and sum(sizes[name] for name in small) < smallest and large:
        small = sorted([*small, large[0]])
    joined = joined_name(small) if len(small) > 1 else ""
    return {name: joined if joined and name in small else name for name in sizes}


def joined_name(names: Iterable[str], *, most: int = 60) -> str:
    name = "、".join(names)
    return name if len(name) <= most else f"{name[: most - 1]}…"


def allocate(sizes: Mapping[str, int], total: int, *, fewest: int = FEWEST_A_STRATUM) -> dict[str, int]:
    """How many to draw from each stratum: in proportion by largest remainders, and at least five from each.

    A stratum smaller than five is asked whole. The sum is ``total`` unless the least numbers ask for more.
    """
    people = sum(sizes.values())
    total = min(total, people)
    exact = {name: total * size / people for name, size in sizes.items()}
    given = {name: int(share) for name, share in exact.items()}
    by_remainder = sorted(sizes, key=lambda name: (given[name] - exact[name], name))
    for name in by_remainder[: total - sum(given.values())]:
        given[name] += 1
    for name, size in sizes.items():
        given[name] = min(size, max(given[name], fewest))
    return taken_back(given, sizes, total, fewest=fewest)


def taken_back(given: dict[str, int], sizes: Mapping[str, int], total: int, *, fewest: int) -> dict[str, int]:
    """What the least numbers added is taken from the strata with most to give."""
    while sum(given.values()) > total:
        name = max(given, key=lambda each: (given[each] - min(fewest, sizes[each]), each))
        if given[name] <= min(fewest, sizes[name]):
            break
        given[name] -= 1
    return given


def draw(members: Iterable[tuple[str, str]], seed: str, total: int) -> Drawn:
    """The sample in the order of the lots, stratum by stratum; the others follow as substitutes."""
    strata: dict[str, list[str]] = {}
    for code, stratum in members:
        strata.setdefault(stratum, []).append(code)
    allocation = allocate({name: len(codes) for name, codes in strata.items()}, total)
    ordered = {name: order(seed, codes) for name, codes in sorted(strata.items())}
    return Drawn(
        allocation={name: allocation[name] for name in ordered},
        selected={name: tuple(codes[: allocation[name]]) for name, codes in ordered.items()},
        substitutes={name: tuple(codes[allocation[name] :]) for name, codes in ordered.items()},
    )
