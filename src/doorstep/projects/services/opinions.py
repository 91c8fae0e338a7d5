"""Opinions on a plan: taken down, sorted, answered with a reason, their words let out by a second person."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Max

from doorstep.issues.models import Issue
from doorstep.journal.services import digest_of, new_salt, record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Place, Street
from doorstep.projects import access, rules
from doorstep.projects.models import Opinion, OpinionClass, OpinionReply, Project
from doorstep.records.acts import act
from doorstep.visits.models import Visit


@act
def record_opinion(*, project_id: UUID, said: rules.OpinionSaid, by: Actor, at: datetime) -> Opinion:
    """Take down what somebody thinks of the plan as it is now; no name and no number is asked.

    Refuses words that are empty or unreadable and a plan that can no longer change; a place of another
    street, and a visit or an issue out of the recorder's sight, are not found.
    """
    said.check(at=at)
    project = Project.objects.asking(by).select_for_update().get(pk=project_id)
    require(access.can_record_opinion(by, path=project.path))
    require(by.kind == "account" or said.source == "web")
    refuse_if(not rules.takes_opinions(project.state, project.plan_version), "opinion.closed")
    opinion = Opinion(
        id=uuid7(at),
        street_id=project.street_id,
        project=project,
        version=project.versions.get(number=project.plan_version),
        number=(project.opinions.aggregate(last=Max("number"))["last"] or 0) + 1,
        opinion_class=class_for(project, said.class_code),
        text=said.text,
        source=said.source,
        place_text=said.place_text,
        said_on=said.said_on or day_of(at),
        entered_by_id=by.account_id,
        at=at,
        may_show=said.may_show,
        salt=new_salt(),
    )
    put_origin(opinion, said, by=by)
    opinion.save(force_insert=True)
    journalled(opinion, "opinion.record", by=by, at=at, note=said.text)
    return opinion


def put_origin(opinion: Opinion, said: rules.OpinionSaid, *, by: Actor) -> None:
    """Where it was said, and in which visit or issue; only what the recorder may see."""
    if said.place_id is not None:
        opinion.place = Place.objects.get(pk=said.place_id, street_id=opinion.street_id)
    if said.visit_id is not None:
        opinion.visit = Visit.objects.visible_to(by).get(pk=said.visit_id)
    if said.issue_id is not None:
        opinion.issue = Issue.objects.visible_to(by).get(pk=said.issue_id)


def class_for(project: Project, code: str) -> OpinionClass:
    """The class of this code in the project's own list, else in the street's; "other" is made when first used."""
    own = OpinionClass.objects.filter(project=project, active=True)
    listed = own if own.exists() else OpinionClass.objects.filter(street_id=project.street_id, project=None)
    other, name = rules.OTHER
    found = listed.filter(code=code or other, active=True).first()
    refuse_if(found is None and code not in {"", other}, "opinion.class", value=code)
    if found is not None:
        return found
    made, _ = OpinionClass.objects.get_or_create(
        street_id=project.street_id,
        project=project if own.exists() else None,
        code=other,
        defaults={"name": name, "order": 999},
    )
    return made


@act
def sort_opinion(*, opinion_id: UUID, class_code: str, by: Actor, at: datetime) -> Opinion:
    """Put it under another class, while it has not been answered."""
    opinion = opinion_to_handle(opinion_id, by=by)
    require(access.can_reply_opinion(by, path=opinion.project.path))
    refuse_if(opinion.answered_at is not None, "opinion.answered", numbers=[opinion.number])
    opinion.opinion_class = class_for(opinion.project, class_code)
    opinion.save(update_fields=["opinion_class"])
    journalled(opinion, "opinion.sort", by=by, at=at, note=class_code)
    return opinion


def opinion_to_handle(opinion_id: UUID, *, by: Actor) -> Opinion:
    """The row, locked for this act, with its project; out of sight it is not found."""
    rows = Opinion.objects.visible_to(by).select_related("project").select_for_update(of=("self",))
    return rows.get(pk=opinion_id)


@act
def reply_opinions(
    *, opinion_ids: Sequence[UUID], answer: rules.OpinionAnswer, by: Actor, at: datetime
) -> list[OpinionReply]:
    """One answer with its reason to one opinion or to several alike; each gets a reply of its own.

    All of them or none: refused when one is answered already; not found when one is out of sight.
    """
    answer.check()
    wanted = list(dict.fromkeys(opinion_ids))
    refuse_if(not wanted, "opinion.none_chosen")
    rows = Opinion.objects.visible_to(by).select_related("project").select_for_update(of=("self",))
    opinions = list(rows.filter(pk__in=wanted).order_by("project_id", "number"))
    if len(opinions) < len(wanted):
        raise Opinion.DoesNotExist
    for path in {opinion.project.path for opinion in opinions}:
        require(access.can_reply_opinion(by, path=path))
    answered = [opinion.number for opinion in opinions if opinion.answered_at is not None]
    refuse_if(bool(answered), "opinion.answered", numbers=answered)
    return write_replies(opinions, answer, by=by, at=at)


def write_replies(
    opinions: Sequence[Opinion], answer: rules.OpinionAnswer, *, by: Actor, at: datetime
) -> list[OpinionReply]:
    for opinion in opinions:
        opinion.adoption, opinion.answered_at = answer.adoption, at
        journalled(opinion, "opinion.reply", by=by, at=at, note=answer.reason)
    Opinion.objects.bulk_update(opinions, ["adoption", "answered_at"], batch_size=200)
    return OpinionReply.objects.bulk_create(reply_of(each, answer, by=by, at=at) for each in opinions)


def reply_of(
    opinion: Opinion,
    answer: rules.OpinionAnswer,
    *,
    by: Actor,
    at: datetime,
    corrects: OpinionReply | None = None,
) -> OpinionReply:
    return OpinionReply(
        opinion=opinion,
        street_id=opinion.street_id,
        adoption=answer.adoption,
        reason=answer.reason,
        part=answer.part,
        corrects=corrects,
        by_id=by.account_id or 0,
        at=at,
    )


@act
def correct_reply(*, opinion_id: UUID, answer: rules.OpinionAnswer, by: Actor, at: datetime) -> OpinionReply:
    """A new reply that names the one before; the one before stays readable.

    Refuses one that was never answered, and an answer that says the same.
    """
    answer.check()
    opinion = opinion_to_handle(opinion_id, by=by)
    require(access.can_reply_opinion(by, path=opinion.project.path))
    last = opinion.replies.order_by("-id").first()
    refuse_if(last is None, "opinion.unanswered")
    said = None if last is None else rules.OpinionAnswer(last.adoption, last.reason, last.part)
    refuse_if(answer == said, "opinion.reply_same")
    reply = reply_of(opinion, answer, by=by, at=at, corrects=last)
    reply.save(force_insert=True)
    opinion.adoption, opinion.answered_at = answer.adoption, at
    opinion.save(update_fields=["adoption", "answered_at"])
    journalled(opinion, "opinion.correct_reply", by=by, at=at, note=answer.reason)
    return reply


@act
def release_opinion(*, opinion_id: UUID, by: Actor, at: datetime) -> Opinion:
    """A second person has read the words and lets them stand on the public page; only if their writer agreed."""
    opinion = opinion_to_handle(opinion_id, by=by)
    require(
        access.can_release_opinion(by, path=opinion.project.path, entered_by=opinion.entered_by_id),
        "opinion.own",
    )
    refuse_if(not opinion.may_show, "opinion.not_agreed")
    refuse_if(opinion.released_at is not None, "opinion.released")
    opinion.released_by_id, opinion.released_at = by.account_id, at
    opinion.save(update_fields=["released_by", "released_at"])
    journalled(opinion, "opinion.release", by=by, at=at, note=opinion.text)
    return opinion


@act
def withhold_opinion(*, opinion_id: UUID, reason: str, by: Actor, at: datetime) -> Opinion:
    """The words leave the public page with its next version; whoever drafts or reviews may ask for it."""
    opinion = opinion_to_handle(opinion_id, by=by)
    path = opinion.project.path
    allowed = access.can_release_opinion(by, path=path, entered_by=None)
    require(allowed or access.can_reply_opinion(by, path=path))
    refuse_if(not reason.strip(), "reason.needed")
    refuse_if(opinion.released_at is None, "opinion.not_released")
    opinion.released_by, opinion.released_at = None, None
    opinion.save(update_fields=["released_by", "released_at"])
    journalled(opinion, "opinion.withhold", by=by, at=at, note=reason)
    return opinion


def journalled(opinion: Opinion, act_name: str, *, by: Actor, at: datetime, note: str) -> None:
    """The journal holds who, what and when; of the words only their salted digest."""
    about, digest = f"opinion:{opinion.pk}", digest_of(note, opinion.salt)
    record(by=by, act=act_name, about=about, at=at, street_id=opinion.street_id, digest=digest)


@act
def set_opinion_classes(
    *,
    street_id: int,
    classes: Sequence[tuple[str, str]],
    project_id: UUID | None = None,
    by: Actor,
    at: datetime,
) -> int:
    """Replace the list, given as (code, name) in order; a class no longer named is kept for old opinions.

    The project's own list when one is named, else the street's. Refuses an empty list, an empty code or
    name, and one that stands twice.
    """
    project = Project.objects.asking(by).get(pk=project_id, street_id=street_id) if project_id else None
    path = project.path if project else Street.objects.get(pk=street_id).path
    require(access.can_reply_opinion(by, path=path))
    check_classes(classes)
    rows = OpinionClass.objects.filter(street_id=street_id, project=project)
    rows.exclude(code__in=[code for code, _ in classes]).update(active=False)
    for order, (code, name) in enumerate(classes, start=1):
        values = {"name": name.strip(), "order": order, "active": True}
        OpinionClass.objects.update_or_create(
            street_id=street_id, project=project, code=code, defaults=values
        )
    about = f"project:{project_id}" if project_id else f"street:{street_id}"
    record(by=by, act="opinion.classes", about=about, at=at, street_id=street_id)
    return len(classes)


def check_classes(classes: Sequence[tuple[str, str]]) -> None:
    blank = any(not code.strip() or not name.strip() for code, name in classes)
    codes, names = {code for code, _ in classes}, {name for _, name in classes}
    twice = len(codes) < len(classes) or len(names) < len(classes)
    refuse_if(not classes or blank or twice, "opinion.classes")
    long = any(len(name) > rules.CLASS_NAME_LIMIT or len(code) > rules.CODE_LIMIT for code, name in classes)
    refuse_if(long, "text.too_long", limit=rules.CLASS_NAME_LIMIT)
