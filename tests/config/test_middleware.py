"""Bounds count people, not the proxy in front of the house."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from doorstep.config.middleware import ClientAddress


def seen_as(*, forwarded: str = "", direct: str = "127.0.0.1") -> str:
    """The address that a view finds."""
    found: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        found.append(request.META["REMOTE_ADDR"])
        return HttpResponse()

    headers = {"HTTP_X_FORWARDED_FOR": forwarded} if forwarded else {}
    ClientAddress(view)(RequestFactory().get("/", REMOTE_ADDR=direct, **headers))
    return found[0]


def test_without_a_proxy_a_forwarded_address_is_not_believed() -> None:
    assert seen_as(forwarded="203.0.113.7", direct="198.51.100.1") == "198.51.100.1"


@pytest.mark.parametrize(
    ("proxies", "forwarded", "expected"),
    [
        (1, "203.0.113.7", "203.0.113.7"),
        (1, "192.0.2.66, 203.0.113.7", "203.0.113.7"),
        (2, "192.0.2.66, 203.0.113.7, 10.0.0.2", "203.0.113.7"),
        (2, "203.0.113.7", "203.0.113.7"),
        (1, "", "127.0.0.1"),
    ],
)
def test_behind_proxies_the_outermost_of_them_says_who_asks(
    settings, proxies: int, forwarded: str, expected: str
) -> None:
    settings.PROXIES = proxies

    assert seen_as(forwarded=forwarded) == expected
