"""Pictures: what the camera and the programs wrote into them. What a picture shows is for a person to look at."""

import io
import re
import warnings
from html import unescape
from typing import Any, Final

from PIL import ExifTags, Image, UnidentifiedImageError

from doorstep.publishing.leaks.files import segments
from doorstep.publishing.leaks.files.scanner import Scanner, Unreadable, is_software
from doorstep.publishing.leaks.findings import masked, set_of

MOST_PIXELS: Final = 60_000_000
OF_THE_FORMAT: Final = set_of(
    "Orientation XResolution YResolution ResolutionUnit ColorSpace ExifImageWidth ExifImageHeight ExifVersion ExifOffset"
    " YCbCrPositioning ComponentsConfiguration FlashPixVersion ImageWidth ImageLength BitsPerSample Compression"
    " PhotometricInterpretation SamplesPerPixel PlanarConfiguration StripOffsets StripByteCounts RowsPerStrip TileWidth"
    " TileLength TileOffsets TileByteCounts Predictor SampleFormat ExtraSamples FillOrder JPEGTables ColorMap NewSubfileType"
    " SubfileType InterColorProfile YCbCrSubSampling YCbCrCoefficients ReferenceBlackWhite JpegIFOffset JpegIFByteCount"
    " ExifInteroperabilityOffset InteroperabilityIndex WhitePoint PrimaryChromaticities PageNumber"
)
HARMLESS_INFO: Final = set_of(
    "dpi jfif jfif_version jfif_unit jfif_density exif icc_profile progressive progression gamma srgb transparency background"
    " loop duration timestamp version extension compression adobe adobe_transform aspect interlace chromaticity bbox"
    " default_image blend disposal is_animated xmp photoshop comment mp"
)
TEXT_OF_PROGRAMS: Final = frozenset({"software", "date:create", "date:modify", "date:timestamp"})
IPTC_MARK: Final = 0x1C
KNOWN: Final = re.compile(r"[ -~\u4e00-\u9fff\uff01-\uff5e，。：；、（）]")
BLANK_SPREAD: Final = 8
BROKEN: Final = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, IndexError, KeyError, TypeError, AttributeError,
    OverflowError, MemoryError, ArithmeticError, AssertionError, RuntimeError, Image.DecompressionBombError, Warning,
)  # fmt: skip
ENDS: Final = {"JPEG": b"\xff\xd9", "PNG": b"IEND\xaeB`\x82"}


