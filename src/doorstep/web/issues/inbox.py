"""The inbox: what came in, by any condition, twenty-five rows a page, with acts on chosen rows."""

from datetime import date, datetime
from typing import Any, Final
from uuid import uuid4

from django import forms
from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.text import Truncator
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from doorstep.issues import rules
from doorstep.issues.queries import InboxFilter, IssuePage, categories
from doorstep.issues.queries import inbox as inbox_rows
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import Refusal
from doorstep.people.access import has_ability
from doorstep.people.queries import units_of
from doorstep.places.queries import communities
from doorstep.ui.forms import DateInput, labels
from doorstep.ui.parts import render_page
from doorstep.ui.tables import Bulk, BulkAct, Column, Link, Row, Table
from doorstep.ui.templatetags.ui import moment, status
from doorstep.web.doors import Asked, desk
from doorstep.web.errors import status_of
from doorstep.web.issues.due import is_late, limit_of
from doorstep.web.sentences import sentence
from doorstep.web.tones import ISSUE_TONES

ANY: Final = [("", _("全部"))]
DUES: Final = {"overdue": _("已超时"), "today": _("今天到期")}
WAITING: Final = {"confirm": _("待回访"), "returned": _("退回重办"), "coordinator": _("区里协调")}
# what other pages may ask for in an address, beside the fields of the row above the table
SILENT: Final = (
    "kind",
    "urgency",
    "answer",
    "waiting",
    "year",
    "open",
    "excluded",
    "owner_id",
    "place_id",
    "order",
)
NUMBERS: Final = ("year", "owner_id", "place_id", "unit_id")
SHOWN_CHARACTERS: Final = 20
FLAGS: Final = ("open", "excluded")
BULK_ACTS: Final = (
    ("on_spot", _("按立行立改分办"), "issue.triage"),
    ("time_limited", _("按限时整改分办"), "issue.triage"),
    ("long_term", _("按长期推进分办"), "issue.triage"),
    ("dispatch", _("派单给…"), "issue.dispatch"),
    ("close", _("说明理由销号…"), "issue.triage"),
)


class QueryForm(forms.Form):
    """The row above the table; every field may stay empty."""

    text = forms.CharField(label=_("关键词"), required=False, max_length=60)
    state = forms.ChoiceField(label=_("状态"), required=False, choices=[*ANY, *labels(rules.STATES)])
    route = forms.ChoiceField(label=_("办理方式"), required=False, choices=[*ANY, *labels(rules.ROUTES)])
    category = forms.ChoiceField(label=_("类别"), required=False)
    community = forms.ChoiceField(label=_("社区"), required=False)
    source = forms.ChoiceField(label=_("来源"), required=False, choices=[*ANY, *labels(rules.SOURCES)])
    unit_id = forms.ChoiceField(label=_("承办单位"), required=False)
    due = forms.ChoiceField(label=_("期限"), required=False, choices=[*ANY, *DUES.items()])
    from_on = forms.DateField(label=_("收到从"), required=False, widget=DateInput)
    to_on = forms.DateField(label=_("到"), required=False, widget=DateInput)

    def __init__(self, *args: Any, street_id: int, **kwargs: Any) -> None:
        super().__init__(*args, auto_id="query_%s", **kwargs)
        lists = {
            "category": category_tree(street_id),
            "community": [(each.path, each.name) for each in communities(street_id)],
            "unit_id": [(str(pk), name) for pk, name in units_of(street_id)],
        }
        for name, values in lists.items():
            self.fields[name].choices = [*ANY, *values]  # type: ignore[attr-defined]


def category_tree(street_id: int) -> list[tuple[str, str]]:
    """Every category; a leaf is set in under its branch."""
    rows = [(each, translate(each.name)) for each in categories(street_id)]
    return [(each.code, f"　{name}" if each.parent_id else name) for each, name in rows]


def filter_from(values: dict[str, Any], asked: Any) -> InboxFilter:
    """The form's clean fields and the silent ones of the address; what makes no sense is left out."""
    found: dict[str, Any] = {name: value for name, value in values.items() if value}
    for name in SILENT:
        if value := asked.get(name, ""):
            found[name] = value == "1" if name in FLAGS else value
    for name in NUMBERS:
        if name in found:
            text = str(found.pop(name))
            if text.isascii() and text.isdigit() and len(text) < 10:
                found[name] = int(text)
    if not date.min.year <= found.get("year", 1) < date.max.year:
        del found["year"]
    if found.get("order", "due") != "due":
        del found["order"]
    return InboxFilter(**found)


@desk("issue.read")
@require_safe
def inbox(request: Asked) -> HttpResponse:
    """Everything in sight that fits the conditions, newest first."""
    form = QueryForm(request.GET, street_id=request.actor.street_id or 0)
    form.is_valid()
    asked = filter_from(form.cleaned_data, request.GET)
    at = timezone.now()
    after, before = request.GET.get("older", ""), request.GET.get("newer", "")
    refused: Refusal | None = None
    try:
        page = inbox_rows(request.actor, asked, after=after, before=before, at=at)
    except Refusal as refusal:
        page, refused = IssuePage([], 0, capped=False, older="", newer="", as_of=at), refusal
    context = {
        "form": form,
        "query": asked,
        "table": table_of(request, page.rows, at=at),
        "page": page,
        "refused": sentence(refused) if refused else "",
        "older": with_mark(request, "older", page.older),
        "newer": with_mark(request, "newer", page.newer),
        "tabs": tabs_for(asked),
        "chips": chips_for(request, asked),
        "may_capture": has_ability(request.actor, "issue.capture"),
        "may_search_person": has_ability(request.actor, "search.person"),
        "export_url": f"{resolve_url('issues:export')}?{bare_query(request)}",
    }
    status = status_of(refused) if refused else 200
    return render_page(request, "web/issues/inbox.html", context, part="web/issues/_list.html", status=status)


