"""Residents with a keep-alive connection each: plain Python, so that it runs as a process of its own.

``python -m doorstep.cli.bench.clients`` reads one order as JSON from its input and writes one JSON answer.
"""

import http.client
import json
import re
import sys
import threading
import time
from dataclasses import dataclass, field
from typing import Any, Final
from urllib.parse import urlencode
from uuid import uuid4

TOKEN: Final = re.compile(rb'name="csrfmiddlewaretoken" value="([^"]+)"')
RECEIVED: Final = "doorstep_received"
REPORT: Final = "/report/"
SEE_OTHER, CREATED = 303, 201
WAIT_SECONDS: Final = 30


class NotTaken(Exception):
    """An answer that does not say "we have it"."""


@dataclass
class Tally:
    """What one client saw: acknowledged numbers, how long each took, and what went wrong."""

    numbers: list[str] = field(default_factory=list)
    took_ms: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Resident:
    """Somebody with a browser: takes the form once, then sends reports over the same connection."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.connection: http.client.HTTPConnection | None = None
        self.cookies: dict[str, str] = {}
        self.token = ""

    def ask(
        self, method: str, path: str, body: str = "", kind: str = ""
    ) -> tuple[int, bytes, dict[str, str]]:
        """One request; the connection is closed after whatever goes wrong."""
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_SECONDS)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = kind
        try:
            self.connection.request(method, path, body.encode() if body else None, headers)
            response = self.connection.getresponse()
            content = response.read()
        except (OSError, http.client.HTTPException):
            self.leave()
            raise
        return response.status, content, new_cookies(response.headers.get_all("Set-Cookie") or [])

    def leave(self) -> None:
        if self.connection is not None:
            self.connection.close()
        self.connection = None

    def take_form(self) -> None:
        """The page with the form: its cookie and its token."""
        status, page, cookies = self.ask("GET", REPORT)
        found = TOKEN.search(page)
        if status != 200 or found is None:
            raise NotTaken(f"GET {status}")
        self.cookies |= {"csrftoken": cookies["csrftoken"]} if "csrftoken" in cookies else {}
        self.token = found.group(1).decode()

    def report(self, values: dict[str, str], receipt: str) -> str:
        """Send one report; the tracking number of the acknowledgement."""
        if not self.token:
            self.take_form()
        fields = {**values, "csrfmiddlewaretoken": self.token, "receipt": receipt, "website": ""}
        status, _, cookies = self.ask("POST", REPORT, urlencode(fields), "application/x-www-form-urlencoded")
        if status != SEE_OTHER or RECEIVED not in cookies:
            raise NotTaken(f"POST {status}")
        return cookies[RECEIVED].partition(":")[0]

    def bare_report(self, values: dict[str, str], receipt: str) -> str:
        """The same words to the reference; the key of its row."""
        status, content, _ = self.ask("POST", "/", json.dumps({"text": values["text"]}), "application/json")
        if status != CREATED:
            raise NotTaken(f"POST {status}")
        return str(json.loads(content)["id"])


def new_cookies(headers: list[str]) -> dict[str, str]:
    """Names and values of what the answer wants kept."""
    pairs = (header.split(";", 1)[0].strip().partition("=") for header in headers)
    return {name: value.strip('"') for name, _, value in pairs}


def keep_sending(order: dict[str, Any], place: int, ends: float, tally: Tally) -> None:
    """One client until the time is over, through its share of the prepared reports again and again."""
    resident = Resident(order["port"])
    send = resident.bare_report if order["bare"] else resident.report
    bodies = order["bodies"][place :: order["clients"]]
    for number in range(sys.maxsize):
        began = time.perf_counter()
        if began >= ends:
            break
        try:
            tally.numbers.append(send(bodies[number % len(bodies)], str(uuid4())))
            tally.took_ms.append((time.perf_counter() - began) * 1000)
        except (OSError, http.client.HTTPException, NotTaken) as error:
            tally.errors.append(f"{type(error).__name__}: {error}")
    resident.leave()


def carry_out(order: dict[str, Any]) -> dict[str, Any]:
    """All clients at once for the ordered time: ``port, clients, seconds, bare, bodies``."""
    tallies = [Tally() for _ in range(order["clients"])]
    began = time.perf_counter()
    ends = began + order["seconds"]
    threads = [
        threading.Thread(target=keep_sending, args=(order, place, ends, tally))
        for place, tally in enumerate(tallies)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return {
        "seconds": time.perf_counter() - began,
        "numbers": [number for tally in tallies for number in tally.numbers],
        "took_ms": [took for tally in tallies for took in tally.took_ms],
        "errors": [error for tally in tallies for error in tally.errors],
    }


if __name__ == "__main__":
    json.dump(carry_out(json.load(sys.stdin)), sys.stdout)
