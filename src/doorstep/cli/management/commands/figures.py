"""``figures``: every figure with its rows, as of now; ``figures explain ID``: what one counts, in words and rows.

A number that a notice or a project's page prints is explained as anybody reads it: ``--notice``, ``--project``.
"""

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
from doorstep.publishing.rules.counted import METHODS, method_of
from doorstep.publishing.rules.explanations import EXPLANATIONS
from doorstep.publishing.stated_figures import figure_of_notice, figure_of_project
from doorstep.records.tallies import years_with_tallies


class Command(BaseCommand):
    help = about("figures")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("act", nargs="?", choices=["explain"], help="说明一个数字 · explain one figure")
        parser.add_argument(
            "id", nargs="?", default="", help="the figure's id, such as visits.households or result.rate"
        )
        parser.add_argument("--notice", default="", help="explain: number of the notice that prints it")
        parser.add_argument(
            "--project", default="", help="explain: number of the project whose page prints it"
        )
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
            is_printed = method_of(options["id"]) is not None
            told = (
                printed(street.pk, options) if is_printed else self.explain(street.pk, year, options, at=at)
            )
            self.tell(told, in_words_of_page(told) if is_printed else in_words(told), options)
            return
        found = figures_of(street.pk, year, at=at)
        if options["json"]:
            self.stdout.write(json.dumps([as_json(each) for each in found], ensure_ascii=False, indent=1))
            return
        for each in found:
            self.stdout.write(
                f"{each.id:<24} {shown(each):>12}  ({each.rows:,} 行)  {each.label}  {each.link}"
            )

    def explain(self, street_id: int, year: int, options: dict[str, Any], *, at: datetime) -> dict[str, Any]:
        """The query in words, the value, and the first rows by their references: nobody is named here."""
        source = source_of(options["id"])
        if source is None:
            known = "、".join([*(each.id for each in SOURCES), *printed_ids()])
            raise CommandError(f"没有这个数字,可用的有:{known}。 No such figure; see the ids above.")
        rows = source.rows(street_id, year)
        return {
            **as_json(source.read(street_id, year, at=at)),
            "year": year,
            **asdict(EXPLANATIONS[source.id]),
            "first_rows": [reference(each) for each in rows[: max(0, options["rows"])]],
        }

    def tell(self, told: dict[str, Any], lines: Iterator[str], options: dict[str, Any]) -> None:
        if options["json"]:
            self.stdout.write(json.dumps(told, ensure_ascii=False, indent=1))
            return
        for line in lines:
            self.stdout.write(line)


def printed_ids() -> Iterator[str]:
    """The numbers that notices and projects' pages print."""
    return (f"{kind}.{name}" for kind, names in METHODS.items() for name in names)


def printed(street_id: int, options: dict[str, Any]) -> dict[str, Any]:
    """What a number of a page means; of a named page, what it says, its sum and its groups, as anybody reads them."""
    name = options["id"].partition(".")[2]
    method = method_of(options["id"])
    told = {"id": options["id"], "label": method.label, **asdict(method.said)} if method else {}
    number, find = options["notice"], figure_of_notice
    if options["project"]:
        number, find = options["project"], figure_of_project
    if not number:
        return told
    found = find(street_id, number, name)
    if found is None or found.id != options["id"]:
        raise CommandError(f"{number} 里没有这个数。 That page prints no such number.")
    return {
        **told,
        "page": number,
        "title": found.title,
        "values": asdict(found.stated.values),
        "worked": found.stated.worked,
        "groups": [asdict(each) for each in found.stated.groups],
        "draw_file": found.stated.draw_file,
    }


def in_words_of_page(told: dict[str, Any]) -> Iterator[str]:
    """The same as a person reads it; without a page, how to ask for one."""
    yield f"{told['label']}({told['id']})"
    yield from meaning(told)
    if "page" not in told:
        yield "要看一份公示或一个项目里的数 of one page:--notice NUMBER、--project NUMBER"
        return
    yield f"{told['page']} {told['title']}"
    yield from (f"这一个数 worked out:{each}" for each in told["worked"])
    for each in (told["values"], *told["groups"]):
        yield f"{each['title']} {' | '.join(each['heads'])}".strip()
        yield from (
            f"  {' | '.join('少于 10' if cell is None else str(cell) for cell in row)}"
            for row in each["rows"]
        )
    if told["draw_file"]:
        yield f"重做抽签 draw again:{told['draw_file']}"


def meaning(told: dict[str, Any]) -> Iterator[str]:
    """The query in words."""
    yield f"数的是 counts:{told['counts']}"
    if told["leaves_out"]:
        yield f"不算的 leaves out:{told['leaves_out']}"
    if told["formula"]:
        yield f"怎么算 formula:{told['formula']}"
    if told["basis"]:
        yield f"依据 basis:{told['basis']}"


def in_words(told: dict[str, Any]) -> Iterator[str]:
    """As a person reads it, Chinese first."""
    yield f"{told['label']}({told['id']}),{told['year']} 年:{told['value']}"
    yield from meaning(told)
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
