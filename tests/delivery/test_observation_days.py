"""The programme of a day and the record of a quarter: on screen, on paper, and as a file."""

from io import BytesIO
from uuid import uuid4

import pytest
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from doorstep.delivery.models import Observation
from doorstep.delivery.queries.observations import day_programme, quarter_counts
from doorstep.delivery.services import observations as services
from doorstep.journal.models import Entry
from doorstep.kernel.calendar import day_of
from doorstep.people.models import Account
from tests.delivery.test_observations import LATER, commented, planned, todo
from tests.projects.site import Site
from tests.web.world import employ, form_of

pytestmark = pytest.mark.django_db(databases=list(connections))
DAY = day_of(LATER)
PAGE = f"/desk/observations/day/{DAY.isoformat()}/"


@pytest.fixture
def observer(site: Site) -> Client:
    employ(site.town)
    client = Client()
    client.force_login(Account.objects.get(pk=site.reviewer.account_id))
    return client


def planned_three(site: Site) -> list[Observation]:
    for name in ("修路灯", "补坡道", "装扶手"):
        site.in_progress(name=name)
    return services.plan_quarter(year=2026, quarter=1, seed="", everybody=True, by=site.reviewer, at=LATER)


def schedule(site: Site, *found: Observation) -> None:
    ids = [each.pk for each in found]
    services.schedule_day(observation_ids=ids, planned_on=DAY, by=site.reviewer, at=LATER)


def orders() -> list[int]:
    return sorted(Observation.objects.exclude(planned_on=None).values_list("route_order", flat=True))


def test_a_stop_that_is_added_later_is_walked_with_the_others(site: Site) -> None:
    first, second, third = planned_three(site)
    schedule(site, first, third)
    schedule(site, second)

    assert orders() == [1, 2, 3]
    acts = Entry.objects.filter(act="observation.schedule").values_list("about", flat=True)
    assert sorted(acts) == sorted(f"observation:{each.pk}" for each in (first, second, third))


def test_a_dropped_stop_leaves_the_programme(site: Site) -> None:
    found = planned(site)
    schedule(site, found)
    services.drop_observation(observation_id=found.pk, reason="雨天封路", by=site.reviewer, at=LATER)

    assert day_programme(site.reviewer, DAY) == []


def test_what_is_ticked_stands_on_the_day(site: Site, observer: Client) -> None:
    first, second, _third = planned_three(site)
    chosen = {"observation_ids": [str(first.pk), str(second.pk)], "planned_on": DAY.isoformat()}

    response = observer.post("/desk/observations/2026/1/schedule/", form_of(**chosen))

    assert (response.status_code, response["Location"]) == (303, PAGE)
    assert orders() == [1, 2]
    page = observer.get(PAGE).content.decode()
    assert [each.project.name in page for each in (first, second, _third)] == [True, True, False]


def test_nothing_ticked_is_said_and_nothing_is_written(site: Site, observer: Client) -> None:
    planned(site)

    response = observer.post("/desk/observations/2026/1/schedule/", form_of(planned_on=DAY.isoformat()))

    assert (response.status_code, orders()) == (422, [])


def test_an_address_that_is_no_day_is_not_found(observer: Client) -> None:
    assert observer.get("/desk/observations/day/2026-02-30/").status_code == 404


def test_the_day_costs_the_same_for_one_stop_and_for_three(site: Site, observer: Client) -> None:
    first, *others = planned_three(site)
    observer.get(PAGE)  # what is asked once and kept is not counted
    costs = []
    for more in ([first], others):
        schedule(site, *more)
        with CaptureQueriesContext(connections["default"]) as seen:
            assert observer.get(PAGE).status_code == 200
        costs.append(len(seen))
    assert costs[0] == costs[1]


def test_my_day_leads_to_the_stops_of_today(site: Site, observer: Client, monkeypatch) -> None:
    found = planned(site)
    schedule(site, found)
    monkeypatch.setattr("django.utils.timezone.now", lambda: LATER)

    page = observer.get("/desk/").content.decode()

    assert (PAGE in page, f"/desk/observations/{found.pk}/" in page) == (True, True)


def test_a_long_quarter_is_read_page_by_page(site: Site, observer: Client, monkeypatch) -> None:
    found = planned_three(site)
    monkeypatch.setattr(
        "doorstep.web.lists.keyset.__kwdefaults__", {"key": "pk", "size": 2, "newest_first": True}
    )

    response = observer.get("/desk/observations/2026/1/")
    first = response.content.decode()
    rest = observer.get(f"/desk/observations/2026/1/{response.context['pager']['older']}").content.decode()

    assert [sum(str(each.pk) in page for each in found) for page in (first, rest)] == [2, 1]
    assert quarter_counts(site.reviewer, year=2026, quarter=1) == {"total": 3, "made": 0, "commented": 0}


def record_of(observer: Client) -> list[tuple[object, ...]]:
    response = observer.post("/desk/observations/2026/1/records/", {"receipt": str(uuid4())})
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    rows = [row for row in sheet.iter_rows(values_only=True) if any(row)]
    start = next(at for at, row in enumerate(rows) if row[0] == "项目")
    return [row[:9] for row in rows[start : start + 2]]


def test_the_record_has_the_nine_columns_of_the_paper(site: Site, observer: Client) -> None:
    found = todo(site)
    observation = found.observation

    head, line = record_of(observer)

    assert head == ("项目", "亮点", "不足", "建议", "等次", "整改事项", "责任", "期限", "复核")
    said = (observation.project.name, "进度快", "公示旧", "常更新", "较好", "更新公示")
    assert line[:7] == (*said, found.owner.display_name)
    assert line[8] == "待整改"
    assert Entry.objects.order_by("-id").values_list("by", flat=True)[0] == site.reviewer.ref


def test_an_observation_without_todos_has_one_line(site: Site, observer: Client) -> None:
    commented(site)
    assert record_of(observer)[1][5:] == ("", "", "", "已点评")
