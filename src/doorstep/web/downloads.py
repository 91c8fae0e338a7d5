"""Handing out a paper: journalled, stamped, as a file."""

from collections.abc import Sequence
from io import BytesIO
from urllib.parse import quote

from django.http import HttpResponse
from django.utils import timezone

from doorstep.journal.exports import note_export
from doorstep.papers.table import Stamp, Table
from doorstep.papers.write import write_xlsx
from doorstep.web.doors import Asked

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def as_download(request: Asked, tables: Table | Sequence[Table], name: str) -> HttpResponse:
    """The table or tables as xlsx; who took it out, when and how many rows stands in the file and in the journal."""
    at = timezone.now()
    out = BytesIO()
    number = f"{at:%Y%m%d%H%M%S}-{request.actor.account_id}"
    seals = write_xlsx(tables, Stamp(number=number, exporter=request.actor.name, at=at), out)
    note_export(
        name=tables.title if isinstance(tables, Table) else tables[0].title,
        number=number,
        rows=sum(seal.rows for seal in seals),
        by=request.actor,
        at=at,
    )
    response = HttpResponse(out.getvalue(), content_type=XLSX)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}.xlsx"
    return response
