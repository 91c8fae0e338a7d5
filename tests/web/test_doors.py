"""What every door does: once is once, a stranger's token is refused, a tired session leads back."""

from uuid import uuid4

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from doorstep.issues.models import Issue
from doorstep.people.models import Account
from doorstep.publishing.models import Feedback
from doorstep.records.models import Receipt
from tests.people.office import PASSWORD
from tests.web.world import World, form_of

SAID = "字再大一点，老人看不清。"


def feedback_rows() -> int:
    return Feedback.objects.filter(text=SAID).count()


def test_same_submission_again_gets_the_same_answer_and_one_row(world: World) -> None:
    body = form_of(text=SAID)

    first, second = (Client().post("/feedback/", body) for _ in range(2))

    assert (first.status_code, second.status_code) == (303, 303)
    assert (first["Location"], feedback_rows()) == (second["Location"], 1)


def test_same_receipt_with_another_body_is_a_conflict(world: World) -> None:
    body = form_of(text=SAID)
    Client().post("/feedback/", body)

    response = Client().post("/feedback/", body | {"text": "别的话。"})

    assert (response.status_code, feedback_rows()) == (409, 1)
    assert "这份表单已经提交过" in response.content.decode()


def test_same_receipt_at_another_row_is_a_conflict(world: World) -> None:
    """Two rows of one list are two submissions, even when a page was made with one receipt for both."""
    client, key = world.browser("clerk"), str(uuid4())
    own, beyond = (world.corners[name].message.pk for name in ("own", "beyond"))
    client.post(reverse("desk:retry-message", args=[own]), {"receipt": key})

    response = client.post(reverse("desk:retry-message", args=[beyond]), {"receipt": key})

    assert response.status_code == 409
    assert Receipt.objects.filter(pk=key).count() == 1


def test_another_persons_answer_is_never_replayed(world: World) -> None:
    key = str(uuid4())
    url = reverse("desk:retry-message", args=[world.corners["own"].message.pk])
    world.browser("clerk").post(url, {"receipt": key})

    response = world.browser("secretary").post(url, {"receipt": key})

    assert response.status_code == 409


def test_form_without_a_receipt_is_refused_and_writes_nothing(world: World) -> None:
    response = Client().post("/feedback/", {"text": SAID})

    assert (response.status_code, feedback_rows()) == (422, 0)


def test_every_form_of_a_list_carries_a_receipt_of_its_own(world: World) -> None:
    page = world.browser("clerk").get("/desk/messages/").content.decode()

    receipts = [piece.split('"')[0] for piece in page.split('name="receipt" value="')[1:]]

    assert len(receipts) == len(set(receipts)) == 2


def test_post_without_token_is_refused(world: World) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(Account.objects.get(pk=world.town.clerk.account_id))

    response = client.post(reverse("desk:retry-message", args=[world.corners["own"].message.pk]), form_of())

    assert response.status_code == 403
    assert "页面停留太久" in response.content.decode()


def test_nobody_is_sent_to_sign_in_and_comes_back(world: World) -> None:
    """Drafts stay in the browser; the way back leads to the page on which they were typed."""
    to = "/desk/visits/new/?place=7"

    sent = Client().get(to)
    page = Client().get(sent["Location"]).content.decode()

    assert sent["Location"] == "/sign-in/?next=%2Fdesk%2Fvisits%2Fnew%2F%3Fplace%3D7"
    assert f'name="next" value="{to}"' in page
    assert "data-keep-drafts" in page


@pytest.mark.parametrize("to", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)"])
def test_sign_in_leads_only_to_our_own_pages(world: World, to: str) -> None:
    page = Client().get("/sign-in/", {"next": to}).content.decode()

    assert 'name="next" value="/desk/"' in page


def with_password(world: World) -> str:
    account = Account.objects.get(pk=world.town.clerk.account_id)
    account.set_password(PASSWORD)
    account.save(update_fields=["password"])
    return account.username


