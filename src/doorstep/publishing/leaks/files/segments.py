"""The parts of a JPEG or PNG file that Pillow does not hand out: anybody may write into them."""

from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.findings import set_of

# JFIF, EXIF and XMP, colour profile, IPTC, Adobe
READ_ELSEWHERE: Final = frozenset({0xE0, 0xE1, 0xE2, 0xED, 0xEE, 0xFE})
SCAN_BEGINS: Final = 0xDA
OF_PNG: Final = set_of(
    "IHDR PLTE IDAT IEND tRNS cHRM gAMA iCCP sBIT sRGB tEXt zTXt iTXt bKGD hIST pHYs sPLT tIME eXIf acTL fcTL fdAT cICP"
)
PNG_HEAD: Final = 8


def unknown(kind: str, content: bytes) -> Iterator[tuple[str, bytes]]:
    """Each with the name of its place."""
    if kind in {"JPEG", "MPO"}:
        yield from jpeg_segments(content)
    elif kind == "PNG":
        yield from png_chunks(content)


def jpeg_segments(content: bytes) -> Iterator[tuple[str, bytes]]:
    position = 2
    while position + 4 <= len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        size = int.from_bytes(content[position + 2 : position + 4], "big")
        if marker == SCAN_BEGINS or size < 2:
            return
        if 0xE0 <= marker <= 0xEF and marker not in READ_ELSEWHERE:
            yield f"APP{marker - 0xE0}", content[position + 4 : position + 2 + size]
        position += 2 + size


def png_chunks(content: bytes) -> Iterator[tuple[str, bytes]]:
    position = PNG_HEAD
    while position + 8 <= len(content):
        size = int.from_bytes(content[position : position + 4], "big")
        name = content[position + 4 : position + 8].decode("latin-1")
        if name not in OF_PNG:
            yield f"PNG {name}", content[position + 8 : position + 8 + size]
        position += 12 + size
