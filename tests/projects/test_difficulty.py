"""How hard it is: fixed before the start by two people, neither of them the lead."""

import pytest

from doorstep.projects import services
from doorstep.projects.models import DifficultyRating, Project
from tests.issues.town import AT
from tests.projects.site import STARTED, Site, again, as_lead, other_secretary, statements


def rate(site: Site, project: Project, by, value: int = 3, reasons: str = "要几家配合") -> Project:
    return services.rate_difficulty(project_id=project.pk, value=value, reasons=reasons, by=by, at=AT)


def test_two_people_close_to_one_another_settle_it(site: Site) -> None:
    project = site.proposed()

    site.rate(project, 3, by=site.clerk)
    first = again(project).difficulty
    site.rate(project, 4, by=site.reviewer)

    assert (first, again(project).difficulty) == (None, 4)
    notes = project.steps.filter(act="project.rate").values_list("note", flat=True)
    assert sorted(notes) == ["3 要几家配合", "4 要几家配合"]


def test_two_people_apart_leave_it_to_a_third(site: Site) -> None:
    project = site.proposed()
    site.rate(project, 1, by=site.clerk)
    site.rate(project, 5, by=site.reviewer)
    apart = again(project).difficulty

    site.rate(project, 4, by=site.town.hire("reviewer"))

    assert (apart, again(project).difficulty) == (None, 5)


def test_one_person_twice_is_one_person_and_both_words_stay(site: Site) -> None:
    project = site.proposed()

    site.rate(project, 3, by=site.clerk)
    site.rate(project, 2, by=site.clerk)

    assert again(project).difficulty is None
    assert list(DifficultyRating.objects.values_list("value", flat=True)) == [3, 2]


def test_a_changed_mind_counts_in_place_of_the_first(site: Site) -> None:
    project = site.proposed()
    site.rate(project, 1, by=site.clerk)
    site.rate(project, 5, by=site.reviewer)

    site.rate(project, 4, by=site.clerk)

    assert again(project).difficulty == 5


def test_the_lead_does_not_rate(site: Site, refused) -> None:
    project = site.proposed()

    refused("not_allowed", lambda: rate(site, project, site.secretary))
    refused("not_allowed", lambda: rate(site, project, as_lead(project)))


@pytest.mark.parametrize("role", ["supervisor", "handler", "grid_head"])
def test_who_neither_proposes_nor_reviews_does_not_rate(site: Site, refused, role: str) -> None:
    project = site.proposed()

    refused("not_allowed", lambda: rate(site, project, site.town.people[role]))


def test_another_secretary_of_the_same_place_may_rate(site: Site) -> None:
    assert rate(site, site.proposed(), site.town.hire("secretary", site.path)).difficulty is None


def test_a_stranger_does_not_find_it(site: Site, not_found) -> None:
    project = site.proposed()

    not_found(lambda: rate(site, project, other_secretary(site)))


@pytest.mark.parametrize(
    ("value", "reasons", "code"),
    [(0, "难", "project.difficulty_range"), (6, "难", "project.difficulty_range"), (3, " ", "note.needed")],
)
def test_a_value_off_the_scale_or_without_reasons_is_refused(
    site: Site, refused, value: int, reasons: str, code: str
) -> None:
    project = site.proposed()

    refused(code, lambda: rate(site, project, site.clerk, value, reasons))


def test_after_the_start_it_stands(site: Site, refused) -> None:
    project = site.in_progress()

    refused("project.difficulty_fixed", lambda: rate(site, project, site.clerk))


def test_after_the_end_it_stands(site: Site, refused) -> None:
    project = site.cancelled()

    refused("project.ended", lambda: rate(site, project, site.clerk))


def test_start_before_two_people_agree_is_refused(site: Site, refused) -> None:
    project = site.approved()
    Project.objects.update(difficulty=None)

    refused(
        "project.difficulty_open",
        lambda: services.start_project(project_id=project.pk, by=site.secretary, at=STARTED),
    )


def test_rating_takes_at_most_ten_statements(site: Site) -> None:
    project = site.proposed()

    assert statements(lambda: rate(site, project, site.clerk)) <= 10
