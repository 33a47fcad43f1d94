"""The second factor: codes of an authenticator app (TOTP, RFC 6238), and recovery codes on paper.

Every code works once, also when it is given twice at the same moment.
"""

from __future__ import annotations

import hmac
import secrets
from datetime import datetime

import pyotp
from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from directory.account.secret import Seal, digest
from directory.model import Account, RecoveryCode

ISSUER = "Kontaktnätet"
STEP_S = 30
STEPS_OFF = 1
"""How many steps a phone's clock may be off, either way (RFC 6238, 5.2)."""
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
"""No i, l, o, 0, 1: they are read from paper at night."""
_RECOVERY_LENGTH = 24
"""Of 31 letters: 118 bits, so that a plain hash is enough; ASVS 5.0 (6.5.2) asks for 112 at least."""
_NO_TOUCH = {"synchronize_session": False, "keeps_entry": True}


def new_code_secret() -> str:
    """Return a new key for an authenticator app: 160 bits, base32."""
    return pyotp.random_base32(32)


def address_for_app(secret: str, email: str) -> str:
    """Return what the picture holds that an app reads (otpauth)."""
    return pyotp.TOTP(secret, interval=STEP_S).provisioning_uri(name=email, issuer_name=ISSUER)


def code_now(secret: str, now: datetime) -> str:
    """Return the code that an app with *secret* shows at *now*."""
    return pyotp.TOTP(secret, interval=STEP_S).at(now)


def step_of(secret: str, code: str, now: datetime) -> int | None:
    """Return the time step that *code* belongs to, or None for a code that is not right now."""
    given = "".join(code.split())[:10]
    made = pyotp.TOTP(secret, interval=STEP_S)
    current = int(now.timestamp()) // STEP_S
    found = None
    for step in range(current - STEPS_OFF, current + STEPS_OFF + 1):
        if hmac.compare_digest(made.at(step * STEP_S).encode(), given.encode("utf-8", "replace")):
            found = step
    return found


def use_code(session: Session, account: Account, code: str, seal: Seal, now: datetime) -> bool:
    """Use up a code of the app; False when it is wrong or was used before."""
    secret = seal.open(account.code_secret) if account.code_secret else None
    step = step_of(secret, code, now) if secret else None
    if step is None:
        return False
    used = session.execute(
        update(Account).where(Account.id == account.id, Account.code_step < step).values(code_step=step),
        execution_options=_NO_TOUCH,
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]


def enroll(session: Session, account: Account, secret: str, code: str, seal: Seal, now: datetime) -> bool:
    """Take *secret* as the account's second factor if *code* shows that the app has it; that code is used up."""
    step = step_of(secret, code, now)
    if step is None:
        return False
    account.code_secret = seal.close(secret)
    account.code_step = step
    session.flush()
    return True


def new_recovery_codes(session: Session, account: Account) -> list[str]:
    """Make ten new codes, which are shown once; the old ones stop working."""
    forget_recovery_codes(session, account)
    codes = [
        "".join(secrets.choice(_ALPHABET) for _ in range(_RECOVERY_LENGTH)) for _ in range(RECOVERY_CODES)
    ]
    session.add_all(RecoveryCode(account_id=account.id, code_hash=_hash(account.id, code)) for code in codes)
    return ["-".join(code[at : at + 4] for at in range(0, _RECOVERY_LENGTH, 4)) for code in codes]


def use_recovery_code(session: Session, account: Account, code: str, now: datetime) -> bool:
    """Use up a recovery code; False when it is none of the account's, or was used before."""
    used = session.execute(
        update(RecoveryCode)
        .where(
            RecoveryCode.account_id == account.id,
            RecoveryCode.code_hash == _hash(account.id, code),
            RecoveryCode.used_at.is_(None),
        )
        .values(used_at=now),
        execution_options=_NO_TOUCH,
    )
    return bool(used.rowcount == 1)  # type: ignore[attr-defined]


def forget_recovery_codes(session: Session, account: Account) -> None:
    """Make every recovery code of *account* stop working."""
    session.execute(
        delete(RecoveryCode).where(RecoveryCode.account_id == account.id), execution_options=_NO_TOUCH
    )


def recovery_codes_left(session: Session, account_id: str) -> int:
    """Return how many recovery codes still work."""
    return (
        session.scalar(
            select(func.count())
            .select_from(RecoveryCode)
            .where(RecoveryCode.account_id == account_id, RecoveryCode.used_at.is_(None))
        )
        or 0
    )


def _hash(account_id: str, code: str) -> str:
    plain = "".join(letter for letter in code[:64].lower() if letter.isalnum())
    return digest(f"{account_id[:16]}:{plain}"[:64])
