"""A refusal on the console: the same sentence that a page shows, in both languages."""

from django.conf import settings
from django.core.management.base import CommandError
from django.utils import translation
from django.utils.module_loading import import_string

from doorstep.kernel.errors import Refusal

READ_ALOUD = ("zh-hans", "en")


def refusal_error(refusal: Refusal) -> CommandError:
    """What a command raises instead; the code stands at the end, for whoever asks for help with it."""
    return CommandError(f"{'  '.join(spoken(refusal))}  [{refusal.code}]")


def spoken(refusal: Refusal) -> list[str]:
    """The sentence in each language, once where the catalogue has no other words."""
    sentence = import_string(settings.REFUSAL_SENTENCE)
    found = []
    for language in READ_ALOUD:
        with translation.override(language):
            found.append(sentence(refusal))
    return list(dict.fromkeys(found))
