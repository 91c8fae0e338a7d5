"""What a stranger's file becomes before it is kept: a fresh picture, a plain PDF, or nothing.

A file is what its first bytes say, never what its name says. Pictures are decoded and drawn anew, so nothing
that rode along survives: position, device, comments, scripts, appended archives. Everything else is refused.
"""

import io
import re
import warnings
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from PIL import Image, ImageOps

from doorstep.kernel.errors import NotPossible, refuse_if

MOST_BYTES: Final = 12 * 1024 * 1024
LONGEST_SIDE: Final = 1280
MOST_PIXELS: Final = {"JPEG": 80_000_000, "PNG": 24_000_000, "WEBP": 24_000_000, "GIF": 24_000_000}
MOST_JPEG_SCANS: Final = (
    64  # a progressive picture needs about ten; thousands keep a decoder busy for minutes
)
JPEG_QUALITY: Final = 82
NAME_LENGTH: Final = 100
# looked for outside the streams, whose packed bytes spell anything by chance; /Name#20 is undone first
ACTIVE_NAMES: Final = re.compile(
    rb"/(JavaScript|JS|Launch|EmbeddedFiles?|RichMedia|XFA|SubmitForm|ImportData|GoToE)\b", re.IGNORECASE
)
FOREIGN: Final = re.compile(rb"<script|<!doctype html|<html|EICAR-STANDARD-ANTIVIRUS", re.IGNORECASE)
ZIP_END: Final = b"PK\x05\x06"
ZIP_TAIL: Final = 65_557  # where an unpacker looks for the end of an archive
STREAM_WORDS: Final = 400  # the dictionary before a stream is this near
MOST_UNPACKED: Final = 4 * 1024 * 1024
ESCAPED: Final = re.compile(rb"#([0-9a-fA-F]{2})")
NOT_IN_A_NAME: Final = re.compile(
    r"[\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff<>:\"|?*]"
)
UNREADABLE: Final = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    IndexError,
    KeyError,
    TypeError,
    OverflowError,
    MemoryError,
)


@dataclass(frozen=True)
class Cleaned:
    """Bytes that may be kept and handed out again."""

    data: bytes
    media_type: str
    extension: str


def clean(data: bytes) -> Cleaned:
    """Raises NotPossible with attachment.empty, .too_large, .type, .broken, .active, .too_many_pixels."""
    refuse_if(not data, "attachment.empty")
    refuse_if(len(data) > MOST_BYTES, "attachment.too_large", megabytes=MOST_BYTES // 1024**2)
    kind = kind_of(data)
    return _pdf(data) if kind == "PDF" else _picture(data, kind)


def kind_of(data: bytes) -> str:
    """JPEG, PNG, GIF, WEBP or PDF by the first bytes; NotPossible("attachment.type") for anything else."""
    if data.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return "PNG"
    if data.startswith((b"GIF87a", b"GIF89a")):
        return "GIF"
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return "WEBP"
    if data.startswith(b"%PDF-"):
        return "PDF"
    raise NotPossible("attachment.type")


def _pdf(data: bytes) -> Cleaned:
    """Kept as it is, because it is only downloaded; refused when it could act or is something else too."""
    refuse_if(b"%%EOF" not in data[-2048:], "attachment.broken")
    refuse_if(bool(FOREIGN.search(data)) or ZIP_END in data[-ZIP_TAIL:], "attachment.active")
    for words in _pdf_words(data):
        plain = ESCAPED.sub(lambda found: bytes([int(found.group(1), 16)]), words)
        refuse_if(bool(ACTIVE_NAMES.search(plain)), "attachment.active")
    return Cleaned(data, "application/pdf", ".pdf")


def _pdf_words(data: bytes) -> Iterator[bytes]:
    """What stands outside the streams, and the packed objects inside them, where names may hide."""
    place = 0
    while (start := data.find(b"stream", place)) >= 0:
        end = data.find(b"endstream", start + 6)
        if end < 0:
            break
        yield data[place:start]
        if b"/ObjStm" in data[max(place, start - STREAM_WORDS) : start]:
            yield _unpacked(data[start + 6 : end].lstrip(b"\r\n"))
        place = end + 9
    yield data[place:]


def _unpacked(packed: bytes) -> bytes:
    """One stream unpacked; what is no stream, or unpacks beyond measure, is broken."""
    unpacker = zlib.decompressobj()
    try:
        plain = unpacker.decompress(packed, MOST_UNPACKED)
    except zlib.error as error:
        raise NotPossible("attachment.broken") from error
    refuse_if(bool(unpacker.unconsumed_tail), "attachment.broken")
    return plain


def _picture(data: bytes, kind: str) -> Cleaned:
    try:
        picture = _drawn_anew(data, kind)
    except Image.DecompressionBombError as error:
        raise NotPossible("attachment.too_many_pixels") from error
    except UNREADABLE as error:
        raise NotPossible("attachment.broken") from error
    target = io.BytesIO()
    if picture.mode == "RGBA":
        picture.save(target, "PNG", optimize=True)
        return Cleaned(target.getvalue(), "image/png", ".png")
    picture.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
    return Cleaned(target.getvalue(), "image/jpeg", ".jpg")


def _drawn_anew(data: bytes, kind: str) -> Image.Image:
    """The first frame, upright, at most LONGEST_SIDE on a side, pixels only."""
    refuse_if(kind == "JPEG" and data.count(b"\xff\xda") > MOST_JPEG_SCANS, "attachment.broken")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # a slightly odd but readable picture is not the sender's fault
        with Image.open(io.BytesIO(data), formats=(kind,)) as source:
            width, height = source.size
            refuse_if(width * height > MOST_PIXELS[kind], "attachment.too_many_pixels")
            has_alpha = source.mode in {"RGBA", "LA", "PA"} or "transparency" in source.info
            mode = "RGBA" if has_alpha else "RGB"
            upright = ImageOps.exif_transpose(_small(source, mode))
            fresh = Image.new(mode, upright.size)
            fresh.paste(upright)
            return fresh


def _small(source: Image.Image, mode: str) -> Image.Image:
    """Shrunk while decoding where the format can (JPEG), so that a large photo never fills the memory."""
    source.draft(mode, (LONGEST_SIDE, LONGEST_SIDE))
    orientation = source.getexif()
    picture = source if source.mode == mode else source.convert(mode)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if orientation:
        picture.info["exif"] = orientation.tobytes()
    return picture


def clean_name(name: str, extension: str) -> str:
    """A name to show and to save under: no folders, no control or direction characters, the true ending."""
    last = re.split(r"[/\\]", name)[-1]
    stem = NOT_IN_A_NAME.sub("", last).rpartition(".")[0] or NOT_IN_A_NAME.sub("", last)
    stem = stem.strip(" .-")[:NAME_LENGTH]
    return f"{stem or 'file'}{extension}"
