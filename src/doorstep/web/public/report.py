"""Reporting an issue: one page, few fields, a number to keep."""

from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.issues.queries import public_categories
from doorstep.issues.rules import PLACE_LIMIT, TEXT_LIMIT, Reporter
from doorstep.issues.services import capture_issue
from doorstep.kernel.actor import Actor
from doorstep.kernel.refs import show_tracking_number
from doorstep.places.queries import communities, find_place
from doorstep.records.receipts import Answer
from doorstep.records.vault import pin_for
from doorstep.ui.forms import CountedTextarea, HoneypotMixin, PlainForm, labels
from doorstep.ui.parts import SeeOther
from doorstep.web.doors import Asked, Done, form_door, public
from doorstep.web.public.faces import to
from doorstep.web.public.knocks import knock_or_refuse

RECEIVED = "doorstep_received"
HALF_AN_HOUR = 1800
UNSURE = ""
TOLD_BY: Final = {
    "": _("不用告诉，我凭编号自己查"),
    "email": _("发电子邮件"),
    "slip": _("打印回执，送到上面写的地方"),
}


def clean_phone(text: str) -> str:
    """Digits as they are dialled; refused when they cannot be a phone number."""
    phone = "".join(each for each in text if each not in " -")
    if phone and not (phone.lstrip("+").isdecimal() and 7 <= len(phone.lstrip("+")) <= 15):
        raise forms.ValidationError(_("电话号码好像不对，请再看一下。"))
    return phone


class ReportForm(HoneypotMixin, PlainForm):
    """Two things must be said: what, and where. Everything else may stay empty."""

    text = forms.CharField(
        label=_("什么事"),
        help_text=_("想到什么写什么：在哪里、什么情况、多久了。"),
        max_length=TEXT_LIMIT,
        widget=CountedTextarea(attrs={"rows": 6}),
    )
    place_text = forms.CharField(
        label=_("在哪里"), help_text=_("如“槐荫里3号楼2单元”。不写门牌号也行。"), max_length=PLACE_LIMIT
    )
    community = forms.ChoiceField(label=_("哪个社区"), required=False)
    category = forms.ChoiceField(label=_("哪一类"), required=False)
    by_proxy = forms.BooleanField(label=_("我在替别人填（家人、邻居、工作人员代填）"), required=False)
    name = forms.CharField(
        label=_("怎么称呼"),
        help_text=_("替别人填的，写反映人的称呼和电话。"),
        max_length=40,
        required=False,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("留下电话，办完会回访。不留也可以，凭编号查进度。"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "tel", "inputmode": "tel"}),
    )
    told_by = forms.ChoiceField(
        label=_("有进展怎样告诉您"), choices=list(TOLD_BY.items()), required=False, widget=forms.RadioSelect
    )
    email = forms.EmailField(
        label=_("电子邮箱"), help_text=_("选“发电子邮件”时填写。"), max_length=100, required=False
    )

    def __init__(self, *args: Any, street_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # read when they are shown or checked: most reports name neither
        self.fields["community"].choices = lambda: community_choices(street_id)  # type: ignore[attr-defined]
        self.fields["category"].choices = lambda: category_choices(street_id)  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        if values.get("told_by") == "email" and not values.get("email") and "email" not in self.errors:
            self.add_error("email", _("请写电子邮箱，或者换一种告诉您的办法。"))
        return values


def community_choices(street_id: int) -> list[tuple[Any, Any]]:
    return [(UNSURE, _("不清楚")), *((str(each.pk), each.name) for each in communities(street_id))]


def category_choices(street_id: int) -> list[tuple[Any, Any]]:
    return [(UNSURE, _("不清楚，请工作人员判断")), *labels(dict(public_categories(street_id)))]


@public
@require_http_methods(["GET", "POST"])
def report(request: Asked) -> HttpResponse:
    """Say it once; the answer is a number and a query password to keep."""
    form = ReportForm(request.POST or None, street_id=request.street.pk)

    def do() -> Answer:
        knock_or_refuse(request, "public.report_per_hour")
        return Answer(to=to(request, "received"), values={"tracking": capture(request, form.cleaned_data)})

    response = form_door(request, form, door="public.report", do=do, template="web/public/report.html")
    if isinstance(response, Done):
        keep_number(response, response.answer.values["tracking"])
    return response


def keep_number(response: HttpResponse, tracking: str) -> None:
    """Let this device show the number and its password for half an hour; neither stands in an address."""
    response.set_signed_cookie(
        RECEIVED,
        tracking,
        salt=RECEIVED,
        max_age=HALF_AN_HOUR,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def capture(request: Asked, values: dict[str, Any]) -> str:
    """Hand the words to the one capture service; returns the tracking number."""
    street_id = request.street.pk
    at = timezone.now()
    found = find_place(street_id, values["place_text"])
    fallback = int(values["community"]) if values["community"] else None
    issue = capture_issue(
        street_id=street_id,
        text=values["text"],
        category_code=values["category"] or None,
        place_id=found.pk if found else fallback,
        place_text=values["place_text"],
        reporter=reporter_of(values),
        source="web",
        by_proxy=values["by_proxy"],
        received_at=at,
        by=Actor.resident(street_id),
        at=at,
    )
    return str(issue.tracking)


def reporter_of(values: dict[str, Any]) -> Reporter | None:
    """As far as they want to be known; nobody when they said nothing about themselves."""
    known = {name: values[name] for name in ("name", "phone", "told_by")}
    known["email"] = values["email"] if values["told_by"] == "email" else ""
    return Reporter(**known) if any(known.values()) else None


@public
@require_safe
def received(request: Asked) -> HttpResponse:
    """The number as a plate one can photograph, and the password, for half an hour on this device."""
    tracking = request.get_signed_cookie(RECEIVED, default="", salt=RECEIVED, max_age=HALF_AN_HOUR)
    if not tracking:
        return SeeOther(to(request, "track"))
    context = {"tracking": tracking, "shown": show_tracking_number(tracking), "pin": pin_for(tracking)}
    context["matter_url"] = to(request, "matter", tracking)
    return render(request, "web/public/received.html", context)
