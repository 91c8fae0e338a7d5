"""Money in whole fen."""

import re
from collections.abc import Sequence
from typing import Final

from doorstep.kernel.errors import NotPossible

Fen = int
_FEN_A_YUAN: Final = 100
_FEN_A_WAN: Final = 1_000_000
# The largest amount that a 64-bit column holds beside others like it: ten thousand billion yuan.
_MOST: Final = 10**15
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．，－￥", "0123456789.,-¥", " \u3000")
_AMOUNT: Final = re.compile(r"¥?(-?)([0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,13})(?:\.([0-9]{1,6}))?(万?)元?")


def parse_yuan(text: str) -> Fen:
    """Fen from what a person typed: ``1,234.5``, ``３万``, ``¥12.50元``.

    Refused: anything else, parts of a fen, and ten thousand billion yuan or more.
    """
    found = _AMOUNT.fullmatch(text.translate(_HALF_WIDTH))
    if found is None:
        raise NotPossible("money.bad", text=text)
    sign, whole, decimals, ten_thousand = found.groups(default="")
    millionths = int(whole.replace(",", "")) * 1_000_000 + int(decimals.ljust(6, "0"))
    amount, rest = divmod(millionths * (_FEN_A_WAN if ten_thousand else _FEN_A_YUAN), 1_000_000)
    if rest or amount >= _MOST:
        raise NotPossible("money.bad", text=text)
    return -amount if sign else amount


def yuan(fen: Fen) -> str:
    """``1,234.50``, to be read back by ``parse_yuan``."""
    whole, rest = divmod(abs(fen), _FEN_A_YUAN)
    return f"{'-' if fen < 0 else ''}{whole:,}.{rest:02d}"


def split_fen(total: Fen, weights: Sequence[int]) -> list[Fen]:
    """Shares by weight that sum to the total exactly (largest remainder, the earlier one first).

    Each is within one fen of its exact share, and a weight of 0 gets nothing. Weights that are
    negative or all 0 are a defect (ValueError).
    """
    whole = sum(weights)
    if whole <= 0 or min(weights) < 0:
        raise ValueError(f"no shares by {weights}")
    parts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(parts)]:
        parts[place] += 1
    return parts