def bare_query(request: Asked) -> str:
    query = request.GET.copy()
    for name in ("older", "newer"):
        query.pop(name, None)
    return query.urlencode()


def with_mark(request: Asked, name: str, mark: str) -> str:
    """This page's address read on from a mark; empty where nothing follows."""
    if not mark:
        return ""
    query = request.GET.copy()
    for each in ("older", "newer"):
        query.pop(each, None)
    query[name] = mark
    return f"?{query.urlencode()}"


def table_of(request: Asked, rows: list[Any], *, at: datetime) -> Table:
    """The page's rows, with the acts on chosen ones that this person may do somewhere."""
    acts = [
        BulkAct(value, str(label))
        for value, label, ability in BULK_ACTS
        if has_ability(request.actor, ability)
    ]
    bulk = Bulk(resolve_url("issues:chosen"), acts, str(uuid4())) if acts else None
    return rows_table(rows, at=at, bulk=bulk, empty=translate("没有符合的问题"))


def rows_table(rows: list[Any], *, at: datetime, empty: str, bulk: Bulk | None = None) -> Table:
    return Table(
        caption=translate("问题"),
        columns=[
            Column(translate("编号"), "tight"),
            Column(translate("内容"), "clip"),
            Column(translate("地点"), "clip"),
            Column(translate("类别"), "tight"),
            Column(translate("怎么办、谁来办"), "clip"),
            Column(translate("状态"), "tight"),
            Column(translate("期限"), "tight"),
            Column(translate("收到"), "tight"),
        ],
        rows=[row_of(each, at=at) for each in rows],
        bulk=bulk,
        empty_title=empty,
        empty_text=translate("换个条件再查，或者登记一个新问题。"),
    )


def row_of(issue: Any, *, at: datetime) -> Row:
    url = resolve_url("issues:page", issue.tracking)
    return Row(
        cells=[
            Link(issue.tracking, url),
            Truncator(issue.text).chars(SHOWN_CHARACTERS),
            issue.place_text or (issue.place.full_name if issue.place else ""),
            translate(issue.category.name),
            route_and_unit(issue),
            status(translate(rules.STATES[issue.state]), ISSUE_TONES[issue.state]),
            limit_of(issue, now=at, exact=False),
            moment(day_of(issue.received_at), "short"),
        ],
        key=issue.tracking,
        name=issue.tracking,
        late=is_late(issue, now=at),
    )


def route_and_unit(issue: Any) -> str:
    route = translate(rules.ROUTES[issue.route])
    return f"{route} · {issue.unit.name}" if issue.unit else route


def tabs_for(asked: InboxFilter) -> list[dict[str, Any]]:
    """The questions a clerk asks every morning; each is an address of this very page."""
    here = resolve_url("issues:inbox")
    found = [
        (_("全部"), "", asked == InboxFilter()),
        (_("待分办"), "?state=captured", asked == InboxFilter(state="captured")),
        (_("待派单"), "?state=triaged", asked == InboxFilter(state="triaged")),
        (_("办理中"), "?state=working", asked == InboxFilter(state="working")),
        (_("待回访"), "?waiting=confirm", asked == InboxFilter(waiting="confirm")),
        (_("退回重办"), "?waiting=returned", asked == InboxFilter(waiting="returned")),
        (_("已超时"), "?due=overdue", asked == InboxFilter(due="overdue")),
    ]
    return [{"label": label, "url": f"{here}{query}", "current": current} for label, query, current in found]


def chips_for(request: Asked, asked: InboxFilter) -> list[dict[str, str]]:
    """Conditions that came with the address and have no field above the table, each with a way out."""
    words = {
        "kind": rules.KINDS.get(asked.kind),
        "urgency": rules.URGENCIES.get(asked.urgency),
        "answer": rules.ANSWERS.get(asked.answer),
        "waiting": WAITING.get(asked.waiting),
        "year": asked.year,
        "open": None if asked.open is None else _("未销号") if asked.open else _("已结束"),
        "excluded": None if asked.excluded is None else _("不计入考核") if asked.excluded else _("计入考核"),
        "owner_id": asked.owner_id and _("一人首接"),
        "place_id": asked.place_id and _("一处地点"),
        "order": _("期限近的在前") if asked.order == "due" else None,
    }
    return [
        {"label": translate(str(word)), "remove_url": without(request, name)}
        for name, word in words.items()
        if word
    ]


def without(request: Asked, name: str) -> str:
    query = request.GET.copy()
    for each in ("older", "newer", name):
        query.pop(each, None)
    return f"?{query.urlencode()}"
