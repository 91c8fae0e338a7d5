"""What a share of so many answers can and cannot say."""

from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054  # the 97.5 % point of the standard normal distribution


def wilson(k: int, n: int, z: float = Z95) -> tuple[float, float]:
    """Wilson score interval for k of n (Wilson 1927); nothing is known from n = 0, so it is (0, 1).

    95 % with the default ``z``; equal to R's ``prop.test`` without continuity correction.
    """
    if not 0 <= k <= n:
        raise ValueError(f"{k} of {n}")
    return wilson_at(k / n, n, z) if n else (0.0, 1.0)


def wilson_at(share: float, size: float, z: float = Z95) -> tuple[float, float]:
    """Wilson score interval around a share that weighs as much as ``size`` answers, whole or not.

    ``size`` may be infinite: then nothing is uncertain. Raises ValueError outside 0..1 or for no answers.
    """
    if not 0 <= share <= 1 or not size > 0:
        raise ValueError(f"{share} of {size}")
    weight = z * z / size
    middle = (share + weight / 2) / (1 + weight)
    half = sqrt(weight * share * (1 - share) + weight * weight / 4) / (1 + weight)
    low = max(0.0, middle - half) if share > 0 else 0.0
    high = min(1.0, middle + half) if share < 1 else 1.0
    return low, high
