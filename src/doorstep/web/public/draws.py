"""The public file of a draw, and the page where anybody draws again from it."""

import json
from typing import Any

from django import forms
from django.http import HttpResponse, JsonResponse
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.evaluation.queries.papers import draw_document, sealed_document, sealed_lists
from doorstep.evaluation.rules.publicfile import Defect, check
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, public

MOST_BYTES = 5_000_000
MOST_WAITING = 50
DEFECTS = {
    "shape": _("文件缺了一部分，或者有一部分不是应有的样子：%(where)s"),
    "format": _("这不是抽签的公开文件。"),
    "frame.twice": _("名单里有重复的编号：%(where)s"),
    "frame.order": _("名单没有按顺序排列。"),
    "frame.hash": _("名单与公布的校验码对不上，有人动过名单。"),
    "census": _("写着全部都问，但人数不符合规定。"),
    "selected.census": _("应当全部都问，但问的人与名单不一致。"),
    "substitutes.census": _("全部都问的，不应当有替补。"),
    "sample_size": _("抽的人数不对。"),
    "commitment": _("公开的文字与当时的封存码对不上：%(where)s方"),
    "late": _("封存码交得比名单还晚：%(where)s方"),
    "seed": _("种子不是由名单和两方的文字算出来的。"),
    "selected": _("抽到的人与重算的不一样：%(where)s"),
    "substitute": _("替补没有按顺序来：%(where)s"),
}


@public
@require_safe
def draw(request: Asked, number: str, round: int) -> HttpResponse:
    """Everything that is needed to draw again, and nobody's name; there once the draw was made."""
    found = draw_document(request.street.pk, number, round)
    response = JsonResponse(found, json_dumps_params={"ensure_ascii": False, "indent": 1})
    response["Content-Disposition"] = f'attachment; filename="{number}-draw-{round}.json"'
    return response


@public
@require_safe
def sealed(request: Asked) -> HttpResponse:
    """What was sealed of every locked list, from the moment it was locked: to be copied and compared later."""
    return JsonResponse(sealed_document(request.street.pk), safe=False, json_dumps_params={"indent": 1})


class FileForm(PlainForm):
    file = forms.FileField(label=_("公开文件"), help_text=_("从结果页下载的 json 文件。"), required=False)
    text = forms.CharField(
        label=_("或者把文件内容粘贴在这里"),
        widget=forms.Textarea(attrs={"rows": 6, "spellcheck": "false"}),
        required=False,
        max_length=MOST_BYTES,
    )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or {}
        upload = values.get("file")
        if not upload and not values.get("text", "").strip():
            raise forms.ValidationError(_("请选择文件，或者粘贴内容。"), code="empty")
        if upload and upload.size > MOST_BYTES:
            raise forms.ValidationError(_("文件太大，最多 5 MB。"), code="large")
        return values

    def document(self) -> Any:
        """What was handed in; None when it is no JSON."""
        upload = self.cleaned_data["file"]
        try:
            return json.loads(upload.read() if upload else self.cleaned_data["text"])
        except (ValueError, RecursionError):
            return None


@public
@require_http_methods(["GET", "POST"])
def check_draw(request: Asked) -> HttpResponse:
    """Draw again and say in words what holds; nothing that was handed in is kept."""
    form = FileForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"form": form, "checked": False, "found": None, "defects": []}
    context["waiting"] = sealed_lists(request.street.pk).filter(drawn_at__isnull=True)[:MOST_WAITING]
    status = 200
    if request.method == "POST":
        if form.is_valid():
            context |= verdict_of(form.document())
        else:
            status = 422
    return render_page(request, "web/public/check_draw.html", context, status=status)


def verdict_of(document: Any) -> dict[str, Any]:
    defects = check(document)
    return {
        "checked": True,
        "defects": [in_words(each) for each in defects[:20]],
        "found": None if defects else document,
        "asked": 0 if defects else sum(len(each) for each in document["selected"].values()),
    }


def in_words(defect: Defect) -> str:
    sides = {"a": translate("街道"), "b": translate("居民监督")}
    where = sides.get(defect.where, defect.where) if defect.code in {"commitment", "late"} else defect.where
    return str(DEFECTS[defect.code]) % {"where": where}
