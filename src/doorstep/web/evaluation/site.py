"""现场评估: a checklist for the thing itself, on the screen and on paper."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from doorstep.evaluation import access, services
from doorstep.evaluation.queries.desk import evaluation_page
from doorstep.evaluation.rules import checklists
from doorstep.evaluation.rules.states import WORDS_LIMIT
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import require
from doorstep.records.receipts import Answer
from doorstep.ui.forms import CountedTextarea, DateInput, PlainForm, labels
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door

ASSESSORS = ("evaluation.assess",)


class SiteForm(PlainForm):
    """The questions of one kind; each with a line for why it is not a plain yes."""

    seen_on = forms.DateField(label=_("哪天看的"), widget=DateInput)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, words in checklists.checklist(kind).items():
            self.fields[f"answer_{code}"] = forms.ChoiceField(
                label=_(words), choices=labels(checklists.ANSWERS), widget=forms.RadioSelect
            )
            self.fields[f"remark_{code}"] = forms.CharField(
                label=_("不是“是”的，写一句为什么"), required=False, max_length=checklists.REMARK_LIMIT
            )
        self.fields["remark"] = forms.CharField(
            label=_("总的说明"),
            required=False,
            max_length=WORDS_LIMIT,
            widget=CountedTextarea(attrs={"rows": 3}),
        )

    def values(self, prefix: str) -> dict[str, str]:
        return {
            name.removeprefix(prefix): value
            for name, value in self.cleaned_data.items()
            if name.startswith(prefix)
        }


def kind_of(request: Asked) -> str:
    """The chosen list; the first when none or an unknown one is named."""
    kind = request.GET.get("kind", "")
    return kind if kind in checklists.KINDS else next(iter(checklists.KINDS))


@desk(*ASSESSORS)
@require_http_methods(["GET", "POST"])
def assess(request: Asked, number: str) -> HttpResponse:
    """Write down what stands there; nobody's opinion is asked here."""
    found = evaluation_page(request.actor, number)
    require(access.can_assess(request.actor, path=found.path))
    kind = kind_of(request)
    form = SiteForm(request.POST or None, kind=kind, initial={"seen_on": day_of(timezone.now())})

    def do() -> Answer:
        services.assess_site(
            evaluation_id=found.pk,
            kind=kind,
            answers=form.values("answer_"),
            remarks=form.values("remark_"),
            remark=form.cleaned_data["remark"],
            seen_on=form.cleaned_data["seen_on"],
            by=request.actor,
            at=timezone.now(),
        )
        return Answer(to=resolve_url("evaluation:page", number), note=str(_("现场评估已记下。")))

    context = {"found": found, "kind": kind, "kinds": kind_choices()}
    return form_door(
        request, form, door="evaluation.assess", do=do, template="web/evaluation/assess.html", context=context
    )


def kind_choices() -> list[tuple[str, str]]:
    return [(code, translate(label)) for code, label in checklists.KINDS.items()]


@desk(*ASSESSORS)
@require_safe
def site_sheet(request: Asked, number: str) -> HttpResponse:
    """The same checklist on one A4 sheet."""
    found = evaluation_page(request.actor, number)
    kind = kind_of(request)
    context = {
        "found": found,
        "kind": kind,
        "kinds": kind_choices(),
        "questions": [translate(words) for words in checklists.checklist(kind).values()],
        "answers": [translate(label) for label in checklists.ANSWERS.values()],
    }
    return render_page(request, "web/evaluation/site_sheet.html", context)
