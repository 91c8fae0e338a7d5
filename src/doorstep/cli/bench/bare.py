"""The reference: a plain Django view that writes two rows in one transaction, on the same settings.

The same middleware, database and threads; no form, no token, no rules, no journal, no search.
"""

import json
from datetime import UTC, datetime
from uuid import UUID, uuid4

from django.db import connection, models, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt


class BareReport(models.Model):
    id = models.UUIDField(primary_key=True)
    text = models.TextField()
    at = models.DateTimeField()

    class Meta:
        app_label = "bench"


class BareStep(models.Model):
    id = models.UUIDField(primary_key=True)
    report = models.ForeignKey(BareReport, on_delete=models.PROTECT)
    act = models.CharField(max_length=24)
    at = models.DateTimeField()

    class Meta:
        app_label = "bench"


def make_tables() -> None:
    with connection.schema_editor() as editor:
        editor.create_model(BareReport)
        editor.create_model(BareStep)


def write_two_rows(text: str) -> UUID:
    """The least that can be acknowledged: one row and the note that it was made."""
    at = datetime.now(UTC)
    with transaction.atomic():
        report = BareReport.objects.create(id=uuid4(), text=text, at=at)
        BareStep.objects.create(id=uuid4(), report=report, act="capture", at=at)
    return report.id


@csrf_exempt
def take_report(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return HttpResponse("ok")
    return JsonResponse({"id": str(write_two_rows(json.loads(request.body)["text"]))}, status=201)


take_report.public = True  # type: ignore[attr-defined]  # the house's middleware asks for the mark
urlpatterns = [path("", take_report)]
