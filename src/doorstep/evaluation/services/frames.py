"""From the plan to the locked frame: whom the project was for, written down before anybody says it is done."""

import secrets
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random
from uuid import UUID

from doorstep.evaluation import access
from doorstep.evaluation.contacts import REACHED_BY
from doorstep.evaluation.models import Evaluation, EvaluationDraw, FrameMember, PartRunner
from doorstep.evaluation.parts import part_of
from doorstep.evaluation.rules import draw
from doorstep.evaluation.rules import states as rules
from doorstep.evaluation.services.steps import evaluation_for, move, write_step
from doorstep.kernel.actor import Actor
from doorstep.kernel.calendar import day_of
from doorstep.kernel.errors import NotPossible, refuse_if, require
from doorstep.kernel.refs import uuid7
from doorstep.places.models import Place, PlaceKind
from doorstep.projects.models import Project
from doorstep.records.acts import act

BATCH = 500


@dataclass(frozen=True)
class Registered:
    """One beneficiary as taken down: the group, and where or how they are reached."""

    group: str
    place_id: int | None = None
    label: str = ""
    phone: str = ""


@act
def plan_evaluation(*, project_id: UUID, by: Actor, at: datetime) -> Evaluation:
    """Begin a measurement of an approved project, well before it is done; one for each project.

    Raises NotAllowed for whoever leads or delivers it (R5).
    """
    project = project_to_judge(project_id, by=by)
    refuse_if(Evaluation.objects.filter(project=project, part_kind="").exists(), "evaluation.exists")
    made = new_evaluation(project, f"CP{project.number}", by=by, at=at)
    made.difficulty = project.difficulty
    return begin(made, by=by, at=at)


@act
def plan_part_evaluation(*, project_id: UUID, kind: str, ref: str, by: Actor, at: datetime) -> Evaluation:
    """Begin a measurement of one part carried out inside a project: a class, a stall, a road, a joint meeting.

    It has a list, a draw and a result of its own and enters no figure of projects. Raises NotAllowed for whoever
    delivered the project or carried out the part (R5), NotPossible for a part nobody knows or that has one.
    """
    project = project_to_judge(project_id, by=by)
    part = part_of(project.pk, kind, ref)
    if part is None:
        raise NotPossible("evaluation.part_unknown")
    judged = Evaluation.objects.filter(project=project).exclude(part_kind="")
    refuse_if(judged.filter(part_kind=kind, part_ref=ref).exists(), "evaluation.part_exists")
    made = new_evaluation(project, f"CP{project.number}D{judged.count() + 1}", by=by, at=at)
    made.part_kind, made.part_ref = kind, ref
    made.part_title, made.part_over_on = part.title[: rules.PART_LIMIT], part.over_on
    return begin(made, by=by, at=at, run_by=part.run_by)


def project_to_judge(project_id: UUID, *, by: Actor) -> Project:
    """The project, locked, with work in it."""
    project = Project.objects.visible_to(by).select_for_update(of=("self",)).get(pk=project_id)
    require(access.can_run(by, path=project.path))
    refuse_if(project.state in rules.WITHOUT_WORK, "evaluation.no_work", state=project.state)
    return project


def new_evaluation(project: Project, number: str, *, by: Actor, at: datetime) -> Evaluation:
    return Evaluation(
        id=uuid7(at),
        street_id=project.street_id,
        project=project,
        number=number,
        path=project.path,
        state=rules.WORKFLOW.initial,
        state_since=at,
        planned_by_id=by.account_id,
        made_at=at,
    )


def begin(made: Evaluation, *, by: Actor, at: datetime, run_by: Iterable[str] = ()) -> Evaluation:
    """Store it with its first draw; refused to whoever could not see it afterwards."""
    made.save(force_insert=True)
    keep_runners(made, run_by)
    require(Evaluation.objects.visible_to(by).filter(pk=made.pk).exists(), "evaluation.own_project")
    EvaluationDraw.objects.create(evaluation=made, street_id=made.street_id, round=1)
    write_step(made, "evaluation.plan", by=by, at=at)
    return made


