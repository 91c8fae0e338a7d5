"""Invented content for the page that shows every component."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from doorstep.ui.forms import CountedTextarea, DateInput, HoneypotMixin, PlainForm
from doorstep.ui.sites import LARGE, is_large
from doorstep.ui.tables import Bulk, BulkAct, Column, Link, Row, Table
from doorstep.ui.templatetags.ui import deadline, moment, plate, status

AS_OF = datetime(2026, 11, 20, 1, 30, tzinfo=UTC)
HOUSEHOLDS, HEARD, AT_ONCE, PROJECTS, JUDGED = 10932, 4450, 4345, 99, 41


@dataclass(frozen=True)
class Sample:
    """Shaped like a kernel Figure."""

    label: str
    value: int | Fraction | None
    link: str
    as_of: datetime = AS_OF
    unit: str = ""
    n: int | None = None


class ReportForm(HoneypotMixin, PlainForm):
    """One field of each kind."""

    text = forms.CharField(
        label=gettext_lazy("您想反映什么"),
        max_length=500,
        widget=CountedTextarea,
        help_text=gettext_lazy("在哪里、什么时候、怎么了。用您平常说话的方式写就行。"),
    )
    place = forms.CharField(
        label=gettext_lazy("在什么地方"), help_text=gettext_lazy("小区和楼号，例如：槐荫里 3 号楼 2 单元")
    )
    seen_on = forms.DateField(label=gettext_lazy("哪天看到的"), required=False, widget=DateInput)
    kind = forms.ChoiceField(
        label=gettext_lazy("大概是哪一类"),
        required=False,
        choices=[
            ("", gettext_lazy("不确定")),
            ("heat", gettext_lazy("供暖")),
            ("road", gettext_lazy("道路")),
        ],
    )
    answer_by = forms.ChoiceField(
        label=gettext_lazy("怎么告诉您结果"),
        widget=forms.RadioSelect,
        choices=[
            ("phone", gettext_lazy("打电话")),
            ("slip", gettext_lazy("把回执送到门口")),
            ("none", gettext_lazy("不用，我自己查")),
        ],
    )
    photo = forms.FileField(
        label=gettext_lazy("照片"), required=False, help_text=gettext_lazy("有就传，没有也一样办。")
    )
    helped = forms.BooleanField(label=gettext_lazy("我是替别人填的"), required=False)


class QueryForm(forms.Form):
    q = forms.CharField(label=gettext_lazy("关键字"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("状态"),
        required=False,
        choices=[
            ("", gettext_lazy("全部")),
            ("working", gettext_lazy("办理中")),
            ("closed", gettext_lazy("已办结")),
        ],
    )
    since = forms.DateField(label=gettext_lazy("从"), required=False, widget=DateInput)
    until = forms.DateField(label=gettext_lazy("到"), required=False, widget=DateInput)


def figures() -> list[Sample]:
    return [
        Sample(_("见过面的住户"), HOUSEHOLDS, "#rows", unit=_("户")),
        Sample(_("听到的事"), HEARD, "#rows", unit=_("件")),
        Sample(_("立行立改"), AT_ONCE, "#rows", unit=_("件")),
        Sample(_("立行立改率"), Fraction(AT_ONCE, HEARD), "#rows", n=HEARD),
        Sample(_("居民满意率"), None, ""),
    ]


def year() -> dict[str, Any]:
    return {
        "visited": Sample("", HOUSEHOLDS, "#rows"),
        "spoke": Sample("", HEARD, "#rows"),
        "fixed": Sample("", AT_ONCE, "#rows"),
        "projects": Sample("", PROJECTS, "#rows"),
        "judged": Sample("", JUDGED, "#rows"),
        "as_of": AS_OF,
    }


def life_entries() -> list[dict[str, Any]]:
    start = datetime(2026, 9, 14, 2, 20, tzinfo=UTC)
    return [
        {
            "when": start,
            "what": _("上门时听到"),
            "who": _("第三网格 孟书记"),
            "tone": "done",
            "note": _("两栋楼一直没有接集中供暖，冬天靠电暖气，老人受不了。"),
        },
        {
            "when": start + timedelta(hours=5),
            "what": _("转街道建设科办理"),
            "who": _("街道受理岗"),
            "tone": "done",
            "more": [(_("期限依据"), _("复杂事项 15 个工作日")), (_("协办"), _("供热公司"))],
        },
        {
            "when": start + timedelta(days=9),
            "what": _("延期一次，已告知反映人"),
            "who": _("建设科"),
            "tone": "soon",
            "note": _("需要供热公司现场勘察管线。"),
            "until": start + timedelta(days=30),
        },
        {
            "when": start + timedelta(days=24),
            "what": _("回访：没有解决，重新办理"),
            "who": _("回访员"),
            "tone": "now",
            "note": _("住户说只勘察了一次，没有下文。"),
        },
        {
            "when": start + timedelta(days=31),
            "what": _("纳入项目：两个小区接入集中供暖"),
            "who": _("社区党委"),
            "tone": "doing",
            "next": _("居民议事会收集 540 户意见"),
            "until": start + timedelta(days=52),
        },
    ]


def bars() -> list[dict[str, Any]]:
    return [
        {"label": _("供暖"), "value": 812, "url": "#rows"},
        {"label": _("环境卫生"), "value": 640, "url": "#rows"},
        {"label": _("停车"), "value": 455, "url": "#rows"},
        {"label": _("邻里"), "value": 87, "url": "#rows"},
        {"label": _("宠物"), "value": None},
    ]


def grid() -> dict[str, Any]:
    return {
        "columns": [_("组织建设"), _("服务群众"), _("社区治理")],
        "rows": [
            {"label": _("生活服务"), "values": [2, {"value": 14, "url": "#rows"}, 6]},
            {"label": _("健康医疗"), "values": [None, 9, 1]},
            {"label": _("文化活动"), "values": [3, 5, 0]},
        ],
    }


def _inbox_row(number: int) -> Row:
    texts = [
        _("楼道灯坏了三天，晚上下楼看不见"),
        _("二单元门口井盖松动"),
        _("广场舞音响太大，孩子写不了作业"),
        _("想问问老年食堂什么时候开"),
        _("暖气不热，只有十四度"),
    ]
    states = [
        (_("待分派"), "wait"),
        (_("办理中"), "doing"),
        (_("待回访"), "soon"),
        (_("已办结"), "done"),
        (_("退回重办"), "now"),
    ]
    left = (5, 2, 0, None, -3)[number % 5]
    word, tone = states[number % 5]
    at = datetime(2026, 11, 20, 1, 0, tzinfo=UTC) - timedelta(hours=7 * number)
    subject = texts[(number * 3) % 5]
    return Row(
        (
            Link(subject, "#issue"),
            plate(_("槐荫里 %(n)s 号楼") % {"n": 1 + number % 9}),
            _("生活服务"),
            status(word, tone),
            deadline(left),
            moment(at, "short"),
            Link(_("办理"), "#issue"),
        ),
        key=str(number),
        name=subject,
        late=left is not None and left < 0,
    )


def inbox(rows: int = 25, q: str = "") -> Table:
    columns = (
        Column(_("内容"), "clip"),
        Column(_("地点"), "tight"),
        Column(_("类别"), "tight"),
        Column(_("状态"), "tight"),
        Column(_("期限"), "tight"),
        Column(_("收到"), "tight"),
        Column(_("操作"), "acts"),
    )
    bulk = Bulk(
        "#",
        (BulkAct("dispatch", _("分派")), BulkAct("merge", _("并到一起")), BulkAct("print", _("打印"))),
        receipt=str(uuid.uuid4()),
    )
    shown = [row for row in map(_inbox_row, range(rows)) if q in row.name]
    return Table(_("问题收件箱"), columns, shown, bulk=bulk, empty_title=_("没有符合条件的事"))


def menu() -> list[dict[str, Any]]:
    def item(title: str, count: int | None = None, current: bool = False) -> dict[str, Any]:
        return {"title": title, "url": "#", "count": count, "current": current}

    return [
        {"title": _("工作台"), "items": [item(_("今日待办"), 12), item(_("驾驶舱"))]},
        {"title": _("走访"), "items": [item(_("登记走访")), item(_("走访记录")), item(_("走访计划"))]},
        {"title": _("问题"), "items": [item(_("收件箱"), 47, True), item(_("分派看板")), item(_("回访"), 8)]},
        {"title": _("项目"), "items": [item(_("项目看板")), item(_("公示"))]},
        {"title": _("管理"), "items": [item(_("规则手册")), item(_("日志")), item(_("账号"))]},
    ]


def site(request: HttpRequest, language: str) -> dict[str, Any]:
    """A site as the context processor would give it, with `?size=` deciding the size."""
    given: Mapping[str, Any] = {
        "street_name": _("示范街道"),
        "phone": "990-0321",
        "language": language,
        "fictional_note": _("示范街道为虚构；总数仅用于核对"),
        "large": request.GET.get("size") == LARGE or ("size" not in request.GET and is_large(request)),
        "home_url": "../public/",
        "report_url": "#report",
        "track_url": "#track",
        "projects_url": "#projects",
        "feedback_url": "#feedback",
        "zh_url": "?lang=zh-hans",
        "en_url": "?lang=en",
        "section": "home",
        "desk_url": "../desk/",
        "account_url": "#",
        "sign_out_url": "#",
        "account_name": _("孟书记"),
        "places": [
            {"value": "1", "label": _("示范街道"), "current": True},
            {"value": "2", "label": _("槐荫里社区")},
        ],
        "place_url": "#",
    }
    return dict(given)


def context_of(request: HttpRequest, language: str) -> dict[str, Any]:
    """Everything the three sample pages show."""
    bad = ReportForm({"bad-receipt": str(uuid.uuid4())}, prefix="bad")
    return {
        "site": site(request, language),
        "menu": menu(),
        "figures": figures(),
        "year": year(),
        "life_entries": life_entries(),
        "bars": bars(),
        "grid": grid(),
        "inbox": inbox(),
        "short_inbox": inbox(5, request.GET.get("q", "")),
        "bare": Table("", (), (), empty_title=_("没有待办的事"), empty_text=_("今天该办的都办完了。")),
        "form": ReportForm(),
        "bad_form": bad,
        "query": QueryForm(request.GET or None),
        "crumbs": [(_("问题"), "#"), (_("收件箱"), "")],
        "tabs": [
            {"label": _("全部"), "url": "#", "count": 1000},
            {"label": _("快到期"), "url": "#", "current": True, "count": 12},
            {"label": _("已超时"), "url": "#", "count": 3},
        ],
        "chips": [{"label": _("供暖"), "remove_url": "#"}, {"label": _("槐荫里"), "remove_url": "#"}],
        "steps": [
            {"label": _("公示"), "state": "done"},
            {"label": _("批准"), "state": "done"},
            {"label": _("施工"), "state": "current"},
            {"label": _("验收"), "state": "todo"},
        ],
        "facts": [(_("地点"), _("槐荫里 3 号楼 2 单元")), (_("类别"), _("供暖")), (_("反映方式"), _("上门"))],
        "soon_at": datetime(2026, 11, 24, 9, 30, tzinfo=UTC),
        "as_of": AS_OF,
    }
