"""The register of members, one member's file, and what a keeper does with it."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.kernel.calendar import day_of
from doorstep.people.access import paths_with
from doorstep.places.queries import communities
from doorstep.records.receipts import Answer
from doorstep.ui.forms import PlainForm
from doorstep.ui.parts import SeeOther, render_page
from doorstep.ui.tables import Column, Link, Row, Table
from doorstep.ui.templatetags.ui import status
from doorstep.volunteers import queries, rules
from doorstep.volunteers.names import name_of
from doorstep.volunteers.services import (
    Registration,
    bar_from_stars,
    feed_back,
    link_account,
    make_pledge,
    propose_star,
    read_member_phone,
    receive_member,
    report_in,
    transfer_member,
    withdraw_consent,
)
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.lists import keyset
from doorstep.web.tones import MEMBER_TONES
from doorstep.web.volunteers.forms import (
    BarForm,
    LetterForm,
    LinkForm,
    NewMemberForm,
    NoteForm,
    PledgeForm,
    StarForm,
)

KEEPERS = ("member.keep",)


def own_places(request: Asked) -> list[Any]:
    """The communities whose members this person keeps."""
    paths = paths_with(request.actor, "member.keep")
    return [
        each
        for each in communities(request.actor.street_id or 0)
        if any(each.path.startswith(path) for path in paths)
    ]


@desk(*KEEPERS)
@require_safe
def listing(request: Asked) -> HttpResponse:
    """Members in the order of reporting in, newest first."""
    asked = {name: request.GET.get(name, "") for name in ("state", "place", "year")}
    rows, pager = keyset(request, queries.members(request.actor, **asked))
    table = Table(
        caption=translate("双报到名册"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("姓名")),
            Column(translate("社区")),
            Column(translate("所在单位"), "clip"),
            Column(translate("特长"), "clip"),
            Column(translate("报到日"), "tight"),
            Column(translate("状态")),
        ],
        rows=[member_row(each) for each in rows],
        empty_title=translate("还没有符合的报到党员"),
        empty_text=translate("换个条件再查，或者登记一份报到单。"),
    )
    context = {
        "table": table,
        "pager": pager,
        "asked": asked,
        "states": rules.STATES,
        "places": own_places(request),
        "blank": PlainForm(),
        "points_on": points_on(request),
    }
    return render_page(request, "web/volunteers/list.html", context)


def member_row(member: Any) -> Row:
    url = resolve_url("volunteers:page", member.number)
    return Row(
        cells=[
            Link(member.number, url),
            Link(name_of(member) or translate("已删除"), url),
            member.place.name,
            member.unit_name,
            member.skills,
            day_of(member.reported_at),
            status(translate(rules.STATES[member.state]), MEMBER_TONES[member.state]),
        ],
        key=str(member.pk),
        name=member.number,
    )


@desk(*KEEPERS)
@require_http_methods(["GET", "POST"])
def new(request: Asked) -> HttpResponse:
    """The 报到单."""
    places = [(each.pk, each.name) for each in own_places(request)]
    form = NewMemberForm(request.POST or None, places=places)

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        made = report_in(registration=Registration(**values), by=request.actor, at=timezone.now())
        return Answer(to=resolve_url("volunteers:page", made.number), note=str(_("报到已登记。")))

    context = {"label": _("登记报到"), "back": resolve_url("volunteers:list")}
    return form_door(
        request, form, door="member.new", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*KEEPERS)
@require_safe
def page(request: Asked, number: str) -> HttpResponse:
    """One member's file: posts, services, pledges, letters, life."""
    return render_page(request, "web/volunteers/page.html", page_context(request, number))


@desk(*KEEPERS)
@require_POST
def phone(request: Asked, number: str) -> HttpResponse:
    """The member's number, on this answer only; looking is an act in the journal."""
    member = queries.member_page(request.actor, number)
    if not member.phone_sealed:
        raise Http404
    reason = translate("为志愿服务联系本人")
    with transaction.atomic():
        found = read_member_phone(member_id=member.pk, reason=reason, by=request.actor, at=timezone.now())
    return render(request, "web/volunteers/page.html", page_context(request, number) | {"phone": found})


def page_context(request: Asked, number: str) -> dict[str, Any]:
    member, on = queries.member_page(request.actor, number), points_on(request)
    return {
        "member": member,
        "name": name_of(member),
        "state": (rules.STATES[member.state], MEMBER_TONES[member.state]),
        "acts": acts_for(member, points=on),
        "services": [service_line(each) for each in queries.services_of(member)[:50]],
        "counted": queries.services_that_count(member) if on else set(),
        "posts": queries.claimed_posts(member),
        "pledges": [(each, rules.PLEDGE_STATES[each.state]) for each in queries.pledges_of(member)],
        "letters": queries.letters_of(member),
        "stars": [(each, rules.STAR_STATES[each.state]) for each in queries.stars_of(member)] if on else [],
        "life": [life_entry(each) for each in queries.life_of(member)],
        "bars": queries.bars_of(member) if on else [],
        "is_open": member.state not in rules.WORKFLOW.final,
        "phone": "",
    }


