"""The tree over the journal: RFC 6962 hashing, grown leaf by leaf, without a database."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final
from uuid import UUID

from doorstep.kernel.canonical import canonical

LEAF: Final = b"\x00"
NODE: Final = b"\x01"
EMPTY_ROOT: Final = hashlib.sha256(b"").digest()
FIRST_SEAL: Final = "0" * 64


@dataclass(frozen=True, slots=True)
class Sealed:
    """What a leaf binds: the entry's own words and its place."""

    index: int
    id: UUID
    street_id: int | None
    at: datetime
    by: str
    act: str
    about: str
    digest: str

    def leaf(self) -> bytes:
        """The leaf's hash; the moment counts to the microsecond, in UTC."""
        moment = self.at.astimezone(UTC).isoformat(timespec="microseconds")
        words = [self.index, self.id.hex, self.street_id, moment, self.by, self.act, self.about, self.digest]
        return leaf_hash(canonical(words))


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(LEAF + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(NODE + left + right).digest()


@dataclass
class Tree:
    """A tree of ``size`` leaves, remembered by the roots of its perfect subtrees, the widest first.

    Adding a leaf touches at most log2(size) of them, so sealing costs what is new, not what is there.
    """

    size: int = 0
    frontier: list[bytes] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        full = self.size
        self.size += 1
        while full & 1:
            leaf = node_hash(self.frontier.pop(), leaf)
            full >>= 1
        self.frontier.append(leaf)

    def add_all(self, leaves: Iterable[bytes]) -> "Tree":
        for leaf in leaves:
            self.add(leaf)
        return self

    def root(self) -> bytes:
        """The Merkle tree hash of RFC 6962 section 2.1."""
        if not self.frontier:
            return EMPTY_ROOT
        *wider, root = self.frontier
        for left in reversed(wider):
            root = node_hash(left, root)
        return root


def seal_digest(*, previous: str, size: int, root: str, frontier: list[str], at: datetime) -> str:
    """Binds a seal to the one before it, so that a seal cannot be taken out or redated unseen."""
    moment = at.astimezone(UTC).isoformat(timespec="microseconds")
    return hashlib.sha256(canonical([previous, size, root, frontier, moment])).hexdigest()
