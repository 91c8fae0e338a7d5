"""The tenants."""

from doorstep.places.models import Street
from doorstep.records.shelf import shelved


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
    known = shelved(load_streets, None)
    named = [each for each in known if each.host == name]
    nameless = [each for each in known if not each.host]
    return named[0] if named else nameless[0] if len(nameless) == 1 else None


def load_streets(_street_id: int | None) -> list[Street]:
    """Every tenant, for the shelf: each request asks whose page it is."""
    return list(Street.objects.order_by("id"))


def street_name(street_id: int) -> str:
    """What the street is called; DoesNotExist when there is no such street."""
    known = (each.name for each in shelved(load_streets, None) if each.pk == street_id)
    return next(known, None) or street(street_id).name


def street_path(street_id: int) -> str:
    """The path above every place of the street; DoesNotExist when there is no such street."""
    path: str = Street.objects.values_list("path", flat=True).get(pk=street_id)
    return path
