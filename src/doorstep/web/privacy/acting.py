"""One form, one act, and back: the pages of the privacy desk that write."""

from collections.abc import Callable
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as translate

from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.web.doors import Asked, form_door

TEMPLATE = "web/privacy/act.html"


def act_page(
    request: Asked,
    form: PlainForm,
    act: Callable[..., Any],
    *,
    label: Any,
    back: str,
    about: Any = "",
    to: Callable[[Any], str] | None = None,
) -> HttpResponse:
    """``act`` takes the form's values, ``by`` and ``at``; ``to`` makes the next address from what it returns."""

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        done = act(**values, by=request.actor, at=timezone.now())
        return Answer(to=to(done) if to else back, note=translate("已办理。"))

    door = f"privacy.{request.resolver_match.url_name if request.resolver_match else ''}"
    context = {"label": label, "back": back, "about": about}
    return form_door(request, form, door=door[:60], do=do, template=TEMPLATE, context=context)
