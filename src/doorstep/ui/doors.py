"""The year at our doors: five numbers as one sentence, one picture and one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from doorstep.ui.doormarks import Street, level_narrow, level_wide

PER_MARK = 10
STAGES = ("visited", "spoke", "fixed", "projects", "judged")


@dataclass(frozen=True)
class Level:
    """One stage of the year: its number, its words and the same marks as above it."""

    stage: str
    value: int | None
    shown: SafeString | str
    words: str
    marks: int
    wide: SafeString
    narrow: SafeString


@dataclass(frozen=True)
class Year:
    levels: list[Level]
    sentence: SafeString
    per_mark: int
    as_of: datetime | None


def marks_for(value: int | None) -> int:
    """One mark for ten, to the nearest; something is never drawn as nothing."""
    if not value:
        return 0
    return max(1, (value + PER_MARK // 2) // PER_MARK)


def year_of(numbers: Mapping[str, Any]) -> Year:
    """What the picture needs.

    `numbers`: visited (households met), spoke (matters heard), fixed (put right at once), projects,
    judged; each an int, None for "not yet", or an object with value and link (a kernel Figure).
    `as_of`: when they were true.
    """
    values = {stage: _value(numbers.get(stage)) for stage in STAGES}
    shown = {stage: _shown(numbers.get(stage)) for stage in STAGES}
    words = _words()
    street = Street(*(marks_for(values[stage]) for stage in STAGES))
    levels = [
        Level(
            stage,
            values[stage],
            shown[stage],
            words[stage],
            marks_for(values[stage]),
            level_wide(street, stage),
            level_narrow(street, stage),
        )
        for stage in STAGES
    ]
    return Year(levels, _sentence(shown, values["judged"]), PER_MARK, numbers.get("as_of"))


def _words() -> dict[str, str]:
    return {
        "visited": _("户人家，这一年上门见过面。亮着的门，是开口说了事的"),
        "spoke": _("件事，是在门口听到的"),
        "fixed": _("件，当场或几天之内就办好了"),
        "projects": _("个难题，定成了项目，一步一步办"),
        "judged": _("个项目，已由居民评判"),
    }


def _value(given: Any) -> int | None:
    value: int | None = getattr(given, "value", given)
    return value


def _number(value: int | None) -> str:
    return _("没有数据") if value is None else f"{value:,}"


def _shown(given: Any) -> SafeString | str:
    text = _number(_value(given))
    link = getattr(given, "link", "")
    if link and _value(given) is not None:
        return format_html('<a href="{}">{}</a>', link, text)
    return text


def _sentence(shown: Mapping[str, Any], judged: int | None) -> SafeString:
    if judged is None:
        whole = _(
            "这一年，我们走进 {visited} 户家门，听到 {spoke} 件事；{fixed} 件很快办好，"
            "难办的、长远的，定成 {projects} 个项目，居民的评判还没有开始。"
        )
    else:
        whole = _(
            "这一年，我们走进 {visited} 户家门，听到 {spoke} 件事；{fixed} 件很快办好，"
            "难办的、长远的，定成 {projects} 个项目，其中 {judged} 个已由居民评判。"
        )
    return format_html(whole, **shown)
