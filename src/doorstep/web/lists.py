"""Keyset pages of a query: cost does not grow with how deep one reads."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

from doorstep.kernel.errors import NotPossible


def keyset(
    request: HttpRequest, rows: QuerySet[Any], *, key: str = "pk", size: int = 25, newest_first: bool = True
) -> tuple[list[Any], dict[str, str]]:
    """One page and the addresses of its neighbours (``newer``, ``older``; empty where there is none).

    ``?older=KEY`` reads on from a key, ``?newer=KEY`` back to it; ``rows`` may be ordered in any way, its
    order is replaced by the key.
    """
    older, newer = request.GET.get("older", ""), request.GET.get("newer", "")
    forward = not newer
    smaller = forward == newest_first
    mark = older or newer
    if mark:
        rows = beyond(rows, f"{key}__{'lt' if smaller else 'gt'}", mark)
    found = list(rows.order_by(f"-{key}" if smaller else key)[: size + 1])
    more, found = len(found) > size, found[:size]
    if not forward:
        found.reverse()
    has_newer = bool(older) if forward else more
    has_older = more if forward else True
    return found, {
        "newer": page_url(request, "newer", found[0], key) if found and has_newer else "",
        "older": page_url(request, "older", found[-1], key) if found and has_older else "",
    }


def beyond(rows: QuerySet[Any], lookup: str, mark: str) -> QuerySet[Any]:
    """The rows past a mark; an address with a mark that is no key is refused."""
    try:
        return rows.filter(**{lookup: mark})
    except (ValueError, ValidationError):
        raise NotPossible("cursor.bad") from None


def page_url(request: HttpRequest, name: str, row: Any, key: str) -> str:
    """This page's address with another mark."""
    query = request.GET.copy()
    for each in ("older", "newer"):
        query.pop(each, None)
    query[name] = str(getattr(row, key))
    return f"?{query.urlencode()}"
