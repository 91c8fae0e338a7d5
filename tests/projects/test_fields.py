"""The street's own list of project fields."""

from collections.abc import Sequence

import pytest

from doorstep.journal.models import Entry
from doorstep.projects import services
from doorstep.projects.models import ProjectField
from doorstep.projects.queries import active_fields
from tests.issues.town import AT
from tests.projects.site import Site


def put(site: Site, fields: Sequence[tuple[str, str]], by=None) -> int:
    return services.set_fields(street_id=site.street_id, fields=fields, by=by or site.administrator, at=AT)


def test_list_is_replaced_in_its_order_and_old_ones_are_kept(site: Site) -> None:
    count = put(site, [("edu", "教育培训"), ("heat", "民生")])

    assert count == 2
    assert [(each.code, each.name) for each in active_fields(site.street_id)] == [
        ("edu", "教育培训"),
        ("heat", "民生"),
    ]
    assert ProjectField.objects.get(code="life").active is False
    assert Entry.objects.filter(act="project.fields").count() == 1


def test_an_old_one_comes_back(site: Site) -> None:
    put(site, [("edu", "教育培训")])

    put(site, [("life", "生活")])

    assert [each.code for each in active_fields(site.street_id)] == ["life"]


@pytest.mark.parametrize(
    "fields",
    [[], [("a", "甲"), ("a", "乙")], [("a", "甲"), ("b", "甲")], [(" ", "甲")], [("a", " ")]],
)
def test_list_with_gaps_or_doubles_is_refused(site: Site, refused, fields: list) -> None:
    refused("project.fields", lambda: put(site, fields))


def test_list_is_not_the_branches(site: Site, refused) -> None:
    refused("not_allowed", lambda: put(site, [("a", "甲")], by=site.secretary))
