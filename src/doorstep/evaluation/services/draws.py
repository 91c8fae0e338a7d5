"""A draw that anybody can repeat: two sealed numbers, a published frame, then the numbers, then the order."""

import re
import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta
from random import Random
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.models import CallTask, Evaluation, EvaluationDraw, FrameMember
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.rules.intervals import sample_size
from doorstep.evaluation.services.frames import BATCH, current_draw, has_both, pairs_of
from doorstep.evaluation.services.steps import evaluation_for, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.people.access import can
from doorstep.people.models import Account, Assignment
from doorstep.people.queries import actor_for
from doorstep.people.roles import CALLER
from doorstep.records.acts import act
from doorstep.rulebook.queries import rule

DIGEST = re.compile(r"[0-9a-f]{64}")
SECRET_LIMIT = 100


@act
def commit_secret(
    *, evaluation_id: UUID, side: str, commitment: str, by: Actor, at: datetime
) -> EvaluationDraw:
    """One side hands in the SHA-256 of a number it keeps to itself; both do before the frame is locked.

    In a second round the frame stands already, and both commit before either number is out.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    refuse_if(side not in rules.SIDES, "evaluation.side")
    require(access.can_commit(by, side=side, path=evaluation.path))
    refuse_if(not DIGEST.fullmatch(commitment), "evaluation.commitment_form")
    found = current_draw(evaluation)
    first = evaluation.state == "planned"
    refuse_if(
        not first and not (evaluation.state == "rectifying" and found.round > 1), "evaluation.commit_late"
    )
    refuse_if(bool(getattr(found, f"commit_{side}")), "evaluation.committed")
    other = found.commit_b_by_id if side == "a" else found.commit_a_by_id
    refuse_if(other is not None and other == by.account_id, "evaluation.two_sides")
    setattr(found, f"commit_{side}", commitment)
    setattr(found, f"commit_{side}_at", at)
    setattr(found, f"commit_{side}_by_id", by.account_id)
    if found.round > 1 and has_both(found):
        found.frame_hash_at = at  # the frame is published once more, now that both numbers are sealed
    found.save()
    write_step(evaluation, "evaluation.commit", by=by, at=at, note=f"{side} {commitment}")
    return found


@act
def reveal_secret(*, evaluation_id: UUID, side: str, secret: str, by: Actor, at: datetime) -> EvaluationDraw:
    """One side opens its number, now that the frame stands; it must be the one that was sealed."""
    evaluation = evaluation_for(evaluation_id, by=by)
    refuse_if(side not in rules.SIDES, "evaluation.side")
    require(access.can_commit(by, side=side, path=evaluation.path))
    found = current_draw(evaluation)
    refuse_if(not is_open_to_draw(evaluation, found), "evaluation.not_locked")
    refuse_if(not has_both(found), "evaluation.commitments_needed")
    refuse_if(not 0 < len(secret) <= SECRET_LIMIT, "evaluation.secret_form")
    refuse_if(draw.commitment(secret) != getattr(found, f"commit_{side}"), "evaluation.secret_differs")
    setattr(found, f"secret_{side}", secret)
    found.save(update_fields=[f"secret_{side}"])
    write_step(evaluation, "evaluation.reveal", by=by, at=at, note=side)
    return found


def is_open_to_draw(evaluation: Evaluation, found: EvaluationDraw) -> bool:
    """Locked and not drawn yet; in a second round, while it is being put right."""
    state = "frame_locked" if found.round == 1 else "rectifying"
    return evaluation.state == state and found.drawn_at is None


@act
def draw_sample(
    *, evaluation_id: UUID, caller_ids: Sequence[int], by: Actor, at: datetime, rng: Random | None = None
) -> list[CallTask]:
    """Draw in the order of the lots, and share the respondents out among the callers at random.

    Everybody is asked up to thirty; above that the sample is as large as the error that the rulebook allows
    asks for. In a second round those who answered before are asked again, and a fresh draw with them.
    """
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    found = current_draw(evaluation)
    refuse_if(not is_open_to_draw(evaluation, found), "evaluation.not_locked")
    callers = callers_among(evaluation, caller_ids, at=at)
    members = {each.code: each for each in evaluation.members.all()}
    codes = drawn_codes(evaluation, found, list(members.values()), at=at)
    tasks = drawn_tasks(evaluation, [members[code] for code in codes], at=at)
    tasks += again_tasks(evaluation, tasks, at=at)
    allot(tasks, callers, rng=rng)
    CallTask.objects.bulk_create(tasks, batch_size=BATCH)
    keep_days(evaluation, found, at=at)
    for task in tasks:
        if task.member.is_forgotten:
            leave_out(task, by=by, at=at)
    if evaluation.round == 1:
        move(evaluation, "draw", at=at)
    write_step(evaluation, "evaluation.draw", by=by, at=at, note=str(len(tasks)))
    return tasks


def keep_days(evaluation: Evaluation, found: EvaluationDraw, *, at: datetime) -> None:
    found.drawn_at = at
    found.save()
    days = int(rule(evaluation.street_id, "evaluation.collect_days", on=day_of(at)))
    evaluation.closes_on = day_of(at) + timedelta(days=days)
    evaluation.save(update_fields=["closes_on"])


def callers_among(evaluation: Evaluation, caller_ids: Sequence[int], *, at: datetime) -> list[int]:
    """Accounts that may call here today and did not deliver the project."""
    wanted = list(dict.fromkeys(caller_ids))
    refuse_if(not wanted, "evaluation.callers_needed")
    known = {actor.account_id for actor in possible_callers(evaluation, at=at)}
    refuse_if(not set(wanted) <= known, "evaluation.caller_unfit")
    return wanted


def possible_callers(evaluation: Evaluation, *, at: datetime) -> list[Actor]:
    """Everybody whose duty it is to call at this place and who had no hand in the work (R5)."""
    held = Assignment.objects.held(day_of(at)).filter(street_id=evaluation.street_id, role=CALLER)
    accounts = Account.objects.filter(pk__in=held.values("account_id"), is_active=True).order_by("pk")
    actors = [actor_for(pk, on=day_of(at)) for pk in accounts.values_list("pk", flat=True)]
    here = Evaluation.objects.filter(pk=evaluation.pk)
    return [
        actor
        for actor in actors
        if can(actor, "evaluation.call", at_path=evaluation.path) and here.not_delivered_by(actor).exists()
    ]


def drawn_codes(
    evaluation: Evaluation, found: EvaluationDraw, members: list[FrameMember], *, at: datetime
) -> list[str]:
    """The respondents' numbers in the order in which they are asked."""
    found.is_census = len(members) <= rules.CENSUS_UP_TO
    if found.is_census:
        found.wanted = len(members)
        return sorted(each.code for each in members)
    refuse_if(not (found.secret_a and found.secret_b), "evaluation.secrets_needed")
    half_width = float(rule(evaluation.street_id, "evaluation.half_width", on=day_of(at)))
    found.half_width = str(half_width)
    found.seed = draw.seed_of(evaluation.frame_hash, found.secret_a, found.secret_b)
    found.wanted = sample_size(len(members), half_width)
    drawn = draw.draw(pairs_of(members), found.seed, found.wanted)
    found.allocation = dict(drawn.allocation)
    return [code for codes in drawn.selected.values() for code in codes]


