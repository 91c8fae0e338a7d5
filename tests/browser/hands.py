"""What a person does at a screen: go, read, fill in, choose, press. Names are the words they see."""

from __future__ import annotations

from typing import Any

from tests.browser.office import PASSWORD


class Hands:
    """One device in one person's hands."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def go(self, path: str) -> Hands:
        self.page.goto(path)
        return self

    def sign_in(self, username: str) -> Hands:
        if "/sign-in/" not in self.page.url:
            self.go("/sign-in/")
        self.write("账号", username)
        self.write("口令", PASSWORD)
        return self.press("登录")

    def sign_in_anyhow(self, username: str) -> Hands:
        """Sign in whatever the language of the page."""
        self.page.locator("[name=username]").fill(username)
        self.page.locator("[name=password]").fill(PASSWORD)
        with self.page.expect_navigation():
            self.main.locator("form button.btn-main").click()
        return self

    def send_empty(self) -> Hands:
        """Press the form's own button with nothing filled in."""
        self.main.locator(
            "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea"
        ).evaluate_all("found => found.forEach(each => { each.value = '' })")
        with self.page.expect_navigation():
            self.main.locator("form[method=post] .form-foot button").first.click()
        return self

    def write(self, label: str, text: str) -> Hands:
        self.main.get_by_label(label).first.fill(text)
        return self

    def choose(self, label: str, option: str) -> Hands:
        """From a list that opens."""
        self.main.get_by_label(label).first.select_option(label=option)
        return self

    def tick(self, question: str, answer: str) -> Hands:
        """One of the answers below a question."""
        asked = self.main.get_by_role("group", name=question)
        asked.get_by_label(answer, exact=True).check()
        return self

    def press(self, name: str) -> Hands:
        with self.page.expect_navigation():
            self.main.get_by_role("button", name=name, exact=True).click()
        return self

    def follow(self, name: str) -> Hands:
        self.page.get_by_role("link", name=name, exact=True).first.click()
        self.page.wait_for_load_state()
        return self

    @property
    def main(self) -> Any:
        return self.page.locator("main")

    @property
    def text(self) -> str:
        """What stands on the page, as it is seen."""
        return str(self.page.locator("body").inner_text())

    @property
    def address(self) -> str:
        """Where this page is, without host and query."""
        return "/" + str(self.page.url).split("?")[0].split("/", 3)[3]

    def missing(self, *words: str) -> list[str]:
        """Which of these words cannot be seen here."""
        text = self.text
        return [word for word in words if word not in text]