def points_on(request: Asked) -> bool:
    return queries.points_on(request.actor.street_id, on=day_of(timezone.now()))


def service_line(service: Any) -> tuple[Any, str, str]:
    tones = {"open": "wait", "confirmed": "done", "refused": "off"}
    return service, rules.VERDICTS[service.verdict], tones[service.verdict]


def life_entry(step: Any) -> dict[str, Any]:
    return {
        "when": step.at,
        "who": step.by_name,
        "what": translate(rules.ACTS[step.act]),
        "note": step.note,
        "tone": "doing",
    }


# act → (label, form, service, the states it starts from)
ACTS: dict[str, tuple[Any, type[PlainForm], Any, frozenset[str]]] = {
    "receive": (_("接收报到"), PlainForm, receive_member, frozenset({"registered"})),
    "pledge": (_("登记承诺"), PledgeForm, make_pledge, frozenset(rules.STATES) - rules.WORKFLOW.final),
    "letter": (_("写季度反馈函"), LetterForm, feed_back, frozenset({"serving", "fed_back"})),
    "link": (_("关联账号"), LinkForm, link_account, frozenset(rules.STATES) - rules.WORKFLOW.final),
    "star": (_("提名星级"), StarForm, propose_star, frozenset({"serving", "fed_back"})),
    "bar": (_("暂停参评"), BarForm, bar_from_stars, frozenset(rules.STATES) - rules.WORKFLOW.final),
    "transfer": (
        _("转出"),
        NoteForm,
        transfer_member,
        frozenset({"received", "post_claimed", "serving", "fed_back"}),
    ),
    "withdraw": (
        _("撤回同意并退出"),
        PlainForm,
        withdraw_consent,
        frozenset(rules.STATES) - rules.WORKFLOW.final,
    ),
}


WITH_POINTS = frozenset({"star", "bar"})


def acts_for(member: Any, *, points: bool) -> list[tuple[Any, str]]:
    """The buttons of this moment."""
    return [
        (label, resolve_url("volunteers:act", member.number, act))
        for act, (label, _form, _service, states) in ACTS.items()
        if member.state in states and (points or act not in WITH_POINTS)
    ]


@desk(*KEEPERS)
@require_http_methods(["GET", "POST"])
def move(request: Asked, number: str, act: str) -> HttpResponse:
    """One act on a member's file, asked once more on a page of its own."""
    member = queries.member_page(request.actor, number)
    if act not in ACTS or (act in WITH_POINTS and not points_on(request)):
        raise Http404
    label, form_class, service, _states = ACTS[act]
    form = form_class(request.POST or None)

    def do() -> Answer:
        values = {name: value for name, value in form.cleaned_data.items() if name != "receipt"}
        service(member_id=member.pk, by=request.actor, at=timezone.now(), **values)
        return Answer(to=resolve_url("volunteers:page", number), note=str(_("已办理。")))

    context = {"label": label, "back": resolve_url("volunteers:page", number), "about": number}
    return form_door(
        request, form, door=f"member.{act}", do=do, template="web/volunteers/act.html", context=context
    )


@desk(*KEEPERS)
@require_POST
def export(request: Asked) -> HttpResponse:
    """双报到名册 names members: a second person lets it out (DOMAIN G9)."""
    return SeeOther(resolve_url("privacy:ask-export", "member"))


@desk(*KEEPERS)
@require_safe
def letter(request: Asked, number: str, letter_id: int) -> HttpResponse:
    """季度反馈函 on one sheet: services and thanks, nothing to compare."""
    member = queries.member_page(request.actor, number)
    found = queries.letter_of(member, letter_id)
    context = {
        "letter": found,
        "member": member,
        "name": name_of(member),
        "services": queries.services_of_quarter(found),
    }
    return render_page(request, "web/volunteers/letter.html", context)


@desk(*KEEPERS)
@require_safe
def card(request: Asked, number: str) -> HttpResponse:
    """服务登记卡, which is the free certificate as well."""
    return card_of(request, queries.member_page(request.actor, number))


def card_of(request: Asked, member: Any) -> HttpResponse:
    services = list(queries.services_of(member, confirmed=True))
    context = {
        "member": member,
        "name": name_of(member),
        "services": services,
        "hours": hours_of(sum(each.minutes for each in services)),
    }
    return render_page(request, "web/volunteers/card.html", context)


def hours_of(minutes: int) -> str:
    """Hours with one decimal, without one when it is whole."""
    return f"{minutes / 60:.1f}".removesuffix(".0")
