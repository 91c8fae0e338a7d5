"""What a purse holds and what every kind of move does to it; whole fen (plain Python; F1)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

from doorstep.kernel.money import Fen

MOVE_KINDS: Final = {
    "grant": "下达",
    "carry_in": "上年结转",
    "carry_out": "结转下年",
    "lapse": "收回",
    "pool_in": "调剂转入",
    "pool_out": "调剂转出",
    "commit": "批准",
    "release": "退回额度",
    "pay": "支付",
    "refund": "支付冲销",
    "charge": "未经批准的扣款",
    "grant_back": "冲销下达",
    "carry_in_back": "冲销上年结转",
    "carry_out_back": "冲销结转下年",
    "lapse_back": "冲销收回",
    "pool_in_back": "冲销调剂转入",
    "pool_out_back": "冲销调剂转出",
    "charge_back": "冲销扣款",
}
# kind → what one fen of it adds to or takes from each part of the balance
EFFECTS: Final[Mapping[str, Mapping[str, int]]] = {
    "grant": {"granted": 1},
    "carry_in": {"carried": 1},
    "carry_out": {"carried": -1},
    "lapse": {"granted": -1},
    "pool_in": {"pooled": 1},
    "pool_out": {"pooled": -1},
    "commit": {"committed": 1},
    "release": {"committed": -1},
    "pay": {"committed": -1, "paid": 1},
    "refund": {"paid": -1},
    "charge": {"charged": 1},
    "grant_back": {"granted": -1},
    "carry_in_back": {"carried": -1},
    "carry_out_back": {"carried": 1},
    "lapse_back": {"granted": 1},
    "pool_in_back": {"pooled": -1},
    "pool_out_back": {"pooled": 1},
    "charge_back": {"charged": -1},
}
# kind → the kind that undoes it; each takes back exactly what the other did
UNDONE_BY: Final[Mapping[str, str]] = {
    "commit": "release",
    "pay": "refund",
    **{kind: f"{kind}_back" for kind in MOVE_KINDS if f"{kind}_back" in MOVE_KINDS},
}
CLOSING: Final = ("carry_out", "lapse")
PARTS: Final = ("granted", "carried", "pooled", "committed", "paid", "charged")


@dataclass(frozen=True)
class Balance:
    """The six parts of a purse; ``committed`` is approved and not yet paid."""

    granted: Fen = 0
    carried: Fen = 0
    pooled: Fen = 0
    committed: Fen = 0
    paid: Fen = 0
    charged: Fen = 0

    @property
    def quota(self) -> Fen:
        """What there is to spend from."""
        return self.granted + self.carried + self.pooled

    @property
    def available(self) -> Fen:
        """F1: quota and what was carried over, less everything approved, less what left unapproved."""
        return available_fen(
            quota=self.granted + self.pooled,
            carried=self.carried,
            approved=self.committed + self.paid,
            paid_not_approved=self.charged,
        )

    def after(self, kind: str, fen: Fen) -> "Balance":
        """The balance after one move; an amount that is not above nought is a defect (ValueError)."""
        if fen <= 0:
            raise ValueError(f"no move of {fen} fen")
        return replace(
            self, **{part: getattr(self, part) + sign * fen for part, sign in EFFECTS[kind].items()}
        )

    @property
    def is_sound(self) -> bool:
        """Nothing is overdrawn, and nothing is paid back or released that was never there."""
        return self.available >= 0 and min(self.committed, self.paid, self.charged) >= 0


def available_fen(*, quota: Fen, carried: Fen, approved: Fen, paid_not_approved: Fen) -> Fen:
    """F1 as it is written down."""
    return quota + carried - approved - paid_not_approved


def total_of(moves: Iterable[tuple[str, Fen]], opening: Balance | None = None) -> Balance:
    """Opening and moves give the closing balance."""
    found = opening or Balance()
    for kind, fen in moves:
        found = found.after(kind, fen)
    return found


def carried_over(available: Fen, share: Fraction) -> Fen:
    """How much of what is left goes into the next year; parts of a fen stay behind."""
    return max(available, 0) * share.numerator // share.denominator
