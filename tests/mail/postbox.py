"""What the tests of mail have in common: letters to post, a carrier that keeps them, and a carrier that fails."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from email.message import EmailMessage
from threading import Lock

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.db import for_writing
from directory.mail import LetterKind, post
from directory.model import OutgoingMail
from directory.settings import Settings

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
HOME = "https://kontakt.example.org"
VALUES = {"at": "23 november 2026 klockan 10.00", "link": f"{HOME}/konto"}


def settings_with(**changes: object) -> Settings:
    return Settings(environment="test", base_url=HOME, mail_from="kontakt@example.org", **changes)  # type: ignore[arg-type]


def post_one(
    engine: Engine,
    to: str = "eva@example.org",
    kind: LetterKind = LetterKind.PASSWORD_CHANGED,
    values: dict[str, str] | None = None,
    lang: str = "sv",
) -> str:
    with Session(for_writing(engine)) as session:
        letter = post(session, kind, to=to, lang=lang, values=VALUES if values is None else values)
        # Due at the moment of the tests, and not at that of the machine.
        session.get_one(OutgoingMail, letter).due_at = NOW
        session.commit()
        return letter


def rows(engine: Engine) -> list[OutgoingMail]:
    with Session(engine) as session:
        found = list(session.scalars(select(OutgoingMail).order_by(OutgoingMail.recipient, OutgoingMail.id)))
        session.expunge_all()
        return found


def row(engine: Engine) -> OutgoingMail:
    (only,) = rows(engine)
    return only


class Kept:
    """A carrier that keeps what it is given."""

    def __init__(self) -> None:
        self.messages: list[EmailMessage] = []
        self._lock = Lock()

    def carry(self, message: EmailMessage) -> None:
        with self._lock:
            self.messages.append(message)

    @property
    def recipients(self) -> list[str]:
        return [str(message["To"]) for message in self.messages]


class Failing:
    """A carrier that raises one error after the other, and then takes letters."""

    def __init__(self, errors: Iterable[Exception]) -> None:
        self._errors = iter(errors)
        self.kept = Kept()

    def carry(self, message: EmailMessage) -> None:
        for error in self._errors:
            raise error
        self.kept.carry(message)