def drawn_tasks(evaluation: Evaluation, members: Sequence[FrameMember], *, at: datetime) -> list[CallTask]:
    return [new_task(evaluation, member, order=place, at=at) for place, member in enumerate(members, start=1)]


def again_tasks(evaluation: Evaluation, drawn: list[CallTask], *, at: datetime) -> list[CallTask]:
    """Those who answered in the first round: marked where the fresh draw named them too, else added."""
    if evaluation.round == 1:
        return []
    before = evaluation.tasks.filter(round=1, state="answered").select_related("member").order_by("order")
    by_member = {task.member_id: task for task in drawn}
    added = []
    for place, old in enumerate(before, start=len(drawn) + 1):
        task = by_member.get(old.member_id)
        if task is None:
            task = new_task(evaluation, old.member, order=place, at=at)
            task.is_drawn = False
            added.append(task)
        task.is_same = True
    return added


def new_task(evaluation: Evaluation, member: FrameMember, *, order: int, at: datetime) -> CallTask:
    return CallTask(
        id=uuid7(at),
        evaluation=evaluation,
        street_id=evaluation.street_id,
        round=evaluation.round,
        member=member,
        order=order,
    )


def allot(tasks: list[CallTask], callers: list[int], *, rng: Random | None) -> None:
    """Each caller gets a random share, so that nobody chooses whom they ask."""
    shuffled = list(tasks)
    (rng or secrets.SystemRandom()).shuffle(shuffled)
    for place, task in enumerate(shuffled):
        task.caller_id = callers[place % len(callers)]


