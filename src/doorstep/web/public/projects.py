"""Projects as the public sees them: released snapshots only."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.kernel.actor import Actor
from doorstep.projects.rules import ORIENTATIONS, STATES
from doorstep.publishing.queries import notice_by_number, notices_of_project, project_page, project_pages
from doorstep.publishing.rules import NOTICE_KINDS
from doorstep.publishing.services import object_to_notice
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, form_door, public
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse
from doorstep.web.public.notices import ObjectionForm
from doorstep.web.tones import PROJECT_TONES

PAGE = 24


@public
@require_safe
def project_list(request: Asked) -> HttpResponse:
    """Every released project, newest first, by orientation and state."""
    chosen = {name: request.GET.get(name, "") for name in ("orientation", "state", "before")}
    pages = project_pages(request.street.pk, limit=PAGE, **chosen) if request.street else []
    older = pages[PAGE - 1].key if len(pages) > PAGE else ""
    context = {
        "projects": [card(page) for page in pages[:PAGE]],
        "orientations": ORIENTATIONS,
        "states": {
            code: STATES[code] for code in ("notice", "approved", "in_progress", "paused", "accepted")
        },
        "chosen": chosen,
        "older": older,
    }
    return render(request, "web/public/projects.html", context)


def card(page: object) -> dict[str, object]:
    body = page.body  # type: ignore[attr-defined]
    return {
        "opinions": None,  # a page that was released before opinions were taken has none
        "waits": [],  # nor has one from before rounds chose
        **body,
        "explained_at": ("project-figure", body["number"])
        if body["goal"]
        else None,  # a tombstone says nothing
        "tone": PROJECT_TONES[body["state"]],
        "state_label": STATES[body["state"]],
        "orientation_label": ORIENTATIONS[body["orientation"]],
        "done": sum(1 for each in body["milestones"] if each["done_on"]),
    }


@public
@require_safe
def project(request: Asked, number: str) -> HttpResponse:
    """One project: what, for whom, until when, how far, and what changed."""
    page = project_page(request.street.pk, number)
    if page is None:
        raise Http404
    notice = notice_by_number(request.street.pk, number)
    context = {
        "project": card(page),
        "page": page,
        "explained_at": ("project-figure", number),
        "source_count": sum(each["count"] for each in page.body["sources"]),
        "life": [
            {"when": day(each["on"]), "what": translate(each["act"]), "note": each["note"]}
            for each in page.body["timeline"]
        ],
        "notice": notice,
        "objections": notice.objections if notice else (),
        "others": [(each, NOTICE_KINDS[each.kind]) for each in notices_of_project(request.street.pk, number)],
    }
    return render(request, "web/public/project.html", context)


def day(text: str) -> object:
    return parse_date(text)


@public
@require_http_methods(["GET", "POST"])
def object_to(request: Asked, number: str) -> HttpResponse:
    """Object to an approval while its notice stands."""
    notice = notice_by_number(request.street.pk, number)
    if notice is None:
        raise Http404
    form = ObjectionForm(request.POST or None)

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        by = Actor.resident(request.street.pk)
        object_to_notice(notice_id=notice.pk, text=form.cleaned_data["text"], by=by, at=timezone.now())
        return Answer(to=to(request, "project", number), note=str(_("异议已收到，答复会写在这一页。")))

    context = {"number": number, "notice": notice, "back": to(request, "project", number)}
    return form_door(
        request, form, door="public.object", do=do, template="web/public/object.html", context=context
    )
