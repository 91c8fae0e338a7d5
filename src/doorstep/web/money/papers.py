"""The ledger as a file, and the fund's written measure."""

import re
from fractions import Fraction
from typing import Any

from django.http import HttpResponse
from django.shortcuts import resolve_url
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from doorstep.funds.access import can_set_measure
from doorstep.funds.printouts import fund_ledger
from doorstep.funds.queries import measure_page, measures
from doorstep.funds.services import Article, publish_measure
from doorstep.kernel.calendar import day_of
from doorstep.records.receipts import Answer
from doorstep.rulebook.rules import DEFAULTS, UNIT_LABELS, shown_value, typed_value
from doorstep.ui.parts import render_page
from doorstep.web.doors import Asked, desk, form_door
from doorstep.web.downloads import as_download
from doorstep.web.money.forms import MeasureForm
from doorstep.web.money.quotas import year_of

SETTINGS = re.compile(r"\[([^\]]*)\]\s*$")


@desk("fund.read")
@require_POST
def ledger(request: Asked) -> HttpResponse:
    """专项经费台账.xlsx of what the reader may see: the quotas on one sheet, the expenses on another."""
    tables = fund_ledger(request.actor, year=year_of(request), unit=request.street.name)
    return as_download(request, tables, "专项经费台账")


@desk("fund.read")
@require_safe
def measure_list(request: Asked) -> HttpResponse:
    """Every version of the written measure."""
    context = {
        "versions": measures(request.actor),
        "may_set": can_set_measure(request.actor, path=request.street.path),
    }
    return render_page(request, "web/money/measures.html", context)


@desk("fund.read")
@require_safe
def measure(request: Asked, version: int) -> HttpResponse:
    """One version as it is printed: each article with the settings that it carries."""
    found = measure_page(request.actor, version)
    articles = [(each["text"], settings_of(each["settings"])) for each in found.articles]
    return render_page(request, "web/money/measure.html", {"measure": found, "articles": articles})


def settings_of(settings: dict[str, Any]) -> list[tuple[str, str, str]]:
    """Each setting of an article as (label, value, unit); shares as per cents."""
    return [setting_line(code, value) for code, value in sorted(settings.items())]


def setting_line(code: str, value: Any) -> tuple[str, str, str]:
    rule = DEFAULTS[code]
    if rule.unit == "share":
        return rule.label, f"{float(Fraction(str(value)) * 100):g}%", ""
    return rule.label, shown_value(code, value), UNIT_LABELS[rule.unit]


@desk("fund.review")
@require_http_methods(["GET", "POST"])
def new_measure(request: Asked) -> HttpResponse:
    """Publish a new version; the settings in its articles hold from its day."""
    last = next(iter(measures(request.actor)), None)
    initial = {
        "effective_on": day_of(timezone.now()),
        "title": last.title if last else "",
        "articles": "\n".join(as_line(each) for each in last.articles) if last else "",
    }
    form = MeasureForm(request.POST or None, initial=initial)

    def do() -> Answer:
        values = {name: form.cleaned_data[name] for name in ("title", "effective_on", "reason")}
        articles = [read_article(line) for line in form.cleaned_data["articles"].splitlines() if line.strip()]
        made = publish_measure(articles=articles, by=request.actor, at=timezone.now(), **values)
        return Answer(
            to=resolve_url("money:measure", made.version), note=str(_("办法已发布，里面的数从生效日起执行。"))
        )

    context = {"label": _("发布经费办法"), "back": resolve_url("money:measures"), "codes": codes()}
    return form_door(
        request, form, door="fund.measure", do=do, template="web/money/form.html", context=context
    )


def codes() -> list[tuple[str, str]]:
    """What an article may set: code and label."""
    return [(code, definition.label) for code, definition in DEFAULTS.items() if code.startswith("funds.")]


def as_line(article: dict[str, Any]) -> str:
    """An article as the form writes it; ``read_article`` reads it back."""
    pairs = [f"{code}={shown_value(code, value)}" for code, value in sorted(article["settings"].items())]
    return f"{article['text']} [{', '.join(pairs)}]" if pairs else str(article["text"])


def read_article(line: str) -> Article:
    """The words, and in square brackets at the end what they set."""
    found = SETTINGS.search(line)
    if found is None:
        return Article(line.strip())
    pairs = [each.partition("=") for each in found[1].replace("，", ",").split(",") if each.strip()]
    known = {code.strip(): value.strip() for code, _gap, value in pairs}
    settings = {
        code: typed_value(code, value) if code in DEFAULTS else value for code, value in known.items()
    }
    return Article(line[: found.start()].strip(), settings)
