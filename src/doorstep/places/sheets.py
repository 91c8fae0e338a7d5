"""An address list as people keep it, read row by row: what would be made, what is there, what is wrong."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, NamedTuple

from doorstep.papers.read import Sheet
from doorstep.places.rules import (
    Address,
    display_names,
    half_width,
    kind_of,
    normalise_address,
    normalise_building,
    normalise_dwelling,
    normalise_entrance,
)

HEADINGS: Final[dict[str, tuple[str, ...]]] = {
    "community": ("社区", "村", "社区名称", "所属社区", "村居"),
    "estate": ("小区", "院落", "小区名称", "家属院", "小区(院落)"),
    "building": ("楼栋", "楼号", "栋号", "楼", "幢号", "楼栋号"),
    "entrance": ("单元", "单元号", "门洞"),
    "dwelling": ("房号", "门牌", "室", "房间号", "户号", "门牌号", "室号"),
    "address": ("地址", "详细地址", "住址", "家庭住址"),
    "kind": ("类型", "类别", "性质"),
}
KIND_WORDS: Final = {
    "商铺": "shop",
    "门面": "shop",
    "店铺": "shop",
    "单位": "org",
    "企业": "org",
    "住户": "dwelling",
}
CARRIED: Final = ("community", "estate", "building", "entrance")
LEVELS: Final = ("community", "estate", "building", "entrance", "dwelling")


class NewPlace(NamedTuple):
    """A place that the list would lay down."""

    path: str
    kind: str
    name: str
    full_name: str


@dataclass(frozen=True)
class RowFault:
    """Why one row of the file cannot be read; ``line`` counts as in the file, the heading is line 1."""

    line: int
    column: str
    code: str
    text: str


@dataclass(frozen=True)
class Preview:
    """Every input row is in exactly one of created, duplicates and errors."""

    places: tuple[NewPlace, ...]
    created: tuple[int, ...]
    duplicates: tuple[int, ...]
    errors: tuple[RowFault, ...]

    @property
    def counts(self) -> Mapping[str, int]:
        """How many places of each kind would be made."""
        return Counter(place.kind for place in self.places)


def guess_mapping(headers: Sequence[str]) -> dict[str, int]:
    """Which column holds what, by the headings people use; the user may correct it."""
    found: dict[str, int] = {}
    for place, header in enumerate(headers):
        plain = half_width(header)
        for name, words in HEADINGS.items():
            if plain in words and name not in found:
                found[name] = place
    return found


class Tree:
    """Places by name inside their parent, old and new; gives each new one a code that is free."""

    def __init__(self, street_path: str, known: Mapping[str, str]) -> None:
        self.street_path = street_path
        self.paths: dict[tuple[str, str], str] = {}
        self.codes: dict[str, set[str]] = {}
        self.full: dict[str, str] = {}
        self.new: list[NewPlace] = []
        for path, name in known.items():
            self._remember(path, name)

    def _remember(self, path: str, name: str) -> None:
        parent, _, code = path.rstrip("/").rpartition("/")
        self.paths[(f"{parent}/", half_width(name))] = path
        self.codes.setdefault(f"{parent}/", set()).add(code)

    def place(self, parent: str, kind: str, name: str, wanted: str = "") -> tuple[str, bool]:
        """The path of this name inside its parent, and whether it is new."""
        if known := self.paths.get((parent, half_width(name))):
            return known, False
        path = f"{parent}{self._free_code(parent, wanted)}/"
        full = name if kind in {"community", "estate"} else f"{self.full.get(parent, '')}{name}"
        self.full[path] = full
        self._remember(path, name)
        self.new.append(NewPlace(path, kind, name, full))
        return path, True

    def _free_code(self, parent: str, wanted: str) -> str:
        taken = self.codes.setdefault(parent, set())
        if wanted and wanted.isascii() and wanted not in taken:
            return wanted
        number = len(taken) + 1
        while f"{number:02d}" in taken:
            number += 1
        return f"{number:02d}"


def preview(
    sheet: Sheet,
    mapping: Mapping[str, int],
    *,
    street_path: str,
    known: Mapping[str, str],
    full: Mapping[str, str],
) -> Preview:
    """What taking this list in would do.

    ``known`` and ``full`` give name and full name of each existing path of the street. Merged cells are
    carried down. Nothing is written.
    """
    tree = Tree(street_path, known)
    tree.full.update(full)
    created: list[int] = []
    duplicates: list[int] = []
    errors: list[RowFault] = []
    carried: dict[str, str] = {}
    for line, row in enumerate(sheet.rows, start=2):
        cells = cells_of(row, mapping, carried)
        address = address_of(cells)
        fault = fault_of(line, address, cells)
        if fault:
            errors.append(fault)
        elif lay(tree, address, cells):
            created.append(line)
        else:
            duplicates.append(line)
    return Preview(tuple(tree.new), tuple(created), tuple(duplicates), tuple(errors))


def cells_of(row: Sequence[str], mapping: Mapping[str, int], carried: dict[str, str]) -> dict[str, str]:
    """The row's cells by meaning; an empty cell of a merged block takes the value above it."""
    cells = {name: row[place].strip() for name, place in mapping.items()}
    for level, name in enumerate(CARRIED):
        if name not in mapping:
            continue
        if cells[name]:
            if carried.get(name) != cells[name]:
                for lower in CARRIED[level + 1 :]:
                    carried.pop(lower, None)
            carried[name] = cells[name]
        else:
            cells[name] = carried.get(name, "")
    return cells


def address_of(cells: Mapping[str, str]) -> Address:
    """From separate columns, or from one address column, the columns having the last word."""
    found = normalise_address(cells.get("address", ""))
    said = Address(
        community=half_width(cells.get("community", "")),
        estate=half_width(cells.get("estate", "")),
        building=normalise_building(cells.get("building", "")),
        entrance=normalise_entrance(cells.get("entrance", "")),
        dwelling=normalise_dwelling(cells.get("dwelling", "")),
    )
    return replace(found, **{name: getattr(said, name) for name in LEVELS if getattr(said, name)})


def fault_of(line: int, address: Address, cells: Mapping[str, str]) -> RowFault | None:
    """The first thing that keeps this row from being a place."""
    if not address.community:
        return RowFault(line, "community", "row.no_community", cells.get("address", ""))
    for name, read in (
        ("building", address.building),
        ("entrance", address.entrance),
        ("dwelling", address.dwelling),
    ):
        if cells.get(name) and not read:
            return RowFault(line, name, "row.unreadable", cells[name])
    if address.dwelling and not address.building:
        return RowFault(line, "building", "row.no_building", cells.get("address", ""))
    if not address.estate:
        return RowFault(line, "estate", "row.no_estate", cells.get("address", ""))
    return None


def lay(tree: Tree, address: Address, cells: Mapping[str, str]) -> bool:
    """Put the address into the tree; whether its last place is new."""
    path, fresh = tree.place(tree.street_path, "community", address.community)
    path, fresh = tree.place(path, "estate", address.estate)
    names = display_names(address)
    written = f"{cells.get('address', '')}{cells.get('kind', '')}{cells.get('dwelling', '')}"
    last = KIND_WORDS.get(cells.get("kind", ""), kind_of(address, written))
    for name in ("building", "entrance", "dwelling"):
        if names[name]:
            kind = last if name == "dwelling" else name
            path, fresh = tree.place(path, kind, names[name], getattr(address, name))
    return fresh
