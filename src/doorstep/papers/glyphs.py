"""Which characters a font file has, and what the font calls itself: read from its tables, nothing else needed."""

import struct
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Final

OWN_FONT: Final = Path(__file__).parent / "fonts" / "DoorstepSansSC.ttf"
OWN_FAMILY: Final = "Doorstep Sans SC"
BLANK: Final = frozenset(map(ord, " \n\r\t\u3000\u00a0"))
FAMILY_NAMES: Final = (16, 1)


@lru_cache(maxsize=4)
def characters_of(path: Path) -> frozenset[int]:
    """Code points with a glyph. Raises ValueError for a file that is no single OpenType font."""
    data = path.read_bytes()
    start, _ = tables_of(data)["cmap"]
    count = struct.unpack_from(">H", data, start + 2)[0]
    offsets = {struct.unpack_from(">I", data, start + 8 + 8 * each)[0] for each in range(count)}
    return frozenset(code for offset in offsets for code in mapped(data, start + offset))


def tables_of(data: bytes) -> dict[str, tuple[int, int]]:
    if data[:4] not in {b"\x00\x01\x00\x00", b"OTTO"}:
        raise ValueError("not a single OpenType font")
    count = struct.unpack_from(">H", data, 4)[0]
    entries = (struct.unpack_from(">4sIII", data, 12 + 16 * each) for each in range(count))
    return {tag.decode("latin-1"): (offset, length) for tag, _, offset, length in entries}


def mapped(data: bytes, at: int) -> Iterator[int]:
    """The code points of one subtable: format 4 for the basic plane, 12 for all; others say nothing more."""
    kind = struct.unpack_from(">H", data, at)[0]
    if kind == 12:
        for each in range(struct.unpack_from(">I", data, at + 12)[0]):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * each)
            yield from range(first + (glyph == 0), last + 1)
    if kind == 4:
        yield from basic_plane(data, at)


def basic_plane(data: bytes, at: int) -> Iterator[int]:
    size = struct.unpack_from(">H", data, at + 6)[0]  # twice the number of segments
    for each in range(0, size, 2):
        last, first = (struct.unpack_from(">H", data, at + skip + each)[0] for skip in (14, 16 + size))
        delta, offset = (struct.unpack_from(">H", data, at + 16 + skip * size + each)[0] for skip in (2, 3))
        for code in range(first, min(last, 0xFFFE) + 1):
            where = at + 16 + 3 * size + each + offset + 2 * (code - first)
            glyph = struct.unpack_from(">H", data, where)[0] if offset else code + delta
            if glyph & 0xFFFF:
                yield code


def family_of(path: Path) -> str:
    """The family's name in English, as a typesetter asks for it."""
    data = path.read_bytes()
    start, _ = tables_of(data)["name"]
    count, texts = struct.unpack_from(">HH", data, start + 2)
    found: dict[int, str] = {}
    for each in range(count):
        platform, _, _, name, length, offset = struct.unpack_from(">6H", data, start + 6 + 12 * each)
        raw = data[start + texts + offset : start + texts + offset + length]
        found.setdefault(name, raw.decode("utf-16-be" if platform in {0, 3} else "latin-1"))
    return next((found[name] for name in FAMILY_NAMES if name in found), "")


def missing_in(texts: Iterable[str], fonts: Iterable[Path] = (OWN_FONT,)) -> tuple[str, ...]:
    """The characters of the texts that no font has, in the order of their code points."""
    there = BLANK.union(*(characters_of(path) for path in fonts))
    return tuple(sorted({each for text in texts for each in text if ord(each) not in there}))
