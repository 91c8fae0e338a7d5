"""Every number on a notice, and on a project's page, is a link to a page that states it and says what it is."""

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser
from typing import Any

import pytest
from django.db import connections
from django.test import Client

from doorstep.projects.models import Project
from doorstep.publishing import services
from doorstep.publishing.models import Notice, Snapshot
from doorstep.publishing.rules import KINDS
from tests.funds.counter import make_counter
from tests.issues.town import AT, DAY, make_town
from tests.projects.site import make_site
from tests.publishing.desk import Desk, project_of
from tests.publishing.test_kinds import FIGURES, PAID, carried, decided, expense_notice, result_notice
from tests.volunteers.office import make_member

pytestmark = pytest.mark.django_db(databases=list(connections))
# Names of things that are written with digits: days, numbers of papers and projects, keys.
NAMES = re.compile(
    r"\d{4}-\d{2}-\d{2}|\d{4}-\d{3,}|〔\d{4}〕\d+号|[0-9a-f]{64}|/evaluations/\S+|第 \d+ 版|[Vv]ersion \d+|\d{4} 年|\d{4}-\d{7}"
)
NUMBER = re.compile(r"\d[\d,.]*%?")
BECAUSE = [{"class": "施工时间", "count": 12, "adoption": "采纳", "reason": "改在白天"}]
CHANGES = [{"label": "目标", "before": "三月", "after": "四月", "because": BECAUSE}]
WHOLE = {
    "weighted": "92.9% 78.0% – 98.0%",
    "n_eff": "27.4",
    "adjusted": "91.0%",
    "adjusted_interval": "77.0% – 97.0%",
    "expected": "88.5%",
    "band": "与同类难度的预期相符",
    "draw_file": "/evaluations/1/draw-1.json",
    "asked_to_change": 11,
}


class Reader(HTMLParser):
    """The words of a page's main part: linked ones with their address, and the others."""

    def __init__(self) -> None:
        super().__init__()
        self.at, self.depth, self.ordinal = "", 0, False
        self.linked: list[tuple[str, str]] = []
        self.plain: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "main":
            self.depth = 1
        if tag == "a":
            self.at = known.get("href") or ""
        if tag == "time" or (tag == "td" and known.get("data-label") in {"序号", "No."}):
            self.ordinal = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "main":
            self.depth = 0
        if tag == "a":
            self.at = ""
        if tag in {"time", "td"}:
            self.ordinal = False

    def handle_data(self, data: str) -> None:
        if self.depth and data.strip() and not self.ordinal:
            if self.at:
                self.linked.append((self.at, data.strip()))
            else:
                self.plain.append(data)


def read(path: str) -> Reader:
    response = Client().get(path)
    assert response.status_code == 200, path
    reader = Reader()
    reader.feed(response.content.decode())
    return reader


def words_of(value: Any) -> Iterator[str]:
    """The sentences of a body: people wrote them, and what is in them is theirs."""
    if isinstance(value, dict):
        for part in value.values():
            yield from words_of(part)
    elif isinstance(value, list):
        for part in value:
            yield from words_of(part)
    elif isinstance(value, str) and re.search("[\u3400-\u9fff]", value):
        yield value


def unlinked(reader: Reader, *spoken: str) -> list[str]:
    """Numbers that nothing leads on from."""
    text = " ".join(reader.plain)
    for words in sorted(spoken, key=len, reverse=True):
        text = text.replace(words, " ")
    return NUMBER.findall(NAMES.sub(" ", text))


def unstated(reader: Reader) -> list[str]:
    """Links to explanations that do not state the number that led there."""
    wrong = []
    for address, text in reader.linked:
        if "/figures/" in address:
            page = read(address)
            stated = " ".join([*page.plain, *(words for _at, words in page.linked)])
            wrong += [f"{address}: {each}" for each in NUMBER.findall(text) if each not in stated]
    return wrong


@pytest.fixture
def desk(request: pytest.FixtureRequest) -> Desk:
    request.getfixturevalue("db")
    return Desk(make_site(make_town()))


