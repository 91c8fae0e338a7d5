"""Sealing every personal value anew under the newest key, so that an older key can be put away."""

from collections.abc import Callable
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction

from doorstep.records.fields import SealedField
from doorstep.records.vault import needs_rotation, rotate

BATCH: Final = 1_000

AboutRow = Callable[[Any], str]
_places: dict[tuple[str, str], AboutRow] = {}


def register_sealed(model: type[models.Model], field: str, about: AboutRow) -> None:
    """``about(row)`` is the place that the row's value was sealed for; the app that seals it knows."""
    _places[model._meta.label, field] = about


def unregistered_fields() -> list[str]:
    """Sealed fields that no app has registered: their values could never be rotated."""
    return sorted(".".join(place) for place in _sealed_fields() if place not in _places)


def rotate_all() -> dict[str, int]:
    """Seal anew what an older key or algorithm sealed; field name to the number of values changed.

    Batch by batch, each in its own transaction, while people work; stopped half-way it can be run again.
    """
    return {".".join(place): _rotate_field(*place, about) for place, about in sorted(_places.items())}


def _sealed_fields() -> list[tuple[str, str]]:
    return [
        (model._meta.label, field.name)
        for model in apps.get_models()
        for field in model._meta.local_fields
        if isinstance(field, SealedField)
    ]


def _rotate_field(label: str, name: str, about: AboutRow) -> int:
    rows: models.QuerySet[Any] = apps.get_model(label)._default_manager.exclude(**{name: ""}).order_by("pk")
    changed, last = 0, None
    while some := list((rows if last is None else rows.filter(pk__gt=last))[:BATCH]):
        changed += _rotate_rows(rows, some, name, about)
        last = some[-1].pk
    return changed


def _rotate_rows(rows: models.QuerySet[Any], some: list[Any], name: str, about: AboutRow) -> int:
    """A value that somebody changed since it was read is left as it is: it is new already."""
    old = {row.pk: getattr(row, name) for row in some if needs_rotation(getattr(row, name))}
    new = {row.pk: rotate(old[row.pk], about=about(row)) for row in some if row.pk in old}
    with transaction.atomic():
        return sum(rows.filter(pk=pk, **{name: old[pk]}).update(**{name: new[pk]}) for pk in old)
