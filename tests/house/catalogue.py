"""The English catalogue: which texts it must hold, how it is read, and how it is brought up to date.

``python -m tests.house.catalogue`` (``make messages``) takes in new texts, drops unused ones and compiles.
It needs GNU gettext; the tests that read the catalogue do not.
"""

import ast
import gettext
import re
import subprocess
import tomllib
from collections.abc import Iterator
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path

from django.core.management import call_command
from django.core.management.commands import makemessages
from django.utils.translation.template import templatize

SOURCE = Path(__file__).resolve().parents[2] / "src/doorstep"
PO = SOURCE / "locale/en/LC_MESSAGES/django.po"
MO = PO.with_suffix(".mo")
CHINESE = re.compile("[\u3400-\u9fff]")
CALLS = {
    "_": 1,
    "translate": 1,
    "gettext": 1,
    "gettext_lazy": 1,
    "gettext_noop": 1,
    "ngettext": 2,
    "ngettext_lazy": 2,
    "pgettext": 2,
    "pgettext_lazy": 2,
}
# Plain-Python tables know no gettext; the doors look their labels up.
LABEL_FILES = (
    "consultations/personal.py",
    "delivery/personal.py",
    "evaluation/personal.py",
    "funds/personal.py",
    "issues/personal.py",
    "journal/personal.py",
    "messages/personal.py",
    "people/personal.py",
    "places/personal.py",
    "privacy/personal.py",
    "projects/personal.py",
    "publishing/personal.py",
    "rulebook/personal.py",
    "visits/personal.py",
    "volunteers/personal.py",
    "issues/held.py",
    "evaluation/telling.py",
    "people/held.py",
    "privacy/held.py",
    "privacy/rules/acts.py",
    "privacy/rules/breaches.py",
    "privacy/rules/burden.py",
    "privacy/rules/consents.py",
    "privacy/rules/exports.py",
    "privacy/rules/requests.py",
    "projects/held.py",
    "records/declared.py",
    "records/personal.py",
    "visits/held.py",
    "volunteers/held.py",
    "consultations/figures.py",
    "consultations/rules/flow.py",
    "consultations/rules/invitations.py",
    "consultations/rules/owners.py",
    "consultations/rules/periods.py",
    "consultations/rules/thresholds.py",
    "funds/figures.py",
    "funds/queries/public.py",
    "funds/rules/balance.py",
    "funds/rules/choosing.py",
    "funds/rules/flow.py",
    "funds/rules/rubric.py",
    "delivery/figures/partners.py",
    "delivery/rules/agreements.py",
    "delivery/rules/meetings.py",
    "delivery/rules/needs.py",
    "issues/figures.py",
    "issues/queries/life.py",
    "issues/rules/words.py",
    "issues/services/hand_over.py",
    "journal/apps.py",
    "kernel/actor.py",
    "messages/rules.py",
    "people/access.py",
    "people/roles.py",
    "people/rules.py",
    "places/access.py",
    "places/models.py",
    "delivery/figures/observations.py",
    "delivery/rules/observations.py",
    "evaluation/rules/checklists.py",
    "evaluation/rules/expectation.py",
    "evaluation/rules/states.py",
    "evaluation/services/hand_over.py",
    "projects/figures.py",
    "projects/rules/opinions.py",
    "projects/rules/tasks.py",
    "projects/rules/works.py",
    "projects/services/hand_over.py",
    "evaluation/figures.py",
    "evaluation/held.py",
    "evaluation/rules/expectation.py",
    "publishing/figures.py",
    "publishing/rules/counted.py",
    "publishing/rules/explanations.py",
    "publishing/rules/methods.py",
    "publishing/rules/notices.py",
    "publishing/rules/stated.py",
    "publishing/leaks/findings.py",
    "rulebook/rules.py",
    "visits/figures.py",
    "visits/rules.py",
    "visits/services/planned.py",
    "volunteers/figures.py",
    "volunteers/rules.py",
)
DEMO = SOURCE / "cli/demo/content/data"


@dataclass(frozen=True, order=True)
class Text:
    """One text of the pages: as gettext looks it up."""

    msgid: str
    context: str = ""
    plural: str = ""


def texts_in_source() -> set[Text]:
    """Every text that a page may look up."""
    python = {found for path in SOURCE.rglob("*.py") for found in calls_in(path.read_text(encoding="utf-8"))}
    pages = {found for path in SOURCE.rglob("*.html") for found in texts_of_template(path)}
    return python | pages | {Text(label) for label in labels()}


