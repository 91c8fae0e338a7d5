"""No axe finding on any page, for nobody: normal, large type, English, on a phone, and after interaction."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest

from tests.browser.conftest import LAPTOP, PHONE
from tests.browser.hands import Hands
from tests.browser.office import Filled, Office, fill_office

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, databases="__all__")]
AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RUN = "async () => (await axe.run()).violations.map(v => `${v.id}: ${v.nodes[0].html.slice(0, 160)}`)"
OPEN_ALL = "document.querySelectorAll('details').forEach(each => { each.open = true })"
FACES = {
    "laptop": (LAPTOP, {}),
    "phone": (PHONE, {}),
    "elder": (PHONE, {"doorstep_size": "large"}),
    "english": (LAPTOP, {"doorstep_language": "en"}),
}
PUBLIC = (
    "/",
    "/report/",
    "/track/",
    "/track/{number}/",
    "/projects/",
    "/projects/{project}/",
    "/projects/{project}/object/",
    "/feedback/",
    "/journal/",
    "/figures/result.rate/",
    "/open/",
    "/sign-in/",
    "/nothing-here/",
)
DESK = {
    "jingban": (
        "/desk/",
        "/desk/visits/",
        "/desk/visits/new/",
        "/desk/visits/{visit}/",
        "/desk/visits/campaigns/",
        "/desk/visits/campaigns/{campaign}/",
        "/desk/issues/",
        "/desk/issues/new/",
        "/desk/issues/board/",
        "/desk/issues/{number}/",
        "/desk/projects/",
        "/desk/projects/{project}/",
        "/desk/statistics/",
        "/desk/publishing/",
        "/desk/publishing/notices/{notice}/",
        "/desk/messages/",
        "/desk/messages/slips/",
        "/desk/account/",
        "/desk/meetings/",
        "/desk/meetings/new/",
        "/desk/meetings/calendar/",
        "/desk/meetings/procedures/",
        "/desk/meetings/procedures/new/",
        "/desk/money/",
        "/desk/money/expenses/",
        "/desk/partners/",
        "/desk/partners/agreements/",
        "/desk/partners/meetings/",
        "/desk/partners/needs/",
        "/desk/partners/needs/new/",
        "/desk/observations/{year}/4/",
        "/desk/opinions/",
        "/desk/members/",
        "/desk/members/pledges/",
        "/desk/statistics/{year}/keys/",
        "/desk/statistics/{year}/standard/",
    ),
    "huifang": ("/desk/",),
    "chengban": ("/desk/", "/desk/issues/board/"),
    "shuji": ("/desk/", "/desk/projects/new/", "/desk/money/expenses/new/", "/desk/members/new/"),
    "shenhe": (
        "/desk/",
        "/desk/rulebook/",
        "/desk/rulebook/project.notice_days/",
        "/desk/publishing/waiting/",
    ),
    "jiandu": ("/desk/journal/",),
    "zhanghao": ("/desk/accounts/", "/desk/accounts/new/", "/desk/places/"),
}
EMPTY_FORMS = {
    "jingban": ("/desk/visits/new/", "/desk/issues/new/", "/desk/issues/{number}/correct/"),
    "shuji": (
        "/desk/projects/new/",
        "/desk/meetings/new/",
        "/desk/money/expenses/new/",
        "/desk/members/new/",
    ),
    "zhanghao": ("/desk/accounts/new/",),
}


@pytest.fixture
def filled(office: Office) -> Filled:
    return fill_office(office)


def findings(person: Hands) -> list[str]:
    """Axe is evaluated by the debugger, so the content policy stays as it is."""
    person.page.evaluate(OPEN_ALL)
    person.page.evaluate(AXE)
    width = person.page.viewport_size["width"]
    wide = person.page.evaluate("document.documentElement.scrollWidth") > width
    return [*person.page.evaluate(RUN), *(["wider than the screen"] if wide else [])]


def looked_at(
    person: Hands, paths: tuple[str, ...], filled: Filled, english: bool = False
) -> dict[str, list[str]]:
    """What axe finds on each of these pages; nothing at all when everything is well."""
    found = {}
    for path in paths:
        address = path.format(**vars(filled))
        person.go(f"/en{address}" if english and not address.startswith(("/sign-in", "/desk")) else address)
        if problems := findings(person):
            found[path] = problems
    return found


def faced(device: Callable[..., Hands], face: str) -> Hands:
    screen, cookies = FACES[face]
    person = device(screen=screen).go("/")
    base = person.page.url
    person.page.context.add_cookies([{"name": k, "value": v, "url": base} for k, v in cookies.items()])
    return person


@pytest.mark.parametrize("face", FACES)
def test_public_pages_pass_axe(device: Callable[..., Hands], filled: Filled, face: str) -> None:
    assert looked_at(faced(device, face), PUBLIC, filled, face == "english") == {}


@pytest.mark.parametrize("face", FACES)
def test_desk_pages_pass_axe(device: Callable[..., Hands], filled: Filled, face: str) -> None:
    found = {}

    for username, paths in DESK.items():
        person = faced(device, face).go("/sign-in/").sign_in_anyhow(username)
        found |= looked_at(person, paths, filled)

    assert found == {}


def test_opened_matter_and_plate_pass_axe(phone: Hands, filled: Filled) -> None:
    phone.go("/track/").write("问题编号", filled.number).write("查询密码", filled.pin).press("查进度")
    opened = findings(phone)
    phone.go("/report/").write("什么事", "楼道灯坏了").write("在哪里", "东河苑").press("交上去")

    assert (opened, findings(phone)) == ([], [])


@pytest.mark.parametrize("path", ["/report/", "/track/", "/feedback/", "/sign-in/"])
def test_public_forms_sent_empty_pass_axe_and_say_what_is_missing(
    phone: Hands, filled: Filled, path: str
) -> None:
    phone.go(path).send_empty()

    focus = phone.page.evaluate("document.activeElement.id")
    assert (findings(phone), phone.main.get_by_role("alert").is_visible(), focus) == ([], True, "errors")


def test_desk_forms_sent_empty_pass_axe_and_say_what_is_missing(
    device: Callable[..., Hands], filled: Filled
) -> None:
    found: dict[str, Any] = {}

    for username, paths in EMPTY_FORMS.items():
        person = device().go("/sign-in/").sign_in_anyhow(username)
        for path in paths:
            person.go(path.format(**vars(filled))).send_empty()
            found[path] = (findings(person), person.main.get_by_role("alert").is_visible())

    assert found == {path: ([], True) for paths in EMPTY_FORMS.values() for path in paths}


def test_inbox_with_chosen_rows_passes_axe(desk_of: Callable[[str], Hands], filled: Filled) -> None:
    clerk = desk_of("jingban").go("/desk/issues/")

    clerk.page.locator("[data-bulk-all]").check()

    assert (findings(clerk), clerk.page.locator("[data-bulk-bar]").is_visible()) == ([], True)


@pytest.mark.parametrize("face", ["laptop", "english"])
def test_inbox_shows_all_its_columns_on_a_laptop(
    device: Callable[..., Hands], filled: Filled, face: str
) -> None:
    clerk = faced(device, face).go("/sign-in/").sign_in_anyhow("jingban").go("/desk/issues/")

    table = clerk.page.locator("table.data")

    assert table.evaluate("t => t.scrollWidth <= t.parentElement.clientWidth")
