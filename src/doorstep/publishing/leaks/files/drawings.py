"""Words inside drawings of Windows programs, EMF and WMF: every record that sets text, in the order of drawing."""

import struct
from collections.abc import Iterator
from typing import Final

from doorstep.publishing.leaks.files.scanner import Scanner

EMF_WIDE: Final = frozenset({84, 97})  # EMR_EXTTEXTOUTW, EMR_POLYTEXTOUTW [MS-EMF 2.3.5]
EMF_NARROW: Final = frozenset({83, 96})
EMF_SMALL: Final = 108
EMF_HEADER: Final = b"\x01\0\0\0"
WMF_TEXT: Final = 0x0521  # META_TEXTOUT [MS-WMF 2.3.3]
WMF_TEXT_IN_BOX: Final = 0x0A32
WMF_PLACED: Final = b"\xd7\xcd\xc6\x9a"
HAS_BOX: Final = 0x0006


def scan_drawing(scanner: Scanner, name: str, content: bytes) -> None:
    """Letters set one by one are read together as well."""
    try:
        words = list(emf_words(content) if content.startswith(EMF_HEADER) else wmf_words(content))
    except struct.error:
        scanner.add("unreadable", name, reason="broken")
        return
    scanner.lines([(name, each) for each in words])
    scanner.text("".join(words), name)


def emf_words(content: bytes) -> Iterator[str]:
    position = 0
    while position + 8 <= len(content):
        kind, size = struct.unpack_from("<II", content, position)
        if size < 8:
            return
        record = content[position : position + size]
        if kind in EMF_WIDE | EMF_NARROW and len(record) >= 52:
            count, offset = struct.unpack_from("<II", record, 44)
            width = 2 if kind in EMF_WIDE else 1
            yield decoded(record[offset : offset + count * width], is_wide=width == 2)
        elif kind == EMF_SMALL and len(record) >= 36:
            count, options = struct.unpack_from("<I4xI", record, 16)
            begin = 36 if options & 0x100 else 52
            is_narrow = bool(options & 0x200)
            yield decoded(record[begin : begin + count * (1 if is_narrow else 2)], is_wide=not is_narrow)
        position += size


def wmf_words(content: bytes) -> Iterator[str]:
    position = 40 if content.startswith(WMF_PLACED) else 18
    while position + 6 <= len(content):
        words, kind = struct.unpack_from("<IH", content, position)
        if words < 3:
            return
        record = content[position + 6 : position + words * 2]
        if kind == WMF_TEXT and len(record) >= 2:
            (count,) = struct.unpack_from("<H", record)
            yield decoded(record[2 : 2 + count], is_wide=False)
        elif kind == WMF_TEXT_IN_BOX and len(record) >= 8:
            count, options = struct.unpack_from("<HH", record, 4)
            begin = 16 if options & HAS_BOX else 8
            yield decoded(record[begin : begin + count], is_wide=False)
        position += words * 2


def decoded(raw: bytes, *, is_wide: bool) -> str:
    return raw.decode("utf-16-le" if is_wide else "gb18030", "ignore")
