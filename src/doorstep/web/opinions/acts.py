"""Taking opinions down one after the other, answering them, and letting their words out."""

from typing import Any, Final
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.issues.queries import issue_ids_by_tracking
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import read_tracking_number
from doorstep.places.queries import find_place, street_path
from doorstep.projects import rules
from doorstep.projects.access import can_release_opinion, can_reply_opinion
from doorstep.projects.opinions import (
    asking_project,
    chosen_opinions,
    class_choices,
    opinion_page,
    opinions_on,
    replies_of,
    street_classes,
)
from doorstep.projects.services import (
    correct_reply,
    record_opinion,
    release_opinion,
    reply_opinions,
    set_opinion_classes,
    sort_opinion,
    withhold_opinion,
)
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import SeeOther, render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.opinions.forms import ClassesForm, OpinionForm, ReplyForm, SortForm, WithholdForm
from doorstep.web.opinions.lists import READERS, adoption_word
from doorstep.web.tones import ADOPTION_TONES

MOST_CHOSEN: Final = 200
RECENT: Final = 5
KEPT: Final = ("source", "class_code", "said_on", "visit")  # for the next one of the same pile


@desk("opinion.record")
@require_http_methods(["GET", "POST"])
def new(request: Asked, number: str) -> HttpResponse:
    """One opinion; after saving the page is ready for the next, with the same source, class and day."""
    project = asking_project(request.actor, number)
    first = {name: request.GET.get(name, "") for name in KEPT if request.GET.get(name)}
    form = OpinionForm(request.POST or None, classes=class_choices(project), initial=first)

    def do() -> Answer:
        values = form.cleaned_data
        opinion = record_opinion(
            project_id=project.pk, said=said_in(request, values), by=request.actor, at=timezone.now()
        )
        kept = urlencode({name: values[name] for name in KEPT if values[name]})
        note = translate("第 %(n)s 条已登记，可以接着登记下一条。") % {"n": opinion.number}
        return Answer(to=f"{resolve_url('opinions:new', number)}?{kept}", note=note)

    context = {"project": project, "recent": opinions_on(project, filters={})[:RECENT]}
    return form_door(
        request, form, door="opinion.new", do=do, template="web/opinions/new.html", context=context
    )


def said_in(request: Asked, values: dict[str, Any]) -> rules.OpinionSaid:
    """The words of the form; a place is recognised when its words name exactly one."""
    street_id = request.actor.street_id or 0
    found = find_place(street_id, values["place_text"]) if values["place_text"] else None
    names = ("text", "source", "class_code", "place_text", "may_show", "said_on")
    return rules.OpinionSaid(
        **{name: values[name] for name in names},
        place_id=found.pk if found else None,
        visit_id=values["visit"],
        issue_id=issue_named(request, values["issue_number"]),
    )


def issue_named(request: Asked, text: str) -> UUID | None:
    """The issue with this number, in sight of the reader; none when nothing was written."""
    if not text.strip():
        return None
    return issue_ids_by_tracking(request.actor, [read_tracking_number(text)])[0]


@desk("opinion.reply")
@require_http_methods(["GET", "POST"])
def reply(request: Asked, number: str) -> HttpResponse:
    """First the choice – from the list, or all that is open in a class – then one answer for all of it."""
    project = asking_project(request.actor, number)
    if request.method == "POST":
        ids = list(dict.fromkeys(request.POST.getlist("chosen")))
        refuse_if(len(ids) > MOST_CHOSEN, "bulk.too_many", most=MOST_CHOSEN)
        found = list(chosen_opinions(project, [each for each in ids if is_key(each)]))
    else:
        asked = {"cls": request.GET.get("cls", ""), "adoption": "open"}
        found = list(opinions_on(project, filters=asked).order_by("number")[:MOST_CHOSEN])
    if not found:
        return SeeOther(resolve_url("opinions:project", number))
    form = ReplyForm(request.POST if "sure" in request.POST else None)
    context = {"project": project, "chosen": found}
    if "sure" not in request.POST:
        return render_page(request, "web/opinions/reply.html", {**context, "form": form})

    def do() -> Answer:
        ids = [each.pk for each in found]
        reply_opinions(opinion_ids=ids, answer=form.answer(), by=request.actor, at=timezone.now())
        note = translate("已答复 %(n)s 条。") % {"n": len(found)}
        return Answer(to=resolve_url("opinions:project", number), note=note)

    return form_door(
        request, form, door="opinion.reply", do=do, template="web/opinions/reply.html", context=context
    )


def is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@desk(*READERS)
@require_safe
def page(request: Asked, opinion_id: UUID) -> HttpResponse:
    """One opinion: what was said, what became of it, every reply it ever got."""
    opinion = opinion_page(request.actor, opinion_id)
    path = opinion.project.path
    context = {
        "opinion": opinion,
        "project": opinion.project,
        "source_label": rules.OPINION_SOURCES[opinion.source],
        "adoption_label": adoption_word(opinion.adoption),
        "tone": ADOPTION_TONES[opinion.adoption],
        "replies": [
            (each, rules.ADOPTIONS[each.adoption], rules.PLAN_LABELS.get(each.part, ""))
            for each in replies_of(opinion)
        ],
        "may_reply": can_reply_opinion(request.actor, path=path),
        "may_release": can_release_opinion(request.actor, path=path, entered_by=opinion.entered_by_id),
        "blank": PlainForm(),
    }
    return render_page(request, "web/opinions/page.html", context)


