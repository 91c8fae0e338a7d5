"""What every page knows: ``site`` and ``menu`` in the shape that ``doorstep.ui`` describes, and new receipts."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from doorstep.web.menu import menu_for

PUBLIC_PLACES = {"en", "public"}


def site(request: HttpRequest) -> dict[str, Any]:
    """Addresses stay in the language of the page: both faces share one name space."""
    street = getattr(request, "street", None)
    actor = getattr(request, "actor", None)
    match = getattr(request, "resolver_match", None)
    face = match.namespace if match and match.namespace in PUBLIC_PLACES else face_of(request)
    signed_in = actor is not None and actor.account_id is not None
    on_desk = request.path.startswith("/desk/")
    return {
        "site": {
            "street_name": street.name if street else _("家门口"),
            "phone": street.phone if street else "",
            "fictional_note": _("示范街道为虚构；总数仅用于核对") if street and street.fictional else "",
            "language": getattr(request, "LANGUAGE_CODE", settings.LANGUAGE_CODE),
            "public_base_url": settings.PUBLIC_URL,
            **{f"{name}_url": reverse(f"public:{name}", current_app=face) for name in PUBLIC_NAMES},
            **other_language(request),
            "section": match.url_name if match and match.namespace in PUBLIC_PLACES else "",
            "desk_url": reverse("desk:my-day") if signed_in else "",
            "account_url": reverse("account:mine") if signed_in else "",
            "sign_out_url": reverse("account:sign-out") if signed_in else "",
            "account_name": actor.name if actor is not None and signed_in else "",
        },
        "menu": menu_for(request) if signed_in and on_desk else [],
        "new_receipt": uuid4,  # each time a template asks: two forms of one page are two submissions
    }


PUBLIC_NAMES = ("home", "report", "track", "projects", "notices", "feedback", "recorded")


def face_of(request: HttpRequest) -> str:
    """The instance name space of links to public pages: English pages link to English pages."""
    return "en" if getattr(request, "LANGUAGE_CODE", "") == "en" else "public"


def other_language(request: HttpRequest) -> dict[str, str]:
    """This very public page in both languages."""
    if request.path.startswith("/desk/"):
        return {"zh_url": "", "en_url": ""}
    path = request.get_full_path()
    bare = path[3:] if path.startswith("/en/") else path
    return {"zh_url": bare, "en_url": f"/en{bare}"}
