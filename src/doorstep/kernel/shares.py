"""Shares as exact fractions."""

from fractions import Fraction


def share(part: int, whole: int) -> Fraction | None:
    """Part of a whole; None when there is no whole."""
    return Fraction(part, whole) if whole else None


def percent(value: Fraction | None, places: int = 2) -> str:
    """``97.64%``, rounded half up from the exact fraction; an en dash when there is no value."""
    if value is None:
        return "–"
    scale = 10**places
    scaled = abs(value) * 100 * scale
    whole = (scaled.numerator * 2 + scaled.denominator) // (scaled.denominator * 2)
    sign = "-" if value < 0 and whole else ""
    text = f"{whole // scale}"
    return f"{sign}{text}.{whole % scale:0{places}d}%" if places else f"{sign}{text}%"


def at_least(value: Fraction, threshold: Fraction) -> bool:
    """以上: exactly the threshold passes."""
    return value >= threshold


def more_than(value: Fraction, threshold: Fraction) -> bool:
    """过半 / 超过: exactly the threshold fails."""
    return value > threshold
