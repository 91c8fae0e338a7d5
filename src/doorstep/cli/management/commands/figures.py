"""``figures``: every figure with its rows, as of now."""

import json
from argparse import ArgumentParser
from fractions import Fraction
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.overview import about
from doorstep.kernel.figure import Figure
from doorstep.kernel.shares import percent
from doorstep.places.queries import street_for, streets
from doorstep.publishing.figures import figures_of
from doorstep.records.tallies import years_with_tallies


class Command(BaseCommand):
    help = about("figures")

    def add_arguments(self, parser: ArgumentParser) -> None:
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
        found = figures_of(street.pk, year, at=at)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(each) for each in found], ensure_ascii=False, indent=1))
            return
        for each in found:
            self.stdout.write(
                f"{each.id:<24} {shown(each):>12}  ({each.rows:,} 行)  {each.label}  {each.link}"
            )


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
