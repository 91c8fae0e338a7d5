"""The tags of the house; what each takes is shown on /ui/ and in the docstrings."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from fractions import Fraction
from typing import Any

from django import template
from django.template import Context
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from doorstep.ui.charts import bars_of, matrix_of
from doorstep.ui.doors import year_of
from doorstep.ui.marks import TONES, mark_svg
from doorstep.ui.sites import site_of

register = template.Library()


@register.simple_tag(takes_context=True)
def ui_site(context: Context) -> dict[str, Any]:
    """The complete `site` mapping: `{% ui_site as site %}`."""
    return site_of(context.get("site"), context.get("request"))


@register.simple_tag
def mark(tone: str = "doing") -> SafeString:
    """The small shape of a tone: now soon doing wait done half off."""
    return mark_svg(tone)


@register.simple_tag
def status(word: str, tone: str = "doing") -> SafeString:
    """A state as shape + word + colour: `{% status issue.state_label "done" %}`."""
    return format_html(
        '<span class="tag tone-{}">{}{}</span>', tone if tone in TONES else "doing", mark_svg(tone), word
    )


@register.simple_tag
def plate(text: str, url: str = "") -> SafeString:
    """A door plate, for places and tracking numbers only: `{% plate place.short_name url=place_url %}`."""
    if url:
        return format_html('<a class="plate" href="{}">{}</a>', url, text)
    return format_html('<span class="plate">{}</span>', text)


@register.simple_tag
def moment(at: datetime | date | None, form: str = "full") -> SafeString:
    """A time for people and machines; `form` is full | day | short (07-03 14:20). None gives an en dash."""
    if at is None:
        return mark_safe('<span class="soft">–</span>')
    if isinstance(at, datetime) and timezone.is_aware(at):
        at = timezone.localtime(at)
    formats = {"full": "DATETIME_FORMAT", "day": "DATE_FORMAT", "short": "m-d H:i", "iso": "Y-m-d"}
    name = "DATE_FORMAT" if not isinstance(at, datetime) and form == "full" else formats[form]
    name = "m-d" if not isinstance(at, datetime) and form == "short" else name
    return format_html('<time class="nowrap" datetime="{}">{}</time>', at.isoformat(), date_format(at, name))


@register.filter
def translated(label: str) -> str:
    """A label out of a table, in the reader's language: `{% status state_label|translated tone %}`."""
    return _(label) if label else ""


@register.filter
def number(value: int | Fraction | str | None) -> str:
    """A count with thousands separators, a share in per cent, "没有数据" for None."""
    if value is None:
        return _("没有数据")
    if isinstance(value, Fraction):
        hundredths = (value * 10000 + Fraction(1, 2)).__floor__()
        return f"{hundredths // 100}.{hundredths % 100:02d}%"
    if isinstance(value, int):
        return f"{value:,}"
    return value


@register.simple_tag
def figure_link(figure: Any) -> SafeString:
    """Only the number, linked to its rows, for running text: `{% figure_link figure %}`."""
    text = number(figure.value)
    if figure.value is None or not figure.link:
        return format_html('<span class="figure-inline">{}</span>', text)
    return format_html('<a class="figure-inline" href="{}">{}</a>', figure.link, text)


@register.inclusion_tag("ui/parts/_figure.html")
def figure(figure: Any) -> dict[str, Any]:
    """A block: number, label, as of when, how many rows; inside `<ul class="figures">`."""
    return {
        "figure": figure,
        "text": number(figure.value),
        "unit": getattr(figure, "unit", ""),
        "n": getattr(figure, "n", None),
    }


@register.inclusion_tag("ui/parts/_life.html")
def life(entries: Iterable[Any], open: bool = False) -> dict[str, Any]:
    """办理轨迹. Entries: objects or dicts when, who, what, note, next, until, tone, more [(label, value)].

    `open=True` draws the line on: the matter is still going.
    """
    names = ("when", "who", "what", "note", "next", "until", "tone", "more")
    return {"entries": [{name: _value(entry, name) for name in names} for entry in entries], "open": open}


def _value(thing: Any, name: str, default: Any = "") -> Any:
    if isinstance(thing, Mapping):
        return thing.get(name, default)
    return getattr(thing, name, default)


@register.simple_tag
def deadline(
    left: int | None, at: datetime | None = None, certain: bool = True, unit: str = "day"
) -> SafeString:
    """Time left in words: `{% deadline left=2 at=issue.due_at %}`; whole working days (unit="hour": hours).

    Negative is overdue, 0 is due today, None no limit; `certain=False` warns that the holiday list ended.
    """
    if left is None:
        return format_html('<span class="tag tone-wait">{}{}</span>', mark_svg("wait"), _("没有期限"))
    tone = "now" if left < 0 else "soon" if left <= 1 else "doing"
    word = _left_words(left, unit)
    doubt = _("（节假日表未覆盖，仅供参考）")
    note = "" if certain else format_html(' <small class="soft">{}</small>', doubt)
    exact = format_html(' <small class="soft">{}</small>', moment(at, "short")) if at is not None else ""
    word_tag = format_html('<span class="tag tone-{}">{}{}</span>', tone, mark_svg(tone), word)
    return format_html('<span class="deadline">{}{}{}</span>', word_tag, exact, note)


def _left_words(left: int, unit: str) -> str:
    if left == 0:
        return _("今天到期") if unit == "day" else _("一小时内到期")
    if unit == "day":
        if left < 0:
            return ngettext("已超时 %(n)s 个工作日", "已超时 %(n)s 个工作日", -left) % {"n": -left}
        return ngettext("还剩 %(n)s 个工作日", "还剩 %(n)s 个工作日", left) % {"n": left}
    if left < 0:
        return ngettext("已超时 %(n)s 小时", "已超时 %(n)s 小时", -left) % {"n": -left}
    return ngettext("还剩 %(n)s 小时", "还剩 %(n)s 小时", left) % {"n": left}


