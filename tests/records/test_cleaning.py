"""Whatever is sent: either it is refused with a reason, or what is kept can do no harm."""

import io
import resource
import time

import pytest
from PIL import Image

from doorstep.kernel.errors import NotPossible
from doorstep.records.cleaning import clean, clean_name
from tests.records import hostile

REASONS = {"type", "broken", "active", "too_large", "too_many_pixels", "empty"}
JFIF = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


@pytest.mark.parametrize("name", hostile.CORPUS)
def test_clean_of_a_hostile_file_refuses_or_disarms_it(name):
    began, memory = time.monotonic(), peak()

    kept = outcome(hostile.CORPUS[name])

    assert time.monotonic() - began < 2
    assert peak() - memory < 200 * 1024
    assert kept is None or harmless(kept)


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("svg", "attachment.type"),
        ("eicar", "attachment.type"),
        ("zip bomb 1:1000", "attachment.type"),
        ("pdf with packed script", "attachment.active"),
        ("pdf with bomb", "attachment.broken"),
        ("png 20,000 x 20,000", "attachment.too_many_pixels"),
        ("jpeg 30,000 x 30,000", "attachment.too_many_pixels"),
        ("jpeg of 5,000 scans", "attachment.broken"),
        ("jpeg cut off", "attachment.broken"),
        ("too large", "attachment.too_large"),
        ("empty", "attachment.empty"),
    ],
)
def test_clean_says_why_it_refuses(name, reason):
    with pytest.raises(NotPossible) as refusal:
        clean(hostile.CORPUS[name])

    assert refusal.value.code == reason


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF"])
def test_clean_of_a_large_picture_is_a_small_jpeg(kind):
    kept = clean(hostile.picture(kind, size=(4000, 3000)))

    assert (kept.media_type, kept.extension) == ("image/jpeg", ".jpg")
    assert opened(kept.data).size == (1280, 960)


def test_clean_of_a_picture_with_holes_stays_a_png():
    kept = clean(hostile.picture("PNG", mode="RGBA"))

    assert (kept.media_type, opened(kept.data).mode) == ("image/png", "RGBA")


@pytest.mark.parametrize("mode", ["L", "CMYK", "P", "1", "I;16"])
def test_clean_of_any_colour_space_is_rgb(mode):
    kind = "JPEG" if mode in {"L", "CMYK"} else "PNG"
    target = io.BytesIO()
    Image.new(mode, (50, 40)).save(target, kind)

    assert opened(clean(target.getvalue()).data).mode == "RGB"


def test_clean_turns_a_sideways_photo_upright_before_it_forgets_how_it_was_held():
    exif = Image.Exif()
    exif[0x0112] = 6

    kept = opened(clean(hostile.picture(size=(400, 200), exif=exif.tobytes())).data)

    assert (kept.size, dict(kept.getexif())) == ((200, 400), {})


def test_clean_of_a_plain_pdf_keeps_every_byte():
    plain = hostile.pdf(b"/OpenAction [2 0 R /Fit]", stream=hostile.packed(b"<< /Type /Pages >>"))

    assert clean(plain).data == plain
    assert clean(plain).media_type == "application/pdf"


@pytest.mark.parametrize(("given", "shown"), hostile.NAMES.items())
def test_clean_name_has_no_folder_no_tricks_and_the_true_ending(given, shown):
    assert clean_name(given, ".jpg") == shown


def outcome(data: bytes) -> bytes | None:
    try:
        return clean(data).data
    except NotPossible as refusal:
        return None if refusal.code.removeprefix("attachment.") in REASONS else b"no such reason"


def harmless(data: bytes) -> bool:
    """None of the planted bytes are left; a picture opens again and carries no words."""
    if any(marker in data for marker in hostile.MARKERS):
        return False
    return data.startswith(b"%PDF-") or not set(opened(data).info) - JFIF


def opened(data: bytes) -> Image.Image:
    found = Image.open(io.BytesIO(data))
    found.load()
    return found


def peak() -> int:
    """The most memory this process ever held, in KiB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