@act
def allot_anew(
    *, evaluation_id: UUID, from_caller_id: int, to_caller_ids: Sequence[int], by: Actor, at: datetime
) -> int:
    """Share out again what somebody still had to call, such as when they fall ill; how many went over."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    callers = callers_among(evaluation, to_caller_ids, at=at)
    waiting = evaluation.tasks.filter(round=evaluation.round, caller_id=from_caller_id, state="waiting")
    tasks = list(waiting.select_for_update())
    allot(tasks, callers, rng=None)
    CallTask.objects.bulk_update(tasks, ["caller"], batch_size=BATCH)
    write_step(evaluation, "evaluation.allot", by=by, at=at, note=str(len(tasks)))
    return len(tasks)


def substitute_for(task: CallTask, *, by: Actor, at: datetime) -> CallTask | None:
    """The next respondent of the same group in the order of the draw takes an unreachable one's place.

    Nobody chooses; None when the group is used up, everybody was drawn anyway, or only the same people
    are being asked again.
    """
    evaluation = task.evaluation
    found = evaluation.draws.get(round=task.round)
    if found.is_census or not task.is_drawn:
        return None
    stratum = task.member.stratum
    group = {each.code: each for each in evaluation.members.filter(stratum=stratum)}
    taken = set(
        evaluation.tasks.filter(round=task.round, is_drawn=True, member__stratum=stratum).values_list(
            "member__code", flat=True
        )
    )
    code = next((each for each in draw.order(found.seed, group) if each not in taken), None)
    if code is None:
        return None
    made = put_in_place(task, group[code], by=by, at=at)
    return leave_out(made, by=by, at=at) if made.member.is_forgotten else made


def leave_out(task: CallTask, *, by: Actor, at: datetime) -> CallTask | None:
    """Somebody who wanted to be taken off the list keeps the place in the draw and is not asked."""
    task.state = "refused"
    task.save(update_fields=["state"])
    return substitute_for(task, by=by, at=at)


def put_in_place(task: CallTask, member: FrameMember, *, by: Actor, at: datetime) -> CallTask:
    """A new task for the substitute; somebody who is being asked again anyway is marked as drawn too."""
    evaluation = task.evaluation
    there = evaluation.tasks.filter(round=task.round, member=member).first()
    made = there or new_task(
        evaluation, member, order=evaluation.tasks.filter(round=task.round).count() + 1, at=at
    )
    made.is_drawn, made.substitutes = True, task
    made.turn = evaluation.tasks.filter(round=task.round, turn__isnull=False).count() + 1
    made.caller_id = made.caller_id or task.caller_id
    made.round = task.round
    made.save(force_insert=there is None)
    write_step(evaluation, "evaluation.substitute", by=by, at=at, note=f"{task.order} {made.order}")
    return made
