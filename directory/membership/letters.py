"""The late letters about accounts: their links are made at the moment of sending, and stored nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account import ticket
from directory.account.telling import say_moment
from directory.mail import LetterKind, Maker
from directory.membership.granting import SYSTEM
from directory.membership.inviting import is_waiting
from directory.model import Account, Invitation, OutgoingMail, Purpose

RESET_PATH = "/account/reset/"
INVITATION_PATH = "/account/invitation/"


def makers(site: str) -> dict[LetterKind, Maker]:
    """Return what makes the words of late letters; *site* is the base URL."""

    def reset(session: Session, letter: OutgoingMail, now: datetime) -> Mapping[str, str] | None:
        account = session.scalar(select(Account).where(Account.email == letter.recipient.lower()))
        if account is None or not account.is_open or account.password_hash is None:
            return None  # nobody of that address: the page has said the same to whoever asked
        token = ticket.issue(session, Purpose.RESET, account.id, now)
        until = now + ticket.LASTS[Purpose.RESET]
        return {"link": site + RESET_PATH + token, "until": say_moment(until, letter.lang)}

    def invitation(session: Session, letter: OutgoingMail, now: datetime) -> Mapping[str, str] | None:
        row = session.get(Invitation, letter.values["invitation_id"])
        if row is None or not is_waiting(row, now):
            return None
        token = ticket.issue(session, Purpose.INVITATION, row.id, now, until=row.expires_at)
        inviter = session.get(Account, row.invited_by) if row.invited_by != SYSTEM else None
        return {
            "inviter": inviter.name if inviter is not None else "Kontaktnätet",
            "link": site + INVITATION_PATH + token,
            "until": say_moment(row.expires_at, letter.lang),
        }

    return {LetterKind.RESET: reset, LetterKind.INVITATION: invitation}
