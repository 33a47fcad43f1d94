"""Everything that is held about oneself, as a file: the right of access (GDPR, articles 15 and 20)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import orjson
from flask import Response, render_template
from sqlalchemy import select
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.account import session as sessions
from directory.account.code import recovery_codes_left
from directory.ledger import Act, note
from directory.ledger.reading import Entry, all_entries
from directory.model import Account, Grant, Invitation, Passkey, ProviderLink
from directory.web.database import reading, writing
from directory.web.identity import signed_in

FILE = "kontaktnatet-konto.json"


@needs(Permission.OWN_READ)
def data() -> str:
    """Say what the file holds, and what it does not."""
    return render_template("account/data.html")


@needs(Permission.OWN_EXPORT)
def export() -> AnyResponse:
    """Write down that it was fetched, and send it."""
    now, who = clock.now(), signed_in()
    with writing(who.account) as session:
        note(session, Act.ACCOUNT_EXPORTED, actor=who.account, kind="account", record=who.account)
        session.commit()
    with reading() as session:
        held = held_about(session, session.get_one(Account, who.account), now)
    body = orjson.dumps(held, option=orjson.OPT_INDENT_2 | orjson.OPT_UTC_Z)
    response = Response(body, mimetype="application/json")
    response.headers["Content-Disposition"] = f"attachment; filename={FILE}"
    return response


def held_about(session: Session, account: Account, now: datetime) -> dict[str, Any]:
    """Return everything that is held about the owner of *account*, without the secrets that open it."""
    mine = Grant.account_id == account.id
    return {
        "exported_at": now,
        "account": {
            "id": account.id,
            "name": account.name,
            "email": account.email,
            "language": account.lang,
            "created_at": account.created_at,
        },
        "rights": [
            {
                "role": row.role.value,
                "organization": row.organization_id,
                "area": row.area_id,
                "valid_from": row.valid_from,
                "valid_to": row.valid_to,
                "ended_at": row.ended_at,
            }
            for row in session.scalars(select(Grant).where(mine).order_by(Grant.valid_from, Grant.id))
        ],
        "invitations": [
            {
                "name": row.name,
                "role": row.role.value,
                "organization": row.organization_id,
                "area": row.area_id,
                "created_at": row.created_at,
                "accepted_at": row.accepted_at,
            }
            for row in session.scalars(
                select(Invitation).where(Invitation.email == account.email).order_by(Invitation.created_at)
            )
        ],
        "sessions": [
            {"device": row.device, "began_at": row.began_at, "used_at": row.used_at, "ends_at": row.ends_at}
            for row in sessions.list_sessions(session, account.id)
        ],
        "second_factors": {
            "password": account.password_hash is not None,
            "app": account.code_secret is not None,
            "recovery_codes_left": recovery_codes_left(session, account.id),
            "passkeys": [
                {"name": row.name, "added_at": row.added_at, "used_at": row.used_at}
                for row in session.scalars(select(Passkey).where(Passkey.account_id == account.id))
            ],
            "providers": [
                {"issuer": row.issuer, "subject": row.subject, "linked_at": row.linked_at}
                for row in session.scalars(select(ProviderLink).where(ProviderLink.account_id == account.id))
            ],
        },
        "log": [_entry(entry, account.id) for entry in _entries(session, account.id)],
    }


def _entries(session: Session, account_id: str) -> list[Entry]:
    """Return the entries of the log by or about an account, newest first, each once."""
    connection = session.connection()
    found = {entry.seq: entry for entry in all_entries(connection, actor=account_id)}
    found.update({entry.seq: entry for entry in all_entries(connection, record=account_id)})
    return [found[number] for number in sorted(found, reverse=True)]


def _entry(entry: Entry, account_id: str) -> dict[str, Any]:
    """Return an entry without what it says of others: who did it, and the details of what was done to them."""
    is_about_me = entry.record == account_id
    by = "you" if entry.actor == account_id else entry.actor if entry.actor == "system" else "somebody else"
    return {
        "number": entry.seq,
        "at": entry.at,
        "by": by,
        "act": entry.act,
        "kind": entry.kind,
        "record": "you" if is_about_me else entry.record,
        "organization": entry.organization,
        "area": entry.area,
        "detail": entry.detail if is_about_me else None,
    }
