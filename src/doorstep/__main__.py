"""``python -m doorstep``: the console. ``--data DIR`` names the data folder before anything starts."""

import os
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line


def take_data_option(words: Sequence[str]) -> list[str]:
    """The command line without ``--data``; its value becomes ``DOORSTEP_DATA`` and dashes become underscores."""
    kept = list(words)
    for position, word in enumerate(kept):
        if word == "--data" and position + 1 < len(kept):
            os.environ["DOORSTEP_DATA"] = kept[position + 1]
            del kept[position : position + 2]
            break
        if word.startswith("--data="):
            os.environ["DOORSTEP_DATA"] = word.partition("=")[2]
            del kept[position]
            break
    if kept and not kept[0].startswith("-"):
        kept[0] = kept[0].replace("-", "_")
    return kept


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.config.settings")
    execute_from_command_line(["doorstep", *take_data_option(sys.argv[1:])])


if __name__ == "__main__":
    main()
