"""What makes eighteen digits an identity number: region, day of birth, check character (GB 11643-1999)."""

import re
from contextlib import suppress
from datetime import date
from typing import Final

PROVINCES: Final = frozenset(
    re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283")
)
WEIGHTS: Final = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK: Final = "10X98765432"
OF_RESIDENTS_FROM_OUTSIDE: Final = ("81", "82", "83")  # 港澳台居民居住证: the region is the province alone


def check_character(first: str) -> str:
    """The eighteenth character for the first seventeen digits: weights 2^(18-i) mod 11, then the table."""
    return CHECK[sum(int(each) * weight for each, weight in zip(first, WEIGHTS, strict=True)) % 11]


def is_plausible(number: str) -> bool:
    """Region and day of birth of an eighteen-character number."""
    return is_region(number) and is_birthday(number[6:14])


def is_region(number: str) -> bool:
    return number[:2] in PROVINCES and (number[2:6] != "0000" or number.startswith(OF_RESIDENTS_FROM_OUTSIDE))


def is_id_card(number: str) -> bool:
    return is_plausible(number) and check_character(number[:17]) == number[17]


def is_old_id_card(number: str) -> bool:
    """Fifteen digits, given out until 1999 to people born in the 1900s."""
    return (
        number[:2] in PROVINCES
        and number[2:6] != "0000"
        and number[12:] != "000"
        and is_birthday("19" + number[6:12])
    )


def is_birthday(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not 1900 <= year <= 2099:
        return False
    with suppress(ValueError):
        date(year, month, day)
        return True
    return False
