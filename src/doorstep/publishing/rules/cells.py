"""Small cells: what a published table keeps back, and what else it must keep back with it (plain Python).

Every count is a flow: a table with its totals is a circulation (grand total → row → column → grand total), so
that whatever is published fixes some flows and the others can only be moved around circles of kept-back ones.
A kept-back flow is safe when it could differ by at least ``SPREAD`` for all that is published; the least
information is given up by taking the cheapest circle (Cox 1980, JASA 75:377; Fischetti & Salazar 2001,
Management Science 47:1008; Hundepool et al. 2012, Statistical Disclosure Control, ch. 4).
"""

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

SMALLEST: Final = 10  # a count below it, and above none, may single somebody out
SPREAD: Final = 9
ENDLESS: Final = 10**9
TOTALS_DEAR: Final = 4  # a total is worth more to the reader than a cell of the same size


@dataclass(frozen=True)
class Flow:
    """One count from one node of the circulation to another.

    ``is_duty``: it is published whatever its size, such as how many answered (DOMAIN E10). ``is_total`` makes
    it dearer to keep back. ``is_telling``: kept back whatever its size. ``most``: what everybody knows it
    cannot exceed, because a duty says so.
    """

    name: str
    source: str
    target: str
    count: int
    is_duty: bool = False
    is_total: bool = False
    is_telling: bool = False
    most: int = ENDLESS

    @property
    def doubt(self) -> int:
        """How much a reader must be left unsure of, if it is kept back."""
        return min(SPREAD, self.most)

    @property
    def is_small(self) -> bool:
        return self.is_telling or (not self.is_duty and 0 < self.count < SMALLEST)

    @property
    def worth(self) -> int:
        """What the reader loses with it; a nought loses little but hides nothing either."""
        return (self.count + 1) * (TOTALS_DEAR if self.is_total else 1)


def kept_back(flows: Sequence[Flow]) -> frozenset[str]:
    """Names of the counts that must not be published: the small ones, and those that would give them back.

    What cannot be hidden among others takes everything that is no duty with it. Raises ValueError for counts
    whose totals do not add up.
    """
    check_balance(flows)
    small = sorted((each for each in flows if each.is_small), key=lambda each: (-each.count, each.name))
    hidden = {each.name for each in small}
    for each in small:
        hidden |= company(flows, hidden, each)
    unsafe = [each for each in flows if each.name in hidden and spread(flows, hidden, each) < each.doubt]
    return frozenset(each.name for each in flows if not each.is_duty) if unsafe else frozenset(hidden)


def company(flows: Sequence[Flow], hidden: set[str], flow: Flow) -> set[str]:
    """What must be hidden with a count so that it could be other than it is by enough; the least first."""
    added: set[str] = set()
    ways = ((True, flow.doubt), (False, min(flow.count, flow.doubt)), (True, flow.doubt - flow.count))
    for grows, amount in ways:
        if spread(flows, hidden | added, flow) >= flow.doubt:
            break
        circle = (
            cheapest_circle(flows, hidden | added, flow, grows=grows, amount=amount) if amount > 0 else None
        )
        added |= circle or set()
    return added


def check_balance(flows: Iterable[Flow]) -> None:
    """Whatever flows into a node flows out of it."""
    net: dict[str, int] = {}
    for each in flows:
        net[each.source] = net.get(each.source, 0) - each.count
        net[each.target] = net.get(each.target, 0) + each.count
    uneven = sorted(node for node, left in net.items() if left)
    if uneven:
        raise ValueError(f"totals do not add up at {', '.join(uneven)}")


def bounds(flows: Sequence[Flow], hidden: Iterable[str], flow: Flow) -> tuple[int, int]:
    """The least and the most that a count may be for a reader of everything not hidden."""
    names = frozenset(hidden)
    if flow.name not in names:
        return flow.count, flow.count
    rest = [each for each in flows if each.name in names and each.name != flow.name]
    down = pushed(rest, flow.source, flow.target, most=flow.count)
    up = pushed(rest, flow.target, flow.source, most=ENDLESS)
    return flow.count - down, flow.count + up


def spread(flows: Sequence[Flow], hidden: Iterable[str], flow: Flow) -> int:
    low, high = bounds(flows, hidden, flow)
    return high - low


def pushed(flows: Sequence[Flow], start: str, end: str, *, most: int) -> int:
    """How much more can be led from one node to another over hidden counts: maximum flow by shortest paths.

    A count can grow without end, and shrink as far as nought (Edmonds & Karp 1972).
    """
    room: dict[tuple[str, str], int] = {}
    for each in flows:
        room[each.source, each.target] = room.get((each.source, each.target), 0) + ENDLESS
        room[each.target, each.source] = room.get((each.target, each.source), 0) + each.count
    total = 0
    while total < most and (path := widest_first(room, start, end)):
        amount = min(most - total, *(room[step] for step in path))
        for source, target in path:
            room[source, target] -= amount
            room[target, source] = room.get((target, source), 0) + amount
        total += amount
    return total


