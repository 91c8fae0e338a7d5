"""``./doorstep rotate-keys``: seal every personal value under the last key of the key file."""

from typing import Any

from django.core.management.base import BaseCommand

from doorstep.cli.overview import about
from doorstep.records.rotation import rotate_all


class Command(BaseCommand):
    help = about("rotate-keys")

    def handle(self, *args: Any, **options: Any) -> None:
        for field, count in rotate_all().items():
            self.stdout.write(f"{field}: {count}")
