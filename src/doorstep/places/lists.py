"""An address list between reading and taking in (plain Python)."""

from collections.abc import Mapping
from dataclasses import dataclass

from doorstep.places.sheets import Preview


@dataclass(frozen=True)
class AddressList:
    """A file that was read but not taken in: its columns, what each was taken for, and what it would do."""

    file_name: str
    file_sha256: str
    headers: tuple[str, ...]
    mapping: Mapping[str, int]
    preview: Preview
