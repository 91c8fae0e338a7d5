"""Public pages: drawn from an allow-list, released by a second person, drawn afresh when something changed."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from doorstep.journal.models import Entry
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project, ProjectField
from doorstep.projects.services import pause_project, start_project
from doorstep.publishing import services
from doorstep.publishing.models import Snapshot
from doorstep.publishing.queries import (
    home_page,
    home_years,
    project_page,
    project_pages,
    public_states,
    waiting_snapshots,
)
from tests.issues.town import AT, DAY, HOUR, make_town
from tests.projects.site import STARTED, make_site, statements
from tests.publishing.desk import Desk, project_of

YEAR = 2026


def home(desk: Desk, by: Actor | None = None) -> Snapshot | None:
    return services.make_home_snapshot(
        street_id=desk.site.street_id,
        year=YEAR,
        by=by or Actor.system("timer", desk.site.street_id),
        at=AT,
    )


def release(snapshot: Snapshot, by: Actor) -> Snapshot:
    return services.release_snapshot(snapshot_id=snapshot.pk, by=by, at=AT + HOUR)


def refresh(desk: Desk, at: Any = STARTED + DAY) -> int:
    return services.refresh_snapshots(street_id=desk.site.street_id, year=YEAR, at=at)


def test_home_says_the_years_totals(desk: Desk) -> None:
    desk.site.accepted(issues=[desk.site.town.triaged().pk])
    desk.site.town.on_spot()

    snapshot = home(desk)

    assert snapshot is not None
    assert snapshot.body == {
        "year": 2026,
        "households": 0,
        "visits": 0,
        "issues": 2,
        "on_spot": 1,
        "on_spot_share": "50.00%",
        "others": 1,
        "projects": 1,
        "projects_done": 1,
        "fields": 1,
        "routes": snapshot.body["routes"],
        "orientations": {"weakness": 0, "urgent": 1, "difficulty": 0},
    }
    assert sum(snapshot.body["routes"].values()) == 2


def test_home_of_an_empty_year_has_no_share(desk: Desk) -> None:
    snapshot = home(desk)

    assert snapshot is not None
    assert (snapshot.body["issues"], snapshot.body["on_spot_share"]) == (0, "")


def test_waiting_page_is_not_public_until_somebody_else_releases_it(desk: Desk, refused) -> None:
    snapshot = home(desk, by=desk.clerk)
    assert snapshot is not None
    before = home_page(desk.site.street_id)

    refused("not_allowed", lambda: release(snapshot, desk.clerk))
    release(snapshot, desk.reviewer)

    page = home_page(desk.site.street_id, YEAR)
    assert before is None
    assert page is not None
    assert (page.body["year"], page.posted_at, page.version) == (YEAR, AT + HOUR, 1)
    assert home_years(desk.site.street_id) == [YEAR]
    assert Entry.objects.filter(about=f"snapshot:{snapshot.pk}").count() == 2


def test_maker_in_a_reviewers_role_does_not_release(desk: Desk, refused) -> None:
    snapshot = home(desk)
    Snapshot.objects.update(made_by=desk.reviewer.ref)
    assert snapshot is not None

    refused("not_allowed", lambda: release(snapshot, desk.reviewer))
    snapshot.made_by = desk.reviewer.ref
    refused(
        "snapshot.own",
        lambda: services.snapshots.post_snapshot(
            snapshot=snapshot, reviewed_by=desk.reviewer.ref, by=desk.reviewer, at=AT
        ),
    )


def test_database_itself_refuses_a_page_released_by_its_maker(desk: Desk) -> None:
    home(desk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Snapshot.objects.update(current=True, reviewed_by="system:timer")


def test_released_page_is_released_once(desk: Desk, refused) -> None:
    snapshot = home(desk)
    assert snapshot is not None
    release(snapshot, desk.reviewer)

    refused("snapshot.posted", lambda: release(snapshot, desk.reviewer))


def test_page_of_another_street_is_not_found(desk: Desk, not_found, refused) -> None:
    snapshot = home(desk)
    away = Desk(make_site(make_town("004", "别处街道")))
    assert snapshot is not None

    not_found(lambda: release(snapshot, away.reviewer))
    refused("not_allowed", lambda: home(desk, by=away.clerk))


@pytest.mark.parametrize("role", ["reviewer", "secretary", "handler"])
def test_page_is_drawn_by_the_clock_or_by_who_drafts(desk: Desk, refused, role: str) -> None:
    refused("not_allowed", lambda: home(desk, by=desk.site.town.people[role]))


def test_same_figures_make_no_second_version(desk: Desk) -> None:
    first = home(desk)
    waiting = home(desk)
    assert first is not None
    release(first, desk.reviewer)

    assert (waiting, home(desk), Snapshot.objects.count()) == (first, None, 1)


def test_waiting_version_is_replaced_and_never_rewritten(desk: Desk, not_found) -> None:
    read = home(desk)
    desk.site.approved()
    newer = home(desk)
    assert read is not None
    assert newer is not None

    not_found(lambda: release(read, desk.reviewer))
    assert (newer.pk != read.pk, newer.version, newer.body["projects"]) == (True, 1, 1)


def test_waiting_version_goes_when_the_page_says_it_already(desk: Desk) -> None:
    first = home(desk)
    assert first is not None
    release(first, desk.reviewer)
    project = desk.site.approved()
    home(desk)
    Project.objects.filter(pk=project.pk).update(approved_at=None)

    assert home(desk) is None
    assert list(Snapshot.objects.values_list("version", "current")) == [(1, True)]


def test_new_version_takes_the_place_of_the_old(desk: Desk) -> None:
    first = home(desk)
    assert first is not None
    release(first, desk.reviewer)
    desk.site.approved()
    second = home(desk)
    assert second is not None

    release(second, desk.reviewer)

    assert list(Snapshot.objects.order_by("version").values_list("version", "current")) == [
        (1, False),
        (2, True),
    ]


@pytest.fixture
def leaking(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """From now on the stage behind hands out a phone number in every place there is."""

    def leak(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: leak(each) for name, each in value.items()} | {"phone_of_lead": "138 0000 1234"}
        return [leak(each) for each in value] if isinstance(value, list) else value

    def begin() -> None:
        for module in (services.snapshots, services.drafting, services.sources):
            real = module.public_project

            def wrapped(project_id: Any, real: Any = real) -> Any:
                street_id, number, values = real(project_id)
                return street_id, number, leak(values)

            monkeypatch.setattr(module, "public_project", wrapped)
        counts = services.snapshots.project_counts
        monkeypatch.setattr(
            services.snapshots,
            "project_counts",
            lambda street_id, year: leak(counts(street_id, year)),
        )

    return begin


def test_field_that_somebody_adds_behind_never_appears(desk: Desk, leaking: Callable[[], None]) -> None:
    leaking()

    notice = desk.archived()
    home(desk)

    assert "138 0000 1234" in str(services.snapshots.public_project(project_of(notice).pk))
    stored = [each.body for each in Snapshot.objects.all()]
    assert len(stored) == 3
    assert "138 0000 1234" not in f"{stored} {notice.body} {notice.page}"


def test_page_that_says_nothing_new_is_not_released_again(desk: Desk) -> None:
    project = project_of(desk.archived())
    before = list(Snapshot.objects.order_by("version").values())

    services.snapshots.publish_reviewed(
        project_id=project.pk,
        made_by=desk.clerk.ref,
        reviewed_by=desk.reviewer.ref,
        by=desk.reviewer,
        at=STARTED,
    )

    assert list(Snapshot.objects.order_by("version").values()) == before


def test_refresh_waits_for_the_reviewer(desk: Desk) -> None:
    project = project_of(desk.archived())
    start_project(project_id=project.pk, by=desk.site.secretary, at=STARTED)

    waiting = refresh(desk)

    page = project_page(desk.site.street_id, project.number)
    assert page is not None
    assert (waiting, page.body["state"]) == (2, "approved")
    for each in waiting_snapshots(desk.reviewer):
        release(each, desk.reviewer)
    page = project_page(desk.site.street_id, project.number)
    assert page is not None
    assert page.body["state"] == "in_progress"


def test_refresh_twice_changes_nothing(desk: Desk) -> None:
    project = project_of(desk.archived())
    start_project(project_id=project.pk, by=desk.site.secretary, at=STARTED)
    refresh(desk)
    before = list(Snapshot.objects.order_by("id").values())

    assert refresh(desk) == 2
    assert list(Snapshot.objects.order_by("id").values()) == before


def test_refresh_never_draws_what_was_not_public(desk: Desk) -> None:
    desk.site.applied()

    assert refresh(desk) == 1
    assert Snapshot.objects.get().kind == "home"


def test_refresh_keeps_the_tombstone_of_a_returned_project(desk: Desk) -> None:
    notice = desk.withdrawn()
    Project.objects.update(goal="还没公示的新目标")

    for hour in range(24):
        refresh(desk, at=STARTED + timedelta(hours=hour))

    assert "还没公示的新目标" not in str([each.body for each in Snapshot.objects.all()])
    assert project_of(notice).goal == "还没公示的新目标"


def test_refresh_shows_why_a_project_is_paused(desk: Desk) -> None:
    project = project_of(desk.archived())
    start_project(project_id=project.pk, by=desk.site.secretary, at=STARTED)
    pause_project(project_id=project.pk, public_reason="等管材", by=desk.site.secretary, at=STARTED)

    refresh(desk)

    body = Snapshot.objects.get(kind="project", posted_at__isnull=True).body
    assert (body["state"], body["reason"]) == ("paused", "等管材")


def test_refresh_finds_within_a_day_what_leaves_no_step(desk: Desk) -> None:
    desk.archived()
    ProjectField.objects.filter(code="heat").update(name="民生大事")

    for hour in range(24):
        refresh(desk, at=STARTED + timedelta(hours=hour))

    assert Snapshot.objects.get(kind="project", posted_at__isnull=True).body["field"] == "民生大事"


def test_refresh_of_unchanged_projects_costs_the_same_however_many(desk: Desk) -> None:
    def cost() -> int:
        refresh(desk)
        hour = next(
            each
            for each in range(24)
            if all(project.pk.int % 24 != (each + 8) % 24 for project in Project.objects.all())
        )
        return statements(lambda: refresh(desk, at=STARTED.replace(hour=hour) + 2 * DAY))

    desk.archived()
    one = cost()
    for name in ("照明", "电梯"):
        desk.archived(desk.site.reviewed(name=name))

    assert (cost() - one, one <= 20) == (0, True)


def test_refresh_draws_every_year_that_is_out(desk: Desk) -> None:
    snapshot = home(desk)
    assert snapshot is not None
    release(snapshot, desk.reviewer)
    desk.site.approved()

    services.refresh_snapshots(street_id=desk.site.street_id, year=2027, at=AT)

    assert sorted(waiting_snapshots(desk.reviewer).values_list("key", flat=True)) == ["2026", "2027"]


def test_waiting_list_is_the_desks_alone(desk: Desk) -> None:
    home(desk)

    counts = {role: waiting_snapshots(who).count() for role, who in desk.site.town.people.items()}

    assert {role for role, count in counts.items() if count} == {"clerk", "reviewer"}


def test_list_of_projects_is_paged_and_filtered(desk: Desk) -> None:
    desk.archived()
    desk.posted(desk.site.reviewed(name="照明", field_code="life", orientation="weakness"))
    street = desk.site.street_id

    def numbers(**asked: Any) -> list[str]:
        return [each.key for each in project_pages(street, **asked)]

    assert numbers() == ["2026-002", "2026-001"]
    assert numbers(orientation="weakness") == numbers(state="notice") == ["2026-002"]
    assert numbers(field="民生实事") == numbers(before="2026-002") == ["2026-001"]
    assert numbers(limit=0) == ["2026-002"]
    assert sorted(public_states(street, ["2026-001", "2026-009"])) == ["2026-001"]
    assert project_page(street, "2026-009") is None


def test_page_that_names_somebody_waits_for_a_signed_reason(desk: Desk, refused) -> None:
    desk.site.accepted()
    snapshot = home(desk, by=desk.clerk)
    assert snapshot is not None
    Snapshot.objects.filter(pk=snapshot.pk).update(body=snapshot.body | {"note": "王秀兰住3号楼2单元501室"})

    refused("snapshot.findings", lambda: release(snapshot, desk.reviewer))
    services.release_snapshot(snapshot_id=snapshot.pk, reason_code="mistaken", by=desk.reviewer, at=AT + HOUR)

    assert Snapshot.objects.get(pk=snapshot.pk).current
