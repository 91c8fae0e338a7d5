"""Words that stand nowhere in public, put into every free text of the database, and a walk past every public address."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from doorstep.publishing.models import Notice, Snapshot
from doorstep.publishing.opendata.notice_sets import SETS
from tests.web.routes import PUBLIC, ROUTES
from tests.web.test_matrix import undone
from tests.web.world import REPORTER_NAME, REPORTER_PHONE, Corner, form_of

BIRD = re.compile(r"金丝雀\d{5}")
FEN = 7_777_713
MONEY = re.compile(r"7777713|77,777\.13|77777\.13|7,777,713")
PEOPLE = (REPORTER_NAME, REPORTER_PHONE)
# Lists that everybody chooses from, places, and the fund's measure, of which each version is published whole.
OPEN_LISTS = {"IssueCategory", "ProjectField", "OpinionClass", "Street", "Place", "FundMeasure"}
TITLES = {"title", "name", "topic", "label", "person_name", "by_name", "supplier", "content"}
SAID = {"text", "note", "reason", "remark", "words", "word", "good", "missing", "wants", "said", "cause"}
SAID |= {"action", "decision", "decisions", "topics", "purpose", "evidence", "reasons", "conditions", "body"}
PLANS = {
    "goal",
    "baseline",
    "measures",
    "own_reason",
    "public_summary",
    "need",
    "do_it",
    "do_less",
    "do_nothing",
}
JUDGED = {"strengths", "shortcomings", "suggestion", "done_note", "decision_ref", "comparable", "objections"}
FREE = TITLES | SAID | PLANS | JUDGED
# The address is the secret: a calendar for whoever was given it.
WITH_A_SECRET = {"meetings:feed"}


@dataclass
class Birds:
    """Every word that was let loose, with the column where it sits."""

    where: dict[str, str] = field(default_factory=dict)

    def new(self, place: str) -> str:
        word = f"金丝雀{len(self.where):05d}"
        self.where[word] = place
        return word

    def seen_in(self, pages: Mapping[str, str]) -> list[str]:
        """Which address shows which column, and money or people that nobody released."""
        found = [f"{page}: {self.where[word]}" for page, text in pages.items() for word in BIRD.findall(text)]
        found += [f"{page}: money" for page, text in pages.items() if MONEY.search(text)]
        found += [f"{page}: {who}" for page, text in pages.items() for who in PEOPLE if who in text]
        return sorted(set(found))


def let_loose() -> Birds:
    """Into every free text of every table; what hangs or was released keeps its words."""
    birds = Birds()
    for model in apps.get_models():
        if model.__module__.startswith("doorstep.") and model.__name__ not in OPEN_LISTS:
            columns = free_columns(model)
            for row in model._default_manager.all() if columns else ():  # type: ignore[attr-defined]
                model._default_manager.filter(pk=row.pk).update(  # type: ignore[attr-defined]
                    **{name: birds.new(f"{model.__name__}.{name}") for name in columns}
                )
    for notice in Notice.objects.filter(starts_on__isnull=True):
        Notice.objects.filter(pk=notice.pk).update(
            title=birds.new("Notice.title"), body=sown(notice.body, birds, "Notice.body")
        )
    for page in Snapshot.objects.filter(posted_at__isnull=True):
        Snapshot.objects.filter(pk=page.pk).update(body=sown(page.body, birds, f"Snapshot {page.kind}"))
    return birds


def free_columns(model: type[models.Model]) -> list[str]:
    if model in {Notice, Snapshot}:
        return []
    return [
        each.name
        for each in model._meta.concrete_fields
        if each.name in FREE and isinstance(each, models.CharField | models.TextField) and not each.choices
    ]


def sown(value: Any, birds: Birds, place: str) -> Any:
    """The same body with a new word at each text."""
    if isinstance(value, dict):
        return {name: sown(part, birds, f"{place}.{name}") for name, part in value.items()}
    if isinstance(value, list):
        return [sown(part, birds, place) for part in value]
    return birds.new(place) if isinstance(value, str) else value


def walk(corners: Iterable[Corner]) -> dict[str, str]:
    """Everything anybody can fetch about these, by method and address, in both languages."""
    pages: dict[str, str] = {}
    client = Client()
    for corner in corners:
        for face, name, args, body in public_addresses():
            url = reverse(name, kwargs=args(corner), current_app=face)
            for method in ("GET", "POST"):
                if f"{method} {url}" not in pages:
                    with undone(client):
                        answer = client.get(url) if method == "GET" else client.post(url, form_of(**body))
                        pages[f"{method} {url}"] = text_of(answer)
    return pages


def public_addresses() -> Iterator[tuple[str, str, Callable[[Corner], dict[str, Any]], dict[str, Any]]]:
    """Every public row of the table of doors, and every file of open data; the pages in both languages."""
    for name, row in ROUTES.items():
        if row.who is not PUBLIC or name in WITH_A_SECRET:
            continue
        for face in ("public", "en"):
            yield face, name, row.args, row.body
    for data in SETS:
        for shape in ("csv", "json", "metadata"):
            yield "public", f"public:open-{shape}", lambda corner, name=data.name: {"name": name}, {}


def text_of(answer: HttpResponse) -> str:
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    return content.decode(errors="replace")
