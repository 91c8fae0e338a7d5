"""The owners' list: counted line by line, refused as a whole while one line is wrong, never kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from doorstep.consultations.models import AgendaItem
from doorstep.consultations.rules.owner_list import OwnerList, read_owners
from doorstep.consultations.rules.thresholds import Votes
from doorstep.consultations.services import ItemPlan
from doorstep.kernel.errors import NotPossible
from doorstep.papers.read import read_table
from doorstep.people.models import Account
from tests.consultations.hall import Hall
from tests.web.world import employ, form_of

HEAD = "房号,业主代号,面积,合同面积,种类,表决\n"
LINES = (
    "1-101,A1,90.50,,已售,同意",
    "1-102,A1,60,,,同意",
    "1-201,B2,,80,空置,",
    "1-202,,70,,未售,反对",
    "1-301,,70㎡,,未售,",
)
GOOD = HEAD + "\n".join(LINES)


def read(text: str) -> OwnerList:
    return read_owners(read_table(text.encode(), "owners.csv"))


def why(*lines: str) -> list[tuple[int, str]]:
    return [(number, refusal.code) for number, refusal in read(HEAD + "\n".join(lines)).errors]


def test_several_units_unsold_and_empty_ones_add_up_as_the_rules_say() -> None:
    assert read(GOOD).votes == {
        "heads": Votes(entitled=3, attended=2, yes=1, no=1, abstain=0),
        "area": Votes(entitled=37_050, attended=29_050, yes=15_050, no=14_000, abstain=0),
    }


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (",B2,80,,,", "owners.unit_missing"),
        ("1-101,B2,80,,,", "owners.unit_twice"),
        ("1-201,B2,80,,车位,", "owners.kind"),
        ("1-201,,80,,已售,", "owners.owner_missing"),
        ("1-201,B2,,,,", "owners.no_area"),
        ("1-201,B2,八十,,,", "owners.area"),
        ("1-201,B2,80.125,,,", "owners.area"),
        ("1-201,B2,NaN,,,", "owners.area"),
        ("1-201,B2,0,,,", "owners.area"),
        ("1-201,B2,80,,,可以", "owners.answer"),
        ("1-201,A1,80,,,反对", "owners.two_answers"),
    ],
)
def test_a_wrong_line_is_named_with_its_reason(line: str, code: str) -> None:
    assert why(LINES[0], line) == [(3, code)]


def test_with_a_wrong_line_nothing_is_counted() -> None:
    with pytest.raises(NotPossible) as caught:
        _ = read(f"{GOOD}\n1-302,,80,,已售,").votes
    assert caught.value.code == "owners.list_wrong"


def test_a_table_without_areas_is_refused() -> None:
    with pytest.raises(NotPossible) as caught:
        read("房号,业主代号\n1-101,A1")
    assert caught.value.code == "owners.columns"


def upload(text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("业主.csv", text.encode())


def test_the_list_is_shown_counted_before_the_decision_is_written(hall: Hall) -> None:
    employ(hall.town)
    clerk = Client()
    clerk.force_login(Account.objects.get(pk=hall.secretary.account_id))
    meeting = hall.held(agenda=(ItemPlan("更换电梯", rule="owners_general"),), entitled=3, attended=2)
    item = hall.item(meeting)
    door = f"/desk/meetings/items/{item.pk}/owners/"
    assert door in clerk.get(f"/desk/meetings/{meeting.pk}/").content.decode()

    assert clerk.post(door, form_of(file=upload(f"{GOOD}\n1-302,,80,,,"))).status_code == 422
    preview = clerk.post(door, form_of(file=upload(GOOD)))
    assert (preview.status_code, "370.50" in preview.content.decode()) == (200, True)
    assert AgendaItem.objects.get(pk=item.pk).state == item.state

    first = preview.context["form"].initial
    form = form_of(decision="同意更换。", content=first["content"], name=first["name"])
    assert clerk.post(door, form).status_code == 303

    item.refresh_from_db()
    assert (item.yes, item.no, item.decision) == (1, 1, "同意更换。")
    assert "A1" not in str(item.tally)


def test_an_item_that_is_not_counted_by_area_has_no_list(hall: Hall) -> None:
    employ(hall.town)
    clerk = Client()
    clerk.force_login(Account.objects.get(pk=hall.secretary.account_id))
    item = hall.item(hall.held())
    assert clerk.get(f"/desk/meetings/items/{item.pk}/owners/").status_code == 404
