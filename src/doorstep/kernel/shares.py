"""Shares as exact fractions; a float never decides."""

from fractions import Fraction


def share(part: int, whole: int) -> Fraction | None:
    """Part of a whole; None when there is no whole, because nothing of nothing is not nought."""
    return Fraction(part, whole) if whole else None


def percent(value: Fraction | None, places: int = 2) -> str:
    """``97.64%``, rounded half up from the exact fraction; an en dash when there is no value.

    Half goes away from nought on both sides: ``-0.125 %`` is ``-0.13%``.
    """
    if value is None:
        return "–"
    scale = 10**places
    scaled = abs(value) * 100 * scale
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and whole else ""
    decimals = f".{whole % scale:0{places}d}" if places else ""
    return f"{sign}{whole // scale}{decimals}%"


def at_least(value: Fraction, threshold: Fraction) -> bool:
    """以上: exactly the threshold passes (民法典 §1259)."""
    return value >= threshold


def more_than(value: Fraction, threshold: Fraction) -> bool:
    """过半 / 超过: exactly the threshold fails (民法典 §1259)."""
    return value > threshold
