"""Opinions on a plan: taken down by anybody, answered one by one or together, before the plan may change."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest

from doorstep.issues.services import capture_issue
from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.projects import opinions, services
from doorstep.projects.figures import FIGURES
from doorstep.projects.models import Opinion, OpinionClass, OpinionReply, Project
from doorstep.projects.printouts import opinion_summary
from doorstep.projects.queries import plan_history, public_project
from doorstep.projects.rules import AnsweredOpinion, Because, OpinionAnswer, OpinionSaid
from doorstep.projects.services import plan_of
from doorstep.visits.rules import Knock
from doorstep.visits.services import record_visit
from tests.issues.town import make_town
from tests.projects.site import AT, DAY, STARTED, Site, make_site, other_secretary

pytestmark = pytest.mark.django_db
SAID = STARTED + DAY
ANSWERED = STARTED + 2 * DAY
REPLANNED = STARTED + 3 * DAY
Refused = Callable[[str, Callable[[], object]], None]
NotFound = Callable[[Callable[[], object]], None]
ADOPTED = OpinionAnswer("adopt", "先修下水，排进第一步。", "measures")
REJECTED = OpinionAnswer("reject", "超出本项目范围。")


@pytest.fixture
def project(site: Site) -> Project:
    return site.in_progress()


def say(site: Site, project: Project, *, by: Actor | None = None, **changes: Any) -> Opinion:
    said = OpinionSaid(**({"text": "先修下水，再刷墙。", "source": "door"} | changes))
    return services.record_opinion(project_id=project.pk, said=said, by=by or site.grid_worker, at=SAID)


def answer(
    site: Site, *found: Opinion, with_: OpinionAnswer = ADOPTED, by: Actor | None = None
) -> list[OpinionReply]:
    ids = [each.pk for each in found]
    return services.reply_opinions(opinion_ids=ids, answer=with_, by=by or site.clerk, at=ANSWERED)


def replan(site: Site, project: Project) -> Any:
    plan = replace(plan_of(project), measures="先修下水、换管、保温")
    return services.change_plan(
        project_id=project.pk, plan=plan, reason="听了意见", by=site.reviewer, at=REPLANNED
    )


def acts_on(opinion: Opinion) -> list[str]:
    return list(
        Entry.objects.filter(about=f"opinion:{opinion.pk}").order_by("id").values_list("act", flat=True)
    )


def test_opinion_is_taken_down_about_the_version_that_is_out(site: Site, project: Project) -> None:
    place = site.town.places[site.path]

    opinion = say(site, project, place_id=place.pk, place_text="东河苑", said_on=date(2026, 3, 16))

    found = Opinion.objects.values(
        "number", "version__number", "opinion_class__code", "place", "said_on", "entered_by", "adoption"
    ).get()
    assert found == {
        "number": 1,
        "version__number": 1,
        "opinion_class__code": "other",
        "place": place.pk,
        "said_on": date(2026, 3, 16),
        "entered_by": site.grid_worker.account_id,
        "adoption": "",
    }
    assert acts_on(opinion) == ["opinion.record"]


def test_a_resident_says_it_on_the_public_page_without_a_name(site: Site, project: Project) -> None:
    opinion = say(site, project, by=Actor.resident(site.street_id), source="web")

    entry = Entry.objects.get(about=f"opinion:{opinion.pk}")
    assert (opinion.entered_by_id, opinion.number, entry.by) == (None, 1, "resident")


def test_numbers_run_on_for_each_project(site: Site, project: Project) -> None:
    other = site.in_progress(name="另一个项目")

    assert [say(site, each).number for each in (project, project, other)] == [1, 2, 1]


def test_a_resident_speaks_at_the_public_door_alone(site: Site, project: Project, refused: Refused) -> None:
    refused("not_allowed", lambda: say(site, project, by=Actor.resident(site.street_id), source="phone"))


@pytest.mark.parametrize("role", ["handler", "caller", "reviewer", "supervisor", "finance"])
def test_those_without_the_task_take_down_nothing(
    site: Site, project: Project, role: str, refused: Refused, not_found: NotFound
) -> None:
    actor = (
        site.town.people[role] if role in site.town.people else site.town.hire(role, site.town.street.path)
    )
    check = not_found if role == "caller" else lambda act: refused("not_allowed", act)

    check(lambda: say(site, project, by=actor))


@pytest.mark.parametrize("role", ["grid_worker", "grid_head", "secretary", "clerk"])
def test_those_at_the_doors_take_down_what_they_hear(site: Site, project: Project, role: str) -> None:
    assert say(site, project, by=site.town.people[role]).entered_by_id == site.town.people[role].account_id


def test_out_of_sight_is_not_found(site: Site, project: Project, not_found: NotFound) -> None:
    opinion, stranger = say(site, project), other_secretary(site)
    elsewhere = make_site(make_town("004", "另一街道"))

    not_found(lambda: say(site, project, by=stranger))
    not_found(lambda: say(site, project, by=Actor.resident(elsewhere.street_id), source="web"))
    not_found(lambda: answer(site, opinion, by=stranger))
    not_found(lambda: say(site, project, place_id=elsewhere.town.places[elsewhere.path].pk))


def test_a_visit_and_an_issue_may_be_named_as_its_origin(site: Site, project: Project) -> None:
    place = next(
        each
        for each in site.town.places.values()
        if each.kind == "dwelling" and each.path.startswith(site.path)
    )
    knock = Knock(place.pk, STARTED.date(), "met", [site.grid_worker.account_id or 0], "owner", "说起方案。")
    visit = record_visit(knock=knock, by=site.grid_worker, at=STARTED)
    issue = capture_issue(
        street_id=site.street_id,
        text="下水堵了。",
        category_code=None,
        place_id=place.pk,
        source="grid",
        received_at=STARTED,
        by=site.grid_worker,
        at=STARTED,
    )

    opinion = say(site, project, visit_id=visit.pk, issue_id=issue.pk)

    assert (opinion.visit, opinion.issue) == (visit, issue)


@pytest.mark.parametrize("state", ["idea", "notice", "completion_claimed", "accepted", "cancelled"])
def test_a_plan_that_can_no_longer_change_takes_no_opinion(site: Site, state: str, refused: Refused) -> None:
    project = site.at_state(state)

    refused("opinion.closed", lambda: say(site, project))


def test_classes_are_the_projects_own_or_the_streets(site: Site, project: Project, refused: Refused) -> None:
    keep_classes(site, [("water", "下水"), ("wall", "外墙")])
    on_street = say(site, project, class_code="water")
    keep_classes(site, [("roof", "屋面")], project=project)

    refused("opinion.class", lambda: say(site, project, class_code="water"))
    own = say(site, project, class_code="roof")

    assert [each.opinion_class.name for each in (on_street, own)] == ["下水", "屋面"]
    assert opinions.class_choices(project) == [("roof", "屋面")]
    assert opinions.street_classes(site.street_id) == [("water", "下水"), ("wall", "外墙")]
    assert say(site, project).opinion_class.project == project


def keep_classes(
    site: Site, classes: list[tuple[str, str]], *, project: Project | None = None, by: Actor | None = None
) -> int:
    return services.set_opinion_classes(
        street_id=site.street_id,
        classes=classes,
        project_id=project.pk if project else None,
        by=by or site.clerk,
        at=AT,
    )


def test_a_class_that_is_left_out_is_kept_for_old_opinions(site: Site, project: Project) -> None:
    keep_classes(site, [("water", "下水"), ("wall", "外墙")])
    say(site, project, class_code="wall")

    assert keep_classes(site, [("water", "排水")]) == 1

    assert list(OpinionClass.objects.order_by("code").values_list("code", "name", "active")) == [
        ("wall", "外墙", False),
        ("water", "排水", True),
    ]
    assert opinions.class_choices(project) == [("water", "排水")]


def test_without_any_list_there_is_one_class(site: Site, project: Project) -> None:
    assert opinions.class_choices(project) == [("other", "其他")]


@pytest.mark.parametrize(
    ("classes", "code"),
    [
        ([], "opinion.classes"),
        ([("", "下水")], "opinion.classes"),
        ([("water", " ")], "opinion.classes"),
        ([("water", "下水"), ("water", "外墙")], "opinion.classes"),
        ([("water", "下水"), ("wall", "下水")], "opinion.classes"),
        ([("water", "下" * 31)], "text.too_long"),
        ([("w" * 21, "下水")], "text.too_long"),
    ],
)
def test_a_list_that_names_nothing_or_twice_is_refused(
    site: Site, classes: list[tuple[str, str]], code: str, refused: Refused
) -> None:
    refused(code, lambda: keep_classes(site, classes))


def test_the_list_is_kept_by_those_who_answer(site: Site, refused: Refused) -> None:
    refused("not_allowed", lambda: keep_classes(site, [("water", "下水")], by=site.grid_worker))


def test_an_opinion_is_sorted_until_it_is_answered(site: Site, project: Project, refused: Refused) -> None:
    keep_classes(site, [("water", "下水")])
    opinion = say(site, project)

    def sort(by: Actor) -> Opinion:
        return services.sort_opinion(opinion_id=opinion.pk, class_code="water", by=by, at=SAID)

    refused("not_allowed", lambda: sort(site.grid_worker))
    assert sort(site.clerk).opinion_class.code == "water"
    answer(site, opinion)
    refused("opinion.answered", lambda: sort(site.clerk))


def test_several_alike_get_one_reason_and_a_reply_each(site: Site, project: Project) -> None:
    first, second = say(site, project), say(site, project)

    replies = answer(site, first, second, first)

    assert [(each.opinion, each.adoption, each.reason, each.part) for each in replies] == [
        (each, "adopt", ADOPTED.reason, "measures") for each in (first, second)
    ]
    assert acts_on(second) == ["opinion.record", "opinion.reply"]
    assert Opinion.objects.filter(adoption="adopt", answered_at=ANSWERED).count() == 2


def test_all_are_answered_or_none(
    site: Site, project: Project, refused: Refused, not_found: NotFound
) -> None:
    first, second = say(site, project), say(site, project)
    answer(site, first)

    refused("opinion.answered", lambda: answer(site, second, first))
    refused("opinion.none_chosen", lambda: answer(site))
    refused("not_allowed", lambda: answer(site, second, by=site.grid_worker))
    refused("reason.needed", lambda: answer(site, second, with_=OpinionAnswer("adopt", "")))
    not_found(
        lambda: services.reply_opinions(
            opinion_ids=[second.pk, uuid4()], answer=ADOPTED, by=site.clerk, at=ANSWERED
        )
    )


def test_a_correction_names_the_reply_before_and_both_stay(
    site: Site, project: Project, refused: Refused
) -> None:
    opinion = say(site, project)

    def correct(with_: OpinionAnswer, by: Actor) -> OpinionReply:
        return services.correct_reply(opinion_id=opinion.pk, answer=with_, by=by, at=REPLANNED)

    refused("opinion.unanswered", lambda: correct(REJECTED, site.clerk))
    [first] = answer(site, opinion)
    refused("opinion.reply_same", lambda: correct(ADOPTED, site.clerk))
    refused("not_allowed", lambda: correct(REJECTED, site.grid_worker))
    second = correct(REJECTED, site.clerk)

    opinion.refresh_from_db()
    assert (second.corrects, list(opinions.replies_of(opinion)), opinion.adoption) == (
        first,
        [first, second],
        "reject",
    )
    assert opinions.answers_by_version(project) == {
        None: [AnsweredOpinion("其他", "reject", REJECTED.reason)]
    }


def test_words_are_let_out_by_a_second_person_if_their_writer_agreed(
    site: Site, project: Project, refused: Refused
) -> None:
    silent, spoken = say(site, project), say(site, project, may_show=True)

    def release(opinion: Opinion, by: Actor) -> Opinion:
        return services.release_opinion(opinion_id=opinion.pk, by=by, at=ANSWERED)

    refused("opinion.not_agreed", lambda: release(silent, site.reviewer))
    refused("opinion.own", lambda: release(spoken, site.clerk))
    release(spoken, site.reviewer)
    refused("opinion.released", lambda: release(spoken, site.reviewer))

    assert voices_of(project) == [{"class": "其他", "text": "先修下水，再刷墙。", "adoption": ""}]
    assert acts_on(spoken) == ["opinion.record", "opinion.release"]


def test_words_that_are_withheld_leave_the_page(site: Site, project: Project, refused: Refused) -> None:
    opinion = say(site, project, may_show=True)

    def withhold(by: Actor, reason: str = "写到了邻居。") -> Opinion:
        return services.withhold_opinion(opinion_id=opinion.pk, reason=reason, by=by, at=REPLANNED)

    refused("opinion.not_released", lambda: withhold(site.clerk))
    services.release_opinion(opinion_id=opinion.pk, by=site.reviewer, at=ANSWERED)
    refused("not_allowed", lambda: withhold(site.grid_worker))
    refused("reason.needed", lambda: withhold(site.clerk, reason=" "))
    withhold(site.clerk)

    assert voices_of(project) == []


def voices_of(project: Project) -> list[dict[str, Any]]:
    return public_project(project.pk)[2]["opinions"]["voices"]


def test_the_next_version_waits_until_every_opinion_is_answered(
    site: Site, project: Project, refused: Refused
) -> None:
    first, second = say(site, project), say(site, project)
    answer(site, first)

    refused("opinion.open", lambda: replan(site, project))
    answer(site, second, with_=REJECTED)
    version = replan(site, project)

    assert (version.number, {each.opinion for each in version.answers.all()}) == (2, {first, second})


def test_each_version_answers_what_no_version_before_it_answered(site: Site, project: Project) -> None:
    answer(site, say(site, project))
    replan(site, project)
    later = say(site, project)
    answer(site, later)
    plan = replace(plan_of(project), goal="38 户室温不低于 18 度")

    third = services.change_plan(
        project_id=project.pk, plan=plan, reason="又听了意见", by=site.reviewer, at=REPLANNED + DAY
    )

    assert ([each.opinion for each in third.answers.all()], later.version.number) == ([later], 2)


def test_history_says_which_change_was_made_because_of_what(site: Site, project: Project) -> None:
    answer(site, say(site, project), say(site, project))
    answer(site, say(site, project), with_=REJECTED)
    replan(site, project)

    newest, oldest = plan_history(project)

    adopted = AnsweredOpinion("其他", "adopt", ADOPTED.reason, "measures")
    rejected = AnsweredOpinion("其他", "reject", REJECTED.reason)
    assert newest.changes[0].difference.added == "先修下水、换管、保温"
    assert [(change.name, because) for change, because in newest.lines] == [
        ("measures", [Because(adopted, 2)])
    ]
    assert (newest.others, oldest.lines, oldest.others) == ([Because(rejected, 1)], [], [])


def test_public_values_hold_classes_counts_and_reasons_and_no_words(site: Site, project: Project) -> None:
    answer(site, say(site, project))
    replan(site, project)
    say(site, project, text="这句话谁也不该看到")

    values = public_project(project.pk)[2]

    because = {"class": "其他", "count": 1, "adoption": "采纳", "reason": ADOPTED.reason}
    assert values["versions"][0]["changes"][0]["because"] == [because]
    assert values["opinions"] == {
        "is_open": True,
        "total": 2,
        "answered": 1,
        "classes": [{"name": "其他", "count": 2, "answered": 1}],
        "replies": [],
        "voices": [],
    }
    assert "谁也不该看到" not in str(values)


def test_lists_find_opinions_by_what_is_asked(site: Site, project: Project) -> None:
    first = say(site, project, text="灯太暗")
    second = say(site, project, source="phone", text="路不平")
    answer(site, first)

    def found(**filters: str) -> list[Opinion]:
        return list(opinions.opinions_on(project, filters=filters))

    assert (found(), found(text="灯"), found(source="phone")) == ([second, first], [first], [second])
    assert (found(adoption="open"), found(adoption="adopt"), found(cls="other")) == (
        [second],
        [first],
        [second, first],
    )
    assert (found(version="1"), found(version="2"), found(version="x")) == (
        [second, first],
        [],
        [second, first],
    )
    assert list(opinions.chosen_opinions(project, [str(first.pk)])) == [first]
    assert opinions.opinion_page(site.clerk, first.pk) == first


def test_opinions_of_a_year_are_those_behind_the_figures(site: Site, project: Project) -> None:
    first, second = say(site, project), say(site, project)
    answer(site, first)

    def seen(year: str, *, answered: bool = False) -> set[Opinion]:
        return set(opinions.opinions_seen(site.clerk, year=year, answered=answered))

    assert (seen("2026"), seen("2026", answered=True), seen("2025")) == ({first, second}, {first}, set())
    assert seen("") == seen("twenty") == {first, second}


def test_summary_has_a_row_for_each_opinion_in_the_order_of_their_numbers(
    site: Site, project: Project
) -> None:
    first = say(site, project)
    say(site, project, text="路灯太暗。")
    answer(site, first)

    table = opinion_summary(
        opinions.opinions_on(project, filters={}), unit="示范街道", project_name=project.name
    )

    assert table.title == "东河苑供热改造意见汇总表"
    assert list(table.rows) == [
        [1, "其他", "先修下水，再刷墙。", "采纳", ADOPTED.reason, 1, ANSWERED.date()],
        [2, "其他", "路灯太暗。", "", "", 1, None],
    ]


def test_counts_by_class_sum_to_what_was_said(site: Site, project: Project) -> None:
    answer(site, say(site, project))
    say(site, project)

    [line] = opinions.class_lines(project)

    assert (line.count, line.answered, line.unanswered, line.adoptions) == (
        2,
        1,
        1,
        {"adopt": 1, "partly": 0, "reject": 0, "already": 0},
    )


def test_projects_that_ask_are_listed_to_those_who_take_opinions_down(site: Site, project: Project) -> None:
    say(site, project)
    site.proposed(name="还没有方案的")

    for_worker = [
        (each.pk, each.collected, each.unanswered) for each in opinions.asking_projects(site.grid_worker)
    ]

    assert for_worker == [(project.pk, 1, 1)]
    assert opinions.open_opinions(site.clerk, limit=5) == [(project, 1)]
    assert opinions.asking_project(site.grid_worker, project.number) == project
    assert list(Opinion.objects.visible_to(Actor.resident(site.street_id))) == []
    assert opinions.public_project_id(site.street_id, project.number) == project.pk


def test_figures_count_the_years_opinions_and_open_their_rows(site: Site, project: Project) -> None:
    answer(site, say(site, project))
    say(site, project)
    sources = {each.id: each for each in FIGURES}

    found = {
        name: sources[name].read(site.street_id, 2026, at=SAID)
        for name in ("opinions.collected", "opinions.answered_share")
    }

    assert [(each.value, each.rows) for each in found.values()] == [(2, 2), (Fraction(1, 2), 1)]
    assert sources["opinions.answered_share"].read(site.street_id, 2025, at=SAID).value is None
