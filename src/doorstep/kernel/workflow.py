"""A table of states and moves that a clerk can read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from doorstep.kernel.errors import NotPossible


@dataclass(frozen=True)
class Move:
    """From one state to another under a name; some moves need a note."""

    name: str
    source: str
    target: str
    note_needed: bool = False
    limit: str | None = None


@dataclass(frozen=True)
class Workflow:
    """All moves of one thing. ``limits`` names the rulebook key that limits each state that is not final."""

    name: str
    initial: str
    moves: tuple[Move, ...]
    final: frozenset[str]
    limits: Mapping[str, str]
    _table: dict[tuple[str, str], Move] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        table = {(each.source, each.name): each for each in self.moves}
        if len(table) != len(self.moves):
            raise ValueError(f"{self.name}: two moves of one name leave the same state")
        object.__setattr__(self, "_table", table)

    def move(self, state: str, name: str, *, note: str = "") -> str:
        """The state that this move leads to; refused when the table has no such move or a note is missing."""
        found = self._table.get((state, name))
        if found is None:
            raise NotPossible("move.unknown", state=state, move=name)
        if found.note_needed and not note.strip():
            raise NotPossible("note.needed", move=name)
        return found.target

    def moves_from(self, state: str) -> tuple[Move, ...]:
        return tuple(each for each in self.moves if each.source == state)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that the table names, in the order of the table."""
        named = [self.initial]
        for each in self.moves:
            named += [each.source, each.target]
        return tuple(dict.fromkeys(named))

    def check(self) -> list[str]:
        """Defects of the table: dead ends, states nobody reaches, states without a time limit."""
        reached = self._reachable()
        defects = []
        for state in self.states:
            leaves = any(each.source == state and each.target != state for each in self.moves)
            if state not in self.final and not leaves:
                defects.append(f"{state}: no way out")
            if state not in reached:
                defects.append(f"{state}: not reachable")
            if state not in self.final and state not in self.limits:
                defects.append(f"{state}: no time limit")
        return defects

    def _reachable(self) -> set[str]:
        reached, waiting = {self.initial}, [self.initial]
        while waiting:
            state = waiting.pop()
            for each in self.moves_from(state):
                if each.target not in reached:
                    reached.add(each.target)
                    waiting.append(each.target)
        return reached
