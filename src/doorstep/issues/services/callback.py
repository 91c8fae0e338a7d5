"""回访与销号: only the reporter's own answer, or a reason that can be checked, ends a matter (R4, R5)."""

from datetime import date, datetime
from uuid import UUID

from doorstep.issues import access, rules
from doorstep.issues.models import CallBack, Issue
from doorstep.issues.services.deadlines import due_by
from doorstep.issues.services.dispatch import write_dispatch
from doorstep.issues.services.steps import account_of, begin, keep, move, take
from doorstep.issues.services.telling import Say, tell_one, voices_of
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.messages import texts
from doorstep.records.acts import act
from doorstep.records.vault import pin_matches
from doorstep.rulebook.queries import rule


@act
def record_callback(
    *,
    issue_id: UUID,
    outcome: str,
    mode: str,
    answer: str = "",
    grade: int | None = None,
    remark: str = "",
    by: Actor,
    at: datetime,
) -> CallBack:
    """One attempt. Reached, it needs an answer and a grade, and the issue counts as called back.

    Refuses whoever delivered, more attempts than the rulebook allows, and a second attempt on a day or, as
    long as one was not tried, in a part of the day.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(
        access.can_call_back(by, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id)
    )
    check_answer(outcome=outcome, mode=mode, answer=answer, grade=grade)
    rules.WORKFLOW.move(issue.state, "call_back")
    earlier = attempts_since_delivery(issue)
    most = int(rule(issue.street_id, "issue.callback_attempts", on=day_of(at)))
    rules.check_attempt(earlier, at=at, most=most)
    made = CallBack(attempt=len(earlier) + 1, mode=mode, outcome=outcome, answer=answer, grade=grade)
    made.remark = rules.sound_text(remark, most=rules.NOTE_LIMIT)
    write_callback(made, issue, by=by, at=at)
    if outcome == "reached":
        move(issue, "call_back", at=at)
        issue.answer, issue.grade = answer, grade
    keep(
        work,
        "issue.call_back",
        by=by,
        at=at,
        note=f"{outcome} {answer}".strip(),
        public_note=answer or outcome,
    )
    return made


def write_callback(made: CallBack, issue: Issue, *, by: Actor, at: datetime) -> None:
    made.id, made.at, made.day_part = uuid7(at), at, rules.day_part(at)
    made.issue, made.street_id, made.by_id = issue, issue.street_id, account_of(by)
    made.save(force_insert=True)


def check_answer(*, outcome: str, mode: str, answer: str, grade: int | None) -> None:
    """All words from their lists; an answer and a grade exactly when somebody was reached."""
    refuse_if(outcome not in rules.CALLBACK_OUTCOMES, "callback.outcome", outcome=outcome)
    refuse_if(mode not in rules.CALLBACK_MODES, "callback.mode", mode=mode)
    if outcome == "reached":
        refuse_if(answer not in rules.ANSWERS or grade not in rules.GRADES, "callback.answer_needed")
    else:
        refuse_if(bool(answer) or grade is not None, "callback.answer_without_reaching")


def attempts_since_delivery(issue: Issue) -> list[datetime]:
    """When the reporter was tried since it was last delivered, oldest first."""
    tried = CallBack.objects.filter(issue=issue, at__gte=issue.delivered_at or issue.received_at)
    return list(tried.order_by("at").values_list("at", flat=True))


@act
def close_issue(*, issue_id: UUID, note: str = "", by: Actor, at: datetime) -> Issue:
    """销号 after a call-back; every voice merged into it is answered with it.

    Refuses whoever delivered, and what was to be solved and is not: that is reopened.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_close(by, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id))
    move(issue, "close", at=at)
    refuse_if(rules.needs_answer(issue.route, issue.answer), "issue.not_resolved")
    end(issue, "called_back", at=at)
    keep(work, "issue.close", by=by, at=at, note=note, public_note=issue.answer)
    answer_voices(issue, by=by, at=at)
    return issue


@act
def confirm_at_door(
    *, issue_id: UUID, mode: str = "sign", code: str = "", note: str = "", by: Actor, at: datetime
) -> Issue:
    """The household itself says it is done: by signature, by its query password, or by word of mouth (I0).

    Refuses a wrong password, and a spoken confirmation taken by whoever put it right (R5).
    """
    work = take(issue_id, by=by)
    issue = work.issue
    refuse_if(mode not in rules.CONFIRM_MODES, "issue.confirm_mode", mode=mode)
    require(access.can_confirm(by, path=issue.path, mode=mode, delivered_by=issue.delivered_by_id))
    refuse_if(mode == "code" and not pin_matches(issue.tracking, code), "tracking.pin")
    move(issue, "confirm_at_door", at=at)
    end(issue, "confirmed_at_door", at=at)
    keep(work, "issue.confirm", by=by, at=at, note=f"{mode} {note}".strip())
    answer_voices(issue, by=by, at=at)
    return issue


