"""Keeps one child process alive until told to stop."""

import subprocess
import threading
from collections.abc import Sequence
from typing import Final

PAUSE_SECONDS: Final = 3.0
SECONDS_TO_FINISH: Final = 10.0


class Keeper:
    """Starts the child at once, and again some seconds after it died, however it died."""

    def __init__(self, words: Sequence[str], *, pause: float = PAUSE_SECONDS) -> None:
        self.words, self.pause = list(words), pause
        self.stopped = threading.Event()
        self.changing = threading.Lock()
        self.child = self._start()
        threading.Thread(target=self._watch, daemon=True).start()

    def stop(self) -> None:
        """End the child, gently first, and start none again."""
        self.stopped.set()
        with self.changing:
            self.child.terminate()
            try:
                self.child.wait(timeout=SECONDS_TO_FINISH)
            except subprocess.TimeoutExpired:
                self.child.kill()
                self.child.wait()

    def _watch(self) -> None:
        while True:
            self.child.wait()
            # a Ctrl+C reaches the child as well: the pause leaves time to be told so
            if self.stopped.wait(self.pause):
                return
            with self.changing:
                if self.stopped.is_set():
                    return
                self.child = self._start()

    def _start(self) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(self.words)  # noqa: S603 — our own interpreter with fixed words
