"""Make the one font that papers are set in, from the slices of Noto Sans SC that are published for web pages.

Run once when the font changes; its two helpers are no dependency of the product:

    npm pack @fontsource/noto-sans-sc@5.3.0 && tar xzf fontsource-noto-sans-sc-5.3.0.tgz
    python3 -m venv v && v/bin/pip install fonttools brotli
    v/bin/python tools/make_font.py package/files src/doorstep/papers/fonts/DoorstepSansSC.ttf

The slices overlap nowhere. Layout tables are dropped, because they do not survive a merge; the merged file is
renamed, because it would call itself "Noto Sans SC Thin".
"""

import sys
import tempfile
from pathlib import Path

from fontTools import merge, subset
from fontTools.ttLib import TTFont

FAMILY = "Doorstep Sans SC"
LAYOUT = (
    "GSUB",
    "GPOS",
    "GDEF",
    "BASE",
    "STAT",
    "vhea",
    "vmtx",
    "VORG",
    "DSIG",
    "meta",
    "gasp",
    "prep",
    "fpgm",
    "cvt ",
)
NAMES = {1: FAMILY, 2: "Regular", 3: f"{FAMILY} Regular", 4: FAMILY, 6: "DoorstepSansSC-Regular"}


def slices(folder: Path) -> list[Path]:
    return sorted(folder.glob("noto-sans-sc-*-400-normal.woff2"))


def plain(path: Path, seen: set[int], out: Path) -> Path | None:
    """One slice without layout tables and without what a slice before it had."""
    font = TTFont(path)
    wanted = set(font.getBestCmap()) - seen
    if not wanted:
        return None
    seen |= wanted
    for table in LAYOUT:
        if table in font:
            del font[table]
    options = subset.Options(hinting=False, layout_features=[], notdef_outline=True, drop_tables=[])
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=wanted)
    cutter.subset(font)
    font.flavor = None
    font.save(out)
    return out


def renamed(font: TTFont) -> TTFont:
    for record in list(font["name"].names):
        if record.nameID in NAMES:
            record.string = NAMES[record.nameID]
        elif record.nameID in {16, 17, 21, 22, 25}:
            font["name"].names.remove(record)
    font["OS/2"].usWeightClass = 400
    return font


def main(folder: str, target: str) -> None:
    with tempfile.TemporaryDirectory() as drafts:
        seen: set[int] = set()
        parts = [plain(path, seen, Path(drafts) / f"{n}.ttf") for n, path in enumerate(slices(Path(folder)))]
        font = renamed(merge.Merger().merge([str(part) for part in parts if part]))
        font.save(target)
    sys.stdout.write(f"{target}: {len(font.getBestCmap())} characters, {Path(target).stat().st_size} bytes\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