def keep_runners(evaluation: Evaluation, run_by: Iterable[str]) -> None:
    """Whoever carried out the part; nobody is taken off again."""
    PartRunner.objects.bulk_create(
        [PartRunner(evaluation=evaluation, street_id=evaluation.street_id, by=ref) for ref in sorted(run_by)],
        ignore_conflicts=True,
    )


def follow_part(evaluation: Evaluation) -> None:
    """Take over what became of the part since the plan: its title, its last day, who carried it out."""
    part = part_of(evaluation.project_id, evaluation.part_kind, evaluation.part_ref)
    if part is not None:
        evaluation.part_title, evaluation.part_over_on = part.title[: rules.PART_LIMIT], part.over_on
        keep_runners(evaluation, part.run_by)


@act
def register_members(
    *, evaluation_id: UUID, members: Sequence[Registered], by: Actor, at: datetime
) -> list[FrameMember]:
    """Write down whom the project was for; a place that stands in the list already is left as it is."""
    evaluation = open_frame(evaluation_id, by=by)
    for each in members:
        check_member(each)
    known: set[int | None] = set(
        evaluation.members.filter(place__isnull=False).values_list("place_id", flat=True)
    )
    check_places(evaluation, {each.place_id for each in members if each.place_id})
    made = []
    for each in members:
        if each.place_id is None or each.place_id not in known:
            made.append(as_member(evaluation, each, at=at))
            known.add(each.place_id)
    FrameMember.objects.bulk_create(made, batch_size=BATCH)
    write_step(evaluation, "evaluation.register", by=by, at=at, note=str(len(made)))
    return made


@act
def register_places(
    *, evaluation_id: UUID, path: str, group: str, by: Actor, at: datetime
) -> list[FrameMember]:
    """Every dwelling below a place, as one group; those that stand in the list already are left as they are."""
    evaluation = open_frame(evaluation_id, by=by)
    dwellings = Place.objects.within(path).filter(
        street_id=evaluation.street_id, kind=PlaceKind.DWELLING, active=True
    )
    members = [Registered(group, place_id=pk) for pk in dwellings.values_list("pk", flat=True)]
    refuse_if(not members, "evaluation.no_dwellings")
    return register_members(evaluation_id=evaluation_id, members=members, by=by, at=at)


@act
def unregister_member(*, member_id: UUID, reason: str, by: Actor, at: datetime) -> None:
    """Take somebody off an open list; the reason stays."""
    member = FrameMember.objects.get(pk=member_id)
    evaluation = open_frame(member.evaluation_id, by=by)
    refuse_if(not reason.strip(), "reason.needed")
    member.delete()
    write_step(evaluation, "evaluation.unregister", by=by, at=at, note=reason)


def open_frame(evaluation_id: UUID, *, by: Actor) -> Evaluation:
    """An evaluation whose list can still be written."""
    evaluation = evaluation_for(evaluation_id, by=by)
    require(access.can_run(by, path=evaluation.path))
    refuse_if(evaluation.state != "planned", "evaluation.frame_locked")
    return evaluation


def check_member(member: Registered) -> None:
    refuse_if(not member.group.strip(), "evaluation.group_needed")
    refuse_if(len(member.group) > rules.GROUP_LIMIT, "text.too_long", limit=rules.GROUP_LIMIT)
    refuse_if("|" in member.group or "\n" in member.group, "evaluation.group_sign")
    refuse_if(len(member.label) > rules.NAME_LIMIT, "text.too_long", limit=rules.NAME_LIMIT)
    refuse_if(len(member.phone) > rules.NAME_LIMIT, "text.too_long", limit=rules.NAME_LIMIT)
    refuse_if(member.place_id is None and not member.phone.strip(), "evaluation.member_unreachable")


