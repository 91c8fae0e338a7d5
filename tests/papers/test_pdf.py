"""A paper as PDF: a reader finds its text, its font inside, its page numbers, and what the font lacks."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from doorstep.kernel.errors import Refusal
from doorstep.papers import pdf
from doorstep.papers.glyphs import OWN_FONT, characters_of, family_of, missing_in
from doorstep.papers.pdf import Block, Paper, write_pdf

pypdf = pytest.importorskip("pypdf")
pytest.importorskip("typst", reason="the extra doorstep[pdf] is not installed")
PAPER = Paper(
    title="更换楼道灯具：经费支出公示",
    unit="槐荫路街道",
    number="2026-0001",
    day="2026-03-10",
    blocks=(
        Block("facts", rows=(("用途", "更换楼道灯具"), ("金额", "3,000.00 元"))),
        Block("heading", "谁决定的"),
        Block("table", rows=(("层级", "决定"), ("支部", "支委会〔2026〕3号")), widths=(1, 3)),
        Block("text", "#let x = 1 $y$ *粗* \\ @参考"),
    ),
    foot=("公示期：2026-03-10 至 2026-03-16",),
    address="http://127.0.0.1:8000/notices/2026-0001/",
)


def opened(paper: Paper) -> tuple[pypdf.PdfReader, tuple[str, ...]]:
    out = BytesIO()
    missing = write_pdf(paper, out)
    return pypdf.PdfReader(out), missing


def text_of(reader: pypdf.PdfReader) -> str:
    return "".join("".join(page.extract_text() for page in reader.pages).split())


def test_reader_finds_every_text_and_typed_marks_stay_marks() -> None:
    reader, missing = opened(PAPER)

    text = text_of(reader)
    wanted = ["更换楼道灯具：经费支出公示", "槐荫路街道", "3,000.00元", "支委会〔2026〕3号", "第1/1页"]
    assert [each for each in wanted if each not in text] == []
    assert "#letx=1$y$*粗*\\@参考" in text
    assert missing == ()


def test_the_font_is_inside_and_it_is_the_one_that_came_along() -> None:
    reader, _ = opened(PAPER)

    fonts = reader.pages[0]["/Resources"]["/Font"]
    below = [each.get_object()["/DescendantFonts"][0].get_object() for each in fonts.values()]
    assert all("DoorstepSansSC" in each["/BaseFont"] for each in below)
    assert all({"/FontFile2", "/FontFile3"} & set(each["/FontDescriptor"]) for each in below)


def test_a_long_paper_counts_its_pages_and_repeats_the_heading() -> None:
    rows = (("层级", "决定"), *(("支部", f"第{number}次支委会") for number in range(80)))
    reader, _ = opened(replace(PAPER, blocks=(Block("table", rows=rows, widths=(1, 3)),)))

    pages = ["".join(page.extract_text().split()) for page in reader.pages]
    assert len(pages) > 1
    assert [f"第{n}/{len(pages)}页" in text for n, text in enumerate(pages, start=1)] == [True] * len(pages)
    assert "层级" in pages[1]


def test_a_draft_says_so_across_the_page() -> None:
    assert "草稿" in text_of(opened(replace(PAPER, watermark="草稿"))[0])
    assert "草稿" not in text_of(opened(PAPER)[0])


def test_a_character_that_no_font_has_is_named_and_never_dropped_silently() -> None:
    reader, missing = opened(replace(PAPER, unit="䶮村"))

    assert missing == ("䶮",)
    assert "字库缺字" in text_of(reader)
    assert "U+4DAE" in text_of(reader)


def test_font_that_comes_along_has_the_usual_characters_under_its_own_name() -> None:
    assert (len(characters_of(OWN_FONT)), family_of(OWN_FONT)) == (13_655, "Doorstep Sans SC")
    assert missing_in(["家门口 2026\n，。（）", "䶮㐂"]) == ("㐂", "䶮")


def test_file_that_is_no_font_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "a.ttf"
    path.write_bytes(b"ttcf" + b"\0" * 40)

    with pytest.raises(ValueError, match="OpenType"):
        characters_of(path)


def test_without_the_typesetter_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "HAS_TYPST", False)

    with pytest.raises(Refusal) as caught:
        write_pdf(PAPER, BytesIO())
    assert caught.value.code == "paper.no_pdf"