def widest_first(room: Mapping[tuple[str, str], int], start: str, end: str) -> list[tuple[str, str]]:
    """A shortest path with room left, as steps; [] when there is none."""
    came: dict[str, str] = {start: start}
    waiting = [start]
    for node in waiting:
        for (source, target), left in room.items():
            if source == node and left > 0 and target not in came:
                came[target] = node
                waiting.append(target)
    if end not in came or start == end:
        return []
    path, node = [], end
    while node != start:
        path.append((came[node], node))
        node = came[node]
    return path[::-1]


def cheapest_circle(
    flows: Sequence[Flow], hidden: Iterable[str], flow: Flow, *, grows: bool, amount: int
) -> set[str] | None:
    """Counts to hide with this one so that it could be so much larger or smaller: least worth lost (Dijkstra 1959)."""
    start, end = (flow.target, flow.source) if grows else (flow.source, flow.target)
    names = frozenset(hidden)
    steps: dict[str, list[tuple[str, int, str]]] = {}
    for each in flows:
        if each.is_duty or each.name == flow.name:
            continue
        cost = 0 if each.name in names else each.worth
        steps.setdefault(each.source, []).append((each.target, cost, each.name))
        if each.count >= amount:
            steps.setdefault(each.target, []).append((each.source, cost, each.name))
    found: dict[str, tuple[int, tuple[str, ...]]] = {}
    heap: list[tuple[int, str, tuple[str, ...]]] = [(0, start, ())]
    while heap:
        cost, node, used = heapq.heappop(heap)
        if node in found:
            continue
        found[node] = cost, used
        if node == end:
            return set(used)
        for target, more, name in steps.get(node, []):
            if target not in found:
                heapq.heappush(heap, (cost + more, target, (*used, name)))
    return None


Counts = Mapping[str, Mapping[str, int]]


def table_flows(counts: Counts, *, classes: Mapping[str, str] | None = None) -> list[Flow]:
    """A two-way table with all its totals: rows by name, columns by name.

    ``classes`` joins columns under a total that is published anyway (grades under satisfied or not); the grand
    total is a duty too. How many answered in one of several groups is none: with the others it would give back
    a group that was kept back.
    """
    classes = classes or {}
    columns = list(dict.fromkeys(column for row in counts.values() for column in row))
    sums = {column: sum(cells.get(column, 0) for cells in counts.values()) for column in columns}
    known = {
        name: sum(sums[each] for each in columns if classes.get(each) == name) for name in classes.values()
    }
    most = {column: known[classes[column]] if column in classes else ENDLESS for column in columns}
    flows = []
    for row, cells in counts.items():
        total = sum(cells.values())
        alone = len(counts) == 1 and total >= SMALLEST  # then it is the grand total
        flows.append(Flow(f"row {row}", "all", f"r:{row}", total, is_total=True, is_duty=alone))
        telling = total > 0 and max(cells.values()) == total
        flows += [
            Flow(
                f"{row}|{column}",
                f"r:{row}",
                f"c:{column}",
                cells.get(column, 0),
                is_telling=telling and cells.get(column, 0) > 0,
                most=most[column],
            )
            for column in columns
        ]
    for column in columns:
        target = f"k:{classes[column]}" if column in classes else "sum"
        flows.append(
            Flow(f"column {column}", f"c:{column}", target, sums[column], is_total=True, most=most[column])
        )
    flows += [Flow(f"class {name}", f"k:{name}", "sum", total, is_duty=True) for name, total in known.items()]
    flows.append(Flow("grand", "sum", "all", sum(sums.values()), is_duty=True))
    return flows


@dataclass(frozen=True)
class SafeTable:
    """What may be shown of a table; None where a count is kept back."""

    cells: dict[str, dict[str, int | None]]
    rows: dict[str, int | None]
    columns: dict[str, int | None]
    total: int


def safe_table(counts: Counts, *, classes: Mapping[str, str] | None = None) -> SafeTable:
    """The table with its small cells kept back, and whatever would give them back."""
    flows = table_flows(counts, classes=classes)
    hidden = kept_back(flows)
    shown = {each.name: None if each.name in hidden else each.count for each in flows}
    columns = list(dict.fromkeys(column for row in counts.values() for column in row))
    return SafeTable(
        cells={row: {column: shown[f"{row}|{column}"] for column in columns} for row in counts},
        rows={row: shown[f"row {row}"] for row in counts},
        columns={column: shown[f"column {column}"] for column in columns},
        total=sum(sum(cells.values()) for cells in counts.values()),
    )
