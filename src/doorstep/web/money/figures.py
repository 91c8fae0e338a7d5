"""How money looks on a page: amounts in yuan, and bars whose every number opens its moves."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as translate

from doorstep.funds.rules import Balance
from doorstep.kernel.money import yuan
from doorstep.ui.tables import Link


def shown_yuan(fen: int) -> str:
    """``12,000.00 元``."""
    return f"{yuan(fen)} {translate('元')}"


def money_cell(fen: int, url: str = "") -> Any:
    """A number in a column, a link to its moves; an en dash where nothing has moved."""
    if not fen:
        return "–"
    return Link(yuan(fen), url) if url else yuan(fen)


def bars_of(balance: Balance, url: str) -> list[dict[str, Any]]:
    """Quota, committed, paid and what is left; each bar as a share of the quota."""
    rows = [
        (translate("额度"), balance.quota, "", "?kind=grant"),
        (translate("已批未付"), balance.committed, "soon", "?kind=commit"),
        (translate("已付"), balance.paid + balance.charged, "done", "?kind=pay"),
        (translate("可用"), balance.available, "doing", "?"),
    ]
    whole = max(balance.quota, 1)
    return [
        {
            "label": label,
            "text": shown_yuan(fen),
            "tone": tone,
            "url": f"{url}{query}" if url else "",
            "width": f"{100 * max(fen, 0) / whole:.2f}",
        }
        for label, fen, tone, query in rows
    ]


def total(balances: Iterable[Balance]) -> Balance:
    """All of them as one."""
    found = Balance()
    for each in balances:
        found = Balance(
            **{name: getattr(found, name) + getattr(each, name) for name in Balance.__dataclass_fields__}
        )
    return found