def sign_in(username: str, password: str) -> tuple[int, str]:
    response = Client().post("/sign-in/", form_of(username=username, password=password))
    return response.status_code, response.content.decode()


def refusal_in(page: str) -> str:
    return "用户名或口令不对" if "用户名或口令不对" in page else ""


def test_sign_in_says_the_same_about_a_wrong_password_and_an_unknown_name(world: World) -> None:
    username = with_password(world)

    wrong, unknown = sign_in(username, "not-this-one-9"), sign_in("nobody-at-all", "not-this-one-9")

    assert (
        (wrong[0], refusal_in(wrong[1])) == (unknown[0], refusal_in(unknown[1])) == (400, "用户名或口令不对")
    )


def test_sign_in_locks_after_five_and_says_the_same(world: World) -> None:
    username = with_password(world)
    for _ in range(5):
        sign_in(username, "not-this-one-9")

    status, page = sign_in(username, PASSWORD)

    assert (status, refusal_in(page)) == (400, "用户名或口令不对")
    assert Account.objects.get(username=username).locked_until is not None


def test_sign_in_opens_the_desk_with_a_guarded_cookie(world: World) -> None:
    client = Client()

    response = client.post("/sign-in/", form_of(username=with_password(world), password=PASSWORD))
    cookie = response.cookies[settings.SESSION_COOKIE_NAME]

    assert (response.status_code, response["Location"]) == (303, "/desk/")
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"]) == (True, "Lax", 8 * 3600)
    assert client.get("/desk/").status_code == 200


def test_sign_out_needs_a_post_and_ends_the_session(world: World) -> None:
    client = world.browser("clerk")

    assert client.get("/sign-out/").status_code == 405
    client.post("/sign-out/")
    assert client.get("/desk/").status_code == 302


def test_too_many_reports_of_one_address_end_in_a_page_that_says_so(world: World) -> None:
    for _ in range(10):
        Client().post("/feedback/", form_of(text=SAID))

    response = Client().post("/feedback/", form_of(text=SAID))

    assert (response.status_code, feedback_rows()) == (429, 10)
    assert "操作太频繁" in response.content.decode()


def test_an_account_with_a_one_time_password_opens_nothing_but_its_own_page(world: World) -> None:
    account = Account.objects.get(pk=world.town.clerk.account_id)
    account.must_change_password = True
    account.save(update_fields=["must_change_password"])
    client = Client()
    client.force_login(account)

    answers = {
        url: client.get(url).status_code for url in ("/desk/issues/", "/desk/visits/", "/desk/account/")
    }

    assert answers == {"/desk/issues/": 403, "/desk/visits/": 403, "/desk/account/": 200}


def test_chosen_issues_of_another_street_are_left_alone(world: World) -> None:
    theirs = world.corners["other"].issue
    client = world.browser("clerk")

    client.post(
        "/desk/issues/chosen/", form_of(chosen=[theirs.tracking], act="triage_time_limited", confirmed="1")
    )

    assert Issue.objects.get(pk=theirs.pk).state == theirs.state


@pytest.mark.parametrize(
    "url",
    [
        "/desk/journal/?before=x",
        "/desk/visits/?older=x",
        "/desk/accounts/?older=x",
        "/desk/messages/?newer=x",
        "/desk/projects/?older=x",
    ],
)
def test_an_address_with_a_broken_mark_is_refused_in_words(world: World, url: str) -> None:
    role = {"journal": "reviewer", "accounts": "administrator"}.get(url.split("/")[2], "clerk")

    response = world.browser(role).get(url)

    assert response.status_code == 400
    assert "翻页的地址不对" in response.content.decode()


@pytest.mark.parametrize(
    "url", ["/desk/visits/?year=x&plan=y&first=z", "/desk/projects/?year=x", "/?year=99999"]
)
def test_an_unreadable_filter_is_no_crash(world: World, url: str) -> None:
    assert world.browser("clerk").get(url).status_code == 200
