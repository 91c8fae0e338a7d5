"""A matter by its number; its words only with the query password, for half an hour on this device."""

from datetime import timedelta
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.funds.queries import waits_of_issue
from doorstep.issues.queries import TrackingView, tracking_view
from doorstep.kernel.errors import NotPossible, Refusal
from doorstep.kernel.refs import read_tracking_number, show_tracking_number
from doorstep.projects.queries import projects_of_issue
from doorstep.projects.rules import STATES as PROJECT_STATES
from doorstep.publishing.queries import public_states
from doorstep.records.vault import pin_for
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import SeeOther
from doorstep.web.doors import Asked, public
from doorstep.web.errors import status_of
from doorstep.web.issues.lives import in_words
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse
from doorstep.web.sentences import sentence
from doorstep.web.tones import ISSUE_TONES, PROJECT_TONES

OPENED: Final = "doorstep_opened"
HALF_AN_HOUR: Final = timedelta(minutes=30)
KNOCKS: Final = "public.track_per_hour"
STAGES: Final = (_("收到"), _("确定怎么办"), _("办理"), _("回访"), _("销号"))
STAGE_OF: Final = {
    "captured": 1,
    "triaged": 2,
    "assigned": 2,
    "objected": 2,
    "accepted": 2,
    "working": 2,
    "in_project": 2,
    "on_spot_done": 3,
    "explained": 3,
    "redirected": 3,
    "delivered": 3,
    "called_back": 4,
    "closed": 5,
    "merged": 2,
}


def pin_field(*, required: bool, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=_("查询密码"),
        help_text=hint,
        required=required,
        max_length=12,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )


class NumberForm(PlainForm):
    number = forms.CharField(
        label=_("问题编号"),
        help_text=_("回执上的 14 位数字，空格可写可不写。"),
        max_length=30,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    pin = pin_field(required=False, hint=_("回执上的六位数。只看办到哪一步，可以不填。"))

    def clean_number(self) -> str:
        try:
            return read_tracking_number(self.cleaned_data["number"])
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal


class PinForm(PlainForm):
    pin = pin_field(required=True, hint=_("回执上的六位数。打开后这台设备半小时内可以看。"))


@public
@require_http_methods(["GET", "POST"])
def track(request: Asked) -> HttpResponse:
    """Type the number, with or without the password; only the number will stand in the address."""
    form = NumberForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return number_page(request, form, status=422 if form.is_bound else 200)
    number, pin = form.cleaned_data["number"], form.cleaned_data["pin"] or None
    try:
        return opened_or_shown(request, number, pin)
    except NotPossible as refusal:
        return refused(request, form, refusal)


def opened_or_shown(request: Asked, number: str, pin: str | None) -> HttpResponse:
    """On to the matter's page; with the right password it opens there, on this device."""
    knock_or_refuse(request, KNOCKS)
    tracking_view(number, pin, street_id=request.street.pk)
    response = SeeOther(to(request, "matter", number))
    if pin is not None:
        open_here(response, number)
    return response


def number_page(request: Asked, form: forms.Form, *, status: int = 200) -> HttpResponse:
    return render(request, "web/public/track.html", {"form": form}, status=status)


def refused(request: Asked, form: forms.Form, refusal: Refusal) -> HttpResponse:
    """The same answer for a number that does not exist and a wrong password: trying teaches nothing."""
    form.add_error(None, sentence(refusal))
    return number_page(request, form, status=status_of(refusal))


def open_here(response: HttpResponse, number: str) -> None:
    """Let this device read this matter for half an hour."""
    response.set_signed_cookie(
        OPENED,
        number,
        salt=OPENED,
        max_age=HALF_AN_HOUR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def is_open_here(request: Asked, number: str) -> bool:
    return bool(request.get_signed_cookie(OPENED, default="", salt=OPENED, max_age=HALF_AN_HOUR) == number)


@public
@require_http_methods(["GET", "POST"])
def matter(request: Asked, number: str) -> HttpResponse:
    """State, dates and what comes next for whoever has the number; the rest for who also has the password."""
    if request.method == "POST":
        return unlock(request, number)
    try:
        pin = pin_for(read_tracking_number(number)) if is_open_here(request, number) else None
        view = tracking_view(number, pin, street_id=request.street.pk)
    except NotPossible as refusal:
        knock_or_refuse(request, KNOCKS)
        return refused(request, asked_again(number), refusal)
    return render(request, "web/public/matter.html", matter_context(request, view))


def asked_again(number: str) -> NumberForm:
    """The form with the number that did not fit, to be mended rather than typed again."""
    form = NumberForm({"number": number})
    form.full_clean()
    form.errors.clear()
    return form


def unlock(request: Asked, number: str) -> HttpResponse:
    form = PinForm(request.POST)
    if not form.is_valid():
        return SeeOther(to(request, "matter", number))
    try:
        return opened_or_shown(request, number, form.cleaned_data["pin"])
    except NotPossible as refusal:
        return refused(request, asked_again(number), refusal)


@public
@require_POST
def forget(request: Asked, number: str) -> HttpResponse:
    """Close it again on this device, before the half hour is over."""
    response = SeeOther(to(request, "matter", number))
    response.delete_cookie(OPENED, samesite="Lax")
    return response


def matter_context(request: Asked, view: TrackingView) -> dict[str, Any]:
    return {
        "view": view,
        "shown": show_tracking_number(view.tracking),
        "life": in_words(view.life),
        "state_label": translate(view.state_label),
        "tone": ISSUE_TONES[view.state],
        "stages": stages_of(view.state),
        "form": None if view.opened else PinForm(),
        "forget_url": to(request, "forget", view.tracking),
        "projects": projects_of(request, view) if view.opened else [],
        "waits": waits_of_issue(view.issue_id) if view.opened else [],
    }


def stages_of(state: str) -> list[dict[str, Any]]:
    """Five stages a resident recognises; what is behind is done, one is now."""
    here = STAGE_OF[state]
    return [
        {"label": label, "state": "done" if place < here else "current" if place == here else "todo"}
        for place, label in enumerate(STAGES)
    ]


def projects_of(request: Asked, view: TrackingView) -> list[dict[str, Any]]:
    """What the public knows of the projects that this matter is part of."""
    numbers = [each.project.number for each in projects_of_issue(view.issue_id)]
    known = public_states(request.street.pk, numbers) if numbers else {}
    return [
        {
            "name": known[number]["name"],
            "url": to(request, "project", number),
            "label": translate(PROJECT_STATES[known[number]["state"]]),
            "tone": PROJECT_TONES[known[number]["state"]],
            "since": known[number]["state_since"],
            "ends_on": known[number].get("ends_on", ""),
            "waits": known[number].get("waits", []),
        }
        for number in numbers
        if number in known
    ]
