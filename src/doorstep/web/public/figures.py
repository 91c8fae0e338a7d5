"""What a number counts: each figure the public may know, and each number on a notice or a project's page."""

from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.publishing.public_figures import PublicFigure, public_figure
from doorstep.publishing.rules.counted import method_of
from doorstep.publishing.stated_figures import StatedFigure, figure_of_notice, figure_of_project
from doorstep.web.doors import Asked, public
from doorstep.web.public.faces import to

WHY_NOT = {
    "visits": _("逐次的走访记录写着住户和谈话，不公开；住户可以查看自己那一户的记录。"),
    "issues": _("每一件事后面都有反映的人，所以逐件的记录不公开；反映人凭编号可以查自己的事。"),
}


@public
@require_safe
def figure(request: Asked, name: str) -> HttpResponse:
    """One figure: what it counts, its released value, and its rows as far as they are public."""
    if method := method_of(name):
        context = {"name": name, "label": method.label, "said": method.said}
        return render(request, "web/public/figure.html", context)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 and int(asked) else None
    found = public_figure(request.street.pk, name, year) if request.street else None
    if found is None:
        raise Http404
    context = {
        "name": name,
        "label": found.label,
        "said": found.said,
        "figure": found,
        "rows_url": rows_url(request, found),
        "beside": [
            replace(
                each, label=translate(each.label), link=f"{to(request, 'figure', each.id)}?year={found.year}"
            )
            for each in found.beside
        ],
        "why_not": WHY_NOT.get(name.partition(".")[0], ""),
    }
    return render(request, "web/public/figure.html", context)


def rows_url(request: Asked, found: PublicFigure) -> str:
    """The public list behind it; nothing where the rows are nobody else's business."""
    if found.kind:  # a project of December is judged in January
        return f"{to(request, 'notices')}?kind={found.kind}"
    if found.is_of_notices:
        return f"{to(request, 'notices')}?year={found.year}"
    return to(request, "projects") if found.id.startswith("projects.") else ""


@public
@require_safe
def notice_figure(request: Asked, number: str, name: str) -> HttpResponse:
    """One number of a notice: what it means, how this one was worked out, and the groups behind it."""
    found = figure_of_notice(request.street.pk, number, name)
    return stated(request, found, back=to(request, "notice", number))


@public
@require_safe
def project_figure(request: Asked, number: str, name: str) -> HttpResponse:
    """The same of a number on a project's page."""
    found = figure_of_project(request.street.pk, number, name)
    return stated(request, found, back=to(request, "project", number))


def stated(request: Asked, found: StatedFigure | None, *, back: str) -> HttpResponse:
    if found is None:
        raise Http404
    context = {"found": found, "said": found.method.said, "stated": found.stated, "back": back}
    return render(request, "web/public/stated.html", context)
