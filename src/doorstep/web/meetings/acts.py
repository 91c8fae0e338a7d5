"""What can be done to a meeting."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.consultations import rules
from doorstep.consultations.queries import item_page, meeting_page, question_page
from doorstep.consultations.services import (
    add_agenda_item,
    answer_question,
    ask_question,
    call_meeting,
    cancel_meeting,
    close_meeting,
    decide_item,
    finish_item,
    hold_meeting,
    post_results,
    start_series,
    write_minutes,
)
from doorstep.kernel.calendar import day_of
from doorstep.places.queries import communities, street
from doorstep.projects.queries import projects
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.meetings.forms import (
    ONLY_TALK,
    AnswerForm,
    CancelForm,
    DecideForm,
    HoldForm,
    ItemForm,
    MeetingForm,
    ResultsForm,
    WordsForm,
)

MOST_PROJECTS = 300


def places(request: Asked) -> list[tuple[str, str]]:
    """Where the reader may call a meeting: communities in reach, and the street as a whole."""
    street_id = request.actor.street_id or 0
    whole = street(street_id)
    found = [(each.path, each.name) for each in communities(street_id)]
    grants = [grant.path for grant in request.actor.grants]
    if any(whole.path.startswith(path) for path in grants):
        return [(whole.path, whole.name), *found]
    return [(path, name) for path, name in found if any(path.startswith(grant) for grant in grants)]


def abouts(request: Asked) -> list[tuple[str, str]]:
    """What a meeting may be about: the projects in sight, newest first."""
    found = projects(request.actor).exclude(state="cancelled").order_by("-pk")[:MOST_PROJECTS]
    return [(f"project:{each.pk}", f"{each.number} {each.name}") for each in found]


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """Give notice of a meeting, or of meetings that come again."""
    first = {"about": request.GET.get("about", ""), "title": request.GET.get("title", "")}
    form = MeetingForm(request.POST or None, places=places(request), abouts=abouts(request), initial=first)

    def do() -> Answer:
        call, series, at = form.call(), form.series(), timezone.now()
        if series is None:
            meeting = call_meeting(call=call, by=request.actor, at=at)
        else:
            meeting = start_series(call=call, plan=series, by=request.actor, at=at)
        return Answer(to=resolve_url("meetings:page", meeting.pk), note=str(_("通知已登记。")))

    return form_door(request, form, door="meeting.call", do=do, template="web/meetings/new.html")


def words(name: str) -> Callable[[PlainForm], dict[str, Any]]:
    """The one text of the form under the service's own name for it."""
    return lambda form: {name: form.cleaned_data["note"]}


def nothing(form: PlainForm) -> dict[str, Any]:
    return {}


def numbers(form: PlainForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("chair", "entitled", "attended")}


def one_item(form: ItemForm) -> dict[str, Any]:
    return {"item": form.item()}


def cancelling(form: CancelForm) -> dict[str, Any]:
    return {"reason": form.cleaned_data["note"], "ends_series": form.cleaned_data["ends_series"]}


def posted(form: ResultsForm) -> dict[str, Any]:
    return {name: form.cleaned_data[name] for name in ("posted_on", "late_because")}


# act → label, service, form, how the form's values are called by the service
ACTS: dict[str, tuple[Any, Callable[..., Any], type[PlainForm], Callable[..., dict[str, Any]]]] = {
    "hold": (_("召开会议"), hold_meeting, HoldForm, numbers),
    "agenda": (_("加一个议题"), add_agenda_item, ItemForm, one_item),
    "question": (_("登记提问"), ask_question, WordsForm, words("text")),
    "minutes": (_("写会议纪要"), write_minutes, WordsForm, words("minutes")),
    "results": (_("登记结果公布"), post_results, ResultsForm, posted),
    "close": (_("归档"), close_meeting, PlainForm, nothing),
    "cancel": (_("取消会议"), cancel_meeting, CancelForm, cancelling),
}


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def act(request: Asked, meeting_id: UUID, name: str) -> HttpResponse:
    """One act on a page of its own; what was typed stays when it is refused."""
    if name not in ACTS:
        raise Http404
    label, service, form_class, values = ACTS[name]
    meeting = meeting_page(request.actor, meeting_id)
    form = form_class(request.POST or None, initial=initial_of(name, meeting))

    def do() -> Answer:
        service(meeting_id=meeting_id, by=request.actor, at=timezone.now(), **values(form))
        return Answer(to=resolve_url("meetings:page", meeting_id), note=str(_("已办理。")))

    context = {"meeting": meeting, "label": label}
    return form_door(
        request, form, door=f"meeting.{name}", do=do, template="web/meetings/act.html", context=context
    )


def initial_of(name: str, meeting: Any) -> dict[str, Any]:
    """What is known already need not be typed again."""
    if name == "results":
        return {"posted_on": day_of(timezone.now())}
    if name == "hold":
        return {"entitled": meeting.entitled or ""}
    if name == "agenda":
        is_posted = meeting.kind in rules.NOTICE_RULE and day_of(timezone.now()) >= meeting.posted_on
        return {"rule": ONLY_TALK if is_posted else rules.RULE_OF.get(meeting.kind, ONLY_TALK)}
    return {"note": meeting.minutes} if name == "minutes" else {}


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def decide(request: Asked, item_id: int) -> HttpResponse:
    """Write down what the meeting decided, with its votes where it counted."""
    item = item_page(request.actor, item_id)
    meeting = item.meeting
    form = DecideForm(
        request.POST or None, rule=item.rule, initial={"owner": item.owner, "due_on": item.due_on}
    )

    def do() -> Answer:
        ruling = form.ruling(entitled=meeting.entitled, attended=meeting.attended)
        decide_item(item_id=item_id, ruling=ruling, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:page", meeting.pk), note=str(_("结果已登记。")))

    context = {"meeting": meeting, "item": item, "label": _("登记结果")}
    return form_door(
        request, form, door="meeting.decide", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def finish(request: Asked, item_id: int) -> HttpResponse:
    """What was decided is done."""
    item = item_page(request.actor, item_id)
    form = WordsForm(request.POST or None)

    def do() -> Answer:
        finish_item(item_id=item_id, note=form.cleaned_data["note"], by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("meetings:page", item.meeting_id), note=str(_("事项已办结。")))

    context = {"meeting": item.meeting, "item": item, "label": _("事项办结")}
    return form_door(
        request, form, door="meeting.finish", do=do, template="web/meetings/act.html", context=context
    )


@desk("meeting.hold")
@require_http_methods(["GET", "POST"])
def answer(request: Asked, question_id: int) -> HttpResponse:
    """Answer one question."""
    question = question_page(request.actor, question_id)
    form = AnswerForm(request.POST or None)

    def do() -> Answer:
        said = {name: form.cleaned_data[name] for name in ("answer", "answered_by")}
        answer_question(question_id=question_id, by=request.actor, at=timezone.now(), **said)
        return Answer(to=resolve_url("meetings:page", question.meeting_id), note=str(_("答复已登记。")))

    context = {"meeting": question.meeting, "question": question, "label": _("答复提问")}
    return form_door(
        request, form, door="meeting.answer", do=do, template="web/meetings/act.html", context=context
    )
