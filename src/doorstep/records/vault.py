"""Personal values at rest: sealed for reading back, blinded for looking up.

A sealed value is ``algorithm:key id:base64(nonce + cipher text + tag)``. It is bound to the row it stands in:
moved to another row or column it no longer opens. Keys come from the key file, outside the database.
"""

import base64
import hmac
import os
import re
import unicodedata
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_BYTES: Final = 12
TAG_BYTES: Final = 16
PIN_DIGITS: Final = 6
KEY_BYTES: Final = {"a256": 32, "sm4": 16}
DEFAULT_ALGORITHM: Final = "a256"
UNREADABLE: Final = "（密钥不在，打不开）"
PUNCTUATION = re.compile(r"[\s\-‐-―·.•()_]+")
CHINESE_MOBILE = re.compile(r"(?:\+|00)?86(1\d{10})")


class CannotOpen(ValueError):
    """The token was altered, moved from its row, or its key is not in the key file."""


def seal(value: str, *, about: str) -> str:
    """Encrypt ``value`` for the place ``about`` names (``issue.contact.phone:<id>``); empty stays empty."""
    if not value:
        return ""
    algorithm = getattr(settings, "FIELD_ALGORITHM", DEFAULT_ALGORITHM)
    key_id = sealing_key_id()
    nonce = os.urandom(NONCE_BYTES)
    box = _encrypt(algorithm, _key(key_id, algorithm), nonce, value.encode(), about.encode())
    return f"{algorithm}:{key_id}:{base64.b64encode(nonce + box).decode()}"


def open_sealed(token: str, *, about: str) -> str:
    """The clear value; CannotOpen when the token is not this row's own or was altered."""
    if not token:
        return ""
    try:
        algorithm, key_id, text = token.split(":")
        raw = base64.b64decode(text, validate=True)
        nonce, box = raw[:NONCE_BYTES], raw[NONCE_BYTES:]
        return _decrypt(algorithm, _key(key_id, algorithm), nonce, box, about.encode()).decode()
    except (ValueError, KeyError, InvalidTag) as error:
        raise CannotOpen(about) from error


def read_sealed(token: str, *, about: str) -> str:
    """For showing to a person: the clear value, or UNREADABLE where its key is lost; never for sending to."""
    try:
        return open_sealed(token, about=about)
    except CannotOpen:
        return UNREADABLE


def sealing_key_id() -> str:
    """The newest key seals; the older ones still open."""
    return str(next(reversed(settings.FIELD_KEYS)))


def needs_rotation(token: str) -> bool:
    """Whether the token was made with an older key or another algorithm than today's."""
    algorithm = getattr(settings, "FIELD_ALGORITHM", DEFAULT_ALGORITHM)
    return bool(token) and not token.startswith(f"{algorithm}:{sealing_key_id()}:")


def rotate(token: str, *, about: str) -> str:
    """The same value under today's key and algorithm; unchanged when it already is."""
    return seal(open_sealed(token, about=about), about=about) if needs_rotation(token) else token


def blind(value: str, *, purpose: str) -> str:
    """32 hex digits for exact look-up of a phone number or name; empty for an empty value.

    Spacing, dashes, full-width forms, case and the country code make no difference. Equal values under
    different purposes cannot be told to be equal.
    """
    plain = normalised(value)
    return keyed_hash(plain.encode(), purpose=f"blind:{purpose}")[:32] if plain else ""


def normalised(value: str) -> str:
    """A phone number or name as it is compared: one spelling for all the ways of writing it."""
    plain = PUNCTUATION.sub("", unicodedata.normalize("NFKC", value)).casefold()
    mobile = CHINESE_MOBILE.fullmatch(plain)
    return mobile.group(1) if mobile else plain


def keyed_hash(data: bytes, *, purpose: str) -> str:
    """64 hex digits that nobody without the key file can recompute; the first key, so rotation keeps them."""
    first = next(iter(settings.FIELD_KEYS.values()))
    key = hmac.digest(first, b"hash:" + purpose.encode(), "sha256")
    return hmac.digest(key, data, "sha256").hex()


def pin_for(ref: str) -> str:
    """The six digits handed out with a number; derived, so that no table of PINs exists."""
    return f"{int(keyed_hash(ref.encode(), purpose='pin')[:16], 16) % 10**PIN_DIGITS:0{PIN_DIGITS}d}"


def pin_matches(ref: str, text: str) -> bool:
    """Compare in constant time; spaces, dashes and full-width digits are read."""
    return hmac.compare_digest(pin_for(ref).encode(), normalised(text).encode())


def _key(key_id: str, algorithm: str) -> bytes:
    size = KEY_BYTES[algorithm]
    return hmac.digest(settings.FIELD_KEYS[key_id], f"seal:{algorithm}".encode(), "sha256")[:size]


def _encrypt(algorithm: str, key: bytes, nonce: bytes, data: bytes, about: bytes) -> bytes:
    if algorithm == "a256":
        return AESGCM(key).encrypt(nonce, data, about)
    sealer = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    sealer.authenticate_additional_data(about)
    return sealer.update(data) + sealer.finalize() + sealer.tag


def _decrypt(algorithm: str, key: bytes, nonce: bytes, box: bytes, about: bytes) -> bytes:
    if algorithm == "a256":
        return AESGCM(key).decrypt(nonce, box, about)
    opener = Cipher(algorithms.SM4(key), modes.GCM(nonce, box[-TAG_BYTES:])).decryptor()
    opener.authenticate_additional_data(about)
    return opener.update(box[:-TAG_BYTES]) + opener.finalize()
