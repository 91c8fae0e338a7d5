"""Points that were taken back: by whom, and what the member can do about it."""

import pytest
from django.db import connections
from django.test import Client

from doorstep.people.models import Account
from doorstep.volunteers import queries, services
from doorstep.volunteers.models import Appeal, PointEntry, ReportIn
from tests.issues.town import AT, DAY, Town
from tests.volunteers.office import claimed, confirmed, linked, switch_on
from tests.web.world import employ, form_of

pytestmark = pytest.mark.django_db(databases=list(connections))


def given(town: Town) -> PointEntry:
    switch_on(town)
    confirmed(town, claimed(town))
    return PointEntry.objects.get()


def taken_back(town: Town) -> PointEntry:
    return services.reverse_points(entry_id=given(town).pk, reason="重复登记", by=town.clerk, at=AT)


def appealed(town: Town) -> Appeal:
    entry = taken_back(town)
    return services.lodge_entry_appeal(entry_id=entry.pk, text="那天去了两次", by=town.secretary, at=AT)


def values() -> list[int]:
    """Each entry's points; two of one moment have no order among themselves."""
    return sorted(PointEntry.objects.values_list("value", flat=True))


def test_upheld_by_another_the_points_come_back_by_an_entry_of_their_own(town: Town) -> None:
    appeal = appealed(town)
    assert (appeal.service, appeal.state) == (None, "lodged")

    services.answer_appeal(appeal_id=appeal.pk, upheld=True, answer="查过了", by=town.secretary, at=AT + DAY)

    assert values() == [-3, 3, 3]
    back = PointEntry.objects.order_by("-id").first()
    assert (back.reverses_id, back.reason) == (appeal.entry_id, "查过了")


def test_dismissed_nothing_comes_back(town: Town) -> None:
    appeal = appealed(town)

    services.answer_appeal(appeal_id=appeal.pk, upheld=False, answer="是重复", by=town.secretary, at=AT + DAY)

    assert values() == [-3, 3]


def test_who_took_them_back_does_not_answer(town: Town, refused) -> None:
    appeal = appealed(town)
    asked = {"appeal_id": appeal.pk, "upheld": False, "answer": "是重复"}
    refused("not_allowed", lambda: services.answer_appeal(**asked, by=town.clerk, at=AT + DAY))


def test_only_what_was_taken_back_once_and_in_time(town: Town, refused) -> None:
    entry = given(town)
    asked = {"text": "不同意", "by": town.clerk}
    refused("appeal.not_reversed", lambda: services.lodge_entry_appeal(entry_id=entry.pk, **asked, at=AT))
    back = services.reverse_points(entry_id=entry.pk, reason="重复登记", by=town.clerk, at=AT)
    lodge = {"entry_id": back.pk, **asked}
    refused("note.needed", lambda: services.lodge_entry_appeal(**(lodge | {"text": " "}), at=AT))
    refused("appeal.late", lambda: services.lodge_entry_appeal(**lodge, at=AT + 40 * DAY))

    services.lodge_entry_appeal(**lodge, at=AT)

    refused("appeal.entry_known", lambda: services.lodge_entry_appeal(**lodge, at=AT))


def signed_in(town: Town, account_id: int) -> Client:
    employ(town)
    client = Client()
    client.force_login(Account.objects.get(pk=account_id))
    return client


def test_the_keeper_takes_back_from_the_file_and_never_reads_how_many(town: Town) -> None:
    entry = given(town)
    keeper = signed_in(town, town.clerk.account_id)
    door = f"/desk/members/services/{entry.service_id}/points/"
    file = f"/desk/members/{ReportIn.objects.get().number}/"
    assert door in keeper.get(file).content.decode()

    assert keeper.post(door, form_of(reason=" ")).status_code == 422
    assert keeper.post(door, form_of(reason="重复登记")).status_code == 303

    assert values() == [-3, 3]
    assert door not in keeper.get(file).content.decode()
    assert "没有可以冲销的积分" in keeper.get(door).content.decode()
    assert keeper.post(door, form_of(reason="再来")).status_code == 404


def test_the_member_appeals_from_the_own_page(town: Town) -> None:
    entry = given(town)
    linked(town, ReportIn.objects.get(), town.member)
    back = services.reverse_points(entry_id=entry.pk, reason="重复登记", by=town.clerk, at=AT)
    member = signed_in(town, town.member.account_id)
    page = member.get("/desk/members/mine/").content.decode()
    doors = [f"/desk/members/mine/entries/{each.pk}/appeal/" for each in (entry, back)]
    assert [door in page for door in doors] == [False, True]

    assert [member.get(door).status_code for door in doors] == [404, 200]
    assert queries.own_reversal(ReportIn.objects.get(), back.pk) == back
