"""R5: whoever leads the project, and whoever is of its branch, finds no evaluation at any address."""

from dataclasses import replace
from types import SimpleNamespace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from doorstep.evaluation.models import CallTask, Evaluation, Response
from doorstep.evaluation.services import draw_recalls
from doorstep.kernel.actor import Actor
from doorstep.people.access import ABILITIES
from doorstep.people.models import Assignment
from doorstep.projects.models import Project
from doorstep.publishing.services import draft_result_notice
from tests.evaluation.conftest import assign
from tests.evaluation.ground import BAD, DRAWN, Ground
from tests.issues.town import DAY
from tests.web.routes import ROUTES, Row
from tests.web.world import form_of

ABOUT_ONE = {
    name: row
    for name, row in ROUTES.items()
    if name.startswith("evaluation:") and row.about in {"evaluation", "street"} and name != "evaluation:plan"
}

PRESSED = replace(BAD, pressed=True)


def corner_of(ground: Ground) -> Any:
    """Something of everything that could leak."""
    found = ground.closed(bad=6, said=PRESSED)
    draw_recalls(evaluation_id=found.pk, by=ground.reviewer, at=DRAWN)
    response = found.responses.order_by("id")[0]
    measured = SimpleNamespace(
        evaluation=found,
        member=found.members.order_by("id")[0],
        task=response.task,
        response=response,
        recall=found.responses.filter(recall__isnull=False).order_by("id")[0].recall,
        flag=found.flags.order_by("pk")[0],
    )
    return SimpleNamespace(measured=measured, project=found.project)


def hired(ground: Ground, role: str) -> Actor:
    actor = ground.site.town.hire(role, name=f"second {role}")
    assign(ground.site.town, actor)
    return actor


def asked(client: Client, role: str, corner: Any) -> dict[str, int]:
    """What each address that the role's door opens answers about the one evaluation."""
    found = {}
    for name, row in ABOUT_ONE.items():
        if not row.is_open_to(role):
            continue
        url = reverse(name, kwargs=row.args(corner))
        for method in methods_of(row):
            response = client.get(url) if method == "GET" else client.post(url, form_of(**row.body))
            found[f"{name} {method}"] = response.status_code
    return found


def methods_of(row: Row) -> tuple[str, ...]:
    return (row.only,) if row.only else ("GET", "POST")


@pytest.mark.parametrize("role", ["clerk", "reviewer", "supervisor"])
def test_the_lead_finds_nothing_at_any_address(ground: Ground, browser, role: str) -> None:
    corner = corner_of(ground)
    lead = hired(ground, role)
    Project.objects.filter(pk=corner.project.pk).update(lead_id=lead.account_id)

    found = asked(browser(lead), role, corner)
    assert (len(found) > 5, set(found.values())) == (True, {404})


@pytest.mark.parametrize("role", ["clerk", "reviewer", "supervisor", "caller"])
def test_the_branch_finds_nothing_at_any_address(ground: Ground, browser, role: str) -> None:
    corner = corner_of(ground)
    one = hired(ground, role)
    Assignment.objects.filter(account_id=one.account_id).update(org_id=corner.project.org_id)
    CallTask.objects.update(caller_id=one.account_id)
    Response.objects.filter(pk=corner.measured.response.pk).update(entered_by_id=one.account_id)

    found = asked(browser(one), role, corner)
    assert (len(found) > 5, {name for name, status in found.items() if status != 404}) == (True, set())


def test_their_boards_do_not_name_it(ground: Ground, browser) -> None:
    corner = corner_of(ground)
    lead = hired(ground, "clerk")
    Project.objects.filter(pk=corner.project.pk).update(lead_id=lead.account_id)
    number = corner.measured.evaluation.number

    for url in ("/desk/evaluations/", "/desk/evaluations/funnel/", "/desk/evaluations/compare/"):
        assert number not in browser(lead).get(url).content.decode()
        assert number in browser(ground.clerk).get(url).content.decode()


def test_the_secretary_who_led_it_holds_no_door_at_all(ground: Ground, browser) -> None:
    corner = corner_of(ground)
    secretary = browser(ground.secretary)

    for name, row in ABOUT_ONE.items():
        assert not row.is_open_to("secretary"), name
        url = reverse(name, kwargs=row.args(corner))
        assert secretary.get(url).status_code in {403, 405}, name
    assert not any(ability.startswith("evaluation.") for ability in ABILITIES["secretary"])


def test_owner_of_a_rectification_sees_it_and_nothing_of_who_said_it(ground: Ground, browser) -> None:
    found = ground.rectifying(bad=8)
    (one,) = found.rectifications.all()
    url = f"/desk/evaluations/rectifications/{one.pk}/"

    body = browser(ground.secretary).get(url).content.decode()

    assert ("夜间无人调节" in body, "夜班每两小时测一次温" in body) == (True, True)
    assert ("晚上还是凉" in body, found.number in body) == (False, False)
    assert browser(ground.grid_worker).get(url).status_code == 404
    assert browser(ground.secretary).post(f"{url}verify/", form_of()).status_code == 403
    assert Evaluation.objects.get(pk=found.pk).rectifications.get().state == "open"


DESK_OF_NOTICES = (
    "publishing:notice",
    "publishing:edit",
    "publishing:attach",
    "publishing:print",
    "publishing:pdf",
)
ACTS_ON_NOTICES = ("review", "return_draft", "post", "withdraw", "archive")


@pytest.mark.parametrize("role", ["clerk", "reviewer"])
def test_the_lead_finds_the_notice_of_the_result_nowhere_on_the_desk(
    ground: Ground, browser, role: str
) -> None:
    found = ground.reviewed()
    notice = draft_result_notice(evaluation_id=found.pk, by=ground.clerk, at=DRAWN + 4 * DAY)
    lead, stranger = hired(ground, role), hired(ground, role)
    Project.objects.filter(pk=found.project_id).update(lead_id=lead.account_id)

    def statuses(actor: Actor) -> set[int]:
        client = browser(actor)
        pages = [reverse(name, args=[notice.pk]) for name in DESK_OF_NOTICES]
        acts = [reverse("publishing:act", args=[notice.pk, act]) for act in ACTS_ON_NOTICES]
        open_pages = [
            page for page, name in zip(pages, DESK_OF_NOTICES, strict=True) if ROUTES[name].is_open_to(role)
        ]
        return {client.get(url).status_code for url in open_pages} | {
            client.post(url, form_of(note="x", place_posted="公告栏", reason="x")).status_code for url in acts
        }

    assert notice.number not in browser(lead).get(reverse("publishing:notices")).content.decode()
    assert notice.number in browser(stranger).get(reverse("publishing:notices")).content.decode()
    assert statuses(lead) <= {404, 405, 403}
    assert 404 in statuses(lead)
