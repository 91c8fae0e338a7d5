"""The 321 page: every number is a link, and the link opens."""

import re
from html.parser import HTMLParser

from tests.web.world import World


class Reader(HTMLParser):
    """Words outside links and moments, and the addresses of the links that are numbers, of a page's main part."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.at = ""
        self.plain: list[str] = []
        self.numbers: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"main", "a", "time", "nav", "h1", "h2"}:
            self.open.append(tag)
        if tag == "a":
            self.at = dict(attrs).get("href") or ""

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        if "main" not in self.open:
            return
        if self.open[-1] == "a" and re.search(r"\d", data):
            self.numbers[self.at] = data
        elif self.open[-1] == "main":
            self.plain.append(data)


def test_every_number_of_the_year_is_a_link_that_opens(world: World, monkeypatch) -> None:
    monkeypatch.setattr("doorstep.issues.rules.counts.FEWEST_SHOWN", 0)
    browser = world.browser("clerk")
    reader = Reader()

    reader.feed(browser.get("/desk/statistics/2026/").content.decode())

    left = re.sub(r"95%|321|\d{4} 年", "", " ".join(reader.plain))
    opened = {at: browser.get(at).status_code for at in reader.numbers if not at.startswith("#")}
    assert re.findall(r"\d[\d,.]*%?", left) == []
    assert len(opened) > 10
    assert {at: code for at, code in opened.items() if code != 200} == {}
