"""A working member reports in, is received, takes posts, and leaves whenever they like."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from doorstep.journal.services import record
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.models import Account
from doorstep.places.models import Place
from doorstep.records.acts import act
from doorstep.records.vault import blind, read_sealed, seal
from doorstep.volunteers import access, rules
from doorstep.volunteers.models import FeedbackLetter, PostClaim, ReportIn, ServicePost
from doorstep.volunteers.names import sealed_about
from doorstep.volunteers.services.steps import member_for, move, write_step


@dataclass(frozen=True)
class Registration:
    """The 报到单: who, from which unit, to which community; ``consents`` is the member's own signature."""

    place_id: int
    name: str
    phone: str
    unit_name: str
    skills: str = ""
    consents: bool = False


@act
def report_in(*, registration: Registration, by: Actor, at: datetime) -> ReportIn:
    """Write the 报到单 into the register. Refused without the member's own consent, or a second time."""
    place = Place.objects.get(pk=registration.place_id, street_id=by.street_id or 0, kind="community")
    require(access.can_keep(by, path=place.path))
    refuse_if(not registration.consents, "member.consent")
    refuse_if(not registration.name.strip() or not registration.unit_name.strip(), "member.incomplete")
    phone = blind(registration.phone, purpose="report_in.phone")
    here = ReportIn.objects.filter(street_id=place.street_id)
    known = here.filter(phone_blind=phone).exclude(state__in=rules.WORKFLOW.final).exclude(phone_blind="")
    refuse_if(known.exists(), "member.known")
    member = ReportIn(
        id=uuid7(at),
        street_id=place.street_id,
        number=f"BD{day_of(at).year}-{here.count() + 1:04}",
        place=place,
        path=place.path,
        phone_blind=phone,
        unit_name=registration.unit_name.strip(),
        skills=registration.skills.strip(),
        consent_text=rules.CONSENT,
        consented_at=at,
        state=rules.WORKFLOW.initial,
        state_since=at,
        reported_at=at,
    )
    member.name_sealed = seal(registration.name.strip(), about=sealed_about("name", member))
    member.phone_sealed = seal(registration.phone.strip(), about=sealed_about("phone", member))
    member.save(force_insert=True)
    write_step(member, "member.report_in", by=by, at=at)
    return member


@act
def receive_member(*, member_id: UUID, by: Actor, at: datetime) -> ReportIn:
    """The community takes the member in."""
    member = member_for(member_id, by=by)
    require(access.can_keep(by, path=member.path))
    move(member, "receive", at=at)
    write_step(member, "member.receive", by=by, at=at)
    return member


@act
def link_account(*, member_id: UUID, username: str, by: Actor, at: datetime) -> ReportIn:
    """Let the member sign in to their own page; an account belongs to one member only."""
    member = member_for(member_id, by=by)
    require(access.can_keep(by, path=member.path))
    account = Account.objects.filter(username=username, street_id=member.street_id, is_active=True).first()
    refuse_if(account is None, "member.account")
    refuse_if(ReportIn.objects.filter(account=account).exclude(pk=member.pk).exists(), "member.account_taken")
    member.account = account
    member.save(update_fields=["account"])
    write_step(member, "member.link", by=by, at=at)
    return member


@act
def publish_post(
    *, place_id: int, title: str, need: str, wanted_count: int, by: Actor, at: datetime
) -> ServicePost:
    """Put a need of the community on the board."""
    place = Place.objects.get(pk=place_id, street_id=by.street_id or 0, kind="community")
    require(access.can_keep(by, path=place.path))
    refuse_if(not title.strip() or not need.strip() or wanted_count < 1, "member.incomplete")
    post = ServicePost.objects.create(
        street_id=place.street_id,
        place=place,
        path=place.path,
        title=title,
        need=need,
        wanted_count=wanted_count,
        made_at=at,
    )
    note_post(post, by=by, at=at)
    return post


def note_post(post: ServicePost, *, by: Actor, at: datetime) -> None:
    record(by=by, act="member.post", about=f"service_post:{post.pk}", at=at, street_id=post.street_id)


@act
def claim_post(*, member_id: UUID, post_id: int, by: Actor, at: datetime) -> ReportIn:
    """The member takes a post of their community; one that is full or taken already is refused."""
    member = member_for(member_id, by=by)
    require(access.can_keep_or_own(by, path=member.path, account_id=member.account_id))
    post = ServicePost.objects.select_for_update().get(pk=post_id, place_id=member.place_id, active=True)
    refuse_if(post.claims.filter(report_in=member).exists(), "post.claimed")
    refuse_if(post.claims.count() >= post.wanted_count, "post.full")
    move(member, "claim", at=at)
    PostClaim.objects.create(post=post, report_in=member, street_id=member.street_id, at=at)
    write_step(member, "member.claim", by=by, at=at, note=post.title)
    return member


@act
def feed_back(
    *, member_id: UUID, year: int, quarter: int, thanks: str, by: Actor, at: datetime
) -> FeedbackLetter:
    """Write the quarter's letter to the member's unit; refused without a confirmed service in it."""
    member = member_for(member_id, by=by)
    require(access.can_keep(by, path=member.path))
    months = range(quarter * 3 - 2, quarter * 3 + 1)
    done = member.services.filter(verdict="confirmed", served_on__year=year, served_on__month__in=months)
    refuse_if(not done.exists(), "letter.nothing")
    refuse_if(member.letters.filter(year=year, quarter=quarter).exists(), "letter.written")
    letter = FeedbackLetter.objects.create(
        report_in=member, street_id=member.street_id, year=year, quarter=quarter, thanks=thanks, at=at
    )
    if member.state == "serving":
        move(member, "feed_back", at=at)
    write_step(member, "member.feed_back", by=by, at=at)
    return letter


@act
def transfer_member(*, member_id: UUID, note: str, by: Actor, at: datetime) -> ReportIn:
    """The member moved away or reports elsewhere."""
    member = member_for(member_id, by=by)
    require(access.can_keep(by, path=member.path))
    move(member, "transfer", at=at, note=note)
    write_step(member, "member.transfer", by=by, at=at, note=note)
    return member


@act
def withdraw_consent(*, member_id: UUID, by: Actor, at: datetime) -> ReportIn:
    """The member takes their consent back: name and phone go at once, what was done for others stays (G3)."""
    member = member_for(member_id, by=by)
    require(access.can_keep_or_own(by, path=member.path, account_id=member.account_id))
    return take_consent_back(member, by=by, at=at)


def take_consent_back(member: ReportIn, *, by: Actor, at: datetime) -> ReportIn:
    """The withdrawal itself; the caller has made sure that it is the member's own wish."""
    move(member, "withdraw", at=at)
    member.name_sealed = member.phone_sealed = member.phone_blind = ""
    member.consent_withdrawn_at, member.account = at, None
    member.save(
        update_fields=["name_sealed", "phone_sealed", "phone_blind", "consent_withdrawn_at", "account"]
    )
    write_step(member, "member.withdraw", by=by, at=at)
    return member


@act
def read_member_phone(*, member_id: UUID, reason: str, by: Actor, at: datetime) -> str:
    """The member's phone; the looking itself is an act in the journal (G9)."""
    member = member_for(member_id, by=by)
    require(access.can_keep(by, path=member.path))
    refuse_if(not reason.strip(), "reason.needed")
    write_step(member, "member.look", by=by, at=at, note=reason)
    return read_sealed(member.phone_sealed, about=sealed_about("phone", member))
