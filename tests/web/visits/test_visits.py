"""Visits through the desk: written down, agreed, kept, dropped, corrected, counted, taken out."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from doorstep.issues.models import Issue
from doorstep.kernel.calendar import day_of
from doorstep.visits.models import Visit, VisitPlan
from doorstep.visits.rules import TARGET_CLASSES
from tests.web.world import World, form_of

DOOR = "东河社区新村3号楼2单元501室"


def knock(**changes: Any) -> dict[str, Any]:
    values = {
        "visited_on": day_of(timezone.now()).isoformat(),
        "place": DOOR,
        "outcome": "met",
        "talked_with": "owner",
        "nothing_to_report": "on",
        "receipt_mode": "verbal",
        "source": "door",
    }
    return form_of(**(values | changes))


def newest() -> Visit:
    return Visit.objects.filter(state="recorded").order_by("-id")[0]


def test_visit_is_written_down_and_shown(world: World) -> None:
    worker = world.browser("grid_worker")

    response = worker.post("/desk/visits/new/", knock())
    page = worker.get(response["Location"]).content.decode()

    assert (response.status_code, response["Location"]) == (303, f"/desk/visits/{newest().pk}/")
    assert DOOR in page


def test_issue_said_at_the_door_is_taken_down_with_the_visit(world: World) -> None:
    form = knock(nothing_to_report="", issue_text="三单元门禁坏了，晚上进不去。")

    response = world.browser("grid_worker").post("/desk/visits/new/", form)
    issue = Issue.objects.get(text__startswith="三单元门禁")

    assert (response.status_code, issue.visit_id, issue.source) == (303, newest().pk, "visit")


def test_visit_without_words_is_refused_with_what_was_typed(world: World) -> None:
    response = world.browser("grid_worker").post("/desk/visits/new/", knock(nothing_to_report="", topics=""))
    page = response.content.decode()

    assert response.status_code == 400
    assert "请写谈了什么" in page
    assert DOOR in page


def test_unknown_door_is_refused_in_words(world: World) -> None:
    response = world.browser("grid_worker").post("/desk/visits/new/", knock(place="没有这个地方 9-9-909"))

    assert response.status_code == 400
    assert "找不到“没有这个地方 9-9-909”" in response.content.decode()


def test_agreed_visit_is_kept_as_the_same_row(world: World) -> None:
    worker, day = world.browser("grid_worker"), day_of(timezone.now()) + timedelta(days=7)
    worker.post("/desk/visits/agree/", form_of(place=DOOR, on=day.isoformat()))
    agreed = Visit.objects.get(state="planned", visited_on=day)

    response = worker.post(f"/desk/visits/{agreed.pk}/keep/", knock())
    agreed.refresh_from_db()

    assert (response.status_code, agreed.state, agreed.outcome) == (303, "recorded", "met")


def test_agreed_visit_is_dropped_for_a_reason(world: World) -> None:
    agreed = world.corners["own"].agreed

    response = world.browser("grid_worker").post(
        f"/desk/visits/{agreed.pk}/drop/", form_of(reason="搬走了。")
    )

    assert response.status_code == 303
    assert not Visit.objects.filter(pk=agreed.pk, state="planned").exists()


def test_corrected_words_leave_the_earlier_ones_readable(world: World) -> None:
    worker, visit = world.browser("grid_worker"), world.corners["own"].visit
    form = form_of(topics="楼道灯不亮，已报修。", reason="写漏了报修。")

    response = worker.post(f"/desk/visits/{visit.pk}/correct/", form)
    visit.refresh_from_db()

    assert (response.status_code, visit.topics, visit.corrections.count()) == (303, "楼道灯不亮，已报修。", 1)


def test_the_ledger_is_asked_for_with_the_filters_of_the_list(world: World) -> None:
    response = world.browser("clerk").post("/desk/visits/export/?year=2026&outcome=met", form_of())

    asked = "/desk/privacy/exports/ask/visit/?outcome=met&year=2026"
    assert (response.status_code, response["Location"]) == (303, asked)


def test_diary_holds_ones_own_visits(world: World) -> None:
    worker = world.browser("grid_worker")
    worker.post("/desk/visits/new/", knock(topics="家里都好。", nothing_to_report=""))

    page = worker.get("/desk/visits/diary/").content.decode()

    assert "家里都好。" in page


def test_campaign_is_begun_seen_and_ended(world: World) -> None:
    clerk = world.browser("clerk")
    days = {f"days_{code}": "90" for code in TARGET_CLASSES}
    form = form_of(name="夏季大走访", starts_on="2026-06-01", ends_on="2026-08-31", **days)

    begun = clerk.post("/desk/visits/campaigns/new/", form)
    plan = VisitPlan.objects.get(name="夏季大走访")
    page = clerk.get(begun["Location"]).content.decode()
    ended = clerk.post(f"/desk/visits/campaigns/{plan.pk}/close/", form_of())
    plan.refresh_from_db()

    assert (begun.status_code, ended.status_code, plan.starts_on) == (303, 303, date(2026, 6, 1))
    assert "夏季大走访" in page
    assert plan.closed_at is not None


def test_ledger_counts_the_street_only_for_who_sees_the_street(world: World) -> None:
    pages = {role: world.browser(role).get("/desk/visits/?year=2026") for role in ("clerk", "grid_worker")}

    assert {role: page.context["total"] for role, page in pages.items()} == {"clerk": 2, "grid_worker": None}
