"""What nobody published is on no public page, in no file and in no feed; what was published is."""

from dataclasses import replace

import pytest
from django.db.models import Q

from doorstep.delivery.models import Pledged
from doorstep.evaluation.models import Response
from doorstep.evaluation.rules.states import Said
from doorstep.funds.models import Candidate, Expense
from doorstep.kernel.actor import Actor
from doorstep.projects.models import Project
from doorstep.publishing.models import Notice, Snapshot
from doorstep.publishing.services import make_project_snapshot, refresh_snapshots, release_snapshot
from tests.evaluation.ground import Ground, tasks_of
from tests.issues.town import DAY
from tests.projects.site import OVER, make_site
from tests.publishing.desk import Desk, project_of
from tests.publishing.pictures import kept, picture_body, released
from tests.publishing.test_kinds import PAID, carried, result_notice
from tests.web.public.canaries import FEN, Birds, let_loose, walk
from tests.web.world import Corner, World, hire_for

PARTNERS = {"partner": "槐荫路小学", "kind": "people", "unit": "人次", "pledged": 9, "delivered": 4}
pytestmark = pytest.mark.matrix


def furnished(world: World) -> tuple[Desk, list[Corner]]:
    """Something public of every sort, and beside it what waits: the corners to ask about, the first of them draft."""
    site, other = make_site(world.town), world.town.hire("caller", name="second caller")
    hire_for(world.town, other)
    desk, ground, corner = Desk(site), Ground(site, other), world.corners["own"]
    asked = ground.collecting()
    Project.objects.filter(pk=asked.project_id).update(number="2026-900")  # the world has its own numbers
    asked.project.refresh_from_db()
    for task in tasks_of(asked)[:3]:
        ground.answer(task, Said(grade=1, missing="还是凉", may_show=True))
    out = carried(desk, result_notice(desk))
    approved = desk.archived(site.reviewed(name="照明"))
    released(site.street_id, picture_body())
    released(site.street_id, {"year": 2026, "rows": [PARTNERS]}, kind="partners")
    return desk, [
        corner,
        replace(corner, project=project_of(approved), notice=out),
        replace(
            corner,
            project=asked.project,
            notice=approved,
            measured=replace(corner.measured, evaluation=asked),
        ),
    ]


def with_birds(desk: Desk, corners: list[Corner]) -> Birds:
    """Words and sums in everything that is not out, and new pages drawn from it which wait for their reviewer."""
    street = desk.site.street_id
    Expense.objects.update(amount_fen=FEN)
    Candidate.objects.update(asked_fen=FEN)
    Pledged.objects.update(amount=FEN)
    kept(street, {"year": 2026, "rows": [PARTNERS | {"pledged": FEN}]}, kind="partners", version=2)
    birds = let_loose()
    refresh_snapshots(street_id=street, year=2026, at=OVER + 30 * DAY)
    make_project_snapshot(
        project_id=corners[1].project.pk, by=Actor.system("timer", street), at=OVER + 30 * DAY
    )
    Snapshot.objects.filter(kind="home", posted_at=None).delete()
    kept(street, picture_body(households=FEN), version=2)
    return birds


def test_nothing_unpublished_is_on_any_public_page_in_any_file_or_feed(world: World) -> None:
    desk, corners = furnished(world)
    birds = with_birds(desk, corners)

    pages = walk(corners)

    assert (len(birds.where) > 100, "812" in pages["GET /"], "照明" in pages["GET /projects/"]) == (True,) * 3
    assert Response.objects.filter(may_show=True).count() >= 3
    assert {each.kind for each in Snapshot.objects.filter(posted_at=None)} == {"home", "project", "partners"}
    assert birds.seen_in(pages) == []


def test_what_is_published_is_seen_by_the_same_walk(world: World) -> None:
    """The control: each of these would have been found above."""
    desk, corners = furnished(world)
    birds = with_birds(desk, corners)
    notice = result_notice(desk, "rectification")
    Notice.objects.filter(pk=notice.pk).update(title=birds.new("title"))
    carried(desk, notice, at=PAID + DAY)
    # the other waiting project pages are the world's own, of a name alone
    mine = Q(kind__in=("home", "partners")) | Q(key=corners[1].project.number)
    for each in Snapshot.objects.filter(mine, posted_at=None):
        release_snapshot(snapshot_id=each.pk, by=desk.reviewer, at=OVER + 31 * DAY)

    pages = walk(corners)

    seen = birds.seen_in(pages)
    shown = {each.partition(":")[0] for each in seen if each.endswith(": title")}
    assert {f"GET {address}" for address in ("/notices/", "/open/notices.csv", "/open/notices.atom")} <= shown
    page = f"GET /projects/{corners[1].project.number}/: Project.goal"
    assert page in seen
    money = {each.partition(":")[0] for each in seen if each.endswith(": money")}
    assert {f"GET {address}" for address in ("/", "/en/", "/open/partners.json")} <= money
