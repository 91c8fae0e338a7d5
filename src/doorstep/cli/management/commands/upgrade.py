"""``upgrade``: bring the database and the static files to this version."""

from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand

from doorstep.cli.keys import note_held
from doorstep.cli.overview import about
from doorstep.cli.tables import upgrade_tables


class Command(BaseCommand):
    help = about("upgrade")

    def handle(self, *args: Any, **options: Any) -> None:
        upgrade_tables()
        call_command("collectstatic", interactive=False, verbosity=0, clear=True)
        note_held()
        self.stdout.write("已升级。 Up to date.")
