"""办理轨迹 in the reader's language; what people wrote stays as they wrote it."""

from collections.abc import Iterable
from dataclasses import replace

from django.utils.translation import gettext

from doorstep.issues.queries import LifeEntry


def in_words(entries: Iterable[LifeEntry]) -> list[LifeEntry]:
    """Acts, sides and coded answers are looked up in the catalogue; anything else is not in it and stays."""
    return [
        replace(
            each,
            who=said(each.who),
            what=said(each.what),
            note=said(each.note),
            next=said(each.next),
            more=[(said(label), said(value)) for label, value in each.more],
        )
        for each in entries
    ]


def said(text: str) -> str:
    """An empty text is looked up nowhere: gettext keeps its header there."""
    return gettext(text) if text else ""
