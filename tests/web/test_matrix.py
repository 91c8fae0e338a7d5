"""Every address × every role × own place, next community, other street: nobody passes a door unexpectedly.

What may be asked stands in ``tests/web/routes.py``; an address without a row there fails here.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.cookies import SimpleCookie
from typing import Any

import pytest
from django.db import connections, transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from doorstep.journal.models import Entry
from tests.web.routes import EVERYBODY, ROUTES, Row, all_routes, row_of, sees
from tests.web.world import World, form_of

PLACES = ("own", "beyond", "other")
DOOR_CLOSED, NOT_FOUND, WRONG_METHOD = 403, 404, 405
REFUSALS_INSIDE = frozenset({200, 302, 303, 400, 403, 404, 409, 422})


def test_every_address_has_a_row_in_the_table() -> None:
    assert [name for name, _ in all_routes() if row_of(name) is None] == []


def test_no_row_is_for_an_address_that_is_gone() -> None:
    assert sorted(set(ROUTES) - {name for name, _ in all_routes()}) == []


def test_the_table_and_the_doors_name_the_same_abilities() -> None:
    different = {
        name: marked
        for name, pattern in all_routes()
        if (row := row_of(name)) and (marked := marks_of(pattern.callback)) != row.who
    }

    assert different == {}


def marks_of(view: Any) -> tuple[str, ...] | None:
    return None if getattr(view, "public", False) else view.abilities


@dataclass(frozen=True)
class Cell:
    """One address asked by one role about one place with one method."""

    name: str
    row: Row
    role: str
    where: str
    method: str

    @property
    def expected(self) -> int | None:
        """The status that must come; None where the door is open and only the inside may refuse."""
        if not self.row.is_open_to(self.role):
            return 302 if self.role == "anonymous" else DOOR_CLOSED
        if self.row.only not in {"", self.method}:
            return WRONG_METHOD
        if not sees(self.role, self.row.about, self.where):
            return NOT_FOUND
        return None

    def ask(self, client: Client, world: World) -> HttpResponse:
        url = reverse(self.name, kwargs=self.row.args(world.corners[self.where]))
        return client.get(url) if self.method == "GET" else client.post(url, form_of(**self.row.body))


def cells(role: str) -> Iterator[Cell]:
    for name, row in ROUTES.items():
        for where in PLACES if row.about else PLACES[:1]:
            for method in ("GET", "POST"):
                yield Cell(name, row, role, where, method)


def wrong(cell: Cell, client: Client, world: World) -> str:
    """What was unexpected about the answer; nothing when it is right."""
    journal = Entry.objects.count()
    response = cell.ask(client, world)
    said = f"{cell.name} {cell.where} {cell.method}: {response.status_code}"
    if cell.expected is None:
        return "" if response.status_code in REFUSALS_INSIDE | {WRONG_METHOD} else said
    if response.status_code != cell.expected:
        return f"{said} instead of {cell.expected}"
    if response.status_code == 302 and not response["Location"].startswith("/sign-in/"):
        return f"{said} to {response['Location']}"
    return f"{said} wrote" if Entry.objects.count() != journal else ""


@pytest.mark.matrix
@pytest.mark.parametrize("role", EVERYBODY)
def test_nobody_passes_a_door_unexpectedly(role: str, world: World) -> None:
    client = world.browser(role)
    found = []
    for cell in cells(role):
        with undone(client):
            try:
                found.append(wrong(cell, client, world))
            except Exception as error:  # a defect of that page, named like the others
                found.append(f"{cell.name} {cell.where} {cell.method}: {type(error).__name__} {error}"[:200])

    assert [each for each in found if each] == []


@contextmanager
def undone(client: Client) -> Iterator[None]:
    """Whatever the request wrote, its session included, is as before afterwards."""
    cookies = client.cookies.copy()
    with ExitStack() as stack:
        for alias in connections:
            stack.enter_context(transaction.atomic(using=alias))
        yield
        for alias in connections:
            transaction.set_rollback(True, using=alias)
    client.cookies = SimpleCookie({name: each.value for name, each in cookies.items()})
