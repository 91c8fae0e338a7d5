"""Taking down what came by phone or in a meeting; the place as it was typed, likenesses as a hint."""

from datetime import date, datetime, time
from typing import Any, Final

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.issues import access, rules
from doorstep.issues.queries import InboxFilter, category_choices, issue_by_tracking, pin_of
from doorstep.issues.queries import inbox as inbox_rows
from doorstep.issues.services import Reporter, capture_issue
from doorstep.kernel.calendar import SHANGHAI, day_of
from doorstep.kernel.errors import Refusal, require
from doorstep.kernel.refs import show_tracking_number
from doorstep.places.queries import find_place, suggest
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.public.report import clean_phone

SOURCES: Final = ("phone", "meeting", "hotline", "grid", "inspection")
SIMILAR: Final = 5
SUGGESTED: Final = 8
MORNING: Final = time(9)


class NewIssueForm(PlainForm):
    text = forms.CharField(
        label=_("反映的内容"),
        help_text=_("尽量用原话：在哪里、什么情况、多久了。"),
        max_length=rules.TEXT_LIMIT,
        widget=CountedTextarea(attrs={"rows": 6}),
    )
    source = forms.ChoiceField(
        label=_("怎么来的"),
        choices=[(code, _(rules.SOURCES[code])) for code in SOURCES],
        initial="phone",
        widget=forms.RadioSelect,
    )
    place_text = forms.CharField(
        label=_("地点"),
        help_text=_("照着说的写，如“槐荫里3号楼2单元”，系统会对上地址。"),
        max_length=rules.PLACE_LIMIT,
    )
    category_code = forms.ChoiceField(label=_("类别"), required=False)
    urgency = forms.ChoiceField(label=_("缓急"), choices=labels(rules.URGENCIES), initial="ordinary")
    name = forms.CharField(label=_("反映人"), max_length=40, required=False)
    phone = forms.CharField(
        label=_("电话"),
        help_text=_("留了电话才能回访。"),
        max_length=20,
        required=False,
        widget=forms.TextInput({"autocomplete": "off", "inputmode": "tel"}),
    )
    received_on = forms.DateField(label=_("哪天收到"), required=False, widget=DateInput)
    outside_ref = forms.CharField(
        label=_("外部编号"), help_text=_("热线工单号等。"), max_length=80, required=False
    )
    by_proxy = forms.BooleanField(label=_("替别人反映"), required=False)
    looked = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, street_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("还不清楚")), *labels(dict(category_choices(street_id)))]
        self.fields["category_code"].choices = choices  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        return clean_phone(self.cleaned_data["phone"])

    def clean_received_on(self) -> date | None:
        day: date | None = self.cleaned_data["received_on"]
        if day is not None and day > day_of(timezone.now()):
            raise forms.ValidationError(_("日期不能晚于今天。"))
        return day


@desk("issue.capture")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """Saved at the first press, unless there is something to look at: other voices, or several places."""
    street_id = request.actor.street_id or 0
    form = NewIssueForm(said(request), street_id=street_id, initial={"text": request.GET.get("text", "")})
    hints: dict[str, Any] = {"similar": [], "places": [], "found": None}
    if form.is_bound and form.is_valid():
        hints = hints_for(request, form.cleaned_data)
        if "picked" in request.POST or must_look(form.cleaned_data, hints):
            context = {**hints, "form": looked_at(request, street_id)}
            return render_page(request, "web/issues/new.html", context)

    def do() -> Answer:
        return take_down(request, form.cleaned_data, found=hints["found"])

    return form_door(request, form, door="issue.new", do=do, template="web/issues/new.html", context=hints)


def said(request: Asked) -> Any:
    """What was typed; a place that was picked stands where its words stood."""
    if "picked" not in request.POST:
        return request.POST or None
    posted = request.POST.copy()
    posted["place_text"] = str(posted["picked"])
    return posted


def hints_for(request: Asked, values: dict[str, Any]) -> dict[str, Any]:
    """The place the words name, else what they may mean; and newer voices with the same words."""
    street_id = request.actor.street_id or 0
    found = find_place(street_id, values["place_text"])
    return {
        "found": found,
        "places": [] if found else suggest(street_id, values["place_text"], SUGGESTED),
        "similar": similar_to(request, values) if not values["looked"] else [],
    }


def similar_to(request: Asked, values: dict[str, Any]) -> list[Any]:
    """Open issues whose place or words were said before; a hint, so that whatever fails here is no error."""
    asked = InboxFilter(text=values["place_text"], open=True)
    try:
        page = inbox_rows(request.actor, asked, limit=SIMILAR, at=timezone.now())
    except Refusal:
        return []
    return page.rows


def must_look(values: dict[str, Any], hints: dict[str, Any]) -> bool:
    """Once, and only when there is something to see."""
    return not values["looked"] and bool(hints["similar"] or hints["places"])


def looked_at(request: Asked, street_id: int) -> NewIssueForm:
    """The same words again, so that the next press saves them."""
    posted = said(request).copy()
    posted["looked"] = "1"
    return NewIssueForm(posted, street_id=street_id)


def take_down(request: Asked, values: dict[str, Any], *, found: Any) -> Answer:
    at = timezone.now()
    name, phone = values["name"], values["phone"]
    issue = capture_issue(
        street_id=request.actor.street_id or 0,
        text=values["text"],
        category_code=values["category_code"] or None,
        place_id=found.pk if found else None,
        place_text=values["place_text"],
        reporter=Reporter(name=name, phone=phone) if name or phone else None,
        source=values["source"],
        received_at=moment_of(values["received_on"], at),
        urgency=values["urgency"],
        by_proxy=values["by_proxy"],
        outside_ref=values["outside_ref"],
        by=request.actor,
        at=at,
    )
    return Answer(to=resolve_url("issues:slip", issue.tracking))


def moment_of(day: date | None, at: datetime) -> datetime:
    """Now for today; another day stands for its working morning, never later than now."""
    if day is None or day == day_of(at):
        return at
    return datetime.combine(day, MORNING, tzinfo=SHANGHAI)


@desk("issue.capture")
@require_safe
def slip(request: Asked, number: str) -> HttpResponse:
    """The number and its password to read out, or to print and hand over."""
    issue = issue_by_tracking(request.actor, number)
    require(access.can_capture(request.actor, path=issue.path))
    context = {"issue": issue, "shown": show_tracking_number(issue.tracking), "pin": pin_of(issue)}
    return render_page(request, "web/issues/slip.html", context)
