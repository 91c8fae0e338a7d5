"""Which plans are asked about, and what was said about one, by class."""

from typing import Any, Final
from uuid import uuid4

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils.text import Truncator
from django.utils.translation import gettext as translate
from django.views.decorators.http import require_POST, require_safe

from doorstep.people.access import has_ability
from doorstep.places.queries import street_path
from doorstep.projects import rules
from doorstep.projects.access import can_record_opinion, can_reply_opinion
from doorstep.projects.opinions import (
    asking_project,
    asking_projects,
    class_lines,
    opinions_on,
    opinions_seen,
)
from doorstep.projects.printouts import SUMMARY_NAME, opinion_summary
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Bulk, BulkAct, Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.web.doors import Asked, desk
from doorstep.web.downloads import as_download
from doorstep.web.lists import keyset
from doorstep.web.opinions.forms import OpinionQuery
from doorstep.web.tones import ADOPTION_TONES, PROJECT_TONES

READERS: Final = ("project.read", "opinion.record")
FILTERS: Final = ("text", "cls", "adoption", "source", "version")
SHOWN: Final = 60


@desk(*READERS)
@require_safe
def project_list(request: Asked) -> HttpResponse:
    """Plans that take opinions or have some; what waits for an answer stands in its own column."""
    rows, pager = keyset(request, asking_projects(request.actor))
    table = Table(
        caption=translate("方案意见"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("项目"), "clip"),
            Column(translate("方案"), "tight"),
            Column(translate("意见"), "num"),
            Column(translate("未答复"), "num"),
            Column(translate("进展")),
        ],
        rows=[project_row(each) for each in rows],
        empty_title=translate("还没有收意见的方案"),
        empty_text=translate("项目立项以后，方案就可以听意见。"),
    )
    may_list = can_reply_opinion(request.actor, path=street_path(request.actor.street_id or 0))
    context = {"table": table, "pager": pager, "may_list": may_list}
    return render_page(request, "web/opinions/projects.html", context)


def project_row(project: Any) -> Row:
    url = resolve_url("opinions:project", project.number)
    return Row(
        cells=[
            Link(project.number, url),
            Link(project.name, url),
            version_word(project.plan_version),
            project.collected,
            project.unanswered or "",
            status(translate(rules.STATES[project.state]), PROJECT_TONES[project.state]),
        ],
        key=str(project.pk),
        name=project.name,
    )


def version_word(number: int) -> str:
    return translate("第 %(n)s 版") % {"n": number}


@desk(*READERS)
@require_safe
def all_opinions(request: Asked) -> HttpResponse:
    """Every opinion in sight of one year, whichever plan it is about: the rows behind the figures."""
    year, answered = request.GET.get("year", ""), request.GET.get("answered", "")
    rows, pager = keyset(request, opinions_seen(request.actor, year=year, answered=bool(answered)))
    table = opinion_table([opinion_row(each, with_project=True) for each in rows], with_project=True)
    context = {"table": table, "pager": pager, "year": year, "answered": answered}
    return render_page(request, "web/opinions/all.html", context)


@desk(*READERS)
@require_safe
def of_project(request: Asked, number: str) -> HttpResponse:
    """What was said about one plan: by class with what is open, and one by one, newest first."""
    project = asking_project(request.actor, number)
    lines = class_lines(project)
    form = OpinionQuery(request.GET, classes=[(line.code, translate(line.name)) for line in lines])
    filters = {name: request.GET.get(name, "") for name in FILTERS}
    rows, pager = keyset(request, opinions_on(project, filters=filters), key="number")
    may_reply = can_reply_opinion(request.actor, path=project.path)
    context = {
        "project": project,
        "lines": [(line, class_adoptions(line)) for line in lines],
        "adoptions": [translate(each) for each in rules.ADOPTIONS.values()],
        "total": sum(line.count for line in lines),
        "unanswered": sum(line.unanswered for line in lines),
        "form": form,
        "table": opinion_table(
            [opinion_row(each) for each in rows], bulk=reply_bulk(project) if may_reply else None
        ),
        "pager": pager,
        "may_reply": may_reply,
        "may_record": can_record_opinion(request.actor, path=project.path)
        and rules.takes_opinions(project.state, project.plan_version),
        "tone": PROJECT_TONES[project.state],
        "state_label": rules.STATES[project.state],
        "may_read": has_ability(request.actor, "project.read"),
        "blank": PlainForm(),
    }
    return render_page(request, "web/opinions/project.html", context)


def class_adoptions(line: Any) -> list[int]:
    return [line.adoptions[code] for code in rules.ADOPTIONS]


def reply_bulk(project: Any) -> Bulk:
    return Bulk(
        url=resolve_url("opinions:reply", project.number),
        acts=[BulkAct("reply", translate("一并答复…"))],
        receipt=str(uuid4()),
    )


def opinion_table(rows: list[Row], *, bulk: Bulk | None = None, with_project: bool = False) -> Table:
    first = [Column(translate("项目"), "clip")] if with_project else []
    return Table(
        caption=translate("意见"),
        columns=[
            Column(translate("编号"), "tight"),
            *first,
            Column(translate("类别"), "tight"),
            Column(translate("意见")),
            Column(translate("来源"), "tight"),
            Column(translate("版次"), "tight"),
            Column(translate("采纳情况"), "tight"),
        ],
        rows=rows,
        bulk=bulk,
        empty_title=translate("没有符合的意见"),
        empty_text=translate("换个条件再查，或者登记一条意见。"),
    )


def opinion_row(opinion: Any, *, with_project: bool = False) -> Row:
    url = resolve_url("opinions:page", opinion.pk)
    project = [Link(opinion.project.name, resolve_url("opinions:project", opinion.project.number))]
    return Row(
        cells=[
            Link(opinion.number, url),
            *(project if with_project else []),
            translate(opinion.opinion_class.name),
            Link(Truncator(opinion.text).chars(SHOWN), url),
            translate(rules.OPINION_SOURCES[opinion.source]),
            version_word(opinion.version.number),
            status(adoption_word(opinion.adoption), ADOPTION_TONES[opinion.adoption]),
        ],
        key=str(opinion.pk),
        name=str(opinion.number),
    )


def adoption_word(code: str) -> str:
    return translate(rules.ADOPTIONS[code]) if code else translate("未答复")


@desk(*READERS)
@require_POST
def export(request: Asked, number: str) -> HttpResponse:
    """意见汇总表.xlsx of the whole project; journalled and stamped."""
    project = asking_project(request.actor, number)
    rows = opinions_on(project, filters={})
    table = opinion_summary(rows, unit=request.street.name, project_name=project.name)
    return as_download(request, table, f"{project.number}{SUMMARY_NAME}")
