"""Chromium, and the small office that the pages belong to."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.browser.hands import Hands
from tests.browser.office import Office, open_office

BROWSERS = (
    os.environ.get("DOORSTEP_CHROMIUM", ""),
    "/usr/bin/chromium",
    "/usr/bin/chromium-browser",
    "/usr/bin/google-chrome",
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PHONE, LAPTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture(autouse=True, scope="session")
def _a_static_folder() -> None:
    """The pages' files are found by their finders; the folder that serving collects into is only expected."""
    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
    chromium = next((path for path in BROWSERS if path and Path(path).exists()), "")
    if not chromium:
        pytest.skip(
            "Chromium is not installed; the browser tests need it (DOORSTEP_CHROMIUM names another place)"
        )
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=chromium, args=FLAGS)
        yield opened
        opened.close()


@pytest.fixture
def office(transactional_db: None, tmp_path: Path) -> Office:
    return open_office(tmp_path)


@pytest.fixture
def device(browser: Any, live_server: Any, office: Office) -> Iterator[Callable[..., Hands]]:
    """Open a device of its own for somebody: own cookies, own drafts; every page must run without an error."""
    contexts, problems = [], []

    def opened(*, screen: dict[str, int] = LAPTOP, scripts: bool = True) -> Hands:
        context = browser.new_context(
            base_url=live_server.url, locale="zh-CN", viewport=screen, java_script_enabled=scripts
        )
        context.set_default_timeout(10_000)
        contexts.append(context)
        page = context.new_page()
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on(
            "console", lambda said: problems.append(said.text) if "Content Security" in said.text else None
        )
        return Hands(page)

    yield opened
    for context in contexts:
        context.close()
    assert problems == []


@pytest.fixture
def phone(device: Callable[..., Hands]) -> Hands:
    """A resident's phone."""
    return device(screen=PHONE)


@pytest.fixture
def desk_of(device: Callable[..., Hands]) -> Callable[[str], Hands]:
    """``desk_of("jingban")`` — this person, signed in at a laptop."""
    return lambda username: device().sign_in(username)