def check_places(evaluation: Evaluation, place_ids: set[int]) -> None:
    """Only places of the same street."""
    here = Place.objects.filter(street_id=evaluation.street_id)
    for some in batches(sorted(place_ids)):
        refuse_if(here.filter(pk__in=some).count() != len(some), "evaluation.place_unknown")


def batches(values: Sequence[int]) -> Iterable[Sequence[int]]:
    return (values[start : start + BATCH] for start in range(0, len(values), BATCH))


def as_member(evaluation: Evaluation, said: Registered, *, at: datetime) -> FrameMember:
    key = uuid7(at)
    return FrameMember(
        id=key,
        evaluation=evaluation,
        street_id=evaluation.street_id,
        group=said.group.strip(),
        place_id=said.place_id,
        label_sealed=REACHED_BY.seal("label", said.label, key),
        phone_sealed=REACHED_BY.seal("phone", said.phone, key),
        registered_at=at,
    )


@act
def lock_frame(
    *, evaluation_id: UUID, late_reason: str = "", by: Actor, at: datetime, rng: Random | None = None
) -> Evaluation:
    """Close the list for good and publish its hash: opaque numbers in an order that says nothing.

    Raises NotPossible for an empty list, without both commitments when a draw will be needed, and after
    completion was claimed unless a reason is given, which the report prints (E3).
    """
    evaluation = open_frame(evaluation_id, by=by)
    project = evaluation.project
    members = list(evaluation.members.order_by("id"))
    refuse_if(not members, "evaluation.frame_empty")
    refuse_if(project.state == "cancelled", "evaluation.no_work", state=project.state)
    if evaluation.part_kind:
        follow_part(evaluation)
    late = evaluation.is_claimed(day_of(at))
    refuse_if(late and not late_reason.strip(), "evaluation.frame_late")
    is_census = len(members) <= rules.CENSUS_UP_TO
    refuse_if(not is_census and not has_both(current_draw(evaluation)), "evaluation.commitments_needed")
    number_members(evaluation, members, is_census=is_census, rng=rng)
    evaluation.frame_size, evaluation.locked_at = len(members), at
    evaluation.frame_hash = draw.frame_hash(draw.frame_lines(pairs_of(members)))
    evaluation.late_reason = late_reason.strip() if late else ""
    if not evaluation.part_kind:
        evaluation.difficulty = project.difficulty
    evaluation.save()
    note_hash(evaluation, at=at)
    move(evaluation, "lock", at=at)
    write_step(evaluation, "evaluation.lock", by=by, at=at, note=evaluation.frame_hash)
    return evaluation


def number_members(
    evaluation: Evaluation, members: list[FrameMember], *, is_census: bool, rng: Random | None
) -> None:
    """Numbers in a random order; groups too small to stand in a public file are drawn with their neighbour."""
    sizes = Counter(each.group for each in members)
    strata = dict.fromkeys(sizes, "") if is_census else draw.collapsed(sizes)
    shuffled = list(members)
    (rng or secrets.SystemRandom()).shuffle(shuffled)
    width = max(4, len(str(len(members))))
    for place, member in enumerate(shuffled, start=1):
        member.code = f"{evaluation.number}-{place:0{width}d}"
        member.stratum = strata[member.group]
    FrameMember.objects.bulk_update(shuffled, ["code", "stratum"], batch_size=BATCH)


def pairs_of(members: Iterable[FrameMember]) -> list[tuple[str, str]]:
    return [(each.code, each.stratum) for each in members]


def current_draw(evaluation: Evaluation) -> EvaluationDraw:
    return evaluation.draws.select_for_update().get(round=evaluation.round)


def has_both(found: EvaluationDraw) -> bool:
    return bool(found.commit_a and found.commit_b)


def note_hash(evaluation: Evaluation, *, at: datetime) -> None:
    """From when on the hash of the frame is public for this round's draw."""
    evaluation.draws.filter(round=evaluation.round).update(frame_hash_at=at)
