"""A table of states and moves that a clerk can read aloud."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from doorstep.kernel.errors import NotPossible


@dataclass(frozen=True)
class Move:
    """From one state to another under a name; some moves need a note.

    ``limit`` names the rulebook key of a time limit that this move itself sets.
    """

    name: str
    source: str
    target: str
    note_needed: bool = False
    limit: str | None = None


@dataclass(frozen=True)
class Workflow:
    """All moves of one thing. ``limits`` names the rulebook key that limits each state that is not final.

    Two moves of one name out of the same state are a defect (ValueError). A final state may be left
    again where the table says so, such as a reopened issue.
    """

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
        """The state that this move leads to.

        Raises NotPossible ``move.unknown`` when the table has no such move, ``note.needed`` when the
        note that it asks for is blank.
        """
        found = self._table.get((state, name))
        if found is None:
            raise NotPossible("move.unknown", state=state, move=name)
        if found.note_needed and not note.strip():
            raise NotPossible("note.needed", move=name)
        return found.target

    def moves_from(self, state: str) -> tuple[Move, ...]:
        """What can be done next, in the order of the table."""
        return tuple(each for each in self.moves if each.source == state)

    @property
    def states(self) -> tuple[str, ...]:
        """Every state that the table names, in the order of the table."""
        named = [self.initial]
        for each in self.moves:
            named += [each.source, each.target]
        return tuple(dict.fromkeys(named))

    def check(self) -> list[str]:
        """Defects of the table, [] when it is sound.

        Found are states nobody can leave, circles that never reach an end, states nobody reaches,
        states without a time limit, and ends or limits of states that no move names.
        """
        defects = [defect for state in self.states for defect in self._defects_of(state)]
        named = [*sorted(self.final), *self.limits]
        return defects + [f"{state}: in no move" for state in named if state not in self.states]

    def _defects_of(self, state: str) -> list[str]:
        open_ended = state not in self.final
        leaves = any(each.target != state for each in self.moves_from(state))
        ends = not self.final.isdisjoint(self._reached_from(state))
        found = {
            "no way out": open_ended and not leaves,
            "never ends": open_ended and leaves and not ends,
            "not reachable": state not in self._reached_from(self.initial),
            "no time limit": open_ended and state not in self.limits,
        }
        return [f"{state}: {words}" for words, holds in found.items() if holds]

    def _reached_from(self, start: str) -> set[str]:
        """Every state that moves lead to from here, this one among them."""
        reached, waiting = {start}, [start]
        while waiting:
            targets = {each.target for each in self.moves_from(waiting.pop())} - reached
            reached |= targets
            waiting += targets
        return reached
