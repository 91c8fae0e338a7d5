"""A tenant begins with one command, whole or not at all."""

import io
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction

from doorstep.issues.models import IssueCategory
from doorstep.people.models import Account
from doorstep.people.queries import actor_for, demo_accounts
from doorstep.people.services import change_password, sign_in
from doorstep.places.queries import find_place, streets
from doorstep.projects.models import ProjectField

pytestmark = pytest.mark.django_db(databases="__all__")
OPTIONS = {
    "district_code": "990001",
    "district_name": "示范二区",
    "code": "001",
    "name": "青石街道",
    "phone": "0000-6000999",
    "admin": "guanli",
    "admin_name": "管一",
}


def begin(**given: object) -> str:
    out = io.StringIO()
    call_command("init", **OPTIONS | given, stdout=out)
    return out.getvalue()


def test_new_tenant_has_an_administrator_and_what_it_needs_to_start() -> None:
    begin()

    street, account = streets()[0], Account.objects.get()
    assert (street.name, street.path, street.fictional, street.phone) == (
        "青石街道",
        "990001/001/",
        False,
        "0000-6000999",
    )
    assert (account.username, account.must_change_password) == ("guanli", True)
    assert (IssueCategory.objects.count() > 40, ProjectField.objects.count(), demo_accounts()) == (
        True,
        7,
        [],
    )


def test_printed_password_opens_the_account_until_it_is_changed() -> None:
    shown = begin().split("One-time password: ")[1].split()[0]
    from_at = Account.objects.get().made_at

    account = sign_in(username="guanli", password=shown, at=from_at, ip="192.0.2.1")
    me = actor_for(account, from_at.date())
    change_password(account_id=account.pk, old=shown, new="stone-bridge-77", by=me, at=from_at)

    assert [grant.role for grant in actor_for(account, account.assignments.get().from_on).grants] == [
        "administrator"
    ]


def test_address_list_is_taken_in_with_the_tenant(tmp_path: Path) -> None:
    file = tmp_path / "地址.csv"
    file.write_text("社区,小区,楼栋,单元,房号\n东河社区,东河苑,3号楼,2单元,501室\n", encoding="utf-8")

    said = begin(addresses=file)

    found = find_place(streets()[0].pk, "东河苑3-2-501")
    assert found is not None
    assert "dwelling 1" in said


@pytest.mark.slow
@pytest.mark.parametrize(
    "text", ["社区,小区,楼栋,单元,房号\n东河社区,东河苑,楼上,2单元,501室\n", "社区,小区\n", "甲,乙\n一,二\n"]
)
def test_bad_address_list_leaves_nothing_behind(tmp_path: Path, text: str) -> None:
    file = tmp_path / "地址.csv"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError), transaction.atomic():
        begin(addresses=file)

    assert (streets(), Account.objects.count()) == ([], 0)


def test_missing_answers_and_files_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))

    with pytest.raises(CommandError, match="--admin-name"):
        begin(admin_name="")
    with pytest.raises(CommandError, match="nowhere"):
        begin(addresses=tmp_path / "nowhere.csv")


def test_same_street_is_not_begun_twice() -> None:
    begin()

    with pytest.raises(CommandError, match=r"street\.taken"):
        begin(admin="other")


def test_forgotten_password_is_reset_on_the_console() -> None:
    begin()
    out = io.StringIO()

    call_command("reset_password", "guanli", stdout=out)

    shown = out.getvalue().split()[-1]
    assert Account.objects.get().check_password(shown)
    with pytest.raises(CommandError, match="nobody"):
        call_command("reset_password", "nobody")
