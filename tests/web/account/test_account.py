"""Accounts through the desk: made, given a role, locked out of nothing, left."""

from django.test import Client

from doorstep.people.models import Account, Assignment
from tests.people.office import PASSWORD
from tests.web.world import World, form_of


def test_new_account_is_made_and_its_password_shown_once(world: World) -> None:
    admin = world.browser("administrator")

    response = admin.post("/desk/accounts/new/", form_of(username="lan.hu", display_name="胡岚"))
    made = Account.objects.get(username="lan.hu")
    first, second = (admin.get(f"/desk/accounts/{made.pk}/").content.decode() for _ in range(2))

    assert (response.status_code, response["Location"]) == (303, f"/desk/accounts/{made.pk}/")
    assert ("一次性口令" in first, "一次性口令" in second) == (True, False)


def test_assigned_role_stands_on_the_page_and_can_be_ended(world: World) -> None:
    admin, account = world.browser("administrator"), world.corners["own"].account
    base = f"/desk/accounts/{account.pk}"
    form = form_of(role="grid_head", path=world.town.street.path, from_on="2026-03-02")

    assert admin.post(f"{base}/assign/", form).status_code == 303
    made = Assignment.objects.get(account=account, role="grid_head")
    page = admin.get(f"{base}/").content.decode()
    assert f"{base}/assignments/{made.pk}/end/" in page
    assert admin.post(f"{base}/assignments/{made.pk}/end/", form_of()).status_code == 303
    made.refresh_from_db()
    assert made.ended_at is not None


def test_reset_gives_a_new_one_time_password(world: World) -> None:
    admin, account = world.browser("administrator"), world.corners["own"].account

    response = admin.post(f"/desk/accounts/{account.pk}/reset/", form_of())
    account.refresh_from_db()

    assert (response.status_code, account.must_change_password) == (303, True)


def test_leaving_is_refused_in_words_while_work_is_open_and_done_with_a_successor(world: World) -> None:
    admin, account = world.browser("administrator"), world.corners["own"].account
    colleague = world.town.hire("grid_worker", name="接手人")
    Assignment.objects.create(
        account_id=colleague.account_id,
        street=world.town.street,
        role="grid_worker",
        path=colleague.grants[0].path,
        from_on="2020-01-01",
        given_by="system:test",
    )
    url = f"/desk/accounts/{account.pk}/leave/"

    refused = admin.post(url, form_of(reason="调走。"))
    done = admin.post(url, form_of(reason="调走。", taker=colleague.account_id))
    account.refresh_from_db()

    assert refused.status_code == 400
    assert "约定的走访 1" in refused.content.decode()
    assert (done.status_code, account.is_active) == (303, False)


def test_own_password_changes_and_this_session_stays(world: World) -> None:
    account = world.corners["own"].account
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    client = Client()
    client.force_login(account)

    form = form_of(old=PASSWORD, new="quiet-river-77-lamp", again="quiet-river-77-lamp")
    response = client.post("/desk/account/", form)

    assert (response.status_code, response["Location"]) == (303, "/desk/")
    assert client.get("/desk/").status_code == 200


def test_weak_new_password_is_refused_with_its_reason(world: World) -> None:
    account = world.corners["own"].account
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    client = Client()
    client.force_login(account)

    response = client.post("/desk/account/", form_of(old=PASSWORD, new="password12", again="password12"))

    assert response.status_code == 400
    assert "太常见" in response.content.decode()


def test_account_list_finds_by_name(world: World) -> None:
    page = world.browser("administrator").get("/desk/accounts/", {"text": "caller"}).content.decode()

    assert [name in page for name in ("回访员", "承办人员")] == [True, False]
