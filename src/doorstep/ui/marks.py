"""Seven small shapes, so that a state is never told by colour alone."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

RING = '<circle cx="8" cy="8" r="6.2" fill="none" stroke="currentColor" stroke-width="1.6"/>'
SHAPES = {
    "now": '<path d="M8 .6 15.4 8 8 15.4.6 8z" fill="currentColor"/>'
    '<path d="M8 4.2v4.6M8 10.6v1.4" stroke="#fff" stroke-width="1.8"/>',
    "soon": RING + '<path d="M8 4.4V8l2.6 1.8" fill="none" stroke="currentColor" stroke-width="1.6"/>',
    "doing": RING + '<circle cx="8" cy="8" r="2.8" fill="currentColor"/>',
    "wait": RING,
    "done": '<circle cx="8" cy="8" r="7" fill="currentColor"/>'
    '<path d="m4.6 8.2 2.4 2.4 4.4-4.8" fill="none" stroke="#fff" stroke-width="1.8"/>',
    "half": RING + '<path d="M8 1.8a6.2 6.2 0 0 0 0 12.4z" fill="currentColor"/>',
    "off": '<rect x="2" y="2" width="12" height="12" fill="none" stroke="currentColor" stroke-width="1.6"/>'
    '<path d="M5 8h6" stroke="currentColor" stroke-width="1.6"/>',
}
TONES = tuple(SHAPES)


def mark_svg(tone: str) -> SafeString:
    """The shape of a tone; an unknown tone is drawn as work in hand."""
    known = tone if tone in SHAPES else "doing"
    return format_html(
        '<svg class="mark tone-{}" viewBox="0 0 16 16" aria-hidden="true" focusable="false">{}</svg>',
        known,
        mark_safe(SHAPES[known]),
    )
