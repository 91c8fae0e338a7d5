"""DOMAIN §12: contrast AA on every page. The pairs are the ones that the style sheets set as text."""

import re
from pathlib import Path

import pytest

import doorstep.ui

TOKENS = Path(doorstep.ui.__file__).parent / "static/ui/tokens.css"
COLOURS = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", TOKENS.read_text(encoding="utf-8")))
GROUNDS = ("paper", "paper-deep", "sheet")
TEXT = [(ink, ground) for ink in ("ink", "ink-soft", "now", "soon", "done") for ground in GROUNDS]
ON_COLOUR = [
    ("ink", "now-wash"),
    ("ink", "soon-wash"),
    ("ink", "done-wash"),
    ("now", "now-wash"),
    ("soon", "soon-wash"),
    ("done", "done-wash"),
    ("white", "plate"),
    ("white", "now"),
    ("sheet", "ink"),
]


def luminance(colour: str) -> float:
    parts = [int(colour[k : k + 2], 16) / 255 for k in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(COLOURS[first]), luminance(COLOURS[second])), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize(("ink", "ground"), TEXT + ON_COLOUR)
def test_text_is_readable_on_its_ground(ink: str, ground: str) -> None:
    assert contrast(ink, ground) >= 4.5


@pytest.mark.parametrize("ground", GROUNDS)
def test_edges_of_fields_and_shapes_can_be_seen(ground: str) -> None:
    assert contrast("line", ground) >= 3
