"""The show of all components in a real browser: no axe finding, no lost draft, nothing needed twice."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.sync_api import expect

playwright = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("DOORSTEP_CHROMIUM", "/usr/bin/chromium")
AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"phone": (390, 844), "laptop": (1440, 900)}

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="Chromium is not installed"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(browser: Any, live_server: Any) -> Iterator[Any]:
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", viewport={"width": 1440, "height": 900}
    )
    page = context.new_page()
    problems: list[str] = []
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on("console", lambda said: problems.append(said.text) if "Content Security" in said.text else None)
    yield page
    context.close()
    assert problems == []


def findings(page: Any) -> list[tuple[str, str]]:
    """Axe is evaluated by the debugger, so the content policy stays as it is."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("async () => (await axe.run()).violations.map(v => [v.id, v.nodes[0].html])")
    return [(rule, html[:160]) for rule, html in found]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("query", ["", "?size=large", "?lang=en"])
@pytest.mark.parametrize("path", ["/ui/", "/ui/public/", "/ui/desk/"])
def test_every_component_passes_axe_and_fits_the_screen(page: Any, path: str, query: str, width: str) -> None:
    page.set_viewport_size(dict(zip(("width", "height"), WIDTHS[width], strict=True)))
    page.goto(path + query)

    assert findings(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= WIDTHS[width][0]


def test_an_opened_desk_with_chosen_rows_passes_axe(page: Any) -> None:
    page.goto("/ui/desk/")
    for fold in page.locator(".fold > summary").all():
        fold.click()
    page.locator("[data-bulk-all]").check()

    assert findings(page) == []


def test_twenty_five_rows_stand_on_a_laptop_without_scrolling_sideways(page: Any) -> None:
    page.goto("/ui/desk/")

    table = page.locator("table.data")

    assert table.locator("tbody tr").count() == 25
    assert table.evaluate("t => t.scrollWidth <= t.parentElement.clientWidth")
    assert table.locator("tbody").evaluate("b => b.getBoundingClientRect().height") <= 25 * 29


def test_large_type_has_large_targets(page: Any) -> None:
    page.goto("/ui/public/?size=large")

    targets = ".btn:not([hidden]), nav a, footer a"
    heights = page.locator(targets).evaluate_all("found => found.map(e => e.getBoundingClientRect().height)")

    assert page.evaluate("parseFloat(getComputedStyle(document.body).fontSize)") >= 22
    assert min(heights) >= 60


def test_bulk_acts_appear_when_rows_are_chosen(page: Any) -> None:
    page.goto("/ui/desk/")
    bar, count = page.locator("[data-bulk-bar]"), page.locator("[data-bulk-count]")
    hidden_first = bar.is_hidden()

    page.locator("input[name=chosen]").nth(2).check()

    assert (hidden_first, bar.is_visible(), count.inner_text()) == (True, True, "已选 1 条")


def test_without_scripts_bulk_acts_are_a_plain_fieldset(browser: Any, live_server: Any) -> None:
    context = browser.new_context(base_url=live_server.url, java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto("/ui/desk/")

    assert page.locator("[data-bulk-bar]").is_visible()
    context.close()


def test_a_draft_survives_leaving_the_page_with_its_receipt(page: Any) -> None:
    page.goto("/ui/")
    receipt = page.locator("form[data-draft] [name=receipt]").input_value()
    page.locator("#id_text").press_sequentially("楼道灯坏了")

    page.goto("/ui/desk/")
    page.goto("/ui/")

    assert page.locator("#id_text").input_value() == "楼道灯坏了"
    assert page.locator("form[data-draft] [name=receipt]").input_value() == receipt


def test_a_draft_is_gone_once_it_was_received(page: Any) -> None:
    page.route(
        "**/ui/",
        lambda route: (
            route.fulfill(status=303, headers={"Location": "/ui/desk/"})
            if route.request.method == "POST"
            else route.continue_()
        ),
    )
    page.goto("/ui/")
    page.locator("#id_text").press_sequentially("楼道灯坏了")
    page.locator("form[data-draft] .btn-now").click()
    page.wait_for_url("**/ui/desk/")

    page.goto("/ui/")

    assert page.locator("#id_text").input_value() == ""


def test_a_draft_stays_when_an_error_page_answered(page: Any) -> None:
    page.goto("/ui/")
    page.locator("#id_text").press_sequentially("楼道灯坏了")
    page.locator("form[data-draft] .btn-now").click()
    page.wait_for_load_state()
    error = page.locator("[data-keep-drafts]").count()

    page.goto("/ui/")

    assert (error, page.locator("#id_text").input_value()) == (1, "楼道灯坏了")


def test_a_query_swaps_its_list_and_keeps_the_rest(page: Any) -> None:
    page.goto("/ui/")
    page.evaluate("window.untouched = true")
    page.locator(".query [name=q]").fill("井盖")
    page.locator(".query button").click()
    expect(page.locator("#sample-list tbody tr")).to_have_count(
        1
    )  # no string is evaluated: the CSP forbids it

    assert page.evaluate("window.untouched && document.activeElement.id") == "sample-list"
    assert "q=%E4%BA%95%E7%9B%96" in page.url


def test_the_characters_left_are_counted(page: Any) -> None:
    page.goto("/ui/")

    page.locator("#id_text").fill("字" * 300)

    assert page.locator("#id_text + .field-count").inner_text() == "还可以写 200 个字"
