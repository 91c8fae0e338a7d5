"""The switches on every page, the show of all components, and the pages for what went wrong."""

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from doorstep.ui.errors import WORDS, error_page
from doorstep.ui.pages import DESK, PUBLIC, confirm_page, receipt_page
from doorstep.ui.sites import SIZE_COOKIE

SAMPLES = ("/ui/", "/ui/public/", "/ui/desk/")
INVALID = "〈"


@pytest.mark.django_db
@pytest.mark.parametrize("path", SAMPLES)
@pytest.mark.parametrize("query", ["", "?lang=en", "?size=large"])
def test_the_samples_show_without_an_unknown_name(client: Client, path: str, query: str) -> None:
    response = client.get(path + query)

    assert response.status_code == 200
    assert INVALID not in response.content.decode()


@pytest.mark.django_db
def test_large_type_is_remembered_and_leads_back(client: Client) -> None:
    response = client.post("/ui/size/", {"size": "large", "next": "/ui/public/"})

    assert (response.status_code, response["Location"]) == (303, "/ui/public/")
    assert client.cookies[SIZE_COOKIE].value == "large"
    assert 'data-size="large"' in client.get("/ui/public/").content.decode()


@pytest.mark.django_db
def test_an_unknown_size_is_the_normal_one(client: Client) -> None:
    client.post("/ui/size/", {"size": "huge"})

    assert client.cookies[SIZE_COOKIE].value == "normal"


@pytest.mark.django_db
@pytest.mark.parametrize("away", ["https://example.org/", "//example.org/", "javascript:alert(1)"])
def test_a_switch_never_leads_to_another_site(client: Client, away: str) -> None:
    assert client.post("/ui/size/", {"size": "large", "next": away})["Location"] == "/"


@pytest.mark.django_db
def test_looking_changes_no_switch(client: Client) -> None:
    assert [client.get(path).status_code for path in ("/ui/size/", "/ui/language/")] == [405, 405]


@pytest.mark.django_db
def test_an_unknown_language_changes_nothing(client: Client, settings) -> None:
    client.post("/ui/language/", {"language": "xx"})

    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.django_db
@pytest.mark.parametrize("status", WORDS)
@pytest.mark.parametrize("layout", [PUBLIC, DESK])
def test_every_error_has_a_page_with_one_heading(status: int, layout: str) -> None:
    response = error_page(RequestFactory().get("/x/"), status, layout=layout)
    page = response.content.decode()

    assert response.status_code == status
    assert (page.count("<h1>"), page.count("data-keep-drafts"), INVALID in page) == (1, 1, False)


@pytest.mark.django_db
@pytest.mark.parametrize("layout", [PUBLIC, DESK])
def test_asking_before_an_act_posts_to_the_same_address(layout: str) -> None:
    response = confirm_page(
        RequestFactory().get("/x/"), title="撤下公示", act_label="撤下", back_url="/back/", layout=layout
    )
    page = response.content.decode()

    assert (page.count("<h1>"), '<form method="post" novalidate>' in page, 'href="/back/"' in page) == (
        1,
        True,
        True,
    )


@pytest.mark.django_db
def test_the_receipt_shows_the_number_as_a_plate() -> None:
    with override("zh-hans"):
        page = receipt_page(
            RequestFactory().get("/x/"), title="收到了", number="3816 4720 9153 06", pin="4071"
        )

    assert '<p class="plate-number">3816 4720 9153 06</p>' in page.content.decode()
