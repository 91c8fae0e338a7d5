"""减负自查: what does not exist here and which test says so, and how much people were asked last week (R1, R2)."""

from datetime import timedelta
from typing import Any, Final

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.journal.queries import acts_between
from doorstep.privacy.rules.burden import PROHIBITED
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk
from doorstep.web.issues.forms import CallBackForm
from doorstep.web.issues.new import NewIssueForm
from doorstep.web.opinions.forms import OpinionForm
from doorstep.web.visits.entry import VisitForm

A_WEEK: Final = timedelta(days=7)
# act → who fills it in, the form; what every form of that act must have filled
ASKED: Final = (
    ("visit.record", _("网格员和支部书记：登记走访"), VisitForm),
    ("issue.capture", _("网格员和办事员：登记问题"), NewIssueForm),
    ("issue.call_back", _("回访员：记录回访"), CallBackForm),
    ("opinion.record", _("网格员和办事员：登记对方案的意见"), OpinionForm),
)


@desk("statistics.read", "privacy.keep", "privacy.approve", "rule.set")
@require_safe
def burden(request: Asked) -> HttpResponse:
    """By act and role, for the whole street; nobody's own number exists."""
    at = timezone.now()
    counts = acts_between(request.actor.street_id or 0, first=at - A_WEEK, last=at)
    lines = [asked_line(label, counts.get(act, 0), required_of(form)) for act, label, form in ASKED]
    context = {
        "prohibited": PROHIBITED,
        "lines": lines,
        "total": sum(each["asked"] for each in lines),
        "at": at,
    }
    return render_page(request, "web/privacy/burden.html", context)


def asked_line(label: Any, forms: int, required: int) -> dict[str, Any]:
    return {"label": label, "forms": forms, "required": required, "asked": forms * required}


def required_of(form: Any) -> int:
    """How many fields the form must have filled before anything else is chosen in it."""
    return sum(each.required and name != "receipt" for name, each in form.base_fields.items())
