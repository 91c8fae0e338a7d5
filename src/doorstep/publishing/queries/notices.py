"""Notices as the public reads them and as the desk works on them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from doorstep.kernel.actor import Actor
from doorstep.publishing import rules
from doorstep.publishing.apart import apart
from doorstep.publishing.models import Notice, Objection
from doorstep.publishing.queries.pages import seen
from doorstep.records.attachments import attachments_of
from doorstep.records.models import Attachment

YEARS = range(1, 9999)


@dataclass(frozen=True)
class PublicObjection:
    """That somebody objected, and the answer; what was said is not published."""

    at: datetime
    upheld: bool
    answer: str
    answered_at: datetime


@dataclass(frozen=True)
class PublicNotice:
    """What the public may know of a notice; of one that was withdrawn its name, its days and the reason."""

    pk: UUID
    number: str
    kind: str
    title: str
    state: str
    starts_on: date | None
    ends_on: date | None
    period_certain: bool
    place_posted: str
    places: tuple[str, ...]
    withdrawn_reason: str
    project_number: str
    body: dict[str, Any]
    objections: tuple[PublicObjection, ...]
    waiting: int

    @property
    def is_standing(self) -> bool:
        return self.state in rules.STANDING

    @property
    def is_personal(self) -> bool:
        return rules.KINDS[self.kind].personal


def posted_in_public(street_id: int) -> QuerySet[Notice]:
    """Every notice of the street that ever went up."""
    return Notice.objects.filter(street_id=street_id, starts_on__isnull=False)


def public_notices(street_id: int, *, filters: Mapping[str, str] | None = None) -> QuerySet[Notice]:
    """Newest first. Filters by kind, by ``standing`` or ``over``, by year of its first day, by words in the title."""
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows = posted_in_public(street_id)
    if asked.get("kind") in rules.NOTICE_KINDS:
        rows = rows.filter(kind=asked["kind"])
    if asked.get("state") == "standing":
        rows = rows.filter(state__in=rules.STANDING)
    if asked.get("state") == "over":
        rows = rows.exclude(state__in=rules.STANDING)
    year = asked.get("year", "")
    if year.isdecimal() and int(year) in YEARS:
        rows = rows.filter(starts_on__year=int(year))
    if text := asked.get("text"):
        rows = rows.filter(Q(title__icontains=text) | Q(number=text))
    return rows.order_by("-id")


def public_notice(street_id: int, number: str) -> PublicNotice | None:
    """One notice that went up, by its number; three statements."""
    notice = public_notice_row(street_id, number)
    return as_public(notice) if notice else None


def public_notice_row(street_id: int, number: str) -> Notice | None:
    """The row itself, for its paper; whoever prints it shows no more than ``rules.shows_body`` allows."""
    rows = posted_in_public(street_id).filter(number=number).select_related("project", "street")
    return rows.prefetch_related("objections", "postings").first()


def notice_by_number(street_id: int, number: str) -> PublicNotice | None:
    """The newest notice of the approval of the project with this number that was ever posted; three statements."""
    rows = posted_in_public(street_id).filter(kind="approval", body__number=number)
    rows = rows.select_related("project")
    notice = rows.prefetch_related("objections", "postings").order_by("-drafted_at").first()
    return as_public(notice) if notice else None


def notices_of_project(street_id: int, number: str) -> list[Notice]:
    """What else went up about a project, newest first: its plan, money, decisions, results."""
    rows = posted_in_public(street_id).filter(project__number=number)
    return list(rows.exclude(kind="approval").order_by("-id")[:20])


def numbers_about(street_id: int, refs: Iterable[str]) -> dict[str, str]:
    """The number of the notice that says what is public of each of these things, such as ``evaluation:…:1``."""
    rows = posted_in_public(street_id).filter(about__in=list(refs)).exclude(state="withdrawn")
    return dict(rows.order_by("id").values_list("about", "number"))


def as_public(notice: Notice) -> PublicNotice:
    said = sorted(notice.objections.all(), key=lambda each: each.pk)
    return PublicNotice(
        pk=notice.pk,
        number=notice.number,
        kind=notice.kind,
        title=notice.title,
        state=notice.state,
        starts_on=notice.starts_on,
        ends_on=notice.ends_on,
        period_certain=notice.period_certain,
        place_posted=notice.place_posted,
        places=tuple(dict.fromkeys(each.place for each in sorted(notice.postings.all(), key=order_of))),
        withdrawn_reason=notice.withdrawn_reason,
        project_number=notice.project.number if notice.project else "",
        body=notice.body if rules.shows_body(notice.kind, notice.state) else {},
        objections=tuple(
            PublicObjection(each.at, bool(each.upheld), each.answer, each.answered_at)
            for each in said
            if each.answered_at
        ),
        waiting=sum(1 for each in said if each.answered_at is None),
    )


def order_of(posting: Any) -> UUID:
    key: UUID = posting.pk
    return key


def seen_notices(rows: QuerySet[Notice], actor: Actor) -> QuerySet[Notice]:
    """What the publishing desk sees; of a judgement never whoever delivered what was judged (R5)."""
    return apart(seen(rows, actor), actor)


def notices(actor: Actor, *, state: str = "", filters: Mapping[str, str] | None = None) -> QuerySet[Notice]:
    """The desk's list, newest first, by state, kind, year of drafting, words in title or number."""
    asked = {name: value for name, value in (filters or {}).items() if value}
    rows = seen_notices(Notice.objects.select_related("drafted_by", "reviewed_by"), actor)
    wanted = state or asked.get("state", "")
    if wanted:
        rows = rows.filter(state=wanted)
    if kind := asked.get("kind"):
        rows = rows.filter(kind=kind)
    if "posted" in asked:
        rows = rows.filter(starts_on__isnull=False)
    year = asked.get("year", "")
    if year.isdecimal() and int(year) in YEARS:
        column = "starts_on" if "posted" in asked else "drafted_at"
        rows = rows.filter(**{f"{column}__year": int(year)})
    if text := asked.get("text"):
        rows = rows.filter(Q(title__icontains=text) | Q(number=text))
    return rows.order_by("-id")


