"""Asking about one's own data without an account, and reading the answer by number (PIPL 44-50)."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible
from doorstep.kernel.refs import read_tracking_number, show_tracking_number
from doorstep.places.queries import find_place
from doorstep.privacy.queries.requests import OpenedRequest, request_by_number
from doorstep.privacy.rules.requests import GROUNDS, KINDS, STATES, WORDS_LIMIT
from doorstep.privacy.services import Asking, ask_about_self
from doorstep.records.personal import processing_register
from doorstep.records.receipts import Answer
from doorstep.records.vault import pin_for
from doorstep.ui.forms import CountedTextarea, HoneypotMixin, PlainForm, labels
from doorstep.ui.parts import SeeOther
from doorstep.web.doors import Asked, Done, form_door, public
from doorstep.web.errors import status_of
from doorstep.web.privacy.register import lines_of
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse
from doorstep.web.public.report import HALF_AN_HOUR, clean_phone
from doorstep.web.public.track import KNOCKS, NumberForm, PinForm, asked_again
from doorstep.web.sentences import sentence
from doorstep.web.tones import RIGHTS_TONES

ASKED: Final = "doorstep_asked"
OPENED: Final = "doorstep_answer"


class RightsForm(HoneypotMixin, PlainForm):
    kind = forms.ChoiceField(label=_("要办什么"), choices=labels(KINDS), widget=forms.RadioSelect)
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("写反映问题时留过的号码。我们会打这个电话核对是不是您本人。"),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    name = forms.CharField(
        label=_("怎么称呼"), max_length=40, required=False, widget=forms.TextInput({"autocomplete": "name"})
    )
    door = forms.CharField(
        label=_("住处"),
        help_text=_("要查走访记录的才写，如“槐荫里3号楼2单元501室”。"),
        max_length=160,
        required=False,
    )
    text = forms.CharField(
        label=_("想说明的"), required=False, max_length=WORDS_LIMIT, widget=CountedTextarea
    )

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])


@public
@require_safe
def recorded(request: Asked) -> HttpResponse:
    """我们记录您的什么: the register in plain words, and what residents can ask for."""
    lines = [each for each in lines_of(processing_register()) if is_about_residents(each)]
    return render(request, "web/public/recorded.html", {"lines": lines})


STAFF_ALONE: Final = ("people.Account", "people.Handover", "privacy.Breach", "privacy.LegalHold")


def is_about_residents(line: dict[str, Any]) -> bool:
    """What only says who of the staff did something stands in the full register alone."""
    return not all(each.startswith(STAFF_ALONE) or each.endswith("by_name") for each in line["columns"])


@public
@require_http_methods(["GET", "POST"])
def ask(request: Asked) -> HttpResponse:
    """Ask once; the answer is a number and a query password to keep."""
    form = RightsForm(request.POST or None)

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        return Answer(
            to=to(request, "rights-received"), values={"tracking": taken_in(request, form.cleaned_data)}
        )

    response = form_door(request, form, door="public.rights", do=do, template="web/public/rights.html")
    if isinstance(response, Done):
        keep(response, ASKED, response.answer.values["tracking"])
    return response


def taken_in(request: Asked, values: dict[str, Any]) -> str:
    """A door that names no dwelling is passed on in words: a person finds it."""
    street_id = request.street.pk
    found = find_place(street_id, values["door"]) if values["door"] else None
    is_dwelling = found is not None and found.kind == "dwelling"
    words = [values["text"], values["door"] if not is_dwelling else ""]
    asking = Asking(
        kind=values["kind"],
        text="\n".join(filter(None, words)),
        name=values["name"],
        phone=values["phone"],
        place_id=found.pk if found and is_dwelling else None,
        source="web",
    )
    made = ask_about_self(street_id=street_id, asking=asking, by=Actor.resident(street_id), at=timezone.now())
    return str(made.tracking)


def keep(response: HttpResponse, name: str, number: str) -> None:
    """Let this device show it for half an hour; neither number nor password stands in an address."""
    response.set_signed_cookie(
        name,
        number,
        salt=name,
        max_age=HALF_AN_HOUR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def kept(request: Asked, name: str) -> str:
    return str(request.get_signed_cookie(name, default="", salt=name, max_age=HALF_AN_HOUR))


@public
@require_safe
def received(request: Asked) -> HttpResponse:
    """The number as a plate, and the password, for half an hour on this device."""
    tracking = kept(request, ASKED)
    if not tracking:
        return SeeOther(to(request, "rights-track"))
    context = {
        "shown": show_tracking_number(tracking),
        "pin": pin_for(tracking),
        "matter_url": to(request, "rights-matter", tracking),
    }
    return render(request, "web/public/rights_received.html", context)


@public
@require_http_methods(["GET", "POST"])
def track(request: Asked) -> HttpResponse:
    """Type the number, with or without the password; only the number will stand in the address."""
    form = NumberForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return number_page(request, form, status=422 if form.is_bound else 200)
    try:
        return opened(request, form.cleaned_data["number"], form.cleaned_data["pin"] or None)
    except NotPossible as refusal:
        return refused(request, form, refusal)


def number_page(request: Asked, form: forms.Form, *, status: int = 200) -> HttpResponse:
    return render(request, "web/public/rights_track.html", {"form": form}, status=status)


def refused(request: Asked, form: forms.Form, refusal: NotPossible) -> HttpResponse:
    form.add_error(None, sentence(refusal))
    return number_page(request, form, status=status_of(refusal))


def opened(request: Asked, number: str, pin: str | None) -> HttpResponse:
    """On to the page; with the right password it opens there, on this device."""
    knock_or_refuse(request, KNOCKS)
    request_by_number(number, pin, street_id=request.street.pk)
    response = SeeOther(to(request, "rights-matter", number))
    if pin is not None:
        keep(response, OPENED, number)
    return response


@public
@require_http_methods(["GET", "POST"])
def matter(request: Asked, number: str) -> HttpResponse:
    """How far it is, for who has the number; the answer and the copy for who also has the password."""
    if request.method == "POST":
        return unlock(request, number)
    try:
        pin = pin_for(read_tracking_number(number)) if kept(request, OPENED) == number else None
        view = request_by_number(number, pin, street_id=request.street.pk)
    except NotPossible as refusal:
        knock_or_refuse(request, KNOCKS)
        return refused(request, asked_again(number), refusal)
    return render(request, "web/public/rights_matter.html", context_of(request, view))


def unlock(request: Asked, number: str) -> HttpResponse:
    form = PinForm(request.POST)
    if not form.is_valid():
        return SeeOther(to(request, "rights-matter", number))
    try:
        return opened(request, number, form.cleaned_data["pin"])
    except NotPossible as refusal:
        return refused(request, asked_again(number), refusal)


def context_of(request: Asked, view: OpenedRequest) -> dict[str, Any]:
    return {
        "view": view,
        "shown": show_tracking_number(view.tracking),
        "kind": KINDS[view.kind],
        "state_label": STATES[view.state],
        "tone": RIGHTS_TONES[view.state],
        "ground": GROUNDS.get(view.ground, ""),
        "form": None if view.opened else PinForm(),
        "forget_url": to(request, "rights-forget", view.tracking),
    }


@public
@require_POST
def forget(request: Asked, number: str) -> HttpResponse:
    """Close it again on this device, before the half hour is over."""
    response = SeeOther(to(request, "rights-matter", number))
    response.delete_cookie(OPENED, samesite="Lax")
    return response
