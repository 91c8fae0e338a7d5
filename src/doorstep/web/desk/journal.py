"""The journal: who did what to which row; ids and acts, never texts."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_safe

from doorstep.journal.acts import all_acts
from doorstep.journal.queries import entries_for, heads, unsealed_count
from doorstep.kernel.errors import NotPossible
from doorstep.people.queries import names_of
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Row, Table
from doorstep.ui.templatetags.ui import moment
from doorstep.web.doors import Asked, desk

PAGE = 50


@desk("journal.read")
@require_safe
def journal(request: Asked) -> HttpResponse:
    """Newest first, by act, row or person."""
    chosen = {name: request.GET.get(name, "").strip() for name in ("act", "about", "by")}
    before = request.GET.get("before", "")
    found = entries_for(request.actor.street_id or 0, before=read_mark(before), limit=PAGE + 1, **chosen)
    names = names_of({each.by for each in found})
    table = Table(
        caption=translate("操作日志"),
        columns=[
            Column(translate("时间"), "tight"),
            Column(translate("谁")),
            Column(translate("做了什么")),
            Column(translate("对象"), "clip"),
            Column(translate("封存序号"), "num"),
        ],
        rows=[
            Row(
                cells=[
                    moment(each.at, "short"),
                    names.get(each.by, each.by),
                    translate(each.wording),
                    each.about,
                    translate("待封存") if each.leaf_index is None else each.leaf_index,
                ]
            )
            for each in found[:PAGE]
        ],
        empty_title=translate("没有符合的记录"),
    )
    context = {
        "table": table,
        "chosen": chosen,
        "acts": all_acts(),
        "older": f"?{older_query(request, found[PAGE - 1].id)}" if len(found) > PAGE else "",
        "head": next(iter(heads(1)), None),
        "unsealed": unsealed_count(),
    }
    return render_page(request, "web/desk/journal.html", context)


def read_mark(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        raise NotPossible("cursor.bad") from None


def older_query(request: Asked, mark: UUID) -> str:
    query = request.GET.copy()
    query["before"] = str(mark)
    return query.urlencode()
