"""Once: the key of a form is written in the transaction of what the form does, so that it cannot do it twice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, delete, event, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from directory.clock import now
from directory.db import for_writing
from directory.errors import DirectoryError
from directory.model import Once

ONCE = "once"
"""Where a session keeps the key of the form that it works for."""
KEPT_FOR = timedelta(days=2)
"""Longer than a form may be filled in; a browser that was closed may send it once more when it opens again."""


class AlreadyDone(DirectoryError):
    """The same form was sent before and has done its work; this time nothing was done."""

    status = 409
    code = "already-done"


@dataclass(frozen=True, slots=True)
class Done:
    """What a form led to before: a path of this site, empty while that is not known, and what was said then."""

    location: str
    said: str


def keep_once(sessions: type[Session]) -> None:
    """Have *sessions* write the key of their form with their first commit."""
    event.listen(sessions, "before_commit", _write)


def find_done(reading: Session, key: str) -> Done | None:
    """Return what the form with *key* led to; None when it was not sent before."""
    row = reading.execute(select(Once.location, Once.said).where(Once.key == key)).one_or_none()
    return None if row is None else Done(row.location, row.said)


def remember(engine: Engine, key: str, done: Done) -> None:
    """Write down where the form with *key* led, for when it comes again."""
    with for_writing(engine).begin() as connection:
        connection.execute(update(Once).where(Once.key == key).values(location=done.location, said=done.said))


def clear_old(writing: Session, moment: datetime) -> int:
    """Forget forms that were sent long ago; return how many."""
    old = delete(Once).where(Once.at < moment - KEPT_FOR).returning(Once.key)
    return len(writing.execute(old, execution_options={"synchronize_session": False}).all())


def _write(session: Session) -> None:
    key = session.info.pop(ONCE, None)
    if key is None or session.in_nested_transaction():
        return
    try:
        session.connection().execute(insert(Once).values(key=key, at=now(), location="", said=""))
    except IntegrityError as error:
        sv = "Formuläret är redan skickat, och det som skulle göras är gjort. Inget gjordes en gång till."
        en = "The form was sent before, and what it asked for is done. Nothing was done a second time."
        raise AlreadyDone(sv, sv=sv, en=en) from error