def drafted_plan(desk: Desk) -> Notice:
    notice = services.draft_plan_notice(project_id=desk.site.approved().pk, by=desk.clerk, at=PAID)
    body = notice.body | {"changes": CHANGES, "others": BECAUSE, "opinions": {"total": 31, "answered": 28}}
    Notice.objects.filter(pk=notice.pk).update(body=body)
    return notice


def drafted_list(desk: Desk) -> Notice:
    desk.archived()
    return services.draft_list_notice(year=2026, by=desk.clerk, at=PAID)


def drafted_stars(desk: Desk) -> Notice:
    town = desk.site.town
    award = make_member(town, f"{town.street.path}01/").award
    return services.draft_star_notice(award_ids=[award.pk], by=desk.clerk, at=AT)


def drafted_expense(desk: Desk) -> Notice:
    notice = expense_notice(desk, make_counter(desk.site).paid())
    halves = [{"name": "第一支部", "amount": "1,250.50"}, {"name": "街道", "amount": "1,749.50"}]
    Notice.objects.filter(pk=notice.pk).update(
        body=notice.body | {"quotes": 3, "sources": halves, "category": "帮扶慰问", "helped": 14}
    )
    return notice


def drafted_decision(desk: Desk) -> Notice:
    expense = decided(make_counter(desk.site))
    notice = services.draft_decision_notice(expense_id=expense.pk, by=desk.clerk, at=PAID)
    heard = {"days": 7, "people": 23, "agreed": 21, "share": "91.30%", "needs": "60.00%"}
    Notice.objects.filter(pk=notice.pk).update(body=notice.body | {"hearing": [heard]})
    return notice


def drafted_rectification(desk: Desk) -> Notice:
    second = FIGURES | {"n": 31, "rate": "96.8%", "interval": "83.8% – 99.4%"}
    notice = result_notice(desk, "rectification")
    Notice.objects.filter(pk=notice.pk).update(body=notice.body | {"second": second})
    return notice


DRAFTS: dict[str, Callable[[Desk], Notice]] = {
    "approval": lambda desk: desk.posted(),
    "list": drafted_list,
    "plan": drafted_plan,
    "expense": drafted_expense,
    "decision": drafted_decision,
    "stars": drafted_stars,
    "result": lambda desk: result_notice(desk, **WHOLE),
    "rectification": drafted_rectification,
}


def up(desk: Desk, kind: str) -> Notice:
    """A notice of the kind, as everybody reads it."""
    notice = DRAFTS[kind](desk)
    notice.refresh_from_db()
    return notice if notice.starts_on else carried(desk, notice, AT if kind == "stars" else PAID)


def test_walk_meets_a_notice_of_every_kind() -> None:
    assert set(DRAFTS) == set(KINDS)


@pytest.mark.parametrize("kind", DRAFTS)
@pytest.mark.parametrize("face", ["", "/en"])
def test_every_number_of_a_notice_leads_to_a_page_that_states_it(desk: Desk, kind: str, face: str) -> None:
    notice = up(desk, kind)

    page = read(f"{face}/notices/{notice.number}/")

    explained = [address for address, _text in page.linked if "/figures/" in address]
    assert explained
    assert {address.startswith(f"{face}/notices/{notice.number}/") for address in explained} == {True}
    assert unlinked(page, notice.title, notice.body["phone"], *words_of(notice.body)) == []
    assert unstated(page) == []


@pytest.mark.parametrize("kind", DRAFTS)
def test_sheet_for_the_wall_has_the_numbers_and_no_links(desk: Desk, kind: str) -> None:
    notice = up(desk, kind)

    assert [at for at, _text in read(f"/notices/{notice.number}/print/").linked if "/figures/" in at] == []


