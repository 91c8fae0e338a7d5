"""Taking down what somebody says: the first act on every issue, and its correction."""

from datetime import datetime
from uuid import UUID

from doorstep.issues import access, rules
from doorstep.issues.contacts import sealed_about
from doorstep.issues.models import Issue, IssueContact
from doorstep.issues.rules import Reporter
from doorstep.issues.services.categories import category_for
from doorstep.issues.services.deadlines import due_by, response_due
from doorstep.issues.services.spots import Spot, spot_for
from doorstep.issues.services.steps import Work, count_again, keep, take, write_step
from doorstep.issues.services.telling import tell_reporters
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import new_tracking_number, uuid7
from doorstep.messages import texts
from doorstep.records.acts import act
from doorstep.records.search import index_row
from doorstep.records.upserts import insert
from doorstep.records.vault import blind, pin_for, seal
from doorstep.rulebook.queries import version_of


@act
def capture_issue(
    *,
    street_id: int,
    text: str,
    category_code: str | None,
    place_id: int | None = None,
    place_text: str = "",
    reporter: Reporter | None = None,
    kind: str = "issue",
    source: str,
    received_at: datetime,
    visit_id: UUID | None = None,
    urgency: str = "ordinary",
    by_proxy: bool = False,
    outside_ref: str = "",
    by: Actor,
    at: datetime,
) -> Issue:
    """Take down one voice, to the byte, and give it a tracking number; whoever takes it down owns it.

    Without ``category_code`` it waits under "to be sorted"; without ``place_id`` it lies where the visit
    was, where its recorder works, or somewhere in the street. Refuses a text that is empty, longer than
    rules.TEXT_LIMIT or unreadable, a day in the future, unknown words of the form, and places out of reach.
    """
    check_words(text=text, kind=kind, source=source, urgency=urgency, place_text=place_text, ref=outside_ref)
    rules.check_received(received_at, at=at)
    require(by.street_id in (None, street_id))
    category = category_for(street_id, category_code)
    spot = spot_for(category.street, place_id=place_id, visit_id=visit_id, by=by)
    require(access.can_capture(by, path=spot.path))
    issue = Issue(
        street=category.street,
        kind=kind,
        source=source,
        text=text,
        category=category,
        place_text=place_text or spot.name,
        anonymous=reporter is None or reporter == Reporter(),
        received_at=received_at,
        by_proxy=by_proxy,
        visit_id=visit_id,
        outside_ref=outside_ref,
        urgency=urgency,
    )
    put_at(issue, spot)
    stamp(issue, by=by, at=at)
    take_down(issue, reporter, by=by, at=at)
    return issue


def take_down(issue: Issue, reporter: Reporter | None, *, by: Actor, at: datetime) -> None:
    """Write the row and all that hangs on it: contact, step, journal, counters, words to find, message."""
    insert(issue)
    if reporter is not None and not issue.anonymous:
        keep_contact(issue, reporter)
    write_step(issue, "issue.capture", by=by, at=at, before="", digest_text=issue.text)
    count_again(Work(issue, {"community_path": issue.community_path}, ()))
    make_findable(issue)
    tell_received(issue, by=by, at=at)


def stamp(issue: Issue, *, by: Actor, at: datetime) -> None:
    """What the office adds to what was said: key, number, first receiver, state and limits."""
    issue.id = uuid7(issue.received_at)
    issue.tracking = new_tracking_number()
    issue.recorded_at = issue.state_since = at
    issue.entered_by_id = issue.owner_id = by.account_id
    issue.state, issue.step_count = rules.WORKFLOW.initial, 1
    issue.contacted_at = issue.received_at if issue.source == "visit" else None
    response = response_due(issue.street_id, issue.urgency, received_at=issue.received_at)
    due = due_by(issue.street_id, "issue.triage_hours", at=issue.received_at)
    issue.response_due_at, issue.due_at = response.at, due.at
    issue.due_certain = response.certain and due.certain
    issue.rule_version = version_of(issue.street_id)


def tell_received(issue: Issue, *, by: Actor, at: datetime) -> None:
    """The number and, unless it was shown on the reporter's own screen, the query password."""
    pin = "" if by.kind == "resident" else pin_for(issue.tracking)
    answer_by = day_of(issue.response_due_at) if issue.response_due_at else None
    tell_reporters(
        issue, "received", lambda matter: texts.received(matter, answer_by=answer_by, pin=pin), at=at
    )


def check_words(*, text: str, kind: str, source: str, urgency: str, place_text: str, ref: str) -> None:
    """What the form says is sound and in its closed lists."""
    rules.sound_text(text, most=rules.TEXT_LIMIT)
    refuse_if(not text.strip(), "issue.text_empty")
    rules.sound_text(place_text, most=rules.PLACE_LIMIT)
    rules.sound_text(ref, most=80)
    refuse_if(kind not in rules.KINDS, "issue.kind", kind=kind)
    refuse_if(source not in rules.SOURCES, "issue.source", source=source)
    refuse_if(urgency not in rules.URGENCIES, "issue.urgency", urgency=urgency)


def keep_contact(issue: Issue, reporter: Reporter) -> None:
    """The reporter's own values, sealed to this row, with a blind index for looking up by name or phone."""
    reporter.check()
    contact = IssueContact(
        issue=issue,
        street_id=issue.street_id,
        name_sealed=seal(reporter.name, about=sealed_about("name", issue)),
        name_blind=blind(reporter.name, purpose="issue.name"),
        phone_sealed=seal(reporter.phone, about=sealed_about("phone", issue)),
        phone_blind=blind(reporter.phone, purpose="issue.phone"),
        email_sealed=seal(reporter.email, about=sealed_about("email", issue)),
        told_by=reporter.told_by,
    )
    insert(contact)
    issue.contact = contact


def make_findable(issue: Issue) -> None:
    """By the words of the text, the place and the number."""
    words = "\n".join((issue.text, issue.place_text, issue.tracking, issue.outside_ref))
    index_row(kind="issue", ref=str(issue.pk), street_id=issue.street_id, path=issue.path, text=words)


@act
def correct_issue(
    *,
    issue_id: UUID,
    reason: str,
    text: str | None = None,
    category_code: str | None = None,
    place_id: int | None = None,
    place_text: str | None = None,
    kind: str | None = None,
    by: Actor,
    at: datetime,
) -> Issue:
    """Put right what was taken down wrongly, while it is open; the words before stay in the step's note.

    Refuses without a reason, and from anybody but the owner and those who sort.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_correct(by, path=issue.path, owner_id=issue.owner_id))
    refuse_if(not issue.is_open, "issue.closed")
    refuse_if(not reason.strip(), "reason.needed")
    before = issue.text
    issue.text = issue.text if text is None else text
    issue.kind = kind or issue.kind
    issue.place_text = issue.place_text if place_text is None else place_text
    check_words(
        text=issue.text,
        kind=issue.kind,
        source=issue.source,
        urgency=issue.urgency,
        place_text=issue.place_text,
        ref=issue.outside_ref,
    )
    if category_code:
        issue.category = category_for(issue.street_id, category_code)
    if place_id is not None:
        put_at(issue, spot_for(issue.street, place_id=place_id, visit_id=None, by=by))
    note = reason if issue.text == before else f"{reason}\n{before}"[: rules.NOTE_LIMIT]
    keep(work, "issue.correct", by=by, at=at, note=note)
    make_findable(issue)
    return issue


def put_at(issue: Issue, spot: Spot) -> None:
    issue.place_id, issue.path, issue.community_path = spot.place_id, spot.path, spot.community_path
