"""The key file: made once, outside the data folder, never part of a backup.

One line per key: ``id:base64(32 bytes)``. The last line is the key that seals; the older ones still open.
"""

import base64
import hashlib
import hmac
import os
import secrets
from pathlib import Path


def load_keys(path: Path) -> dict[str, bytes]:
    """All keys by id, in order; a missing file is made with one fresh key, readable by its owner alone."""
    if not path.exists():
        make_key_file(path)
    lines = path.read_text(encoding="ascii").split()
    return {key_id: base64.b64decode(text) for key_id, _, text in (line.partition(":") for line in lines)}


def make_key_file(path: Path) -> None:
    """Write a key file with one key; two processes that start at once end up with the same file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    line = f"k1:{base64.b64encode(secrets.token_bytes(32)).decode()}\n"
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as handle:
        handle.write(line)
        handle.flush()
        os.fsync(handle.fileno())
    try:
        os.link(draft, path)
    except FileExistsError:
        return
    finally:
        draft.unlink()


def derive(keys: dict[str, bytes], purpose: str) -> str:
    """A secret for one purpose, taken from the first key, so that rotation does not change it."""
    first = next(iter(keys.values()))
    return hmac.new(first, purpose.encode(), hashlib.sha256).hexdigest()
