"""One way to write a value as bytes, so that equal values have equal hashes."""

import hashlib
import json
from typing import Any, Final

# Built once: json.dumps would build one for every journal entry.
_ENCODER: Final = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False, check_circular=False
)


def canonical(value: Any) -> bytes:
    """JSON with sorted keys, no blanks, UTF-8.

    What JSON cannot hold (a moment, a UUID, not-a-number) raises TypeError or ValueError: a hash over
    a guessed spelling could not be recomputed elsewhere.
    """
    return _ENCODER.encode(value).encode()


def sha256_hex(data: bytes) -> str:
    """64 lower-case hexadecimal digits."""
    return hashlib.sha256(data).hexdigest()