def test_walk_sees_a_number_that_leads_nowhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: without its page each of these would have been found above."""
    notice = up(desk, "expense")
    monkeypatch.setattr("doorstep.web.templatetags.stated.format_html", lambda form, _at, text: text)

    page = read(f"/notices/{notice.number}/")

    assert {"3,000.00", "1,250.50", "3", "14", "5"} <= set(unlinked(page))


def full_page(desk: Desk) -> Project:
    """A project's released page with everything that such a page can say."""
    project = project_of(desk.archived())
    page = Snapshot.objects.get(kind="project", key=project.number, current=True)
    said = {
        "is_open": False,
        "total": 43,
        "answered": 41,
        "classes": [{"name": "施工时间", "count": 43, "answered": 41}],
        "replies": BECAUSE,
        "voices": [],
    }
    version = {"number": 2, "on": "2026-04-01", "reason": "等管材", "answers": 12, "changes": CHANGES}
    body = page.body | {
        "sources": [{"category": "供热", "count": 17}, {"category": "管道", "count": 15}],
        "opinions": said,
        "versions": [version | {"others": BECAUSE}, *page.body["versions"]],
    }
    Snapshot.objects.filter(pk=page.pk).update(body=body)
    return project


@pytest.mark.parametrize("path", ["/projects/{}/", "/projects/{}/plan/", "/projects/"])
@pytest.mark.parametrize("face", ["", "/en"])
def test_every_number_of_a_project_leads_to_a_page_that_states_it(desk: Desk, path: str, face: str) -> None:
    project = full_page(desk)
    body = Snapshot.objects.get(kind="project", current=True).body

    page = read(face + path.format(project.number))

    assert [address for address, _text in page.linked if "/figures/" in address]
    assert unlinked(page, *words_of(body)) == []
    assert unstated(page) == []


def test_tombstone_of_a_project_says_no_number(desk: Desk) -> None:
    project = project_of(desk.withdrawn())
    page = read("/projects/")

    assert [at for at, _text in page.linked if "/figures/" in at] == []
    assert Client().get(f"/projects/{project.number}/figures/milestones/").status_code == 404


def test_explanation_goes_with_its_notice(desk: Desk) -> None:
    """Nothing of a draft, of a notice that was taken down, and of a list of people whose days are over."""
    result, stars = result_notice(desk), up(desk, "stars")
    addresses = [f"/notices/{result.number}/figures/rate/", f"/notices/{stars.number}/figures/hours/"]

    def answers() -> list[int]:
        return [Client().get(each).status_code for each in addresses]

    before = answers()
    carried(desk, result)
    during = answers()
    services.end_notices(at=AT + 20 * DAY)
    desk.withdraw(result)

    assert (before, during, answers()) == ([404, 200], [200, 200], [404, 404])


def test_explanation_of_people_is_passed_by_search_engines(desk: Desk) -> None:
    stars, result = up(desk, "stars"), up(desk, "result")

    pages = [
        Client().get(f"/notices/{notice.number}/figures/{name}/").content.decode()
        for notice, name in ((stars, "hours"), (result, "rate"))
    ]

    assert ['content="noindex"' in page for page in pages] == [True, False]


@pytest.mark.parametrize("name", ["x", "amount", "first.rate", "rate.x", "weighted"])
def test_name_that_a_notice_does_not_print_is_not_found(desk: Desk, name: str) -> None:
    notice = carried(desk, result_notice(desk))

    assert Client().get(f"/notices/{notice.number}/figures/{name}/").status_code == 404


def test_rate_shows_its_own_sum_its_groups_and_the_file_to_draw_again(desk: Desk) -> None:
    notice = carried(desk, result_notice(desk, **WHOLE))

    page = " ".join(read(f"/notices/{notice.number}/figures/rate/").plain)
    linked = dict((text, at) for at, text in read(f"/notices/{notice.number}/figures/rate/").linked)

    said = (
        "28 ÷ 30 = 93.33%",
        "满意率 ＝ 满意的份数 ÷ 有效评价份数",
        "一单元",
        "91.67%",
        "没有回答的人不算满意",
    )
    assert [each for each in said if each not in page] == []
    assert (linked["抽样文件"], linked["核对抽签"]) == ("/evaluations/1/draw-1.json", "/evaluations/check/")