def calls_in(code: str) -> Iterator[Text]:
    """The literal arguments of gettext's functions; a text put together at run time cannot be found."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
        words = [each.value for each in node.args[: CALLS.get(name, 0)] if isinstance(each, ast.Constant)]
        if not words or len(words) < CALLS[name] or not isinstance(words[0], str):
            continue
        yield text_of(name, words)


def text_of(name: str, words: list[str]) -> Text:
    if name.startswith("pgettext"):
        return Text(words[1], context=words[0])
    return Text(words[0], plural=words[1] if len(words) > 1 else "")


def texts_of_template(path: Path) -> Iterator[Text]:
    """The same, of a template: Django turns it into calls, and one line of it is one expression."""
    for line in templatize(path.read_text(encoding="utf-8"), origin=str(path)).splitlines():
        for call in re.finditer(
            r"""\b(n?p?gettext|_)\(u?(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|[^()'"])*\)""", line
        ):
            yield from calls_in(call[0].replace(",count", ",0"))


def labels() -> set[str]:
    """The Chinese words of every table, and the names of the demo's categories and project fields."""
    found = {word for name in LABEL_FILES for word in words_of_tables(SOURCE / name)}
    return found | set(demo_labels())


def demo_labels() -> Iterator[str]:
    for group in tomllib.loads((DEMO / "categories.toml").read_text(encoding="utf-8"))["group"]:
        yield from (each["name"] for each in (group, *group["category"]))
    for project in tomllib.loads((DEMO / "projects.toml").read_text(encoding="utf-8"))["project"]:
        yield project["field"]
    opinions = tomllib.loads((DEMO / "opinions.toml").read_text(encoding="utf-8"))
    yield from (topic["name"] for key in ("renewal", "heating", "street") for topic in opinions[key])


def words_of_tables(path: Path) -> Iterator[str]:
    """Chinese literals of a file, without docstrings and without the halves of f-strings."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    left_out = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr | ast.JoinedStr)
        for part in ast.walk(node)
        if not isinstance(node, ast.Expr) or part is node.value
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str) or id(node) in left_out:
            continue
        if CHINESE.search(node.value):
            yield node.value


@dataclass
class Entry:
    """One paragraph of the .po file."""

    text: Text
    translations: tuple[str, ...]
    fuzzy: bool


def entries() -> list[Entry]:
    """The catalogue as it is written, without its header and without obsolete paragraphs."""
    paragraphs = PO.read_text(encoding="utf-8").split("\n\n")
    found = [entry_of(each) for each in paragraphs if re.search(r"^msgid ", each, re.MULTILINE)]
    return [each for each in found if each.text.msgid]


def entry_of(paragraph: str) -> Entry:
    fields: dict[str, str] = {}
    name = ""
    for line in paragraph.splitlines():
        if line.startswith("msg"):
            name, _, line = line.partition(" ")
        if line.startswith('"'):
            fields[name] = fields.get(name, "") + ast.literal_eval(line)
    text = Text(fields["msgid"], fields.get("msgctxt", ""), fields.get("msgid_plural", ""))
    translations = tuple(value for key, value in fields.items() if key.startswith("msgstr"))
    return Entry(text, translations, fuzzy=bool(re.search(r"^#,.*\bfuzzy\b", paragraph, re.MULTILINE)))


def compiled() -> dict[tuple[str, int] | str, str]:
    """What the pages really look up: the .mo file, by text (with its plural number)."""
    with MO.open("rb") as file:
        return {key: value for key, value in gettext.GNUTranslations(file)._catalog.items() if key}


def expected() -> dict[tuple[str, int] | str, str]:
    """What the .mo file must hold."""
    found: dict[tuple[str, int] | str, str] = {}
    for each in finished():
        key = f"{each.text.context}\x04{each.text.msgid}" if each.text.context else each.text.msgid
        if each.text.plural:
            found |= {(key, number): value for number, value in enumerate(each.translations)}
        else:
            found[key] = each.translations[0]
    return found


class Collect(makemessages.Command):
    """Django's command; a new text waits for its own translation instead of being given a similar one's."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]
    xgettext_options = [*makemessages.Command.xgettext_options, "--keyword=translate"]


def bring_up_to_date() -> None:
    """Collect, merge, compile. Labels stand in a file of their own for as long as gettext reads it."""
    passing = SOURCE / "labels_to_collect.py"
    lines = [f"gettext_noop({word!r})\n" for word in sorted(labels())]
    try:
        passing.write_text("".join(lines), encoding="utf-8")
        with chdir(SOURCE):
            call_command(Collect(), locale=["en"], no_location=True, no_wrap=True, no_obsolete=True)
    finally:
        passing.unlink(missing_ok=True)
    subprocess.run(["msgfmt", "--check", "--output-file", MO, PO], check=True)


def finished() -> list[Entry]:
    """What the pages can show in English."""
    return [each for each in entries() if all(each.translations) and not each.fuzzy]


def unfinished() -> list[str]:
    """What still waits for an English text."""
    ready = {each.text for each in finished()}
    return [each.text.msgid for each in entries() if each.text not in ready]


if __name__ == "__main__":
    bring_up_to_date()
    print("\n".join(unfinished()) or "complete")  # noqa: T201
