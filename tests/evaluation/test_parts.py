"""A class, a stall, a road or a meeting of partners is judged by itself, with the engine that judges projects."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest

from doorstep.evaluation import services
from doorstep.evaluation.figures import published_in
from doorstep.evaluation.models import Evaluation
from doorstep.evaluation.queries.desk import frames_due, things_to_evaluate
from doorstep.evaluation.queries.papers import public_draws
from doorstep.evaluation.queries.results import first_results, learned_by, published_results
from doorstep.kernel import registry
from doorstep.kernel.calendar import day_of
from doorstep.kernel.registry import Part, PartKind, Programme, register
from doorstep.projects.models import Project
from tests.evaluation.ground import DRAWN, LOCKED, PLANNED, Ground, hold_joint_meeting_for
from tests.issues.town import DAY

CLASS = Part("class-7", "第七期面点班", over_on=date(2026, 12, 1))


@pytest.fixture
def classes(monkeypatch: pytest.MonkeyPatch) -> list[Part]:
    """A training programme whose classes, the same in every project, are those of this list."""
    monkeypatch.setattr(registry, "_programmes", {})
    held = [CLASS]

    def of_project(_project_id: UUID) -> list[Part]:
        return list(held)

    register(Programme("training", "技能培训", project_steps=(PartKind("class", "培训班", of_project),)))
    return held


def planned(ground: Ground, part: Part = CLASS, *, kind: str = "class") -> Evaluation:
    project = ground.site.in_progress()
    return services.plan_part_evaluation(
        project_id=project.pk, kind=kind, ref=part.ref, by=ground.clerk, at=PLANNED
    )


def test_class_is_judged_by_its_pupils_from_the_plan_to_the_published_result(
    ground: Ground, classes: list[Part]
) -> None:
    found = ground.published(planned=planned(ground), groups=("上午班", "下午班"))
    (result,) = found.results.all()

    assert (found.number, found.name) == (f"CP{found.project.number}D1", "东河苑供热改造 · 第七期面点班")
    assert (result.answered, result.body["census"], result.body["adjusted"]) == (29, False, None)
    assert [name for name, _paper in public_draws()] == [f"{found.number}-1"]


def test_part_enters_no_figure_and_no_expectation_of_projects(ground: Ground, classes: list[Part]) -> None:
    found = ground.published(planned=planned(ground))
    Project.objects.filter(pk=found.project_id).update(accepted_at=DRAWN)
    (result,) = found.results.all()
    for place in range(12):  # as many as an expectation is learned from
        twin = Evaluation.objects.get(pk=found.pk)
        twin.pk, twin.number, twin.part_ref = uuid4(), f"{found.number}-{place}", f"twin-{place}"
        twin.save(force_insert=True)
        result.pk, result.evaluation = None, twin
        result.save(force_insert=True)

    assert not published_in(found.street_id, DRAWN.year).exists()
    assert not published_results(found.street_id, DRAWN.year).exists()
    assert not first_results(ground.clerk).exists()
    assert learned_by(found.street_id) is None


def test_project_and_each_part_have_one_measurement_each(
    ground: Ground, classes: list[Part], refuses: Callable[[str, Callable[[], object]], None]
) -> None:
    classes.append(Part("class-8", "第八期面点班"))
    project = ground.planned().project
    common = {"project_id": project.pk, "kind": "class", "by": ground.clerk, "at": PLANNED}
    numbers = [services.plan_part_evaluation(ref=f"class-{n}", **common).number for n in (7, 8)]

    assert numbers == [f"CP{project.number}D1", f"CP{project.number}D2"]
    assert things_to_evaluate(project) == []
    refuses("evaluation.part_exists", lambda: services.plan_part_evaluation(ref="class-7", **common))
    refuses("evaluation.part_unknown", lambda: services.plan_part_evaluation(ref="class-9", **common))


def test_whole_project_stands_before_its_parts_in_what_can_be_measured(
    ground: Ground, classes: list[Part]
) -> None:
    project = ground.site.in_progress()

    assert things_to_evaluate(project) == [("", "东河苑供热改造"), ("class:class-7", "第七期面点班")]


def test_whoever_carried_the_part_out_never_comes_near_its_judgement(
    ground: Ground,
    classes: list[Part],
    refuses: Callable[[str, Callable[[], object]], None],
    not_found: Callable[[Callable[[], object]], None],
) -> None:
    classes[:] = [replace(CLASS, run_by=frozenset({ground.caller.ref}))]
    found = ground.locked(planned=planned(ground))
    ground.reveal(found)
    common = {"evaluation_id": found.pk, "by": ground.clerk, "at": DRAWN}

    refuses(
        "evaluation.caller_unfit",
        lambda: services.draw_sample(caller_ids=[ground.caller.account_id or 0], **common),
    )
    not_found(lambda: Evaluation.objects.visible_to(ground.caller).get(pk=found.pk))
    assert Evaluation.objects.visible_to(ground.clerk).filter(pk=found.pk).exists()


def test_teacher_who_joins_after_the_plan_is_kept_away_from_the_lock_on(
    ground: Ground, classes: list[Part]
) -> None:
    found = planned(ground)
    classes[:] = [replace(CLASS, title="第七期面点班（延长）", run_by=frozenset({ground.caller.ref}))]
    locked = ground.locked(planned=found)

    assert locked.part_title == "第七期面点班（延长）"
    assert not Evaluation.objects.visible_to(ground.caller).filter(pk=found.pk).exists()


def test_whoever_carries_it_out_cannot_plan_its_judgement(
    ground: Ground, classes: list[Part], refuses: Callable[[str, Callable[[], object]], None]
) -> None:
    classes[:] = [replace(CLASS, run_by=frozenset({ground.clerk.ref}))]

    refuses("evaluation.own_project", lambda: planned(ground))


def test_list_that_is_locked_after_the_last_day_needs_a_reason(
    ground: Ground, classes: list[Part], refuses: Callable[[str, Callable[[], object]], None]
) -> None:
    classes[:] = [replace(CLASS, over_on=day_of(LOCKED))]
    found = ground.committed(planned=planned(ground))
    lock = {"evaluation_id": found.pk, "by": ground.clerk, "at": LOCKED}

    refuses("evaluation.frame_late", lambda: services.lock_frame(**lock))
    assert services.lock_frame(late_reason="报名表晚到", **lock).late_reason == "报名表晚到"


def test_list_is_due_before_the_last_day_of_the_part(ground: Ground, classes: list[Part]) -> None:
    found = planned(ground)

    assert [each.pk for each in frames_due(ground.clerk, on=date(2026, 12, 1))] == [found.pk]
    assert not frames_due(ground.clerk, on=date(2026, 11, 30)).exists()


def test_meeting_of_partners_that_promised_something_for_the_project_is_a_part_of_it(ground: Ground) -> None:
    project = ground.site.in_progress()
    hold_joint_meeting_for(ground, project)
    (_whole, (key, words)) = things_to_evaluate(project)
    kind, _colon, ref = key.partition(":")
    made = services.plan_part_evaluation(
        project_id=project.pk, kind=kind, ref=ref, by=ground.clerk, at=PLANNED + DAY
    )

    assert words.endswith("联席会议：推进供热改造")
    assert (made.part_kind, made.part_over_on) == ("joint_meeting", day_of(PLANNED))


def test_measurement_stays_whole_when_its_programme_is_taken_away(
    ground: Ground, classes: list[Part], monkeypatch: pytest.MonkeyPatch
) -> None:
    found = planned(ground)
    monkeypatch.setattr(registry, "_programmes", {})

    assert ground.published(planned=found).name == "东河苑供热改造 · 第七期面点班"
