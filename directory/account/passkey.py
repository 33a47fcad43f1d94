"""Passkeys (WebAuthn level 3): a key in a phone, a computer or a stick, which shows both who and that it is them.

The user is always verified (a finger, a face, a PIN): so a passkey is password and second factor in one, it cannot be
phished, and it works when somebody else keeps the password's throttle full. The proof is checked by the library
``webauthn``; each challenge is a ticket, so it works once.
"""

from __future__ import annotations

import ipaddress
import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import select
from sqlalchemy.orm import Session
from webauthn import (
    generate_authentication_options,
    generate_registration_options,
    options_to_json,
    verify_authentication_response,
    verify_registration_response,
)
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url, parse_client_data_json
from webauthn.helpers.structs import (
    AuthenticatorSelectionCriteria,
    PublicKeyCredentialDescriptor,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from directory.account import ticket
from directory.account.complaint import Expired, Refused, refuse
from directory.account.person import name_of
from directory.account.secret import digest
from directory.ledger import Act, note
from directory.model import Account, Passkey, Purpose

MOST = 20
"""Passkeys of one account."""
LONGEST_ID = 1_400
_ID = re.compile(rf"[A-Za-z0-9_-]{{1,{LONGEST_ID}}}")
NOBODY = "nobody"
"""The subject of a challenge before anybody is known."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a passkey is bound to: ``domain`` is the host, ``origin`` scheme, host and port of the base URL."""

    domain: str
    origin: str

    @classmethod
    def of(cls, base_url: str) -> Site:
        """Return the site at *base_url*."""
        parts = urlsplit(base_url)
        return cls(parts.hostname or "localhost", f"{parts.scheme}://{parts.netloc}")

    @property
    def has_passkeys(self) -> bool:
        """Whether browsers make passkeys for it: for names only, and only over HTTPS or on this machine."""
        try:
            ipaddress.ip_address(self.domain)
        except ValueError:
            return self.origin.startswith("https://") or self.domain == "localhost"
        return False


def options_to_add(writing: Session, account: Account, site: Site, now: datetime) -> str:
    """Return, as JSON, what a browser needs to make a passkey for *account*.

    Raises:
        Refused: the account has as many as it may have.
    """
    keys = _with_room_for_one(list_passkeys(writing, account.id))
    options = generate_registration_options(
        rp_id=site.domain,
        rp_name="Kontaktnätet",
        user_id=digest(account.id).encode()[:64],
        user_name=account.email or "",
        user_display_name=account.name,
        challenge=_challenge(writing, account.id, now),
        authenticator_selection=AuthenticatorSelectionCriteria(
            resident_key=ResidentKeyRequirement.REQUIRED,
            user_verification=UserVerificationRequirement.REQUIRED,
        ),
        exclude_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id)) for key in keys],
    )
    return options_to_json(options)


def add(writing: Session, account: Account, reply: str, name: str, site: Site, now: datetime) -> Passkey:
    """Keep the passkey that a browser made.

    Raises:
        Refused: the reply is not what was asked for, or does not hold together; the name cannot be taken.
    """
    said = key_name_of(name)
    given = _parsed(reply)
    subject, challenge = _used_challenge(writing, given, now)
    if subject != account.id:
        raise wrong_passkey()
    _with_room_for_one(list_passkeys(writing, account.id))
    try:
        made = verify_registration_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            require_user_verification=True,
        )
    except Exception:  # whatever it stumbles over was made by a stranger; there is nothing of ours inside
        raise wrong_passkey() from None
    key_id = bytes_to_base64url(made.credential_id)
    if not _ID.fullmatch(key_id) or writing.get(Passkey, key_id) is not None:
        raise wrong_passkey()
    key = Passkey(
        id=key_id,
        account_id=account.id,
        public_key=made.credential_public_key,
        sign_count=made.sign_count,
        name=said,
        added_at=now,
    )
    writing.add(key)
    note(writing, Act.PASSKEY_ADDED, actor=account.id, kind="account", record=account.id)
    return key


def options_to_enter(writing: Session, site: Site, now: datetime, *, account_id: str = NOBODY) -> str:
    """Return, as JSON, what a browser needs to sign in with a passkey, or (*account_id*) to confirm who it is."""
    allowed = [] if account_id == NOBODY else list_passkeys(writing, account_id)
    options = generate_authentication_options(
        rp_id=site.domain,
        challenge=_challenge(writing, account_id, now),
        allow_credentials=[PublicKeyCredentialDescriptor(id=base64url_to_bytes(key.id)) for key in allowed],
        user_verification=UserVerificationRequirement.REQUIRED,
    )
    return options_to_json(options)


