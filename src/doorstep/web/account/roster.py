"""Accounts: who there is, what roles they hold where, and what happens when somebody leaves."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.people.handovers import open_work_of
from doorstep.people.queries import (
    account_page as account_row,
)
from doorstep.people.queries import (
    accounts,
    assignments_of,
    colleagues,
    orgs_of,
    units_of,
)
from doorstep.people.rules import ROLE_LABELS
from doorstep.people.services import (
    assign_role,
    create_account,
    end_assignment,
    hand_over,
    leave,
    reset_password,
)
from doorstep.places.queries import place_choices
from doorstep.records.receipts import Answer
from doorstep.ui.forms import DateInput, PlainForm, labels
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.web.doors import Asked, desk, form_door, write_door
from doorstep.web.lists import keyset

PAGE = 25


@desk("account.manage")
@require_safe
def account_list(request: Asked) -> HttpResponse:
    """Everybody of the street by name; those who left at the end of a filter."""
    text, left = request.GET.get("text", ""), request.GET.get("left", "") == "1"
    rows, pager = keyset(
        request, accounts(request.actor, text=text, left=left), key="pk", size=PAGE, newest_first=False
    )
    table = Table(
        caption=translate("账号"),
        columns=[
            Column(translate("账号")),
            Column(translate("姓名")),
            Column(translate("岗位")),
            Column(translate("状态")),
        ],
        rows=[
            Row(
                cells=[
                    Link(each.username, resolve_url("account:page", each.pk)),
                    each.display_name,
                    translate("、").join(
                        translate(ROLE_LABELS[item.role]) for item in each.assignments.all()
                    ),
                    translate("已离岗") if each.left_at else translate("在岗"),
                ]
            )
            for each in rows
        ],
        empty_title=translate("没有符合的账号"),
    )
    return render_page(
        request, "web/account/list.html", {"table": table, "pager": pager, "text": text, "left": left}
    )


class NewAccountForm(PlainForm):
    username = forms.CharField(label=_("账号"), help_text=_("字母和数字，登录时用。"), max_length=40)
    display_name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(label=_("工作电话"), max_length=30, required=False)


@desk("account.manage")
@require_http_methods(["GET", "POST"])
def new_account(request: Asked) -> HttpResponse:
    """Make an account; its one-time password is shown once, here."""
    form = NewAccountForm(request.POST or None)
    made: list[Any] = []

    def do() -> Answer:
        values = form.cleaned_data
        made.append(
            create_account(
                street_id=request.actor.street_id,
                username=values["username"],
                display_name=values["display_name"],
                phone=values["phone"],
                by=request.actor,
                at=timezone.now(),
            )
        )
        return Answer(to=resolve_url("account:page", made[0].account.pk))

    response = form_door(request, form, door="account.new", do=do, template="web/account/new.html")
    if made and response.status_code == 303:
        say_password(request, made[0].password)
    return response


def say_password(request: Asked, password: str) -> None:
    """Shown once on the next page and stored nowhere."""
    messages.warning(
        request,
        translate("一次性口令：%(password)s。请当面告知，首次登录时必须修改。") % {"password": password},
    )


class AssignForm(PlainForm):
    role = forms.ChoiceField(label=_("岗位"), choices=labels(ROLE_LABELS))
    path = forms.ChoiceField(label=_("地点"))
    unit_id = forms.TypedChoiceField(label=_("承办单位"), required=False, coerce=int, empty_value=None)
    org_id = forms.TypedChoiceField(label=_("党组织"), required=False, coerce=int, empty_value=None)
    from_on = forms.DateField(label=_("从"), widget=DateInput)
    to_on = forms.DateField(label=_("到"), widget=DateInput, required=False)

    def __init__(self, *args: Any, asked: Asked, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        street_id = asked.actor.street_id or 0
        self.fields["path"].choices = place_choices(street_id)
        self.fields["unit_id"].choices = [("", "—"), *units_of(street_id)]
        self.fields["org_id"].choices = [("", "—"), *orgs_of(street_id)]


class LeaveForm(PlainForm):
    taker = forms.TypedChoiceField(label=_("工作交给"), required=False, coerce=int, empty_value=None)
    reason = forms.CharField(label=_("原因"), max_length=300)

    def __init__(self, *args: Any, asked: Asked, account_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["taker"].choices = [("", "—"), *colleagues(asked.actor, without=account_id)]


@desk("account.manage")
@require_safe
def account_page(request: Asked, account_id: int) -> HttpResponse:
    """One account with its roles past and present, its open work, and what can be done."""
    account = account_row(request.actor, account_id)
    context = {
        "account": account,
        "assignments": assignments_of(account_id),
        "today": day_of(timezone.now()),
        "open_work": open_work_of(account_id),
        "assign_form": AssignForm(asked=request, initial={"from_on": day_of(timezone.now())}),
        "leave_form": LeaveForm(asked=request, account_id=account_id),
        "reset_form": PlainForm(),
    }
    return render_page(request, "web/account/page.html", context)


@desk("account.manage")
@require_http_methods(["GET", "POST"])
def assign(request: Asked, account_id: int) -> HttpResponse:
    """Give a role at a place from a day on."""
    account = account_row(request.actor, account_id)
    form = AssignForm(request.POST or None, asked=request)

    def do() -> Answer:
        values = {
            name: form.cleaned_data[name]
            for name in ("role", "path", "unit_id", "org_id", "from_on", "to_on")
        }
        assign_role(account_id=account_id, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("account:page", account_id), note=str(_("岗位已分配。")))

    context = {"account": account, "heading": _("分配岗位")}
    return form_door(
        request, form, door="account.assign", do=do, template="web/account/act.html", context=context
    )


@desk("account.manage")
@require_POST
def end(request: Asked, account_id: int, assignment_id: int) -> HttpResponse:
    """End one role today."""

    def do() -> Answer:
        end_assignment(assignment_id=assignment_id, by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("account:page", account_id), note=str(_("岗位已结束。")))

    return write_door(request, door="account.end", do=do)


@desk("account.manage")
@require_POST
def reset(request: Asked, account_id: int) -> HttpResponse:
    """A new one-time password, shown once."""
    shown: list[str] = []

    def do() -> Answer:
        shown.append(reset_password(account_id=account_id, by=request.actor, at=timezone.now()))
        return Answer(to=resolve_url("account:page", account_id))

    response = write_door(request, door="account.reset", do=do)
    for password in shown:
        say_password(request, password)
    return response


@desk("account.manage")
@require_http_methods(["GET", "POST"])
def leave_page(request: Asked, account_id: int) -> HttpResponse:
    """Somebody leaves: open work goes to a successor first, then every role ends."""
    account = account_row(request.actor, account_id)
    form = LeaveForm(request.POST or None, asked=request, account_id=account_id)

    def do() -> Answer:
        values, at = form.cleaned_data, timezone.now()
        if values["taker"]:
            hand_over(
                giver=account_id, taker=values["taker"], reason=values["reason"], by=request.actor, at=at
            )
        leave(account_id=account_id, reason=values["reason"], by=request.actor, at=at)
        return Answer(to=resolve_url("account:page", account_id), note=str(_("已办理离岗。")))

    context = {"account": account, "heading": _("办理离岗"), "open_work": open_work_of(account_id)}
    return form_door(
        request, form, door="account.leave", do=do, template="web/account/act.html", context=context
    )
