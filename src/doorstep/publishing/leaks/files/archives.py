"""Zip containers, opened with a limit on everything."""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.files.scanner import Unreadable

MOST_PARTS: Final = 5_000
LARGEST: Final = 120_000_000  # bytes, unpacked, all parts together
STEEPEST: Final = 400  # unpacked bytes to one packed byte; honest sheets stay below a hundred
STEEP_FROM: Final = 4_000_000
IS_ENCRYPTED: Final = 1
IS_UTF8: Final = 0x800
BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    struct.error,
    NotImplementedError,
    ValueError,
    RuntimeError,
)


def parts_of(content: bytes) -> Iterator[tuple[str, bytes]]:
    """Every part with its name, also two of the same name. Raises Unreadable."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as container:
            entries = container.infolist()
            refuse_bombs(entries)
            left = LARGEST
            for entry in entries:
                if not entry.is_dir():
                    part = read(container, entry, left)
                    left -= len(part)
                    yield name_of(entry), part
    except BROKEN as problem:
        raise Unreadable("broken") from problem


def name_of(entry: zipfile.ZipInfo) -> str:
    """Chinese programs write names in their own code and do not say so."""
    if entry.flag_bits & IS_UTF8 or entry.filename.isascii():
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def refuse_bombs(entries: list[zipfile.ZipInfo]) -> None:
    if any(entry.flag_bits & IS_ENCRYPTED for entry in entries):
        raise Unreadable("encrypted")
    total = sum(entry.file_size for entry in entries)
    steep = any(
        entry.file_size > STEEP_FROM and entry.file_size > STEEPEST * max(entry.compress_size, 1)
        for entry in entries
    )
    if len(entries) > MOST_PARTS or total > LARGEST or steep:
        raise Unreadable("too_large")


def read(container: zipfile.ZipFile, entry: zipfile.ZipInfo, left: int) -> bytes:
    """A part; a header that lies about the size does not help."""
    with container.open(entry) as stream:
        part = stream.read(left + 1)
    if len(part) > left:
        raise Unreadable("too_large")
    return part
