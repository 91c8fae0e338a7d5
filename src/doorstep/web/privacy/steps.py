"""What can be done to a request from its page."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import resolve_url
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from doorstep.kernel.actor import Actor
from doorstep.privacy import services
from doorstep.privacy.queries import requests as queries
from doorstep.records.holders import Held, holder_of
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, desk
from doorstep.web.privacy.acting import act_page
from doorstep.web.privacy.forms import (
    AnswerForm,
    CorrectForm,
    DeliverForm,
    IdentifyForm,
    ItemForm,
    NoteForm,
    RefuseForm,
)
from doorstep.web.privacy.requests import found_or_404

Make = Callable[..., PlainForm]
# Words of what is held by which a line of a list is told from the next; the first of them that says something.
SAYING = frozenset({"内容", "意见", "编号", "测评", "同意什么", "满意的地方", "不满意的地方", "还想要什么"})


def line_of(held: Held) -> str:
    """One line to choose from: what, when, and the first words of it."""
    said = next((text for label, text in held.words if text and label in SAYING), "")
    own = translate("本人号码") if held.by_phone else translate("同一住处")
    return f"{translate(held.title)} {held.at:%Y-%m-%d}（{own}）{said[:60]}"


def items_of(held: Sequence[Held]) -> list[tuple[str, str]]:
    return [(f"{each.holder}:{each.ref}", line_of(each)) for each in held]


def answer_form(found: Any, data: Any, *, by: Actor) -> PlainForm:
    held = queries.held_for(found, by)
    own = [f"{each.holder}:{each.ref}" for each in held if each.by_phone]
    return AnswerForm(data, items=items_of(held), own=own)


def item_form(form: type[ItemForm], found: Any, data: Any, *, by: Actor) -> PlainForm:
    return form(data, items=items_of(queries.held_for(found, by)))


def erase_form(found: Any, data: Any, *, by: Actor) -> PlainForm:
    """Each thing with what will be left of it, before it is gone."""
    held = queries.held_for(found, by)
    form = ItemForm(data, items=items_of(held))
    kinds = {holder_of(each.holder) for each in held}
    left = [f"{translate(each.label)}{translate('：')}{translate(each.stays)}" for each in kinds]
    form.fields["item"].help_text = " ".join(sorted(left))
    return form


def plain(form: type[PlainForm], found: Any, data: Any, *, by: Actor) -> PlainForm:
    return form(data)


# act → (label, how its form is made, service)
ACTS: dict[str, tuple[Any, Make, Callable[..., Any]]] = {
    "identify": (_("核对身份"), partial(plain, IdentifyForm), services.identify),
    "extend": (_("延长答复期限"), partial(plain, NoteForm), services.extend_request),
    "correct": (_("更正"), partial(item_form, CorrectForm), services.correct_held),
    "erase": (_("删除"), erase_form, services.erase_held),
    "answer": (_("答复"), answer_form, services.answer_request),
    "refuse": (_("不予办理"), partial(plain, RefuseForm), services.refuse_request),
    "deliver": (_("登记交付"), partial(plain, DeliverForm), services.deliver_answer),
    "drop": (_("本人撤回申请"), partial(plain, PlainForm), services.drop_request),
}
NEEDS_IDENTITY = frozenset({"correct", "erase", "answer"})


@desk("privacy.keep")
@require_http_methods(["GET", "POST"])
def move(request: Asked, request_id: UUID, act: str) -> HttpResponse:
    """One act on a request, asked once more on a page of its own; what is held is not listed before identity."""
    found = found_or_404(request, request_id)
    if act not in ACTS or (act in NEEDS_IDENTITY and found.state != "identified"):
        raise Http404
    label, make, service = ACTS[act]
    return act_page(
        request,
        make(found, request.POST or None, by=request.actor),
        partial(service, request_id=found.pk),
        label=label,
        back=resolve_url("privacy:request", found.pk),
        about=found.tracking,
    )
