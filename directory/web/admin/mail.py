"""Letters that were given up: what kind, when, why, to whom as far as an administrator needs to know."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, url_for
from flask_babel import lazy_gettext
from werkzeug.wrappers import Response as AnyResponse

from directory import clock
from directory.access import Permission, needs
from directory.errors import NotFound
from directory.ledger import Act, note
from directory.mail import LetterKind, dead
from directory.model import OutgoingMail
from directory.web.admin import told
from directory.web.catalogue.paging import page_of
from directory.web.database import reading, writing
from directory.web.identity import signed_in

KINDS: Mapping[str, object] = {
    LetterKind.INVITATION: lazy_gettext("Inbjudan till ett konto"),
    LetterKind.RESET: lazy_gettext("Nytt lösenord"),
    LetterKind.PASSWORD_CHANGED: lazy_gettext("Lösenordet är ändrat"),
    LetterKind.FACTOR_CHANGED: lazy_gettext("Appen för koder är ändrad"),
    LetterKind.RIGHTS_EXPIRING: lazy_gettext("Rättigheter går snart ut"),
    LetterKind.RIGHTS_CHANGED: lazy_gettext("Rättigheter är ändrade"),
    LetterKind.CONTACT_LISTED: lazy_gettext("Du står som kontaktperson"),
    LetterKind.CONTACT_ENDED: lazy_gettext("Du står inte längre som kontaktperson"),
    LetterKind.CONTACT_WAITING: lazy_gettext("En kontaktperson väntar på godkännande"),
    LetterKind.QUOTA_REACHED: lazy_gettext("Någon har öppnat många kontakter"),
}
"""What each kind of letter is about."""


@dataclass(frozen=True, slots=True)
class LetterShown:
    """A letter that was given up. ``to`` tells the mail server and hides the person."""

    id: str
    kind: str
    to: str
    written_at: datetime
    given_up_at: datetime | None
    attempts: int
    trouble: str


@needs(Permission.MAIL_READ)
def mail() -> str:
    """List what could not be sent."""
    with reading() as database:
        letters = [_shown(row) for row in dead.list_dead(database)]
    return render_template("admin/mail.html", told=told.line(), page=page_of(letters))


@needs(Permission.MAIL_RETRY)
def back(letter_id: str) -> AnyResponse:  # noqa: ARG001 the route names it
    """Return to the list."""
    return _to_list()


@needs(Permission.MAIL_RETRY)
def retry(letter_id: str) -> AnyResponse:
    """Let a letter be tried again."""
    return _act(letter_id, is_drop=False)


@needs(Permission.MAIL_RETRY)
def drop(letter_id: str) -> AnyResponse:
    """Throw a letter away."""
    return _act(letter_id, is_drop=True)


def masked(address: str) -> str:
    """Return a mail address with its first letter and its server: ``k•••@example.org``."""
    name, _at, server = address.rpartition("@")
    return f"{name[:1]}•••@{server}"


def _act(letter_id: str, *, is_drop: bool) -> AnyResponse:
    who = signed_in()
    with writing(who.account) as session:
        row = session.get(OutgoingMail, letter_id)
        kind = row.kind if row is not None else ""
        try:
            if is_drop:
                dead.drop(session, letter_id)
            else:
                dead.retry(session, letter_id, now=clock.now())
        except NotFound:
            told.tell("mail_gone")
            return _to_list()
        note(
            session,
            Act.MAIL_DROPPED if is_drop else Act.MAIL_RETRIED,
            actor=who.account,
            kind="outgoing_mail",
            record=letter_id,
            detail={"kind": kind},
        )
        session.commit()
    told.tell("mail_dropped" if is_drop else "mail_retried")
    return _to_list()


def _to_list() -> AnyResponse:
    return redirect(url_for("admin.mail"), 303)


def _shown(row: OutgoingMail) -> LetterShown:
    return LetterShown(
        row.id,
        str(KINDS.get(row.kind, row.kind)),
        masked(row.recipient),
        row.created_at,
        row.dead_at,
        row.attempts,
        row.trouble,
    )
