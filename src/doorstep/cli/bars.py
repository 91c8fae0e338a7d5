"""A progress bar on the console; one line a step where the console is a file."""

import sys
import time
from collections.abc import Callable

BAR = 28
EVERY_SECONDS = 0.2


def progress_bar() -> Callable[[float, str], None]:
    """A function to call with the share done and a word."""
    started = last = 0.0
    lively = sys.stderr.isatty()

    def show(share: float, word: str) -> None:
        nonlocal started, last
        now = time.monotonic()
        started = started or now
        if share < 1 and now - last < (EVERY_SECONDS if lively else 10):
            return
        last = now
        done = round(BAR * share)
        line = f"{'█' * done}{'░' * (BAR - done)} {share:6.1%} {word} {now - started:4.0f}s"
        sys.stderr.write(f"\r{line}  " if lively else f"{line}\n")
        if share >= 1 and lively:
            sys.stderr.write("\n")
        sys.stderr.flush()

    return show
