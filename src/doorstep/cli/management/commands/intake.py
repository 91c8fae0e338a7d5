"""``./doorstep intake FILE.csv --map id=…,text=…,received=…``: take over an old list of messages.

Every row goes through the capture service that the public page uses; two hundred rows share a transaction.
``text=title+body`` joins columns with a line break. ``--data DIR`` names the data folder.
"""

import csv
import json
import sys
from argparse import ArgumentTypeError
from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any, TextIO

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.issues.rules import SOURCES, OldMessage
from doorstep.issues.services import Taken, take_rows
from doorstep.journal.services import seal_journal
from doorstep.kernel.actor import Actor
from doorstep.places.queries import streets

NEEDED = ("id", "text", "received")
FIELDS = (*NEEDED, "answer", "answered")
LARGEST_CELL = 16 * 1024 * 1024
SHOWN_REASONS = 20

Mapping = dict[str, list[str]]


def mapping(words: str) -> Mapping:
    """``id=编号,text=title+body`` as field → columns."""
    pairs = [word.partition("=") for word in words.split(",") if word.strip()]
    found = {field.strip(): [name.strip() for name in names.split("+")] for field, _, names in pairs}
    unknown = sorted(set(found) - set(FIELDS))
    missing = sorted(set(NEEDED) - set(found))
    if unknown or missing:
        raise ArgumentTypeError(f"--map: unknown {unknown}, missing {missing}; known are {', '.join(FIELDS)}")
    return found


class Command(BaseCommand):
    help = about("intake")

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--map", type=mapping, required=True, metavar="id=…,text=…,received=…[,answer=…,answered=…]"
        )
        parser.add_argument(
            "--street", default="", help="code of the street; not needed when there is only one"
        )
        parser.add_argument("--source", default="web", choices=sorted(SOURCES))
        parser.add_argument("--encoding", default="utf-8-sig")
        parser.add_argument("--data", help="the data folder (read before the command starts)")
        parser.add_argument("--json", action="store_true", help="print the counts and reasons as JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        street_id = street_named(options["street"])
        at = timezone.now()
        try:
            # bytes that are no text become half characters, and their row is refused instead of the file
            with options["file"].open(
                encoding=options["encoding"], errors="surrogateescape", newline=""
            ) as file:
                rows = messages_in(file, options["map"])
                by = Actor.system("intake", street_id)
                taken = take_rows(street_id=street_id, rows=rows, source=options["source"], by=by, at=at)
        except OSError as error:
            raise CommandError(f"{options['file'].name}: {error.strerror}") from None
        finally:
            seal_journal(at=timezone.now())
        self.stdout.write(as_json(taken) if options["json"] else "\n".join(lines(taken)))


def street_named(code: str) -> int:
    """The street with this code; the only one when no code is given."""
    found = [each for each in streets() if code in ("", each.code)]
    if len(found) != 1:
        known = ", ".join(each.code for each in streets())
        raise CommandError(f"--street: {known}" if known else "no street yet: run init or demo first")
    return int(found[0].pk)


def messages_in(file: TextIO, columns: Mapping) -> Iterator[OldMessage]:
    """The rows of the list, read as they are needed; every column that the mapping names must be there."""
    csv.field_size_limit(min(LARGEST_CELL, sys.maxsize))
    reader = csv.DictReader(file)
    wanted = {name for names in columns.values() for name in names}
    if missing := sorted(wanted - set(reader.fieldnames or ())):
        raise CommandError(f"no column {', '.join(missing)}; there are: {', '.join(reader.fieldnames or ())}")
    for line, row in enumerate(reader, start=2):
        yield OldMessage(
            line=line,
            outside_id=cell(row, columns["id"]),
            text=cell(row, columns["text"]),
            received=cell(row, columns["received"]),
            answer=cell(row, columns.get("answer", [])),
            answered=cell(row, columns.get("answered", [])),
        )


def cell(row: dict[str, Any], names: list[str]) -> str:
    """Columns joined by a line break, each to the byte; a row that is too short has empty cells."""
    return "\n".join(row[name] or "" for name in names)


def as_json(taken: Taken) -> str:
    counts = Counter(each.reason for each in taken.refusals)
    result = {
        "rows": taken.rows,
        "captured": taken.captured,
        "answered": taken.answered,
        "repeated": taken.repeated,
        "refused": taken.refused,
        "reasons": dict(sorted(counts.items())),
        "refusals": [asdict(each) for each in taken.refusals],
    }
    return json.dumps(result, ensure_ascii=False)


def lines(taken: Taken) -> list[str]:
    """The counts in one line, then why rows were refused."""
    captured = f"登记 {taken.captured}(其中已有答复 {taken.answered})"
    total = f"共 {taken.rows} 行:{captured},重复 {taken.repeated},未收 {taken.refused}。"
    reasons = [
        f"第 {each.line} 行 {each.outside_id}:{each.reason}" for each in taken.refusals[:SHOWN_REASONS]
    ]
    return [total, *reasons]
