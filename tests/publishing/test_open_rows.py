"""Open data read posted pages alone: what waits for a reviewer is in no file."""

from doorstep.projects.models import Project
from doorstep.projects.services import pause_project, start_project
from doorstep.publishing import services
from doorstep.publishing.models import Snapshot
from doorstep.publishing.open_rows import open_as_of, open_rows, open_tag
from doorstep.publishing.opendata.notice_sets import SETS
from doorstep.publishing.opendata.sets import PROJECTS
from doorstep.publishing.opendata.writing import as_csv, as_json
from doorstep.publishing.queries import waiting_snapshots
from tests.issues.town import DAY, HOUR
from tests.projects.site import STARTED, statements
from tests.publishing.desk import Desk, project_of

CANARY = "金丝雀九一七"
PAGES = [each for each in SETS if each.pages == "project"]


def files(desk: Desk) -> str:
    """Every file there is, one after the other."""
    street = desk.site.street_id
    written = [
        "".join(piece)
        for data in SETS
        for piece in (
            as_csv(data, open_rows(street, data)),
            as_json(data, open_rows(street, data), as_of=None, licence=""),
        )
    ]
    return "\n".join(written)


def test_files_of_a_street_without_pages_are_empty(desk: Desk) -> None:
    desk.site.applied()

    assert [list(open_rows(desk.site.street_id, data)) for data in SETS] == [[] for _ in SETS]
    assert {open_as_of(desk.site.street_id, data) for data in SETS} == {None}


def test_rows_have_the_columns_of_their_set(desk: Desk) -> None:
    number = project_of(desk.archived()).number

    for data in PAGES:
        rows = list(open_rows(desk.site.street_id, data))
        assert {row["number"] for row in rows} == {number}
        assert all(list(row) == [column.name for column in data.columns] for row in rows)


def test_draft_that_waits_for_its_reviewer_is_in_no_file(desk: Desk) -> None:
    desk.draft()
    Project.objects.update(name=CANARY)

    assert CANARY not in files(desk)


def test_state_appears_when_it_is_released_and_not_before(desk: Desk) -> None:
    project = project_of(desk.archived())
    street, before = desk.site.street_id, files(desk)
    tags = [open_tag(street, data) for data in PAGES]
    start_project(project_id=project.pk, by=desk.site.secretary, at=STARTED)
    pause_project(project_id=project.pk, public_reason="等管材", by=desk.site.secretary, at=STARTED)
    services.refresh_snapshots(street_id=street, year=2026, at=STARTED + DAY)

    assert (files(desk), [open_tag(street, data) for data in PAGES]) == (before, tags)

    for each in waiting_snapshots(desk.reviewer):
        services.release_snapshot(snapshot_id=each.pk, by=desk.reviewer, at=STARTED + DAY + HOUR)
    assert "paused" in files(desk)
    assert "paused" not in before
    assert not set(tags) & {open_tag(street, data) for data in PAGES}
    assert open_as_of(street, PROJECTS) == STARTED + DAY + HOUR


def test_name_written_on_a_posted_page_appears(desk: Desk) -> None:
    """The control: the search for the canary can find it."""
    desk.archived()
    page = Snapshot.objects.get(kind="project", current=True)
    Snapshot.objects.filter(pk=page.pk).update(body={**page.body, "name": CANARY})

    assert files(desk).count(CANARY) == 2


def test_other_streets_see_nothing(desk: Desk) -> None:
    desk.archived()

    assert [list(open_rows(desk.site.street_id + 1, data)) for data in SETS] == [[] for _ in SETS]


def test_reading_costs_one_statement_however_many_projects(desk: Desk) -> None:
    desk.archived()
    one = [statements(lambda data=data: list(open_rows(desk.site.street_id, data))) for data in SETS]
    desk.archived(desk.site.reviewed(name="照明"))

    assert one == [1 for _ in SETS]
    assert [statements(lambda data=data: list(open_rows(desk.site.street_id, data))) for data in SETS] == one
