"""People of the town at the desk: signed in, with their role in force."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from doorstep.people.models import Account, Assignment
from tests.issues.town import Town

PART = {"X-Doorstep-Part": "1"}


def at_desk(town: Town, role: str) -> Client:
    """A browser in which this person has signed in."""
    actor = town.people[role]
    grant = actor.grants[0]
    account = Account.objects.get(pk=actor.account_id)
    Assignment.objects.get_or_create(
        account=account,
        street=town.street,
        role=grant.role,
        path=grant.path,
        unit_id=grant.unit_id,
        defaults={"from_on": date(2020, 1, 1), "given_by": "system:test"},
    )
    client = Client()
    client.force_login(account)
    return client


def posted(**values: object) -> dict[str, object]:
    """A form's fields with a receipt of its own."""
    return {"receipt": str(uuid4()), **values}


@contextmanager
def counted_statements() -> Iterator[CaptureQueriesContext]:
    with CaptureQueriesContext(connections["default"]) as captured:
        yield captured


def statements_of(client: Client, url: str) -> int:
    """How many statements a page takes, once everything that is kept in memory is there."""
    client.get(url)
    with counted_statements() as captured:
        client.get(url)
    return len(captured)
