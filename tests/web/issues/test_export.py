"""A ledger holds what residents said: the door leads to the second person, and gives no file itself."""

import pytest
from django.db import connections

from doorstep.privacy.models import ExportGrant
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
EXPORT = "/desk/issues/export/"


def test_choosing_a_ledger_leads_to_the_request_with_its_scope(town: Town) -> None:
    answer = at_desk(town, "clerk").post(EXPORT, posted(route="long_term", year="2026"))

    asked = "/desk/privacy/exports/ask/issue/?year=2026&route=long_term"
    assert (answer.status_code, answer["Location"]) == (303, asked)
    assert ExportGrant.objects.count() == 0


def test_export_asks_first_and_gives_nothing(town: Town) -> None:
    page = at_desk(town, "clerk").get(EXPORT)

    assert (page.status_code, page["Content-Type"]) == (200, "text/html; charset=utf-8")


def test_export_is_refused_to_whoever_manages_accounts(town: Town) -> None:
    assert at_desk(town, "administrator").get(EXPORT).status_code == 403