def scan_picture(scanner: Scanner, name: str, content: bytes) -> None:
    """Raises Unreadable; a kind of picture that cannot be opened is never passed over."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content)) as image:
                look_at(scanner, name if scanner.depth or "/" in name else "", image, content)
    except BROKEN as problem:
        if b"Exif\0\0" in content:
            scanner.add("exif", "EXIF")
        if isinstance(problem, Image.DecompressionBombError | Image.DecompressionBombWarning):
            raise Unreadable("too_large") from problem
        raise Unreadable(
            "unknown_type" if isinstance(problem, UnidentifiedImageError) else "broken"
        ) from problem


def look_at(scanner: Scanner, name: str, image: Image.Image, content: bytes) -> None:
    lead = f"{name} " if name else ""
    if image.width * image.height > MOST_PIXELS:
        raise Unreadable("too_large")
    kind = image.format or ""
    for frame in range(min(getattr(image, "n_frames", 1), 50)):
        if frame:
            image.seek(frame)
        page = f"{lead}frame {frame + 1} " if frame else lead
        exif(scanner, page, image.getexif())
        image.load()
        written(scanner, page, image.info)
    packets(scanner, lead, image)
    for title, part in segments.unknown(kind, content):
        scanner.text(narrow(part), f"{lead}{title}")
    behind(scanner, lead, kind, content)


def exif(scanner: Scanner, lead: str, tags: Image.Exif) -> None:
    main = {ExifTags.TAGS.get(number, str(number)): value for number, value in tags.items()}
    inner = tags.get_ifd(ExifTags.IFD.Exif)
    main |= {ExifTags.TAGS.get(number, str(number)): value for number, value in inner.items()}
    for title, value in main.items():
        noted(scanner, f"{lead}EXIF {title}", title, value)
    for number, value in tags.get_ifd(ExifTags.IFD.GPSInfo).items():
        title = ExifTags.GPSTAGS.get(number, str(number))
        if title != "GPSVersionID":
            scanner.add("exif_gps", f"{lead}EXIF {title}", "***")
            if isinstance(value, str | bytes):
                scanner.text(readable(value), f"{lead}EXIF {title}")
    small = tags.get_ifd(ExifTags.IFD.IFD1)
    if small:
        scanner.add("exif", f"{lead}EXIF thumbnail")
    for value in small.values():
        if isinstance(value, str | bytes):
            scanner.text(readable(value), f"{lead}EXIF thumbnail")


def noted(scanner: Scanner, place: str, title: str, value: Any) -> None:
    text = readable(value)
    if title in OF_THE_FORMAT or title in {"GPSInfo", "XMLPacket", "ICCProfile"} or not text.strip():
        return
    if title == "Software" and is_software(text):
        return
    scanner.add("exif", place, masked(text.strip(), head=1, tail=0))
    scanner.text(text, place)


def readable(value: Any) -> str:
    """Windows writes its own fields in UTF-16; a user comment begins with the name of its code."""
    if not isinstance(value, bytes):
        return repaired(str(value))
    if value.startswith(b"UNICODE\0"):
        return wide(value[8:]).strip("\0")
    if value[:8] in {b"ASCII\0\0\0", b"\0" * 8}:
        return narrow(value[8:]).strip("\0")
    if value[1::2].count(0) * 2 >= max(len(value) // 2, 1) or value.endswith(b"\0\0"):
        return wide(value).strip("\0")
    return narrow(value).strip("\0")


def repaired(text: str) -> str:
    """Fields that should be Latin letters are given as such; Chinese programs write UTF-8 or GB18030 into them."""
    try:
        return text if text.isascii() else narrow(text.encode("latin-1"))
    except UnicodeEncodeError:
        return text


def narrow(raw: bytes) -> str:
    for name in ("utf-8", "gb18030"):
        try:
            return raw.decode(name)
        except UnicodeDecodeError:
            continue
    return raw.decode("utf-8", "ignore")


def wide(raw: bytes) -> str:
    """Cameras and programs do not agree on which byte comes first: the reading with more known characters."""
    readings = [raw.decode(name, "ignore") for name in ("utf-16-le", "utf-16-be")]
    return max(readings, key=lambda each: len(KNOWN.findall(each)))


def written(scanner: Scanner, lead: str, info: dict[Any, Any]) -> None:
    """Text chunks of PNG, comments of JPEG and GIF."""
    for key, value in info.items():
        title = str(key)
        if title.lower() == "comment":
            text = readable(value)
            if text.strip() and not is_software(text) and not re.match(r"(?i)creator: gd|file source", text):
                scanner.add("exif", f"{lead}comment", masked(text, head=1, tail=0))
            scanner.text(text, f"{lead}comment")
        elif title.startswith("XML:") or title in {"xmp", "Raw profile type xmp"}:
            continue
        elif isinstance(value, str | bytes) and title.lower() not in HARMLESS_INFO:
            text = readable(value)
            if title.lower() in TEXT_OF_PROGRAMS and (title.lower() != "software" or is_software(text)):
                continue
            scanner.add("exif", f"{lead}PNG text {title}", masked(text, head=1, tail=0))
            scanner.text(text, f"{lead}PNG text {title}")
            marked_up(scanner, text, f"{lead}PNG text {title}")


def marked_up(scanner: Scanner, text: str, place: str) -> None:
    """Once more without its tags, where it has any."""
    plain = unescape(re.sub(r"<[^<>]*>", "\n", text)).strip()
    if plain != text:
        scanner.text(plain, place)


def packets(scanner: Scanner, lead: str, image: Image.Image) -> None:
    """XMP and IPTC."""
    for key in ("xmp", "XML:com.adobe.xmp", "Raw profile type xmp"):
        value = image.info.get(key)
        if value:
            scanner.add("exif", f"{lead}XMP", "***")
            packet = readable(value)
            scanner.text(unescape(packet), f"{lead}XMP")
            marked_up(scanner, packet, f"{lead}XMP")
    resources = image.info.get("photoshop")
    if resources:
        scanner.add("exif", f"{lead}IPTC", "***")
        for record in resources.values() if isinstance(resources, dict) else ():
            if isinstance(record, bytes):
                scanner.lines([(f"{lead}IPTC", each) for each in captions(record)])


def captions(record: bytes) -> list[str]:
    """The data sets of an IPTC record (IIM 4): a mark, two numbers, a length, the words."""
    found, position = [], 0
    while position + 5 <= len(record) and record[position] == IPTC_MARK:
        size = int.from_bytes(record[position + 3 : position + 5], "big")
        found.append(narrow(record[position + 5 : position + 5 + size]))
        position += 5 + size
    return found


def behind(scanner: Scanner, lead: str, kind: str, content: bytes) -> None:
    """Bytes after the picture's end: a film, another picture, or somebody's hiding place."""
    end = ENDS.get(kind)
    if not end or content.rstrip(b"\0\r\n ").endswith(end):
        inside = content.count(b"\xff\xd8\xff") if kind == "JPEG" else 0
        if inside > 2:
            scanner.add("exif", f"{lead}pictures inside", str(inside - 1))
        return
    rest = content[content.rfind(end) + len(end) :]
    if len(rest.strip(b"\0\r\n ")) > 4:
        scanner.add("embedded_file", f"{lead}behind the picture", f"{len(rest)} B")
        scanner.text(narrow(rest), f"{lead}behind the picture")


def is_blank(content: bytes) -> bool:
    """A preview of an empty page, as some programs put into every file."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            with Image.open(io.BytesIO(content)) as image:
                darkest, lightest = image.convert("L").getextrema()
                return int(lightest) - int(darkest) <= BLANK_SPREAD  # type: ignore[arg-type]
    except BROKEN:
        return False
