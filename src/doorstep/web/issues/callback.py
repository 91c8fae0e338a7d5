"""Calling back: the words on the screen, text first, grade last; what is not solved starts again."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.issues.queries import issue_page_by_tracking
from doorstep.issues.services import record_callback, reopen_issue
from doorstep.kernel.errors import require
from doorstep.records.receipts import Answer
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.issues.acts import act_context
from doorstep.web.issues.forms import CallBackForm, LookForm
from doorstep.web.issues.steps import calls


@desk("issue.call_back")
@require_http_methods(["GET", "POST"])
def call_back(request: Asked, number: str) -> HttpResponse:
    """One attempt to reach the reporter, taken down while one speaks."""
    issue = issue_page_by_tracking(request.actor, number)
    require(calls(request.actor, issue))
    form = CallBackForm(request.POST or None)

    def do() -> Answer:
        note = take_down(request, issue, form.cleaned_data)
        return Answer(to=resolve_url("issues:page", number), note=note)

    context = {
        **act_context(issue, _("回访")),
        "look": None if issue.anonymous else LookForm(initial={"reason": translate("回访")}),
        "attempts": list(issue.callbacks.all()),
    }
    return form_door(
        request, form, door="issue.call_back", do=do, template="web/issues/call_back.html", context=context
    )


def take_down(request: Asked, issue: Any, values: dict[str, Any]) -> str:
    """The attempt, and for "not solved" the reopening with it, in one transaction."""
    at = timezone.now()
    fields = {name: values[name] for name in ("outcome", "mode", "answer", "grade", "remark")}
    record_callback(issue_id=issue.pk, by=request.actor, at=at, **fields)
    if values["answer"] == "unresolved":
        reopen_issue(issue_id=issue.pk, note=values["remark"], by=request.actor, at=at)
        return translate("已记下回访，并已重新办理。")
    if values["outcome"] == "reached":
        return translate("已记下回访，可以销号了。")
    return translate("已记下这一次，请换一天、换一个时段再试。")
