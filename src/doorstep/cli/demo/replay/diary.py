"""What happens when: a queue of acts by their moment, so that one thing can lead to the next."""

import heapq
from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import count

Act = Callable[[datetime], None]


class Diary:
    """Acts in the order of their moments; those of one moment in the order they were written down."""

    def __init__(self) -> None:
        self._heap: list[tuple[datetime, int, Act]] = []
        self._order = count()

    def add(self, at: datetime, act: Act) -> None:
        heapq.heappush(self._heap, (at, next(self._order), act))

    def run(self, *, until: datetime) -> Iterator[datetime]:
        """Do everything up to a moment; yields the moment after each act, for a progress bar."""
        while self._heap and self._heap[0][0] <= until:
            at, _, act = heapq.heappop(self._heap)
            act(at)
            yield at

    def __len__(self) -> int:
        return len(self._heap)
