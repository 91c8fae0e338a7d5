"""The doors: who may stand in front of a page, and the one way in for everything that writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, require
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer, body_of, once

View = Callable[..., HttpResponse]


class HttpRequestWithActor(HttpRequest):
    """What the middleware hands to every view."""

    actor: Actor
    street: Any


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.public = True  # type: ignore[attr-defined]
    return view


def desk(*abilities: str) -> Callable[[View], View]:
    """A page for signed-in people who hold one of these abilities somewhere; no ability named = any account."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequestWithActor, *args: Any, **kwargs: Any) -> HttpResponse:
            require(not abilities or any(has_ability(request.actor, name) for name in abilities))
            return view(request, *args, **kwargs)

        guarded.abilities = abilities  # type: ignore[attr-defined]
        return guarded

    return mark


def receipt_key(request: HttpRequest) -> UUID:
    """The client's own number for this submission; a form without one is refused."""
    try:
        return UUID(request.POST.get("receipt", ""))
    except ValueError:
        raise NotPossible("receipt.missing") from None


def write_door(request: HttpRequest, *, door: str, do: Callable[[], Answer]) -> HttpResponse:
    """Do it once: the same submission again gets the same answer, another body under its key is a conflict."""
    answer, _ = once(key=receipt_key(request), door=door, body=body_of(request), at=timezone.now(), do=do)
    if answer.note:
        messages.success(request, answer.note)
    return HttpResponseRedirect(answer.to, status=303)
