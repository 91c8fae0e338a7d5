"""The doors: who may stand in front of a page, and the one way in for everything that writes."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from doorstep.kernel.actor import Actor
from doorstep.kernel.errors import NotPossible, Refusal, require
from doorstep.people.access import has_ability
from doorstep.records.receipts import Answer, body_of, once
from doorstep.ui.parts import SeeOther, render_page
from doorstep.web.errors import status_of
from doorstep.web.sentences import sentence

View = Callable[..., HttpResponse]


class Done(SeeOther):
    """After an act: on to where its answer leads; the answer is the same when the submission came again."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer.to)
        self.answer = answer


class Asked(HttpRequest):
    """What the middleware hands to every view."""

    actor: Actor
    street: Any


def public(view: View) -> View:
    """Mark a view as open to everybody."""
    view.public = True  # type: ignore[attr-defined]
    return view


def desk(*abilities: str) -> Callable[[View], View]:
    """A page for signed-in people who hold one of these abilities somewhere; none named = any account."""

    def mark(view: View) -> View:
        @wraps(view)
        def guarded(request: Asked, *args: Any, **kwargs: Any) -> HttpResponse:
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


def write_once(request: HttpRequest, *, door: str, do: Callable[[], Answer]) -> Answer:
    """Do it once: the same submission again gets the same answer.

    Another body, another address or another person under its key is a conflict.
    """
    answer, _ = once(
        key=receipt_key(request), door=door, body=submission_of(request), at=timezone.now(), do=do
    )
    return answer


def submission_of(request: HttpRequest) -> bytes:
    """Who sends what where: the answer of one row's form, or of somebody else's, is never replayed for another."""
    who = request.actor.ref  # type: ignore[attr-defined]
    return f"{who} {request.path}".encode() + b"\0" + body_of(request)


def write_door(request: HttpRequest, *, door: str, do: Callable[[], Answer]) -> HttpResponse:
    """``write_once`` and then on to where the answer leads; a refusal is shown as a page."""
    answer = write_once(request, door=door, do=do)
    if answer.note:
        messages.success(request, answer.note)
    return Done(answer)


def form_door(
    request: HttpRequest,
    form: forms.Form,
    *,
    door: str,
    do: Callable[[], Answer],
    template: str,
    context: dict[str, Any] | None = None,
    part: str | None = None,
) -> HttpResponse:
    """A page with one form: shown on GET, done once on POST; whatever is refused keeps what was typed."""
    status = 200
    if request.method == "POST":
        if form.is_valid():
            try:
                return write_door(request, door=door, do=do)
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
                status = status_of(refusal)
        else:
            status = 422
    return render_page(request, template, {**(context or {}), "form": form}, part=part, status=status)
