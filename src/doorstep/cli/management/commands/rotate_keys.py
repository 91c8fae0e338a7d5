"""``./doorstep rotate-keys``: seal every personal value under the last key of the key file."""

from typing import Any

from django.core.management.base import BaseCommand

from doorstep.records.rotation import rotate_all


class Command(BaseCommand):
    help = (
        "Seal every personal value under the newest key. First add a line id:base64(32 bytes) at the end of"
        " the key file and restart; keep the older lines: PINs and look-up values come from the first one."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for field, count in rotate_all().items():
            self.stdout.write(f"{field}: {count}")
