"""Secrets: random ones that are stored as hashes only, and those that must be read again, sealed."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence
from contextlib import suppress

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES = 32
"""Of randomness in every token: 256 bits."""
NONCE_BYTES = 12
"""96 bits, the length that GCM is made for."""
LONGEST_TOKEN = 64
"""Characters; what is longer is none of ours and is not even hashed."""


def new_token() -> str:
    """Return a new random token, base64url, 43 characters."""
    return secrets.token_urlsafe(BYTES)


def new_id() -> str:
    """Return a new random id: nobody can count accounts or guess a neighbour."""
    return secrets.token_urlsafe(12)


def digest(token: str) -> str:
    """Return what is stored of *token*: its SHA-256 as hex. A random token needs no salt and no slow hash."""
    return hashlib.sha256(token[: LONGEST_TOKEN + 1].encode("utf-8", "surrogatepass")).hexdigest()


class Seal:
    """Encrypts what must be read again (the key of an authenticator app), with keys made of the program's secret.

    AES-256-GCM with a random nonce (NIST SP 800-38D). The first secret seals; all of them open, so that a secret can
    be exchanged without anybody losing a phone.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._keys = [AESGCM(_key(key)) for key in keys]

    def close(self, text: str) -> str:
        """Return *text* encrypted and authenticated, base64url."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return base64.urlsafe_b64encode(nonce + self._keys[0].encrypt(nonce, text.encode(), None)).decode()

    def open(self, sealed: str) -> str | None:
        """Return what was sealed, or None when no key of ours fits."""
        try:
            raw = base64.urlsafe_b64decode(sealed.encode("ascii"))
        except ValueError:
            return None
        for key in self._keys:
            with suppress(InvalidTag, ValueError):
                return key.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None).decode()
        return None


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kontaktnatet: sealed secrets, AES-256-GCM")
    return made.derive(secret.encode())
