"""A plan as the public sees it: its versions, what changed because of what was said, and a form to say it."""

from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.issues.rules import PLACE_LIMIT
from doorstep.kernel.actor import Actor
from doorstep.places.queries import find_place
from doorstep.projects.opinions import asking_project, class_choices
from doorstep.projects.rules import OPINION_LIMIT, OpinionSaid, clauses, difference
from doorstep.projects.services import record_opinion
from doorstep.publishing.queries import PublicPage, project_page
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, HoneypotMixin, PlainForm, labels
from doorstep.web.doors import Asked, form_door, public
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse


class SayForm(HoneypotMixin, PlainForm):
    """One thing must be said: what is thought of the plan. No name, no number."""

    text = forms.CharField(
        label=_("您的意见"),
        help_text=_("同意什么、想改什么、为什么。请不要写自己或别人的姓名、电话。"),
        max_length=OPINION_LIMIT,
        widget=CountedTextarea(attrs={"rows": 6}),
    )
    class_code = forms.ChoiceField(label=_("关于哪一方面"), required=False)
    place_text = forms.CharField(
        label=_("哪里"),
        help_text=_("如“6号楼2单元楼道”。"),
        max_length=PLACE_LIMIT,
        required=False,
    )
    may_show = forms.BooleanField(
        label=_("可以把我的原话放到公开页上"),
        help_text=_("不勾也会登记和答复，公开页上只计数。勾了，要经工作人员看过才会放上去。"),
        required=False,
    )

    def __init__(self, *args: Any, classes: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("不清楚")), *labels(dict(classes))]
        self.fields["class_code"].choices = choices  # type: ignore[attr-defined]


def page_or_404(request: Asked, number: str) -> PublicPage:
    """The released page of a project whose plan is out."""
    page = project_page(request.street.pk, number)
    if page is None or not page.body.get("versions"):
        raise Http404
    return page


@public
@require_safe
def plan(request: Asked, number: str) -> HttpResponse:
    """The plan as it is now, its versions, and for each change the opinions it goes back to."""
    page = page_or_404(request, number)
    context = {
        "project": page.body,
        "page": page,
        "explained_at": ("project-figure", number),
        "opinions": page.body.get("opinions"),
        "measures": clauses(page.body.get("measures") or ""),
        "versions": [shown_version(each) for each in page.body["versions"]],
    }
    return render(request, "web/public/plan.html", context)


def shown_version(version: dict[str, Any]) -> dict[str, Any]:
    """A released version with the differences a reader looks for; one released long ago knows no answers."""
    changes = [
        {"because": [], **each, "difference": difference(each["before"], each["after"])}
        for each in version["changes"]
    ]
    return {"others": [], **version, "changes": changes}


@public
@require_http_methods(["GET", "POST"])
def say(request: Asked, number: str) -> HttpResponse:
    """Say what you think of the plan while it may still change."""
    page = page_or_404(request, number)
    by = Actor.resident(request.street.pk)
    project = asking_project(by, number)
    form = SayForm(request.POST or None, classes=class_choices(project))

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        said = said_in(request, form.cleaned_data)
        record_opinion(project_id=project.pk, said=said, by=by, at=timezone.now())
        return Answer(
            to=to(request, "plan", number), note=str(_("意见收到了，每一条都会答复，答复写在这一页。"))
        )

    context = {"project": page.body, "number": number}
    return form_door(
        request, form, door="public.opinion", do=do, template="web/public/say.html", context=context
    )


def said_in(request: Asked, values: dict[str, Any]) -> OpinionSaid:
    found = find_place(request.street.pk, values["place_text"]) if values["place_text"] else None
    names = ("text", "class_code", "place_text", "may_show")
    return OpinionSaid(
        **{name: values[name] for name in names}, source="web", place_id=found.pk if found else None
    )
