"""What waits for its notice, better words for a draft, its files, what a reviewer signs for, and the boards."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.projects.queries import active_fields, project_page
from doorstep.projects.rules import ORIENTATIONS
from doorstep.publishing.queries import files_of, notice_for_desk, waiting_for_notice
from doorstep.publishing.rules import NOTICE_KINDS, REASON_CODES, editable_texts, is_quoted
from doorstep.publishing.services import (
    attach_to_notice,
    detach_from_notice,
    draft_decision_notice,
    draft_expense_notice,
    draft_list_notice,
    draft_notice,
    draft_plan_notice,
    draft_result_notice,
    draft_star_notice,
    edit_notice,
    record_posting,
    sign_off,
)
from doorstep.records.attachments import open_attachment
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.publishing.places import said_where

BOTH = ("notice.draft", "notice.review")
DRAFTED = _("草稿已生成，请另一位同事审核。")


@desk("notice.draft")
@require_safe
def to_draft(request: Asked) -> HttpResponse:
    """Everything that earlier stages have ready and the public has not read yet."""
    today = day_of(timezone.now())
    rows = waiting_for_notice(request.actor, today=today)
    context = {
        "rows": [(each, NOTICE_KINDS[each.kind], is_late(each, today)) for each in rows],
        "year": today.year,
    }
    return render_page(request, "web/publishing/to_draft.html", context)


def is_late(each: Any, today: Any) -> bool:
    return each.due_on is not None and each.due_on < today


@desk("notice.draft")
@require_POST
def draft(request: Asked, number: str) -> HttpResponse:
    """Draft the approval notice of a reviewed project."""
    project = project_page(request.actor, number)
    return drafted(request, lambda at: draft_notice(project_id=project.pk, by=request.actor, at=at))


def drafted(request: Asked, do_it: Callable[[Any], Any]) -> HttpResponse:
    def do() -> Answer:
        notice = do_it(timezone.now())
        return Answer(to=resolve_url("publishing:notice", notice.pk), note=str(DRAFTED))

    return write_door(request, door="notice.draft", do=do)


@desk("notice.draft")
@require_POST
def draft_kind(request: Asked, kind: str) -> HttpResponse:
    """Draft what was chosen from the waiting list; ``key`` names the thing as that list does."""
    key, by = request.POST.get("key", ""), request.actor
    kinds: dict[str, Callable[[Any], Any]] = {
        "expense": lambda at: draft_expense_notice(expense_id=as_id(key), by=by, at=at),
        "decision": lambda at: draft_decision_notice(expense_id=as_id(key), by=by, at=at),
        "stars": lambda at: draft_star_notice(
            award_ids=[as_id(each) for each in key.split(",") if each], by=by, at=at
        ),
        "result": lambda at: draft_result_notice(evaluation_id=as_id(key), by=by, at=at),
        "rectification": lambda at: draft_result_notice(evaluation_id=as_id(key), by=by, at=at),
        "plan": lambda at: draft_plan_notice(project_id=project_page(by, key).pk, by=by, at=at),
        "approval": lambda at: draft_notice(project_id=project_page(by, key).pk, by=by, at=at),
    }
    if kind not in kinds:
        raise Http404
    return drafted(request, kinds[kind])


def as_id(text: str) -> UUID:
    """What is no key of ours is not found."""
    try:
        return UUID(text)
    except ValueError:
        raise Http404 from None


class ListForm(PlainForm):
    year = forms.IntegerField(label=_("年度"), min_value=2000, max_value=2100)
    orientation = forms.ChoiceField(label=_("导向"), required=False)
    field = forms.ChoiceField(label=_("领域"), required=False)
    chosen = forms.CharField(
        label=_("名单说明"),
        help_text=_("印在表格上面，例如“2026 年第一批”。"),
        required=False,
        max_length=120,
    )

    def __init__(self, *args: Any, fields: list[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        everything = [("", _("全部"))]
        self.fields["orientation"].choices = everything + list(ORIENTATIONS.items())
        self.fields["field"].choices = everything + [(each.code, each.name) for each in fields]


@desk("notice.draft")
@require_http_methods(["GET", "POST"])
def draft_list(request: Asked) -> HttpResponse:
    """Draft the list of a year's approved projects."""
    fields = active_fields(request.actor.street_id or 0)
    form = ListForm(request.POST or None, fields=fields, initial={"year": day_of(timezone.now()).year})

    def do() -> Answer:
        names = ("year", "orientation", "field", "chosen")
        values = {name: form.cleaned_data[name] for name in names}
        notice = draft_list_notice(**values, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("publishing:notice", notice.pk), note=str(DRAFTED))

    context = {"label": _("起草项目清单公示")}
    return form_door(
        request, form, door="notice.list", do=do, template="web/publishing/act.html", context=context
    )


