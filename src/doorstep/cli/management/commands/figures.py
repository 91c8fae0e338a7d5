"""``figures``: every figure with its rows, as of now; ``figures explain ID``: what one counts, in words and rows."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.kernel.figure import Figure
from doorstep.kernel.shares import percent
from doorstep.places.queries import street_for, streets
from doorstep.publishing.figures import SOURCES, figures_of, source_of
from doorstep.publishing.rules.explanations import EXPLANATIONS
from doorstep.records.tallies import years_with_tallies


class Command(BaseCommand):
    help = about("figures")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", nargs="?", choices=["explain"], help="说明一个数字 · explain one figure")
        parser.add_argument("id", nargs="?", default="", help="the figure's id, such as visits.households")
        parser.add_argument("--rows", type=int, default=10, help="explain: how many rows to print")
        parser.add_argument("--json", action="store_true")
        parser.add_argument("--street", default="", help="code of the street; the first one when not given")
        parser.add_argument("--year", type=int, help="the newest year with visits when not given")

    def handle(self, *args: Any, **options: Any) -> None:
        street = street_for(options["street"]) if options["street"] else next(iter(streets()), None)
        if street is None:
            raise CommandError("还没有街道。 There is no street yet.")
        at = timezone.now()
        years = years_with_tallies(street.pk, "households") or years_with_tallies(street.pk)
        year = options["year"] or (years[0] if years else at.year)
        if options["act"]:
            self.explain(street.pk, year, options, at=at)
            return
        found = figures_of(street.pk, year, at=at)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(each) for each in found], ensure_ascii=False, indent=1))
            return
        for each in found:
            self.stdout.write(
                f"{each.id:<24} {shown(each):>12}  ({each.rows:,} 行)  {each.label}  {each.link}"
            )

    def explain(self, street_id: int, year: int, options: dict[str, Any], *, at: datetime) -> None:
        """The query in words, the value, and the first rows by their references: nobody is named here."""
        source = source_of(options["id"])
        if source is None:
            known = "、".join(each.id for each in SOURCES)
            raise CommandError(f"没有这个数字,可用的有:{known}。 No such figure; see the ids above.")
        rows = source.rows(street_id, year)
        told = {
            **as_json(source.read(street_id, year, at=at)),
            "year": year,
            **asdict(EXPLANATIONS[source.id]),
            "first_rows": [reference(each) for each in rows[: max(0, options["rows"])]],
        }
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for line in in_words(told):
            self.stdout.write(line)


def in_words(told: dict[str, Any]) -> Iterator[str]:
    """As a person reads it, Chinese first."""
    yield f"{told['label']}({told['id']}),{told['year']} 年:{told['value']}"
    yield f"数的是 counts:{told['counts']}"
    if told["leaves_out"]:
        yield f"不算的 leaves out:{told['leaves_out']}"
    if told["basis"]:
        yield f"依据 basis:{told['basis']}"
    yield f"截至 as of:{told['as_of']}   共 {told['rows']:,} 行 rows   {told['link']}"
    yield from (f"  {each}" for each in told["first_rows"])


def reference(row: Any) -> str:
    """A row by its number or key and its state; never by what somebody said or is called."""
    if isinstance(row, dict | tuple):
        return str(next(iter(row.values()), "") if isinstance(row, dict) else row[0])
    name = next(
        (str(getattr(row, each)) for each in ("number", "tracking", "code") if hasattr(row, each)), ""
    )
    return " ".join(each for each in (name or str(row.pk), str(getattr(row, "state", ""))) if each)


def as_json(figure: Figure) -> dict[str, Any]:
    """A share as its exact per cent; everything else as it is."""
    value = percent(figure.value) if isinstance(figure.value, Fraction) else figure.value
    return {
        "id": figure.id,
        "label": figure.label,
        "value": value,
        "rows": figure.rows,
        "as_of": figure.as_of.isoformat(),
        "link": figure.link,
    }


def shown(figure: Figure) -> str:
    return str(as_json(figure)["value"])
