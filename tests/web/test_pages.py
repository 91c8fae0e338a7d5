"""Every page that a role may open: it opens, writes nothing, keeps the browser's guard up, and names nobody."""

import logging
import re
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from tests.web.routes import EVERYBODY, ROUTES, Row, sees
from tests.web.world import REPORTER_NAME, REPORTER_PHONE, World

UNKNOWN_VARIABLE = "〈"  # what the settings print for it while tests run
FORBIDDEN_MARKUP = {
    "inline style": re.compile(r"<[^>]*\sstyle="),
    "style element": re.compile(r"<style\b"),
    "script text": re.compile(r"<script\b(?![^>]*\bsrc=)[^>]*>\s*\S"),
    "handler attribute": re.compile(r"<[^>]*\son[a-z]+="),
    "script address": re.compile(r"javascript:"),
    "button without type": re.compile(r"<button\b(?![^>]*\btype=)"),
    "unknown variable": re.compile(UNKNOWN_VARIABLE),
    "reporter": re.compile(f"{REPORTER_NAME}|{REPORTER_PHONE}|{REPORTER_PHONE[:3]} ?{REPORTER_PHONE[3:7]}"),
}
SHUT = "default-src 'none'; sandbox"
# Files of open data for anybody's programs: a copy may be kept and is asked after each time.
FETCHED = {"public:open-feed", "public:open-csv", "public:open-json", "public:open-metadata"}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def pages_for(role: str) -> Iterator[tuple[str, Row]]:
    """The addresses that this role may open about its own place."""
    for name, row in ROUTES.items():
        if row.only != "POST" and row.is_open_to(role) and sees(role, row.about, "own"):
            yield name, row


def opened(world: World, role: str) -> Iterator[tuple[str, HttpResponse]]:
    client = world.browser(role)
    for name, row in pages_for(role):
        yield name, client.get(reverse(name, kwargs=row.args(world.corners["own"])))


@pytest.mark.matrix
@pytest.mark.parametrize("role", EVERYBODY)
def test_pages_open_and_are_plain_markup_without_a_reporter(role: str, world: World, caplog) -> None:
    caplog.set_level(logging.DEBUG)

    found = [
        f"{name} {response.status_code}: {fault}"
        for name, response in opened(world, role)
        for fault in faults_of(response)
    ]

    assert found == []
    assert REPORTER_NAME not in caplog.text
    assert REPORTER_PHONE not in caplog.text


def faults_of(response: HttpResponse) -> Iterator[str]:
    """What a page should not be: a crash is raised by the client itself, a write by the middleware."""
    if response.status_code not in {200, 302, 303, 403, 404}:
        yield "status"
    if not response.headers["Content-Type"].startswith("text/html"):
        return
    body = response.content.decode()
    yield from (
        f"{name}: {match[0][:120]}" for name, rule in FORBIDDEN_MARKUP.items() if (match := rule.search(body))
    )


@pytest.mark.matrix
@pytest.mark.parametrize("role", ["anonymous", "clerk", "reviewer", "administrator"])
def test_every_page_forbids_inline_code_framing_and_keeping(role: str, world: World) -> None:
    found = []
    for name, response in opened(world, role):
        policy = response.headers["Content-Security-Policy"]
        assert "unsafe" not in policy, name
        if policy == SHUT:  # somebody's file: nothing in it may run or load at all
            assert response.headers["Content-Type"].startswith("image/"), name
            continue
        assert "default-src 'self'" in policy, name
        found += [f"{name} {key}" for key, value in HEADERS.items() if response.headers.get(key) != value]
        kept = "no-cache" if name in FETCHED else "no-store"
        found += [name] if response.headers["Cache-Control"] != kept else []

    assert found == []


def test_pages_of_the_sweep_are_most_of_the_product(world: World) -> None:
    """A sweep that opens nothing would prove nothing."""
    opened_by_anyone = {name for role in EVERYBODY for name, _ in pages_for(role)}

    assert {name for name, row in ROUTES.items() if row.only != "POST"} - opened_by_anyone == set()


def test_cookies_cannot_be_read_by_scripts(world: World) -> None:
    marks = {
        settings.SESSION_COOKIE_HTTPONLY,
        settings.CSRF_COOKIE_HTTPONLY,
        settings.LANGUAGE_COOKIE_HTTPONLY,
    }

    assert marks == {True}
