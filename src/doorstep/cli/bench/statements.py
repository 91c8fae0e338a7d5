"""Counting what is really sent to the databases, transactions included."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from typing import Any, Final
from uuid import uuid4

from django.db import connections
from django.test import Client

from doorstep.cli.bench.clients import RECEIVED, REPORT, SEE_OTHER, TOKEN, NotTaken

HOST: Final = "127.0.0.1"


class Counted:
    """How many statements were sent to any database, BEGIN included where the driver is told to send it."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        self.count += 1
        return execute(sql, params, many, context)


@contextmanager
def counted() -> Iterator[Counted]:
    """Count the statements of this block on every connection."""
    found = Counted()
    with ExitStack() as stack:
        for connection in connections.all():
            stack.enter_context(connection.execute_wrapper(found))
        yield found


def statements_of_reports(bodies: list[dict[str, str]]) -> list[int]:
    """What each report costs; the first one finds nothing in memory yet."""
    browser = Client(enforce_csrf_checks=True, headers={"host": HOST})
    token = TOKEN.search(browser.get(REPORT).content)
    if token is None:
        raise NotTaken("GET")
    tokens = {"csrfmiddlewaretoken": token.group(1).decode()}
    return [statements_of(browser, {**each, **tokens}) for each in bodies]


def statements_of(browser: Client, values: dict[str, str]) -> int:
    with counted() as found:
        response = browser.post(REPORT, {**values, "website": "", "receipt": str(uuid4())})
    if response.status_code != SEE_OTHER or RECEIVED not in response.cookies:
        raise NotTaken(f"POST {response.status_code}")
    return found.count
