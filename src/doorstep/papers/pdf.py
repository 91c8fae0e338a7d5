"""A paper for the board as PDF: A4, a Chinese font inside, page n of N, a QR code, a watermark on what is a draft."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, BinaryIO, Final, Literal

from doorstep.kernel.errors import refuse_if
from doorstep.papers.glyphs import OWN_FAMILY, OWN_FONT, family_of, missing_in

if HAS_TYPST := find_spec("typst") is not None:
    import typst

TEMPLATE: Final = Path(__file__).parent / "paper.typ"


@dataclass(frozen=True)
class Block:
    """One part of the paper: a heading, a paragraph, names with values (``facts``), or a table.

    ``rows`` hold two texts each for ``facts``; for a table the first row is the heading, ``widths`` its shares.
    """

    kind: Literal["heading", "text", "facts", "table"]
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[int, ...] = ()


@dataclass(frozen=True)
class Paper:
    """What stands on it. ``qr`` is the SVG of a code for ``address``; ``watermark`` is empty once it is valid."""

    title: str
    unit: str
    number: str
    day: str
    blocks: tuple[Block, ...]
    foot: tuple[str, ...] = ()
    address: str = ""
    qr: str = ""
    watermark: str = ""
    landscape: bool = False


def texts_in(paper: Paper) -> Iterator[str]:
    yield from (paper.title, paper.unit, paper.number, paper.day, paper.address, paper.watermark, *paper.foot)
    for block in paper.blocks:
        yield block.text
        for row in block.rows:
            yield from row


def write_pdf(paper: Paper, out: BinaryIO, *, fonts: Sequence[Path] = ()) -> tuple[str, ...]:
    """Write the PDF; returns the characters that no font has, which are also named at its end, never dropped.

    ``fonts`` are bigger fonts of the office's own, asked before the one that comes along. Raises NotPossible
    ``paper.no_pdf`` where the typesetter is not installed.
    """
    refuse_if(not HAS_TYPST, "paper.no_pdf")
    all_fonts = [*fonts, OWN_FONT]
    missing = missing_in(texts_in(paper), all_fonts)
    values: dict[str, Any] = {
        **asdict(paper),
        "fonts": [*(family_of(path) for path in fonts), OWN_FAMILY],
        "missing": [f"U+{ord(each):04X}" for each in missing],
    }
    found = typst.compile(
        str(TEMPLATE),
        font_paths=[str(path.parent) for path in all_fonts],
        ignore_system_fonts=True,
        sys_inputs={"paper": json.dumps(values, ensure_ascii=False)},
    )
    out.write(found)
    return missing