class TextsForm(PlainForm):
    """The title and each text of the draft that may be put better."""

    title = forms.CharField(label=_("标题"), max_length=120)

    def __init__(self, *args: Any, texts: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {f"text{index}": place for index, place in enumerate(texts)}
        for name, place in self.places.items():
            self.fields[name] = forms.CharField(
                label=said_where(place),
                help_text=_("居民的原话只能整句删去，不能改写。") if is_quoted(place) else "",
                initial=texts[place],
                required=False,
                max_length=2000,
                widget=CountedTextarea,
            )

    def texts(self) -> dict[str, str]:
        return {place: self.cleaned_data[name] for name, place in self.places.items()}


@desk("notice.draft")
@require_http_methods(["GET", "POST"])
def edit(request: Asked, notice_id: UUID) -> HttpResponse:
    """Put a draft's words better; figures, days and names of organisations stay as their stage has them."""
    notice = notice_for_desk(request.actor, notice_id)
    texts = editable_texts(notice.kind, notice.body)
    form = TextsForm(request.POST or None, texts=texts, initial={"title": notice.title})

    def do() -> Answer:
        edit_notice(
            notice_id=notice_id,
            title=form.cleaned_data["title"],
            texts=form.texts(),
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已保存。")))

    context = {"notice": notice, "label": _("修改文字")}
    return form_door(
        request, form, door="notice.edit", do=do, template="web/publishing/act.html", context=context
    )


class SignForm(PlainForm):
    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    reason_code = forms.ChoiceField(label=_("公开理由"), choices=list(REASON_CODES.items()))
    note = forms.CharField(label=_("依据或说明"), required=False, max_length=300)


@desk("notice.review")
@require_http_methods(["GET", "POST"])
def sign(request: Asked, notice_id: UUID) -> HttpResponse:
    """Sign why one finding may stand."""
    notice = notice_for_desk(request.actor, notice_id)
    form = SignForm(request.POST or None, initial={"digest": request.GET.get("finding", "")[:64]})

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("digest", "reason_code", "note")}
        sign_off(notice_id=notice_id, **values, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已签署。")))

    context = {"notice": notice, "label": _("签署公开理由")}
    return form_door(
        request, form, door="notice.sign", do=do, template="web/publishing/act.html", context=context
    )


class FileForm(PlainForm):
    file = forms.FileField(label=_("附件"), help_text=_("只收图片和 PDF；图片会去掉拍摄位置等信息。"))


@desk("notice.draft")
@require_http_methods(["GET", "POST"])
def attach_file(request: Asked, notice_id: UUID) -> HttpResponse:
    """A picture or a PDF that goes out with the draft."""
    notice = notice_for_desk(request.actor, notice_id)
    form = FileForm(request.POST or None, request.FILES or None)

    def do() -> Answer:
        upload = form.cleaned_data["file"]
        attach_to_notice(notice_id=notice_id, upload=upload, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已添加。")))

    context = {"notice": notice, "label": _("添加附件"), "is_file": True}
    return form_door(
        request, form, door="notice.attach", do=do, template="web/publishing/act.html", context=context
    )


@desk("notice.draft")
@require_POST
def detach_file(request: Asked, notice_id: UUID, attachment_id: UUID) -> HttpResponse:
    """Take a file out of a draft."""

    def do() -> Answer:
        detach_from_notice(
            notice_id=notice_id, attachment_id=attachment_id, by=request.actor, at=timezone.now()
        )
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已移除。")))

    return write_door(request, door="notice.detach", do=do)


@desk(*BOTH)
@require_safe
def open_file(request: Asked, notice_id: UUID, attachment_id: UUID) -> HttpResponse:
    """A file of a notice, for its reviewer too."""
    notice = notice_for_desk(request.actor, notice_id)
    if attachment_id not in {each.pk for each in files_of(notice.pk, by=request.actor)}:
        raise Http404
    opened = open_attachment(attachment_id=attachment_id, by=request.actor)
    return HttpResponse(opened.path.read_bytes(), headers=opened.headers)


class PostingForm(PlainForm):
    place = forms.CharField(label=_("张贴在哪里"), max_length=120)
    on = forms.DateField(label=_("张贴日期"), widget=forms.DateInput(attrs={"type": "date"}))
    photo = forms.FileField(label=_("照片（可以不传）"), required=False)


@desk("notice.draft")
@require_http_methods(["GET", "POST"])
def posting(request: Asked, notice_id: UUID) -> HttpResponse:
    """It hangs on another board too."""
    notice = notice_for_desk(request.actor, notice_id)
    initial = {"on": day_of(timezone.now()).isoformat()}
    form = PostingForm(request.POST or None, request.FILES or None, initial=initial)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("place", "on", "photo")}
        record_posting(notice_id=notice_id, **values, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("publishing:notice", notice_id), note=str(_("已登记。")))

    context = {"notice": notice, "label": _("登记张贴"), "is_file": True}
    return form_door(
        request, form, door="notice.posting", do=do, template="web/publishing/act.html", context=context
    )
