"""The tenants."""

from django.db.models import Q

from doorstep.places.models import Street


def street(street_id: int) -> Street:
    """The tenant; DoesNotExist when there is none."""
    return Street.objects.select_related("district").get(pk=street_id)


def streets() -> list[Street]:
    """Every tenant of this installation, by path."""
    return list(Street.objects.select_related("district").order_by("path"))


def street_ids() -> list[int]:
    """The tenants, for timed jobs."""
    return list(Street.objects.order_by("id").values_list("id", flat=True))


def street_for(code: str) -> Street:
    """By its code (``003``) or its path (``990000/003/``); DoesNotExist when there is none."""
    found = Street.objects.select_related("district")
    return found.get(path=code) if "/" in code else found.get(code=code)


def street_for_host(host: str) -> Street | None:
    """The tenant with this web address; without such an address the only tenant there is, else None."""
    name = host.rsplit(":", 1)[0].lower() if not host.endswith("]") else host.lower()
    candidates = list(Street.objects.filter(Q(host=name) | Q(host="")).order_by("-host", "id")[:2])
    if candidates and (candidates[0].host == name or len(candidates) == 1):
        return candidates[0]
    return None


def street_name(street_id: int) -> str:
    """What the street is called; DoesNotExist when there is no such street."""
    name: str = Street.objects.values_list("name", flat=True).get(pk=street_id)
    return name


def street_path(street_id: int) -> str:
    """The path above every place of the street; DoesNotExist when there is no such street."""
    path: str = Street.objects.values_list("path", flat=True).get(pk=street_id)
    return path
