"""Money in whole fen."""

import re
from collections.abc import Sequence
from decimal import Decimal

from doorstep.kernel.errors import NotPossible

Fen = int
_HALF_WIDTH = str.maketrans("０１２３４５６７８９．，", "0123456789.,")
_AMOUNT = re.compile(r"(-?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d{1,6}))?(万?)元?")


def parse_yuan(text: str) -> Fen:
    """Fen from what a person typed: ``1,234.5``, ``3万``, ``12.50元``. Refused beyond two decimals of a yuan."""
    found = _AMOUNT.fullmatch(text.translate(_HALF_WIDTH).replace(" ", "").replace("¥", ""))
    if found is None:
        raise NotPossible("money.bad", text=text)
    sign, whole, decimals, ten_thousand = found.groups()
    amount = Decimal(f"{whole.replace(',', '')}.{decimals or 0}") * (10_000 if ten_thousand else 1) * 100
    if amount != amount.to_integral_value():
        raise NotPossible("money.bad", text=text)
    return int(amount) * (-1 if sign else 1)


def yuan(fen: Fen) -> str:
    """``1,234.50``."""
    whole, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def split_fen(total: Fen, weights: Sequence[int]) -> list[Fen]:
    """Shares by weight that sum to the total exactly (largest remainder, the earlier one first)."""
    whole = sum(weights)
    if whole <= 0:
        raise NotPossible("money.no_weights")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
