"""The home page, the journal's heads, and 意见建议."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.journal.queries import heads
from doorstep.kernel.actor import Actor
from doorstep.kernel.figure import Figure
from doorstep.publishing.public_figures import judged_projects
from doorstep.publishing.queries import PublicPage, home_page, home_years, project_pages
from doorstep.publishing.services import give_feedback
from doorstep.publishing.services.feedback import MAX_CHARACTERS
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, HoneypotMixin, PlainForm
from doorstep.web.doors import Asked, form_door, public
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse


@public
@require_safe
def home(request: Asked) -> HttpResponse:
    """This year at our doors."""
    street = request.street
    asked = request.GET.get("year", "")
    page = home_page(street.pk, int(asked) if asked.isdecimal() else None) if street else None
    context = {
        "page": page,
        "year": picture(request, page) if page else None,
        "years": home_years(street.pk) if street else [],
        "recent": project_pages(street.pk, limit=4)[:4] if street else [],
    }
    return render(request, "web/public/home.html", context)


def picture(request: Asked, page: PublicPage) -> dict[str, Any]:
    """The numbers of the picture as they were released, each with the page that says what it counts."""

    def numbered(name: str, value: int) -> Figure:
        link = f"{to(request, 'figure', name)}?year={page.key}"
        return Figure(name, "", value, 0, page.posted_at or timezone.now(), link)

    judged = judged_projects(request.street.pk, int(page.key))
    return {
        "visited": numbered("visits.households", page.body["households"]),
        "spoke": numbered("issues.total", page.body["issues"]),
        "fixed": numbered("issues.on_spot", page.body["on_spot"]),
        "projects": numbered("projects.approved", page.body["projects"]),
        "judged": numbered("evaluations.published", judged) if judged else None,
        "as_of": page.posted_at,
    }


@public
@require_safe
def journal_heads(request: Asked) -> HttpResponse:
    """The sealed heads of the journal, for anybody to copy and compare later."""
    return render(request, "web/public/journal.html", {"heads": heads(limit=60)})


class FeedbackForm(HoneypotMixin, PlainForm):
    text = forms.CharField(
        label=_("您的意见或建议"),
        help_text=_("关于这个网站或工具好不好用。要反映小区里的事，请用“反映问题”。"),
        max_length=MAX_CHARACTERS,
        widget=CountedTextarea,
    )
    page = forms.CharField(widget=forms.HiddenInput, required=False, max_length=200)


@public
@require_http_methods(["GET", "POST"])
def feedback(request: Asked) -> HttpResponse:
    """Say what is wrong with the tool; no name is asked."""
    form = FeedbackForm(request.POST or None, initial={"page": request.GET.get("from", "")})

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        give_feedback(
            street_id=request.street.pk,
            page=form.cleaned_data["page"],
            text=form.cleaned_data["text"],
            by=Actor.resident(request.street.pk),
            at=timezone.now(),
        )
        return Answer(to=to(request, "feedback"), note=str(_("收到了，谢谢您。我们会看每一条。")))

    return form_door(request, form, door="public.feedback", do=do, template="web/public/feedback.html")
