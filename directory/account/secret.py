"""Secrets: random ones that are stored as hashes only, and those that must be read again, sealed."""

from __future__ import annotations

import base64
import hashlib
import secrets
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

BYTES = 32
"""Of randomness in every token: 256 bits."""
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

    The first secret seals; all of them open, so that a secret can be exchanged without anybody losing a phone.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        self._fernet = MultiFernet([Fernet(_key(key)) for key in keys])

    def close(self, text: str) -> str:
        """Return *text* encrypted and authenticated (Fernet: AES-128-CBC and HMAC-SHA-256)."""
        return self._fernet.encrypt(text.encode()).decode()

    def open(self, sealed: str) -> str | None:
        """Return what was sealed, or None when no key of ours fits."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken:
            return None


def _key(secret: str) -> bytes:
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"kontaktnatet: sealed secrets").derive(
        secret.encode()
    )
    return base64.urlsafe_b64encode(made)
