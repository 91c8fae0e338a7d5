"""A reporter's contact, opened by POST with a reason: the looking itself is an act in the journal."""

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_POST

from doorstep.issues.queries import issue_by_tracking
from doorstep.issues.services import read_contact
from doorstep.web.doors import Asked, desk
from doorstep.web.issues.acts import act_context
from doorstep.web.issues.forms import LookForm


@desk("issue.triage", "issue.handle", "issue.call_back")
@require_POST
def contact(request: Asked, number: str) -> HttpResponse:
    """Shown once, on this answer only; reloading is another look and another entry."""
    issue = issue_by_tracking(request.actor, number)
    form = LookForm(request.POST)
    found, status = None, 422
    if form.is_valid():
        reason, status = form.cleaned_data["reason"], 200
        with transaction.atomic():
            found = read_contact(issue_id=issue.pk, reason=reason, by=request.actor, at=timezone.now())
    context = {**act_context(issue, ""), "form": form, "found": found, "shown": status == 200}
    return render(request, "web/issues/contact.html", context, status=status)
