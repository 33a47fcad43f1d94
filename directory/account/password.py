"""Passwords: hashed with argon2id, checked in the same time whether there is one or not, refused when guessable."""

from __future__ import annotations

import unicodedata
from functools import cache
from threading import BoundedSemaphore

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from zxcvbn import zxcvbn

from directory.account.complaint import refuse
from directory.account.guessed import GUESSED

SHORTEST, LONGEST = 12, 128
"""Characters. NIST SP 800-63B-4 asks for room for 64; longer ones than ours are refused with a sentence, not cut."""
STRONG_ENOUGH = 3
"""Of zxcvbn's 0 to 4: ten to the eighth guesses, "safely unguessable" with a slow hash."""
LOOKED_AT = 72
"""Characters that zxcvbn is given: its time grows with the square, and what comes after only makes it stronger."""
AT_A_TIME = 4
"""Hashes made at once in a process: each takes 64 MiB (RFC 9106, second recommendation)."""

_hasher = PasswordHasher()
_room = BoundedSemaphore(AT_A_TIME)


def prepared(password: str) -> str:
    """Return *password* as it is hashed: one form for the same letters, whatever keyboard made them (NFKC)."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "replace").decode()


def hash_of(password: str) -> str:
    """Return the argon2id hash of *password*, with its parameters and salt."""
    with _room:
        return _hasher.hash(prepared(password))


def is_right(stored: str | None, password: str) -> bool:
    """Tell whether *password* is the one behind *stored*. None costs as much as a wrong one, and is never right."""
    given = prepared(password)
    if len(given) > LONGEST:
        given = given[:LONGEST] + "\0"  # never right, and no dearer than the longest that could be
    with _room:
        try:
            right = _hasher.verify(stored or _nobodys(), given)
        except (VerificationError, InvalidHashError):
            return False
    return right and stored is not None


def is_outdated(stored: str) -> bool:
    """Tell whether *stored* was made with weaker parameters than are used now."""
    return _hasher.check_needs_rehash(stored)


def check_new(password: str, *about: str) -> str:
    """Return *password*, which may be used from now on. *about*: name, address: what others would guess first.

    Raises:
        Refused: it is too short, too long, or among what is guessed first.
    """
    given = prepared(password)
    if len(given) < SHORTEST:
        raise refuse(
            "password",
            f"Lösenordet är för kort. Använd minst {SHORTEST} tecken, gärna tre ord i rad.",
            f"The password is too short. Use at least {SHORTEST} characters, such as three words in a row.",
        )
    if len(given) > LONGEST:
        raise refuse(
            "password",
            f"Lösenordet är för långt. Använd högst {LONGEST} tecken.",
            f"The password is too long. Use at most {LONGEST} characters.",
        )
    known = [*about, *(part for words in about for part in words.replace("@", " ").split()), *GUESSED]
    if zxcvbn(given[:LOOKED_AT], user_inputs=known)["score"] < STRONG_ENOUGH:
        raise refuse(
            "password",
            "Lösenordet är lätt att gissa. Ta tre eller fyra ord som inte hör ihop.",
            "The password is easy to guess. Take three or four words that do not belong together.",
        )
    return given


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody has this password, and it is never right")
