"""Signing in, signing out, and one's own password."""

from django import forms
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, logout
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from doorstep.kernel.errors import Refusal
from doorstep.people.queries import assignments_of
from doorstep.people.services import change_password, sign_in
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import SeeOther, render_page
from doorstep.web.doors import Asked, desk, public
from doorstep.web.errors import status_of
from doorstep.web.sentences import sentence

BACKEND = "doorstep.people.backend.AccountBackend"


class SignInForm(PlainForm):
    username = forms.CharField(
        label=_("账号"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "username", "autofocus": True}),
    )
    password = forms.CharField(
        label=_("口令"), max_length=256, widget=forms.PasswordInput({"autocomplete": "current-password"})
    )


@public
@sensitive_post_parameters("password")
@require_http_methods(["GET", "POST"])
def sign_in_page(request: Asked) -> HttpResponse:
    """One answer for every failure; drafts typed before a time-out are still on the page afterwards."""
    form = SignInForm(request.POST or None)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            account = sign_in(
                username=form.cleaned_data["username"],
                password=form.cleaned_data["password"],
                at=timezone.now(),
                ip=request.META.get("REMOTE_ADDR", ""),
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            status = status_of(refusal)
        else:
            login(request, account, backend=BACKEND)
            return SeeOther(
                resolve_url("account:mine") if account.must_change_password else next_page(request)
            )
    return render_page(
        request, "web/account/sign_in.html", {"form": form, "next": next_page(request)}, status=status
    )


def next_page(request: Asked) -> str:
    """Where the person was going, if that is one of our own pages."""
    to = request.POST.get("next") or request.GET.get("next") or ""
    safe = url_has_allowed_host_and_scheme(to, {request.get_host()}, require_https=request.is_secure())
    return to if safe and to else resolve_url(settings.LOGIN_REDIRECT_URL)


@public
@require_POST
def sign_out(request: Asked) -> HttpResponse:
    logout(request)
    return SeeOther(resolve_url("account:sign-in"))


class PasswordForm(PlainForm):
    old = forms.CharField(
        label=_("现在的口令"),
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新口令"),
        help_text=_("至少 10 位，不要用常见的口令。"),
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再输一次新口令"),
        max_length=256,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, object]:
        values = super().clean() or {}
        if values.get("new") != values.get("again"):
            self.add_error("again", _("两次输入不一致。"))
        return values


@desk()
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def mine(request: Asked) -> HttpResponse:
    """My roles, and my password; other sessions end when it changes."""
    form = PasswordForm(request.POST or None)
    status = 200
    account_id = request.actor.account_id or 0
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            account = change_password(
                account_id=account_id,
                old=values["old"],
                new=values["new"],
                by=request.actor,
                at=timezone.now(),
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            status = status_of(refusal)
        else:
            login(request, account, backend=BACKEND)  # this session goes on, the others end
            messages.success(request, _("口令已修改，其他设备上的登录已退出。"))
            return SeeOther(resolve_url(settings.LOGIN_REDIRECT_URL))
    context = {"form": form, "assignments": assignments_of(account_id)}
    return render_page(request, "web/account/mine.html", context, status=status)
