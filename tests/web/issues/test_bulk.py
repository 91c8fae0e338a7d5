"""Acts on chosen rows: asked on a page of their own; what is refused leaves the others done."""

import pytest
from django.db import connections

from doorstep.issues.models import Issue
from tests.issues.town import Town
from tests.web.issues.hands import at_desk, posted

pytestmark = pytest.mark.django_db(databases=list(connections))
CHOSEN = "/desk/issues/chosen/"


def states() -> list[str]:
    return sorted(Issue.objects.values_list("state", flat=True))


def test_bulk_asks_before_it_writes(town: Town) -> None:
    numbers = [town.capture().tracking, town.capture().tracking]

    page = at_desk(town, "clerk").post(CHOSEN, posted(act="time_limited", chosen=numbers))

    assert (page.status_code, page.context["numbers"], states()) == (200, numbers, ["captured", "captured"])
    assert "〈" not in page.content.decode()


def test_bulk_triage_sorts_every_chosen_row(town: Town) -> None:
    numbers = [town.capture().tracking, town.capture().tracking]
    values = posted(act="long_term", chosen=numbers, sure="1", note="")

    answer = at_desk(town, "clerk").post(CHOSEN, values)

    assert (answer.status_code, states()) == (303, ["triaged", "triaged"])


def test_bulk_dispatch_names_what_was_refused(town: Town) -> None:
    ready, not_ready = town.triaged(), town.capture()
    numbers = [ready.tracking, not_ready.tracking]
    values = posted(act="dispatch", chosen=numbers, sure="1", unit_id=town.works.pk, days="", note="")

    page = at_desk(town, "clerk").post(CHOSEN, values, follow=True)

    said = [str(each) for each in page.context["messages"]]
    assert states() == ["assigned", "captured"]
    assert ("办好 1 件" in said[0], not_ready.tracking in said[0], ready.tracking in said[0]) == (
        True,
        True,
        False,
    )


def test_bulk_close_needs_its_reason(town: Town) -> None:
    values = posted(act="close", chosen=[town.capture().tracking], sure="1", reason_code="", note="")

    answer = at_desk(town, "clerk").post(CHOSEN, values)

    assert (answer.status_code, states()) == (422, ["captured"])


def test_bulk_close_with_reason_closes(town: Town) -> None:
    values = posted(
        act="close", chosen=[town.capture().tracking], sure="1", reason_code="withdrawn", note="来电"
    )

    at_desk(town, "clerk").post(CHOSEN, values)

    assert states() == ["closed"]


def test_bulk_without_rows_goes_back_to_the_inbox(town: Town) -> None:
    assert at_desk(town, "clerk").post(CHOSEN, posted(act="close"))["Location"] == "/desk/issues/"


def test_bulk_of_what_is_out_of_sight_is_not_found(town: Town) -> None:
    values = posted(act="time_limited", chosen=["12345678901234"])

    assert at_desk(town, "clerk").post(CHOSEN, values).status_code == 404


@pytest.mark.parametrize("role", ["handler", "caller", "supervisor"])
def test_bulk_is_refused_to_whoever_does_not_sort(town: Town, role: str) -> None:
    values = posted(act="time_limited", chosen=[town.capture().tracking])

    assert at_desk(town, role).post(CHOSEN, values).status_code == 403


def test_bulk_dispatch_is_refused_to_who_only_sorts(town: Town) -> None:
    values = posted(act="dispatch", chosen=[town.capture().tracking])

    assert at_desk(town, "grid_head").post(CHOSEN, values).status_code == 403
