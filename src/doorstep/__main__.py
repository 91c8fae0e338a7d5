"""``python -m doorstep``: the console. ``--data DIR`` names the data folder before anything starts."""

import os
import sys
from collections.abc import Iterable, Sequence
from typing import NoReturn

from django.core.management import execute_from_command_line

from doorstep.cli.overview import LINES, OF_DJANGO, overview, unknown

ASKS_FOR_HELP = frozenset({"help", "-h", "--help"})
MISTYPED = 2
INTERRUPTED = 130


def take_data_option(words: Sequence[str]) -> tuple[list[str], str | None]:
    """The line without ``--data``, wherever it stood, and its value; what follows ``--`` is left alone."""
    kept: list[str] = []
    folder: str | None = None
    rest = iter(words)
    for word in rest:
        if word == "--":
            kept += [word, *rest]
        elif word == "--data":
            folder = next(rest, "")
        elif word.startswith("--data="):
            folder = word.removeprefix("--data=")
        else:
            kept.append(word)
    return kept, folder


def main() -> None:
    words, folder = take_data_option(sys.argv[1:])
    if folder is not None:
        if not folder or folder.startswith("-"):
            leave(["--data 后面要写目录。 --data needs a folder."], code=MISTYPED)
        os.environ["DOORSTEP_DATA"] = folder
    asks = not words or words[0] in ASKS_FOR_HELP
    if asks and len(words) < 2:
        leave(overview(), code=0)
    name = (words[1] if asks else words[0]).replace("_", "-")
    run(name, ["--help"] if asks else words[1:])


def run(name: str, words: Sequence[str]) -> None:
    """Hand one of our commands, or one a developer needs, to Django; anything else ends with a hint."""
    if name in LINES and LINES[name].by_launcher:
        leave([f"请这样写  Write it so:  ./doorstep {name}"], code=MISTYPED)
    if name not in LINES and name not in OF_DJANGO:
        leave(unknown(name), code=MISTYPED)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.config.settings")
    execute_from_command_line(["./doorstep", name.replace("-", "_"), *words])


def leave(lines: Iterable[str], *, code: int) -> NoReturn:
    """Print and end: to the screen when asked for, to the errors when something is wrong."""
    print("\n".join(lines), file=sys.stderr if code else sys.stdout)
    raise SystemExit(code)


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
