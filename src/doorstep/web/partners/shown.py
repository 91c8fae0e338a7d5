"""How amounts, states and reasons are written on the pages of this part."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as translate

from doorstep.delivery.rules import agreements as rules
from doorstep.delivery.rules import needs as need_rules
from doorstep.kernel.money import yuan
from doorstep.ui.templatetags.ui import number, status

AGREEMENT_TONES = {
    "drafting": "wait",
    "signed": "soon",
    "active": "doing",
    "renewed": "done",
    "expired": "off",
    "terminated": "off",
}
MATCH_TONES = {
    "draft": "wait",
    "published": "soon",
    "claimed": "soon",
    "matched": "doing",
    "delivering": "doing",
    "rated": "half",
    "closed": "done",
    "withdrawn": "off",
}
PROMISE_TONES = {"open": "soon", "kept": "done", "broken": "now"}


def quantity(kind: str, amount: int) -> str:
    """``20 人次``; money in yuan."""
    unit = translate(rules.RESOURCE_UNITS[kind])
    return f"{yuan(amount)} {unit}" if kind == "money" else f"{number(amount)} {unit}"


def agreement_status(state: str) -> SafeString:
    return status(translate(rules.AGREEMENT_STATES[state]), AGREEMENT_TONES[state])


def match_status(state: str) -> SafeString:
    return status(translate(need_rules.MATCH_STATES[state]), MATCH_TONES[state])


def reason_words(reasons: Any) -> str:
    """Why an offer fits, as one line."""
    said = [translate(need_rules.REASONS[each.code]) % dict(each.values) for each in reasons]
    return translate("；").join(said)


def life_of(steps: Any, acts: dict[str, str], tones: dict[str, str]) -> list[dict[str, Any]]:
    """The steps from the first to the last; those of one moment stand in the order of the acts' table."""
    order = list(acts)
    return [
        {
            "when": each.at,
            "who": translate("系统自动") if each.by.startswith("system:") else each.by_name,
            "what": translate(acts[each.act]),
            "note": each.note,
            "tone": tones[each.to_state],
        }
        for each in sorted(steps, key=lambda step: (step.at, order.index(step.act)))
    ]
