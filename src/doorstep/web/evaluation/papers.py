"""Paper: sheets for those who are asked without a screen, and the two tables that leave the desk."""

from typing import Any
from uuid import UUID

import segno
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_POST, require_safe

from doorstep.evaluation.printouts import call_records, rectification_table
from doorstep.evaluation.queries import calls as queries
from doorstep.evaluation.queries.desk import evaluation_page
from doorstep.evaluation.rules.states import GRADES, LAST_QUESTION
from doorstep.kernel.errors import require
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.downloads import as_download
from doorstep.web.evaluation.steps import looks

CALLERS = ("evaluation.call",)


@desk(*CALLERS)
@require_safe
def sheet(request: Asked, task_id: UUID) -> HttpResponse:
    """One respondent's sheet: a number and a code, and no name."""
    task = queries.call_task(request.actor, task_id)
    return sheets_page(request, task.evaluation, [task])


@desk(*CALLERS)
@require_safe
def sheets(request: Asked, number: str) -> HttpResponse:
    """A sheet for each of one's respondents that still wait, in the order of the draw."""
    tasks = list(queries.call_list(request.actor, number=number))
    found = tasks[0].evaluation if tasks else queries.collection(request.actor, number)
    return sheets_page(request, found, tasks)


def sheets_page(request: Asked, found: Any, tasks: list[Any]) -> HttpResponse:
    context = {
        "found": found,
        "sheets": [sheet_lines(request, each) for each in tasks],
        "grades": [translate(label) for label in GRADES.values()],
        "last": translate(LAST_QUESTION),
        "back": f"{resolve_url('evaluation:calls')}?evaluation={found.number}",
    }
    return render_page(request, "web/evaluation/sheets.html", context)


def sheet_lines(request: Asked, task: Any) -> dict[str, Any]:
    url = request.build_absolute_uri(resolve_url("evaluation:respondent", task.pk))
    return {"task": task, "code": task.member.code, "qr": qr_of(f"{url}?paper=1")}


def qr_of(text: str) -> dict[str, Any]:
    """A QR code as the squares of a drawing: its side, and one path with a square for each dark module."""
    rows = list(segno.make(text, error="m").matrix)
    path = "".join(
        f"M{x + 4} {y + 4}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark
    )
    return {"side": len(rows) + 8, "path": path}


@desk("evaluation.review")
@require_POST
def records(request: Asked, number: str) -> HttpResponse:
    """回访记录.xlsx, for inside: opaque numbers, groups and answers; no name, no door."""
    found = evaluation_page(request.actor, number)
    require(looks(request.actor, found))
    return as_download(request, call_records(found, unit=request.street.name), "回访记录")


@desk("evaluation.read")
@require_POST
def mended(request: Asked, number: str) -> HttpResponse:
    """整改销号表.xlsx of one evaluation."""
    found = evaluation_page(request.actor, number)
    return as_download(request, rectification_table(found, unit=request.street.name), "整改销号表")