@act
def close_by_reason(*, issue_id: UUID, reason_code: str, note: str, by: Actor, at: datetime) -> Issue:
    """The reasoned exception to R4: unreachable, refused to answer, anonymous, withdrawn.

    Each is checked: "unreachable" after all attempts, "refused" after one who refused, "anonymous" when there
    is no contact; only what was withdrawn may end before it was delivered.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_close(by, path=issue.path, unit_id=issue.unit_id, delivered_by=issue.delivered_by_id))
    refuse_if(reason_code not in rules.REASONS_TO_CLOSE, "issue.reason", reason=reason_code)
    move(issue, "close_by_reason", at=at, note=note)
    check_reason(issue, reason_code, came_from=work.was["state"], at=at)
    issue.route = issue.route if rules.fits(issue.route, "closed") else "explained"
    end(issue, reason_code, at=at)
    keep(work, "issue.close_by_reason", by=by, at=at, note=f"{reason_code} {note}", public_note=reason_code)
    answer_voices(issue, by=by, at=at)
    return issue


def check_reason(issue: Issue, reason_code: str, *, came_from: str, at: datetime) -> None:
    refuse_if(reason_code != "withdrawn" and came_from in {"captured", "triaged"}, "issue.not_delivered")
    if reason_code == "anonymous":
        refuse_if(not issue.anonymous, "issue.has_contact")
    if reason_code == "unreachable":
        most = int(rule(issue.street_id, "issue.callback_attempts", on=day_of(at)))
        refuse_if(len(attempts_since_delivery(issue)) < most, "callback.attempts_left", most=most)
    if reason_code == "refused_answer":
        refused = CallBack.objects.filter(issue=issue, outcome="refused").exists()
        refuse_if(not refused, "callback.nobody_refused")


def end(issue: Issue, reason: str, *, at: datetime) -> None:
    issue.closed_at, issue.close_reason = at, reason


def answer_voices(issue: Issue, *, by: Actor, at: datetime) -> None:
    """Tell the reporter, and answer every voice merged into it: a step and a message of its own."""
    turn = issue.reopen_count + 1
    tell_one(issue, "closed", texts.closed, matter=issue, at=at, turn=turn)
    for voice in voices_of(issue):
        work = begin(voice)
        end(voice, "with_survivor", at=at)
        keep(work, "issue.answer_voice", by=by, at=at, public_note=issue.answer)
        tell_one(voice, "closed", texts.closed, matter=issue, at=at, turn=turn)


@act
def reopen_issue(*, issue_id: UUID, note: str, by: Actor, at: datetime) -> Issue:
    """Not solved after all: counted, given a new limit, and back with the unit that had it.

    What was explained or redirected is from now on to be put right by a date. What was put right at once
    stays on its route only if it is put right again within the short limit.
    """
    work = take(issue_id, by=by)
    issue = work.issue
    require(access.can_reopen(by, path=issue.path))
    issue.route = rules.reopened_route(issue.route)
    due = due_by(issue.street_id, rules.solve_rule(issue.route, issue.urgency), at=at)
    issue.solve_due_at, issue.due_certain = due.at, due.certain
    move(issue, "reopen", at=at, note=note)
    issue.reopen_count += 1
    issue.closed_at, issue.close_reason = None, ""
    if issue.unit_id is not None:
        write_dispatch(issue, issue.unit_id, state="accepted", accept_due_at=at, at=at)
    keep(work, "issue.reopen", by=by, at=at, note=note)
    new_day = day_of(due.at)
    tell_one(issue, "reopened", say_reopened(new_day), matter=issue, at=at, turn=issue.reopen_count)
    for voice in voices_of(issue):
        again = begin(voice)
        voice.closed_at, voice.close_reason = None, ""
        keep(again, "issue.reopen", by=by, at=at)
        tell_one(voice, "reopened", say_reopened(new_day), matter=issue, at=at, turn=issue.reopen_count)
    return issue


def say_reopened(due_on: date) -> Say:
    return lambda matter: texts.reopened(matter, due_on=due_on)
