"""Whether an xlsx file may be opened: judged by unpacking it within bounds, before any reader trusts it.

Sizes written in an archive can lie, and one cell in the last corner of a sheet makes a reader lay out every
cell before it. So each part is unpacked here with a limit, and each sheet's extent is measured with a strict
parser.
"""

import io
import re
import struct
import zipfile
import zlib
from typing import Final, NoReturn
from xml.parsers import expat

from doorstep.kernel.errors import NotPossible, refuse_if

MAX_UNPACKED: Final = 120 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_PARTS: Final = 1_000
MAX_ROWS: Final = 200_000
MAX_COLUMNS: Final = 200
MAX_CELLS: Final = 2_000_000
LOCAL_HEADER: Final = 30
OTHER_FORMATS: Final = frozenset({"content.xml", "xl/workbook.bin"})
_REFERENCE: Final = re.compile(r"([A-Z]{1,3})([0-9]{1,7})")


def check_xlsx(data: bytes) -> None:
    """Raises NotPossible: file.not_a_table, file.too_large, file.too_many_rows or file.too_many_columns."""
    parts = parts_of(data)
    names = {part.filename for part in parts}
    refuse_if("xl/workbook.xml" not in names or bool(names & OTHER_FORMATS), "file.not_a_table")
    unpacked = sum(part.file_size for part in parts)
    too_large = unpacked > MAX_UNPACKED or unpacked > MAX_RATIO * len(data)
    refuse_if(too_large, "file.too_large", limit=MAX_UNPACKED // 1024**2)
    for part in parts:
        content = inflated(data, part)
        if part.filename.startswith("xl/worksheets/") or b"sheetData" in content:
            check_extent(content)


def parts_of(data: bytes) -> list[zipfile.ZipInfo]:
    """The archive's table of contents; folders and anything that is not stored or deflated are sorted out."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [part for part in archive.infolist() if not part.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise NotPossible("file.not_a_table") from error
    known = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
    sound = all(part.compress_type in known and not part.flag_bits & 1 for part in parts)
    refuse_if(not sound or len(parts) > MAX_PARTS, "file.not_a_table")
    return parts


def inflated(data: bytes, part: zipfile.ZipInfo) -> bytes:
    """One part unpacked; refused when it is not as long as it says."""
    head = data[part.header_offset : part.header_offset + LOCAL_HEADER]
    refuse_if(len(head) < LOCAL_HEADER or head[:4] != b"PK\x03\x04", "file.not_a_table")
    start = part.header_offset + LOCAL_HEADER + sum(struct.unpack("<HH", head[26:30]))
    packed = data[start : start + part.compress_size]
    if part.compress_type == zipfile.ZIP_STORED:
        content = packed
    else:
        try:
            content = zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, part.file_size + 1)
        except zlib.error as error:
            raise NotPossible("file.not_a_table") from error
    refuse_if(len(content) != part.file_size, "file.not_a_table")
    return content


class Extent:
    """The smallest rectangle from the first cell of a sheet that holds every cell with a value."""

    def __init__(self) -> None:
        self.rows = self.columns = 0
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "row":
            self._row = int(attributes.get("r", self._row + 1))
            self._column = 0
        elif name == "c":
            self._cell(attributes.get("r"))
        elif name in {"v", "is", "f"}:
            self.rows = max(self.rows, self._row)
            self.columns = max(self.columns, self._column)

    def _cell(self, reference: str | None) -> None:
        if reference is None:
            self._column += 1
            return
        found = _REFERENCE.fullmatch(reference)
        if found is None:
            raise ValueError(reference)
        self._row, self._column = int(found[2]), column_number(found[1])


def column_number(letters: str) -> int:
    """A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def check_extent(content: bytes) -> None:
    """Refuse a sheet that is not well-formed, brings its own entities, or reaches too far."""
    extent = Extent()
    parser = expat.ParserCreate()
    parser.StartElementHandler = extent.start
    parser.StartDoctypeDeclHandler = no_doctype
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError) as error:
        raise NotPossible("file.not_a_table") from error
    check_size(extent.rows, extent.columns)


def no_doctype(*_: object) -> NoReturn:
    raise ValueError("a sheet needs no document type")


def check_size(rows: int, columns: int) -> None:
    refuse_if(columns > MAX_COLUMNS, "file.too_many_columns", limit=MAX_COLUMNS)
    refuse_if(rows > MAX_ROWS or rows * columns > MAX_CELLS, "file.too_many_rows", limit=MAX_ROWS)
