"""The form of a meeting proposes the rule by which its kind decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from doorstep.consultations.models import AgendaItem, Meeting
from doorstep.kernel.calendar import day_of
from tests.web.world import World, form_of


def notice(world: World, kind: str, **changes: str) -> dict[str, str]:
    values = {
        "kind": kind,
        "title": "修路",
        "path": f"{world.town.street.path}01/",
        "room": "社区会议室",
        "on": str(day_of(timezone.now()) + timedelta(days=20)),
        "clock": "15:00",
        "agenda": "先修哪条路",
        "rule": "",
    }
    return form_of(**(values | changes))


@pytest.mark.parametrize(
    ("kind", "chosen", "rule"),
    [
        ("owners", "", "owners_general"),
        ("residents", "", "resident_meeting"),
        ("party_branch", "", "party_meeting"),
        ("committee", "", ""),
        ("owners", "owners_major", "owners_major"),
        ("owners", "talk", ""),
    ],
)
def test_rule_of_the_kind_holds_unless_another_is_chosen(
    world: World, kind: str, chosen: str, rule: str
) -> None:
    world.browser("secretary").post("/desk/meetings/new/", notice(world, kind, rule=chosen))

    assert AgendaItem.objects.get(meeting__title="修路").rule == rule


@pytest.mark.parametrize(("kind", "proposed"), [("party_branch", "party_meeting"), ("owners", "talk")])
def test_one_more_item_comes_with_what_it_can_be(world: World, kind: str, proposed: str) -> None:
    browser = world.browser("secretary")
    browser.post("/desk/meetings/new/", notice(world, kind))
    meeting = Meeting.objects.get(title="修路")

    page = browser.get(f"/desk/meetings/{meeting.pk}/agenda/").content.decode()

    assert f'<option value="{proposed}" selected>' in page
