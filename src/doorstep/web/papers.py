"""Papers for the board as PDF and as a sheet to print: address, code, and what the font lacks."""

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import segno
from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from doorstep.papers.pdf import HAS_TYPST, write_pdf
from doorstep.publishing.printouts import notice_paper

PDF = "application/pdf"
BODY_TEMPLATES = {
    "approval": "web/notices/_approval.html",
    "list": "web/notices/_list.html",
    "plan": "web/notices/_plan.html",
    "expense": "web/notices/_expense.html",
    "decision": "web/notices/_decision.html",
    "stars": "web/notices/_stars.html",
    "result": "web/notices/_result.html",
    "rectification": "web/notices/_rectification.html",
}


def has_pdf() -> bool:
    """Whether the typesetter is installed; the sheet to print needs nothing."""
    return HAS_TYPST


def address_of(number: str) -> str:
    """Where everybody reads this notice."""
    return f"{settings.PUBLIC_URL}{reverse('public:notice', args=[number])}"


def qr_of(number: str) -> SafeString:
    """The code for its address as SVG without anything that a page's guard would refuse."""
    return mark_safe(svg_of(number))


def svg_of(number: str) -> str:
    out = BytesIO()
    segno.make(address_of(number), error="m").save(
        out, kind="svg", scale=4, border=2, xmldecl=False, svgclass="qr", lineclass=None
    )
    return out.getvalue().decode()


def own_fonts() -> list[Path]:
    """The office's own bigger fonts, asked before the one that comes along."""
    return [Path(each) for each in settings.FONTS]


def as_pdf(notice: Any, *, unit: str, today: date) -> HttpResponse:
    """The paper; characters that no font has are also named in a header for whoever fetches it by program."""
    number = notice.number
    paper = notice_paper(notice, unit=unit, address=address_of(number), qr=svg_of(number), today=today)
    out = BytesIO()
    missing = write_pdf(paper, out, fonts=own_fonts())
    response = HttpResponse(out.getvalue(), content_type=PDF)
    name = quote(f"{paper.title}-{number}")
    response["Content-Disposition"] = f"inline; filename*=UTF-8''{name}.pdf"
    response["X-Missing-Characters"] = " ".join(f"U+{ord(each):04X}" for each in missing)
    return response
