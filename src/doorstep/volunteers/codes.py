"""The code against which a reward is handed out: made from its row and the key file, so that none is stored."""

from typing import Final
from uuid import UUID

from doorstep.records.vault import blind, keyed_hash

DIGITS: Final = 10
PURPOSE: Final = "redemption"


def code_of(redemption_id: UUID) -> str:
    """Ten digits, for the member's own page alone."""
    return f"{int(keyed_hash(redemption_id.bytes, purpose=PURPOSE), 16) % 10**DIGITS:0{DIGITS}d}"


def print_of(code: str) -> str:
    """What is stored to find a code by; the digits cannot be read back from it."""
    return blind("".join(each for each in code if each.isdigit()), purpose=PURPOSE)
