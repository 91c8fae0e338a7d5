"""When personal words have served their purpose: each app registers what goes, after which rule, and how (G5).

The journal is not touched: it holds salted digests alone, and with the row's salt gone they say nothing.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import models

ERASED_TEXT: Final = "（文字已删除：保存期限已到，或应本人要求）"


@dataclass(frozen=True)
class RetentionRule:
    """``due(street_id, before)`` are the rows whose time is over, fewer once ``erase`` has been there.

    ``kept_by`` is the rulebook key, in days, that says how long; ``what`` is said in words on the pages.
    """

    code: str
    label: str
    what: str
    kept_by: str
    due: Callable[[int, datetime], models.QuerySet[Any]]
    erase: Callable[[Sequence[Any]], None]


_rules: dict[str, RetentionRule] = {}


def register_retention(rule: RetentionRule) -> None:
    """Called from ``AppConfig.ready``; one code with two meanings is a defect and stops the start."""
    if _rules.setdefault(rule.code, rule) != rule:
        raise ValueError(f"retention rule {rule.code} is registered twice")


def retention_rules() -> list[RetentionRule]:
    return [_rules[code] for code in sorted(_rules)]


def is_retention_rule(code: str) -> bool:
    return code in _rules
