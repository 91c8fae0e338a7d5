"""An address list as people keep it, read row by row: what would be made, what is there, what is wrong."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from doorstep.kernel.errors import refuse_if
from doorstep.papers.read import Sheet
from doorstep.places.columns import HEADINGS, RowFault, addresses
from doorstep.places.columns import guess_mapping as guess_mapping
from doorstep.places.rules import Address
from doorstep.places.tree import NewPlace as NewPlace
from doorstep.places.tree import Step, Tree, steps_of

CREATED: Final = "created"
DUPLICATE: Final = "duplicate"
ERROR: Final = "error"
Outcome = Literal["created", "duplicate", "error"]


@dataclass(frozen=True)
class PreviewRow:
    """What becomes of one row; ``same_as`` is the line that names the same place, 0 for one of the street."""

    line: int
    outcome: Outcome
    path: str = ""
    full_name: str = ""
    same_as: int = 0
    fault: RowFault | None = None


@dataclass(frozen=True)
class Preview:
    """Every input row stands in ``rows`` exactly once, with one outcome."""

    places: tuple[NewPlace, ...]
    rows: tuple[PreviewRow, ...]

    @property
    def created(self) -> tuple[int, ...]:
        return self._lines(CREATED)

    @property
    def duplicates(self) -> tuple[int, ...]:
        return self._lines(DUPLICATE)

    @property
    def errors(self) -> tuple[RowFault, ...]:
        return tuple(row.fault for row in self.rows if row.fault)

    def _lines(self, outcome: Outcome) -> tuple[int, ...]:
        return tuple(row.line for row in self.rows if row.outcome == outcome)

    @property
    def counts(self) -> Mapping[str, int]:
        """How many places of each kind would be made."""
        return Counter(place.kind for place in self.places)


def preview(
    sheet: Sheet,
    mapping: Mapping[str, int],
    *,
    street_path: str,
    known: Mapping[str, str],
    full: Mapping[str, str],
) -> Preview:
    """What taking this list in would do; nothing is written.

    ``known`` and ``full`` give name and full name of each existing path of the street. Merged cells are
    carried down. Doors without their entrance are placed last, whatever their line, when all entrances are
    known. Raises NotPossible("import.columns") for a mapping to columns that the sheet does not have.
    """
    width = len(sheet.headers)
    sound = all(name in HEADINGS and 0 <= place < width for name, place in mapping.items())
    refuse_if(not mapping or not sound, "import.columns")
    tree = Tree(street_path, known, full)
    read = list(addresses(sheet, mapping))
    first: dict[str, int] = {}
    rows = [
        row_of(line, found, tree, first)
        for line, found in sorted(read, key=lambda each: is_without_entrance(each[1]))
    ]
    return Preview(tuple(tree.new.values()), tuple(sorted(rows, key=lambda row: row.line)))


def is_without_entrance(found: Address | RowFault) -> bool:
    """A door of a building that may have entrances, though none was said."""
    if isinstance(found, RowFault) or found.kind:
        return False
    return bool(found.building and found.dwelling and not found.entrance)


def row_of(line: int, found: Address | RowFault, tree: Tree, first: dict[str, int]) -> PreviewRow:
    """Put one row's address into the tree."""
    if isinstance(found, RowFault):
        return PreviewRow(line, ERROR, fault=found)
    steps = steps_of(found)
    placed = behind_entrance(line, steps, tree) if is_without_entrance(found) else None
    if isinstance(placed, RowFault):
        return PreviewRow(line, ERROR, fault=placed)
    path, fresh = (placed, False) if placed else tree.lay(steps)
    same_as = first.setdefault(path, line)
    if fresh:
        return PreviewRow(line, CREATED, path, tree.full_name(path))
    return PreviewRow(line, DUPLICATE, path, tree.full_name(path), 0 if same_as == line else same_as)


def behind_entrance(line: int, steps: list[Step], tree: Tree) -> str | RowFault | None:
    """The one door of that name in the building; a fault when its entrance cannot be told.

    None when the building has no entrances: then the door is the building's own.
    """
    if tree.find(steps):
        return None
    doors = tree.behind_entrances(tree.find(steps[:-1]), steps[-1])
    if doors is None or len(doors) == 1:
        return doors[0] if doors else None
    code = "row.which_entrance" if doors else "row.no_entrance"
    return RowFault(line, "entrance", code, "".join(step.name for step in steps))
