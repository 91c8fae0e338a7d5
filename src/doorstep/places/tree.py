"""Places by what they are called inside their parent, old and new; each new one gets a code that is free."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from doorstep.kernel.refs import parent_path
from doorstep.places.numerals import half_width
from doorstep.places.rules import (
    SIDES,
    STEMS,
    Address,
    display_names,
    kind_of,
    normalise_building,
    normalise_dwelling,
    normalise_entrance,
)

ASCII_FOR: Final = str.maketrans(
    dict(zip(STEMS, ("jia", "yi", "bing", "ding", "wu", "ji", "geng", "xin"), strict=True))
    | dict(zip(SIDES, "ewsnm", strict=True))
)
LONGEST_NAME: Final = 60
LONGEST_CODE: Final = 12
PREFIXES: Final = {"shop": "s", "org": "d"}
COMMUNITY_ENDINGS: Final = ("社区居委会", "社区居民委员会", "村民委员会", "社区", "居委会", "村委会")
ESTATE_ENDINGS: Final = ("小区",)


class NewPlace(NamedTuple):
    """A place that the list would lay down."""

    path: str
    kind: str
    name: str
    full_name: str


class Step(NamedTuple):
    """One level of an address: what it is, what it is called, and the code it would like."""

    kind: str
    name: str
    code: str

    @property
    def key(self) -> str:
        return key_of(self.kind, self.name)


@lru_cache(maxsize=8192)
def key_of(kind: str, name: str) -> str:
    """What makes two names inside one parent the same place: 3号楼 and 三栋, 望溪花园 and 望溪花园小区."""
    plain = half_width(name)
    if kind == "community":
        return _without(plain, COMMUNITY_ENDINGS)
    if kind == "estate":
        return _without(plain, ESTATE_ENDINGS)
    if kind == "building":
        return f"building:{normalise_building(plain) or plain}"
    if kind == "entrance":
        return f"entrance:{normalise_entrance(plain) or plain}"
    if kind == "dwelling":
        return f"dwelling:{normalise_dwelling(plain) or plain}"
    return plain


def _without(plain: str, endings: tuple[str, ...]) -> str:
    for ending in endings:
        if plain.endswith(ending) and len(plain) >= len(ending) + 2:
            return plain.removesuffix(ending)
    return plain


def keys_of(depth: int, name: str) -> list[str]:
    """The keys under which an existing place is found; its kind follows from its name or its depth."""
    if depth == 1:
        return [key_of("community", name)]
    plain = half_width(name)
    if plain.isalnum() and plain.isascii():
        return [key_of({2: "estate", 3: "building", 4: "entrance"}.get(depth, "dwelling"), name)]
    readers = {"entrance": normalise_entrance, "dwelling": normalise_dwelling}
    if not plain.endswith("号"):
        readers["building"] = normalise_building
    named = [key_of(kind, name) for kind, read in readers.items() if read(plain)]
    return [*named, key_of("estate", name), plain]


def steps_of(address: Address) -> list[Step]:
    """The levels that an address names, outermost first."""
    names = display_names(address)
    steps = [Step("community", address.community, "")] if address.community else []
    if address.estate:
        steps.append(Step("estate", address.estate, ""))
    if address.building:
        steps.append(Step("building", names["building"], code_of(address.building, width=2)))
    if address.entrance:
        steps.append(Step("entrance", names["entrance"], code_of(address.entrance)))
    if names["dwelling"]:
        kind = kind_of(address)
        prefix = PREFIXES.get(kind, "")
        code = code_of(address.dwelling, width=2 if prefix else 0)
        steps.append(Step(kind, names["dwelling"], f"{prefix}{code}" if code else ""))
    return steps


def code_of(number: str, *, width: int = 0) -> str:
    """Numbers and letters as they are; 甲 and 东 in letters."""
    return number.zfill(width) if number.isdigit() else number.translate(ASCII_FOR)


class Tree:
    """Every place of one street, with what a list would add to it."""

    def __init__(self, street_path: str, known: Mapping[str, str], full: Mapping[str, str]) -> None:
        self.street_path = street_path
        self.new: dict[str, NewPlace] = {}
        self._paths: dict[tuple[str, str], str] = {}
        self._codes: dict[str, set[str]] = {}
        self._entrances: dict[str, list[str]] = {}
        self._full = dict(full)
        for path, name in sorted(known.items()):
            self._note(path, keys_of(path.count("/") - street_path.count("/"), name))

    def _note(self, path: str, keys: Sequence[str]) -> None:
        parent = parent_path(path)
        self._codes.setdefault(parent, set()).add(path[len(parent) : -1])
        for key in keys:
            self._paths.setdefault((parent, key), path)
        if any(key.startswith("entrance:") for key in keys):
            self._entrances.setdefault(parent, []).append(path)

    def find(self, steps: Sequence[Step]) -> str:
        """The path of the last step; empty when the street has no such place."""
        path = self.street_path
        for step in steps:
            path = self._paths.get((path, step.key), "")
            if not path:
                return ""
        return path

    def behind_entrances(self, building: str, step: Step) -> list[str] | None:
        """The doors of this name in the building's entrances; None when it has no entrances."""
        if building not in self._entrances:
            return None
        found = (self._paths.get((entrance, step.key)) for entrance in self._entrances[building])
        return [path for path in found if path]

    def full_name(self, path: str) -> str:
        return self._full.get(path, "")

    def lay(self, steps: Sequence[Step]) -> tuple[str, bool]:
        """The path of the last step, made with everything around it where missing, and whether it is new."""
        path, fresh = self.street_path, False
        for step in steps:
            found = self._paths.get((path, step.key))
            fresh = found is None
            path = found or self._make(path, step)
        return path, fresh

    def _make(self, parent: str, step: Step) -> str:
        path = f"{parent}{self._free_code(parent, step)}/"
        alone = step.kind in {"community", "estate", "org"}
        self._full[path] = step.name if alone else f"{self._full.get(parent, '')}{step.name}"
        self._note(path, [step.key])
        self.new[path] = NewPlace(path, step.kind, step.name, self._full[path])
        return path

    def _free_code(self, parent: str, step: Step) -> str:
        """The wanted code, else the next free number, as wide as its neighbours' codes."""
        taken = self._codes.get(parent, set())
        if step.code and len(step.code) <= LONGEST_CODE and step.code not in taken:
            return step.code
        prefix = PREFIXES.get(step.kind, "")
        alike = [code for code in taken if code.startswith(prefix) and code[len(prefix) :].isdigit()]
        width = 2 if prefix or step.code else max((len(code) for code in alike), default=2)
        number = len(alike) + 1
        while f"{prefix}{number:0{width}d}" in taken:
            number += 1
        return f"{prefix}{number:0{width}d}"
