"""Two pages that need no template of their own: one asks before an act, one answers after it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

DESK, PUBLIC = "ui/desk.html", "ui/public.html"


def confirm_page(
    request: HttpRequest,
    *,
    title: str,
    act_label: str,
    back_url: str,
    question: str = "",
    facts: Sequence[tuple[str, Any]] = (),
    form: forms.Form | None = None,
    now: bool = False,
    layout: str = DESK,
    status: int = 200,
) -> HttpResponse:
    """Ask before an act that is hard to undo; the form posts to the same address.

    `now` draws the button in brick. No dialog: the page works without a script and can be printed.
    """
    context = {
        "title": title,
        "act_label": act_label,
        "back_url": back_url,
        "question": question,
        "facts": facts,
        "form": form,
        "now": now,
        "layout": layout,
    }
    return render(request, "ui/confirm_page.html", context, status=status)


def receipt_page(
    request: HttpRequest,
    *,
    title: str,
    text: str = "",
    number: str = "",
    pin: str = "",
    qr_url: str = "",
    url: str = "",
    next_steps: Sequence[str] = (),
    layout: str = PUBLIC,
) -> HttpResponse:
    """Say that it has arrived, with the number as a plate to photograph, and what happens next."""
    context = {
        "title": title,
        "text": text,
        "number": number,
        "pin": pin,
        "qr_url": qr_url,
        "url": url,
        "next_steps": next_steps,
        "layout": layout,
    }
    return render(request, "ui/receipt_page.html", context)