def enter(writing: Session, reply: str, site: Site, now: datetime, *, account_id: str = NOBODY) -> Account:
    """Return the account whose passkey signed. *account_id*: it must be that one (to confirm who it is).

    Raises:
        Refused: the reply is wrong, used, too old, or of a key that nobody here has: all say the same.
    """
    given = _parsed(reply)
    subject, challenge = _used_challenge(writing, given, now)
    key = writing.get(Passkey, _key_id(given))
    account = writing.get(Account, key.account_id) if key is not None else None
    if key is None or account is None or not account.is_open or subject != account_id:
        raise wrong_passkey()
    if account_id not in (NOBODY, account.id):
        raise wrong_passkey()
    try:
        shown = verify_authentication_response(
            credential=given,
            expected_challenge=challenge,
            expected_rp_id=site.domain,
            expected_origin=site.origin,
            credential_public_key=key.public_key,
            credential_current_sign_count=key.sign_count,
            require_user_verification=True,
        )
    except Exception:  # as above
        raise wrong_passkey() from None
    key.sign_count = shown.new_sign_count
    key.used_at = now
    if account_id != NOBODY:  # who signs in begins a session, which is noted there
        note(writing, Act.SESSION_CONFIRMED, actor=account.id, kind="account", record=account.id)
    return account


def list_passkeys(reading: Session, account_id: str) -> list[Passkey]:
    """List the passkeys of an account, oldest first."""
    return list(
        reading.scalars(
            select(Passkey).where(Passkey.account_id == account_id).order_by(Passkey.added_at, Passkey.id)
        )
    )


def remove(writing: Session, account: Account, key_id: str) -> bool:
    """Remove a passkey of *account*; False when it has none of that id."""
    key = writing.get(Passkey, key_id) if _ID.fullmatch(key_id) else None
    if key is None or key.account_id != account.id:
        return False
    writing.delete(key)
    note(writing, Act.PASSKEY_REMOVED, actor=account.id, kind="account", record=account.id)
    return True


def key_name_of(typed: str) -> str:
    """Return what an owner calls a passkey, as it is stored.

    Raises:
        Refused: it is missing, too long, or holds invisible characters or words of mixed alphabets.
    """
    try:
        return name_of(typed)
    except Refused:
        raise refuse(
            "name",
            "Skriv vad nyckeln ska heta, högst 80 vanliga tecken. Till exempel Min telefon.",
            "Write what the passkey is to be called, at most 80 plain characters. For example My phone.",
        ) from None


def wrong_passkey() -> Refused:
    """Return the error for a passkey that does not work, whatever the reason."""
    return refuse(
        "passkey",
        "Nyckeln gick inte att använda. Försök igen, eller logga in med lösenord och kod.",
        "The passkey could not be used. Try again, or sign in with password and code.",
    )


def _with_room_for_one(keys: list[Passkey]) -> list[Passkey]:
    if len(keys) >= MOST:
        raise refuse(
            "passkey",
            f"Du har redan {MOST} nycklar. Ta bort en först.",
            f"You have {MOST} passkeys already. Remove one first.",
        )
    return keys


def _challenge(writing: Session, subject: str, now: datetime) -> bytes:
    return base64url_to_bytes(ticket.issue(writing, Purpose.CHALLENGE, subject, now))


def _used_challenge(writing: Session, given: dict[str, Any], now: datetime) -> tuple[str, bytes]:
    """Use up the challenge that a reply says it answers; return whom it was made for, and itself."""
    try:
        challenge = parse_client_data_json(base64url_to_bytes(given["response"]["clientDataJSON"])).challenge
        token = bytes_to_base64url(challenge)
    except Exception:  # as above
        raise wrong_passkey() from None
    try:
        return ticket.use(writing, Purpose.CHALLENGE, token, now), challenge
    except Expired:
        raise wrong_passkey() from None


def _key_id(given: dict[str, Any]) -> str:
    key_id = given.get("id")
    return key_id if isinstance(key_id, str) and _ID.fullmatch(key_id) else "-"


def _parsed(reply: str) -> dict[str, Any]:
    try:
        found = json.loads(reply)
    except (ValueError, RecursionError):
        raise wrong_passkey() from None
    if not isinstance(found, dict):
        raise wrong_passkey()
    return found
