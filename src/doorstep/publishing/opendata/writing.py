"""Open data as CSV and JSON, piece by piece, and the schema that a program reads (plain Python).

CSV follows RFC 4180 and begins with a byte order mark, without which Excel garbles Chinese. The schema is a
table description of CSV on the Web (W3C, Model for Tabular Data and Metadata on the Web, 2015).
"""

import csv
import hashlib
import json
from collections.abc import Iterable, Iterator
from io import StringIO
from typing import Any, Final

from doorstep.publishing.opendata.sets import DataSet, Row

MARK: Final = "\ufeff"
STARTS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def inert(value: str | int | None) -> str | int:
    """A cell that no spreadsheet takes for a formula: such a text gets an apostrophe in front (OWASP)."""
    if isinstance(value, str) and value.lstrip(" \u200b\ufeff").startswith(STARTS_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def as_csv(data: DataSet, rows: Iterable[Row]) -> Iterator[str]:
    """The mark with the heading, then one line for each row."""
    names = [column.name for column in data.columns]
    yield MARK + line(names)
    for row in rows:
        yield line([inert(row[name]) for name in names])


def line(cells: Iterable[str | int]) -> str:
    out = StringIO()
    csv.writer(out).writerow(cells)
    return out.getvalue()


def as_json(data: DataSet, rows: Iterable[Row], *, as_of: str | None, licence: str) -> Iterator[str]:
    """One object with ``as_of`` (ISO 8601, None when nothing is posted), the licence and the rows."""
    head = json.dumps({"name": data.name, "as_of": as_of, "license": licence}, ensure_ascii=False)
    yield f'{head[:-1]}, "rows": ['
    for position, row in enumerate(rows):
        yield (", " if position else "") + json.dumps(row, ensure_ascii=False)
    yield "]}"


def schema(data: DataSet, *, licence: str) -> dict[str, Any]:
    """What the columns of the CSV file mean, for a program."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": f"{data.name}.csv",
        "dc:title": {"zh": data.zh, "en": data.en},
        "dc:license": {"@id": licence},
        "tableSchema": {
            "columns": [
                {"name": each.name, "titles": each.name, "datatype": each.datatype}
                | {"dc:description": {"zh": each.zh, "en": each.en}}
                for each in data.columns
            ],
            "primaryKey": list(data.key),
        },
    }


def tag(data: DataSet, versions: Iterable[tuple[str, int]], *, licence: str) -> str:
    """An entity tag that changes when a page of the set appears, goes or gets a new version."""
    said = json.dumps([schema(data, licence=licence), sorted(versions)], ensure_ascii=False)
    return f'"{hashlib.sha256(said.encode()).hexdigest()[:32]}"'
