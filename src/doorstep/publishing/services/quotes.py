"""Quotes come down everywhere at once when whoever said them does not let them stand any more (PIPL 15, 47)."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.projects.models import Project
from doorstep.publishing import rules
from doorstep.publishing.models import Notice, Snapshot
from doorstep.publishing.services.steps import write_step


def take_down(*, about: str, words: Sequence[str], by: Actor, at: datetime) -> None:
    """Out of drafts, of notices that hang or hung, and of every version of a project's page.

    A notice that ever went up says since when it is without them; neither it nor its step says whose they were.
    """
    for notice in Notice.objects.select_for_update().filter(about=about, street_id=by.street_id or 0):
        take_out_of_notice(notice, words, by=by, at=at)
    kind, _colon, key = about.partition(":")
    if kind == "project":
        take_out_of_pages(UUID(key), words, by=by, at=at)


def take_out_of_notice(notice: Notice, words: Sequence[str], *, by: Actor, at: datetime) -> None:
    body, page = rules.without_quotes(notice.body, words), rules.without_voices(notice.page, words)
    if body == notice.body and page == notice.page:
        return
    if body != notice.body and notice.starts_on is not None:
        body["taken_back"] = day_of(at).isoformat()
    notice.body, notice.page = body, page
    notice.save(update_fields=["body", "page"])
    write_step(notice, "notice.take_back", by=by, at=at)


def take_out_of_pages(project_id: UUID, words: Sequence[str], *, by: Actor, at: datetime) -> None:
    """Also out of versions that are no longer shown: nobody consents to their being kept."""
    number, street_id = Project.objects.values_list("number", "street_id").get(pk=project_id)
    pages = Snapshot.objects.select_for_update().filter(street_id=street_id, kind="project", key=number)
    for page in pages:
        body = rules.without_voices(page.body, words)
        if body != page.body:
            page.body = body
            page.save(update_fields=["body"])
            record(by=by, act="snapshot.take_back", about=f"snapshot:{page.pk}", at=at, street_id=street_id)