@register.inclusion_tag("ui/parts/_error_summary.html")
def error_summary(form: Any) -> dict[str, Any]:
    """All errors on top, each a link to its field; nothing when there are none."""
    return {"form": form}


@register.inclusion_tag("ui/parts/_breadcrumb.html")
def breadcrumb(items: Iterable[Any]) -> dict[str, Any]:
    """`items`: (title, url) pairs; the last one is this page and needs no url."""
    return {"items": list(items)}


@register.inclusion_tag("ui/parts/_tabs.html")
def tabs(items: Iterable[Any], label: str) -> dict[str, Any]:
    """`items`: dicts label, url, current, count; `label` names the set for the ear."""
    return {
        "items": [{k: _value(i, k, None) for k in ("label", "url", "current", "count")} for i in items],
        "label": label,
    }


@register.inclusion_tag("ui/parts/_chips.html")
def chips(items: Iterable[Any], clear_url: str = "") -> dict[str, Any]:
    """Filters in force: dicts label, remove_url; or choices: dicts label, url, current."""
    names = ("label", "url", "current", "remove_url")
    return {"items": [{k: _value(i, k, None) for k in names} for i in items], "clear_url": clear_url}


@register.inclusion_tag("ui/parts/_steps.html")
def steps(items: Iterable[Any]) -> dict[str, Any]:
    """`items`: dicts label, state (done | current | todo), url."""
    return {"items": [{k: _value(i, k, None) for k in ("label", "state", "url")} for i in items]}


@register.inclusion_tag("ui/parts/_pager.html")
def pager(
    newer: str = "", older: str = "", count: int | None = None, capped: bool = False, label: str = ""
) -> dict[str, Any]:
    """Keyset pages: addresses of the newer and the older page; `capped` says "1,000+".

    A second pager on one page needs a `label` of its own for the ear.
    """
    return {"newer": newer, "older": older, "count": count, "capped": capped, "label": label or _("翻页")}


@register.inclusion_tag("ui/parts/_empty.html")
def empty(title: str, text: str = "", url: str = "", act: str = "") -> dict[str, Any]:
    """Nothing here: says so, why, and what one can do."""
    return {"title": title, "text": text, "url": url, "act": act}


@register.inclusion_tag("ui/parts/_banner.html")
def banner(title: str, text: str = "", tone: str = "doing") -> dict[str, Any]:
    """A notice on the page: tone now | soon | done | doing."""
    return {"title": title, "text": text, "tone": tone}


@register.inclusion_tag("ui/parts/_facts.html")
def facts(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    """(label, value) pairs as a definition list."""
    return {"items": list(items)}


@register.inclusion_tag("ui/parts/_toolbar.html")
def toolbar(add: str = "", add_label: str = "", bring_in: str = "", export: str = "") -> dict[str, Any]:
    """新增 / 导入 / 导出, only those whose address is given."""
    return {"add": add, "add_label": add_label or _("新增"), "bring_in": bring_in, "export": export}


@register.inclusion_tag("ui/parts/_query_row.html")
def query_row(form: Any, reset_url: str, part: str = "") -> dict[str, Any]:
    """The row above a table (GET): fields, 查询, 重置; `part` is the id that a script may swap."""
    return {"form": form, "reset_url": reset_url, "part": part}


@register.inclusion_tag("ui/parts/_number_plate.html", takes_context=True)
def number_plate(
    context: Context, shown: str, pin: str = "", qr_url: str = "", url: str = ""
) -> dict[str, Any]:
    """The tracking number as a plate one can photograph: `{% number_plate shown pin=pin %}`."""
    return {"shown": shown, "pin": pin, "qr_url": qr_url, "url": url, "site": ui_site(context)}


@register.inclusion_tag("ui/parts/_qr.html")
def qr(image_url: str, address: str, caption: str = "") -> dict[str, Any]:
    """A QR code served as an image of our own, with the address readable beside it."""
    return {"image_url": image_url, "address": address, "caption": caption}


@register.inclusion_tag("ui/parts/_table.html", takes_context=True)
def data_table(context: Context, table: Any) -> dict[str, Any]:
    """A `doorstep.ui.tables.Table`; with `bulk` it becomes a form over its rows."""
    return {"table": table, "request": context.get("request"), "csrf_token": context.get("csrf_token")}


@register.inclusion_tag("ui/parts/_bars.html")
def bar_chart(
    title: str, rows: Iterable[Any], desc: str = "", unit: str = "", as_of: Any = None
) -> dict[str, Any]:
    """`rows`: dicts label, value, url, tone. The table is the picture: every number stands beside its bar."""
    return {"title": title, "desc": desc, "unit": unit, "as_of": as_of, "rows": bars_of(rows)}


@register.inclusion_tag("ui/parts/_matrix.html")
def matrix(
    title: str, columns: Iterable[str], rows: Iterable[Any], desc: str = "", as_of: Any = None
) -> dict[str, Any]:
    """`rows`: dicts label, values; a value is int | None or a dict value, url."""
    return {"title": title, "desc": desc, "as_of": as_of, "columns": list(columns), "rows": matrix_of(rows)}


@register.inclusion_tag("ui/parts/_year.html")
def year_at_our_doors(numbers: Mapping[str, Any]) -> dict[str, Any]:
    """The home picture; see `doors.year_of` for the numbers it takes."""
    return {"year": year_of(numbers)}
