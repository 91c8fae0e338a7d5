"""What a base page needs to know, complete even when nobody has provided it."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

SIZE_COOKIE = "doorstep_size"
LARGE = "large"


def is_large(request: HttpRequest | None) -> bool:
    """Whether this reader has chosen the elder mode (a cookie, no account needed)."""
    return request is not None and request.COOKIES.get(SIZE_COOKIE) == LARGE


def _address(name: str) -> str:
    """The address of one of our switches, or "" where the urls are not mounted."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def site_of(given: Mapping[str, Any] | None, request: HttpRequest | None) -> dict[str, Any]:
    """The `site` mapping with every key of the contract present."""
    defaults: dict[str, Any] = {
        "street_name": _("家门口"),
        "phone": "",
        "fictional_note": "",
        "language": get_language() or "zh-hans",
        "large": is_large(request),
        "public_base_url": "",
        "home_url": "/",
        "report_url": "",
        "track_url": "",
        "projects_url": "",
        "feedback_url": "",
        "recorded_url": "",
        "zh_url": "",
        "en_url": "",
        "desk_url": "",
        "account_url": "",
        "sign_out_url": "",
        "account_name": "",
        "places": [],
        "place_url": "",
        "section": "",
        "size_action": _address("ui:size"),
        "language_action": _address("ui:language"),
        "here": request.get_full_path() if request is not None else "/",
    }
    return {**defaults, **(given or {})}
