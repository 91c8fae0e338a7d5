"""What every template may count on: ``site`` and ``menu``."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from doorstep.web.menu import menu_for


def site(request: HttpRequest) -> dict[str, Any]:
    street = getattr(request, "street", None)
    actor = getattr(request, "actor", None)
    signed_in = bool(actor) and actor.account_id is not None
    return {
        "site": {
            "street": street or None,
            "street_name": street.name if street else "",
            "phone": street.phone if street else "",
            "fictional": bool(street and street.fictional),
            "language": getattr(request, "LANGUAGE_CODE", "zh-hans"),
            "large": request.COOKIES.get("doorstep_size") == "large",
            "public_url": settings.PUBLIC_URL,
            "path": request.path,
            "signed_in": signed_in,
            "actor_name": actor.name if signed_in else "",
        },
        "menu": menu_for(request) if signed_in and request.path.startswith("/desk") else [],
    }
