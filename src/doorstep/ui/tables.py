"""A list as a table: what the columns are and what stands in the cells; the template does the rest."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString


@dataclass(frozen=True)
class Column:
    """`kind`: text | num | tight | clip | acts. The label is repeated in each card on a phone."""

    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Link:
    text: Any
    url: str

    def __str__(self) -> SafeString:
        return format_html('<a href="{}">{}</a>', self.url, self.text)


@dataclass(frozen=True)
class Row:
    """`key` is what a bulk act receives; `late` draws the red edge (say it in words in a cell as well)."""

    cells: Sequence[Any]
    key: str = ""
    name: str = ""
    late: bool = False


@dataclass(frozen=True)
class BulkAct:
    value: str
    label: str


@dataclass(frozen=True)
class Bulk:
    """Acts on chosen rows: POSTs `chosen` (keys), `act` and `receipt` to `url`."""

    url: str
    acts: Sequence[BulkAct]
    receipt: str
    part: str = ""


@dataclass(frozen=True)
class Table:
    caption: str
    columns: Sequence[Column]
    rows: Sequence[Row]
    bulk: Bulk | None = None
    empty_title: str = ""
    empty_text: str = ""
    foot: Sequence[Any] = field(default_factory=tuple)
    show_caption: bool = False

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Rows with each cell beside its column."""
        return [{"row": row, "pairs": list(zip(self.columns, row.cells, strict=True))} for row in self.rows]
