"""``demo``: set up, play the year, and serve it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from doorstep.cli.demo.reconcile import reconcile, table
from doorstep.cli.demo.replay.year import YEAR
from doorstep.cli.overview import about
from doorstep.places.queries import streets


class Command(BaseCommand):
    help = about("demo")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        parser.add_argument("--no-serve", action="store_true", help="stop after the reconciliation")
        parser.add_argument("--address", default="127.0.0.1")
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, **options: Any) -> None:
        call_command("upgrade", verbosity=0)
        found = streets()
        if not found:
            call_command("replay", seed=options["seed"], stdout=self.stdout)
        elif not found[0].fictional:
            raise CommandError(
                "数据目录里是正式数据。请用 --data 指定另一个目录。 This folder holds real data."
            )
        else:
            self.reconcile_again(found[0].pk)
        if not options["no_serve"]:
            call_command("serve", address=options["address"], port=options["port"])

    def reconcile_again(self, street_id: int) -> None:
        """The year was played before: check it as it stands now."""
        for line in table(reconcile(street_id, YEAR, at=timezone.now())):
            self.stdout.write(line)
