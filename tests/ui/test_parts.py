"""What a script swaps in is what a reload would show."""

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from doorstep.ui.parts import PART_HEADER, part_or_redirect, render_page

FACTS = {"items": [("地点", "槐荫里")]}
PART = "ui/parts/_facts.html"


def asked(*, part: bool) -> HttpResponse:
    headers = {PART_HEADER: "1"} if part else {}
    return part_or_redirect(RequestFactory().post("/x/", headers=headers), PART, FACTS, to="/done/")


def test_after_an_act_a_plain_browser_is_sent_to_the_result() -> None:
    response = asked(part=False)

    assert (response.status_code, response["Location"]) == (303, "/done/")


def test_after_an_act_a_script_gets_the_changed_part() -> None:
    response = asked(part=True)

    assert (response.status_code, response[PART_HEADER]) == (200, "1")
    assert "槐荫里" in response.content.decode()


@pytest.mark.parametrize("part", [True, False])
def test_caches_keep_page_and_part_apart(part: bool) -> None:
    headers = {PART_HEADER: "1"} if part else {}

    response = render_page(RequestFactory().get("/", headers=headers), PART, FACTS, part=PART)

    assert response["Vary"] == PART_HEADER


def test_a_page_without_parts_ignores_the_header() -> None:
    response = render_page(RequestFactory().get("/", headers={PART_HEADER: "1"}), PART, FACTS)

    assert PART_HEADER not in response