def notice_for_desk(actor: Actor, notice_id: UUID) -> Notice:
    """One notice of the reader's street with its objections, postings and steps; raises Notice.DoesNotExist."""
    rows = seen_notices(
        Notice.objects.select_related("street", "project", "drafted_by", "reviewed_by"), actor
    )
    return rows.prefetch_related("objections", "steps", "postings", "subjects").get(pk=notice_id)


def objection_for_desk(actor: Actor, objection_id: int) -> Objection:
    """One objection of the reader's street with its notice; raises Objection.DoesNotExist."""
    own = seen_notices(Notice.objects.all(), actor).values("pk")
    return Objection.objects.select_related("notice").get(pk=objection_id, notice__in=own)


def files_of(notice_id: UUID, *, by: Actor) -> list[Attachment]:
    """The files that go out with a notice; none for somebody who may not read it."""
    return attachments_of(owner_kind="notice", owner_ref=str(notice_id), by=by)


def may_read_files(actor: Actor, owner_ref: str) -> bool:
    """Everybody once it is up and its text is public; before that, the street's publishing desk."""
    notice = Notice.objects.filter(pk=owner_ref, street_id=actor.street_id or 0).first()
    if notice is None:
        return False
    is_out = notice.starts_on is not None and rules.shows_body(notice.kind, notice.state)
    return is_out or seen_notices(Notice.objects.filter(pk=notice.pk), actor).exists()


def may_see_photos(actor: Actor, owner_ref: str) -> bool:
    """Who hangs what where is the desk's own record."""
    return seen_notices(Notice.objects.filter(postings__pk=owner_ref), actor).exists()


def posted_in(street_id: int, year: int) -> QuerySet[Notice]:
    """Notices whose first day lies in the year, whatever became of them since."""
    return posted_in_public(street_id).filter(starts_on__year=year).order_by("id")
