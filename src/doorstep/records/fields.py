"""Column types that every stage shares."""

from typing import Any

from django.db import models

from doorstep.records.personal import Personal

__all__ = ["BlindField", "PathField", "Personal", "SealedField"]


class PathField(models.CharField):  # type: ignore[type-arg]
    """A place path such as ``990000/003/01/``; compared byte by byte on every database.

    Scope filters are ranges over this column, so the order must not depend on the database's locale.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 80)
        super().__init__(*args, **kwargs)

    def db_parameters(self, connection: Any) -> Any:
        parameters = super().db_parameters(connection)
        if connection.vendor == "postgresql":
            parameters["collation"] = "C"
        return parameters


class SealedField(models.TextField):  # type: ignore[type-arg]
    """Cipher text made by ``records.vault.seal``; the clear value never reaches the database."""

    def __init__(self, *args: Any, personal: Personal | None = None, **kwargs: Any) -> None:
        self.personal = personal
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        super().__init__(*args, **kwargs)


class BlindField(models.CharField):  # type: ignore[type-arg]
    """Keyed hash of a personal value, for exact look-up without decrypting (``records.vault.blind``)."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 32)
        kwargs.setdefault("blank", True)
        kwargs.setdefault("default", "")
        kwargs.setdefault("db_index", True)
        super().__init__(*args, **kwargs)
