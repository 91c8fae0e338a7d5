"""The sealed columns of one table: each value is bound to its row and its column."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from django.db import models

from doorstep.records.rotation import register_sealed
from doorstep.records.vault import open_sealed, read_sealed, seal


@dataclass(frozen=True)
class SealedColumns:
    """Columns named ``{what}_sealed``, sealed for ``{place}.{what}:{key of the row}``."""

    model: type[models.Model]
    place: str
    names: tuple[str, ...]

    def about(self, what: str, key: object) -> str:
        return f"{self.place}.{what}:{key}"

    def seal(self, what: str, value: str, key: object) -> str:
        """The sealed value for the row with this key; empty stays empty."""
        return seal(value.strip(), about=self.about(what, key))

    def open(self, what: str, row: Any) -> str:
        """The value in clear, to go on with; empty when it was erased. Raises CannotOpen where its key is lost."""
        return open_sealed(getattr(row, f"{what}_sealed"), about=self.about(what, row.pk))

    def show(self, what: str, row: Any) -> str:
        """The value for a person to read, or that it cannot be read."""
        return read_sealed(getattr(row, f"{what}_sealed"), about=self.about(what, row.pk))

    def register(self) -> None:
        """Let the values be sealed anew when the keys change."""
        for what in self.names:
            register_sealed(self.model, f"{what}_sealed", partial(self._about_row, what))

    def _about_row(self, what: str, row: Any) -> str:
        return self.about(what, row.pk)