@desk("opinion.reply")
@require_http_methods(["GET", "POST"])
def answer(request: Asked, opinion_id: UUID) -> HttpResponse:
    """Answer one opinion; when it has an answer, correct it by a new one."""
    opinion = opinion_page(request.actor, opinion_id)
    form = ReplyForm(request.POST or None)
    again = opinion.answered_at is not None

    def do() -> Answer:
        at = timezone.now()
        if again:
            correct_reply(opinion_id=opinion.pk, answer=form.answer(), by=request.actor, at=at)
        else:
            reply_opinions(opinion_ids=[opinion.pk], answer=form.answer(), by=request.actor, at=at)
        return Answer(to=resolve_url("opinions:page", opinion.pk), note=translate("已答复。"))

    label = _("更正答复") if again else _("答复")
    return act_door(request, form, opinion, label, door="opinion.answer", do=do)


@desk("opinion.reply")
@require_http_methods(["GET", "POST"])
def sort(request: Asked, opinion_id: UUID) -> HttpResponse:
    """Put it under another class."""
    opinion = opinion_page(request.actor, opinion_id)
    classes = class_choices(opinion.project)
    form = SortForm(request.POST or None, classes=classes, initial={"class_code": opinion.opinion_class.code})

    def do() -> Answer:
        code = form.cleaned_data["class_code"]
        sort_opinion(opinion_id=opinion.pk, class_code=code, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("opinions:page", opinion.pk), note=translate("类别已改。"))

    return act_door(request, form, opinion, _("改类别"), door="opinion.sort", do=do)


@desk("notice.review")
@require_http_methods(["GET", "POST"])
def release(request: Asked, opinion_id: UUID) -> HttpResponse:
    """The second person lets the words out; they stand on the public page from its next version on."""
    opinion = opinion_page(request.actor, opinion_id)

    def do() -> Answer:
        release_opinion(opinion_id=opinion.pk, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("opinions:page", opinion.pk), note=translate("已同意公开原文。"))

    form = PlainForm(request.POST or None)
    return act_door(request, form, opinion, _("同意公开原文"), door="opinion.release", do=do)


@desk("notice.review", "opinion.reply")
@require_http_methods(["GET", "POST"])
def withhold(request: Asked, opinion_id: UUID) -> HttpResponse:
    """Take the words off the public page again, with a reason."""
    opinion = opinion_page(request.actor, opinion_id)
    form = WithholdForm(request.POST or None)

    def do() -> Answer:
        reason = form.cleaned_data["reason"]
        withhold_opinion(opinion_id=opinion.pk, reason=reason, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("opinions:page", opinion.pk), note=translate("不再公开原文。"))

    return act_door(request, form, opinion, _("不再公开原文"), door="opinion.withhold", do=do)


def act_door(
    request: Asked, form: PlainForm, opinion: Any, label: Any, *, door: str, do: Any
) -> HttpResponse:
    """A page that shows the opinion above the form of one act on it."""
    context = {"opinion": opinion, "project": opinion.project, "label": label}
    return form_door(request, form, door=door, do=do, template="web/opinions/act.html", context=context)


@desk("opinion.reply")
@require_http_methods(["GET", "POST"])
def classes(request: Asked, number: str) -> HttpResponse:
    """The project's own list of classes; without one the street's is used."""
    project = asking_project(request.actor, number)
    listed = "\n".join(f"{code} {name}" for code, name in class_choices(project))
    form = ClassesForm(request.POST or None, initial={"classes": listed})

    def do() -> Answer:
        count = set_opinion_classes(
            street_id=project.street_id,
            classes=form.cleaned_data["classes"],
            project_id=project.pk,
            by=request.actor,
            at=timezone.now(),
        )
        note = translate("已存 %(n)s 类。") % {"n": count}
        return Answer(to=resolve_url("opinions:project", number), note=note)

    context = {"project": project, "back": resolve_url("opinions:project", number)}
    return form_door(
        request, form, door="opinion.classes", do=do, template="web/opinions/classes.html", context=context
    )


@desk("opinion.reply")
@require_http_methods(["GET", "POST"])
def classes_of_street(request: Asked) -> HttpResponse:
    """The list for every plan that has none of its own; kept by those who answer for the whole street."""
    street_id = request.actor.street_id or 0
    require(can_reply_opinion(request.actor, path=street_path(street_id)))
    listed = "\n".join(f"{code} {name}" for code, name in street_classes(street_id))
    form = ClassesForm(request.POST or None, initial={"classes": listed})

    def do() -> Answer:
        wanted = form.cleaned_data["classes"]
        count = set_opinion_classes(street_id=street_id, classes=wanted, by=request.actor, at=timezone.now())
        note = translate("已存 %(n)s 类。") % {"n": count}
        return Answer(to=resolve_url("opinions:list"), note=note)

    context = {"project": None, "back": resolve_url("opinions:list")}
    return form_door(
        request,
        form,
        door="opinion.street_classes",
        do=do,
        template="web/opinions/classes.html",
        context=context,
    )
