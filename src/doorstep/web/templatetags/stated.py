"""A number on a notice or on a project's page, leading to what it counts."""

from django import template
from django.template import Context
from django.utils.html import format_html
from django.utils.safestring import SafeString

from doorstep.ui.templatetags.ui import number, translated
from doorstep.web.public.faces import to

register = template.Library()


@register.simple_tag(takes_context=True)
def stated(context: Context, name: str, value: int | str | None, unit: str = "") -> str | SafeString:
    """`{% stated "rate" figures.rate %}`: linked where the page says ``explained_at`` (a door and its argument).

    On paper and at the desk it is the number alone. ``round`` in the context tells the first from the second.
    """
    text, at = f"{number(value)}{unit}", context.get("explained_at")
    if not at or value in ("", None):
        return text
    door, page = at
    part = f"{context['round']}." if context.get("round") else ""
    return format_html(
        '<a class="stated" href="{}">{}</a>', to(context["request"], door, page, part + name), text
    )


@register.filter
def cell(value: int | str | None) -> str:
    """A cell of an explanation: counts with separators, words of our own tables in the reader's language."""
    return translated(value) if isinstance(value, str) else number(value)
