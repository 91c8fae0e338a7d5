"""Drafts: a notice of any kind from values that its allow-list cuts down, and better words for a draft."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Length

from doorstep.funds.queries import waits_of_project
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Street
from doorstep.projects.models import Project
from doorstep.projects.queries import project_to_notice, public_project
from doorstep.projects.rules import ORIENTATIONS
from doorstep.publishing import access, rules
from doorstep.publishing.models import Notice, NoticeSubject
from doorstep.publishing.services.steps import notice_for, write_step
from doorstep.records.acts import act

TITLE_LIMIT: Final = 120
TEXT_LIMIT: Final = 2000


@dataclass(frozen=True)
class About:
    """What a notice speaks of: ``ref`` such as ``expense:…``, its place, its project, and its parts if several."""

    ref: str
    path: str
    project: Project | None = None
    parts: Sequence[str] = ()


@act
def draft_notice_of(
    *, kind: str, about: About, title: str, values: Mapping[str, Any], by: Actor, at: datetime
) -> Notice:
    """Draft a notice of this kind; ``values`` are cut down to the kind's allow-list, the street's phone is added.

    Refuses what has a notice of the kind on its way, also when only one of its parts has.
    """
    street = Street.objects.select_for_update(no_key=True).get(pk=by.street_id or 0)
    require(access.can_draft(by, path=about.path))
    refuse_if(has_notice(kind, [about.ref, *about.parts]), "notice.exists")
    body = rules.allowed(kind, {"note": "", **values, "phone": street.phone})
    return write_draft(kind, about, title, body, {}, street=street, by=by, at=at)


def has_notice(kind: str, refs: Sequence[str]) -> bool:
    """Whether one of these things has a notice of the kind that neither ended nor was taken down."""
    same = Q(about__in=refs) | Q(subjects__about__in=refs)
    return Notice.objects.filter(same, kind=kind, state__in=rules.OPEN).exists()


def write_draft(
    kind: str,
    about: About,
    title: str,
    body: dict[str, Any],
    page: dict[str, Any],
    *,
    street: Street,
    by: Actor,
    at: datetime,
) -> Notice:
    notice = Notice.objects.create(
        id=uuid7(at),
        street=street,
        number=next_number(street.pk, day_of(at).year),
        kind=kind,
        title=title[:TITLE_LIMIT],
        about=about.ref,
        project=about.project,
        path=about.path,
        body=body,
        page=page,
        state=rules.WORKFLOW.initial,
        drafted_by_id=by.account_id or 0,
        drafted_at=at,
    )
    NoticeSubject.objects.bulk_create(
        NoticeSubject(notice=notice, street=street, about=part) for part in about.parts
    )
    write_step(notice, "notice.draft", by=by, at=at)
    return notice


def next_number(street_id: int, year: int) -> str:
    """``2026-0001`` and upwards, one series a street and year; the street's row is locked."""
    rows = Notice.objects.filter(street_id=street_id, number__startswith=f"{year}-")
    last = rows.order_by(Length("number").desc(), "-number").values_list("number", flat=True).first()
    return f"{year}-{int(last.partition('-')[2]) + 1 if last else 1:04d}"


@act
def draft_notice(*, project_id: UUID, by: Actor, at: datetime) -> Notice:
    """Draft the approval notice of a reviewed project, and the public page that goes up with it.

    Refuses a project that is not reviewed or has a notice on its way.
    """
    project = project_to_notice(by, project_id)
    require(access.can_draft(by, path=project.path))
    refuse_if(project.state != "reviewed", "notice.project_not_reviewed", state=project.state)
    street = Street.objects.select_for_update(no_key=True).get(pk=project.street_id)
    about = About(f"project:{project.pk}", project.path, project)
    refuse_if(has_notice("approval", [about.ref]), "notice.exists")
    page = page_in_notice(project.pk)
    body = approval_body(page, phone=street.phone)
    return write_draft(
        "approval", about, f"《{project.name}》立项公示", body, page, street=street, by=by, at=at
    )


def page_in_notice(project_id: UUID) -> dict[str, Any]:
    """The whole public page as it will stand once the notice is posted."""
    return rules.allowed("project", public_project(project_id)[2] | {"waits": waits_of_project(project_id)})


def approval_body(page: dict[str, Any], *, phone: str) -> dict[str, Any]:
    """The columns of 立项公示 (DOMAIN §13.7) and nothing else, from what the project's page says."""
    values = {**page, "orientation": ORIENTATIONS[page["orientation"]], "phone": phone}
    return rules.allowed("approval", values)


@act
def edit_notice(*, notice_id: UUID, title: str, texts: Mapping[str, str], by: Actor, at: datetime) -> Notice:
    """Put the title and the texts of a draft better, each at its place; figures and days are not the desk's.

    A resident's own words may be left out and not put otherwise. Raises NotPossible: only a draft, no empty title,
    nothing too long, no place that may not be edited.
    """
    notice = notice_for(notice_id, by=by)
    require(access.can_draft(by, path=notice.path))
    refuse_if(notice.state != "draft", "notice.not_draft")
    refuse_if(not title.strip(), "note.needed")
    refuse_if(len(title) > TITLE_LIMIT, "text.too_long", limit=TITLE_LIMIT)
    may = rules.editable_texts(notice.kind, notice.body)
    refuse_if(bool(set(texts) - set(may)), "notice.fixed_text")
    longest = max((len(text) for text in texts.values()), default=0)
    refuse_if(longest > TEXT_LIMIT, "text.too_long", limit=TEXT_LIMIT)
    changed = [place for place, text in texts.items() if may[place] != text]
    refuse_if(any(rules.is_quoted(place) and texts[place].strip() for place in changed), "notice.quoted")
    notice.title, notice.body = (
        title.strip(),
        rules.without_empty_quotes(rules.with_texts(notice.body, texts)),
    )
    notice.save(update_fields=["title", "body"])
    write_step(notice, "notice.edit", by=by, at=at, note=" ".join(changed))
    return notice
