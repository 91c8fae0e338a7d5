"""Who acts: an account with its dated grants, a resident, or the system."""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Grant:
    """One role at one place; ``path`` is a prefix of everything it reaches.

    A path without its closing slash is a defect (ValueError): street 3 would reach street 30.
    """

    role: str
    path: str
    unit_id: int | None = None
    org_id: int | None = None

    def __post_init__(self) -> None:
        if not self.path.endswith("/"):
            raise ValueError(f"a grant reaches no place: {self.path!r}")


@dataclass(frozen=True)
class Actor:
    """Somebody or something that acts; built once a request, passed down, never looked up again.

    ``kind`` is ``account``, ``resident`` or ``system``. Only accounts hold grants; an act that others
    may do says so in its own ``access.py``.
    """

    account_id: int | None
    street_id: int | None
    name: str
    grants: tuple[Grant, ...] = ()
    kind: str = "account"

    @classmethod
    def resident(cls, street_id: int | None) -> "Actor":
        """Anybody at a public door; never named, here or in the journal."""
        return cls(account_id=None, street_id=street_id, name="居民", kind="resident")

    @classmethod
    def system(cls, name: str, street_id: int | None) -> "Actor":
        """A timed command or an import, under its own name."""
        return cls(account_id=None, street_id=street_id, name=name, kind="system")

    @cached_property
    def roles(self) -> frozenset[str]:
        """Every role held anywhere; whether it holds at a place is the question of ``has``."""
        return frozenset(each.role for each in self.grants)

    def paths(self, *roles: str) -> tuple[str, ...]:
        """The places of these roles; of every role when none is named."""
        return tuple(dict.fromkeys(each.path for each in self.grants if not roles or each.role in roles))

    def has(self, role: str, *, at: str) -> bool:
        """Whether the role is held at this place or around it."""
        return at.startswith(self._reach.get(role, ()))

    @cached_property
    def _reach(self) -> dict[str, tuple[str, ...]]:
        return {role: self.paths(role) for role in self.roles}

    @property
    def ref(self) -> str:
        """How the journal names the actor: ``account:12``, ``resident``, ``system:timer``."""
        if self.kind == "system":
            return f"system:{self.name}"
        return f"account:{self.account_id}" if self.account_id is not None else self.kind
