"""News: what somebody is told in the next digest instead of in a letter of its own."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.account.secret import new_id
from directory.model import News


class Topic(StrEnum):
    """What there is to tell."""

    WAITING = "waiting"
    """A proposal waits for a yes or no; ``record`` is the changeset."""
    ANSWERED = "answered"
    """What somebody proposed was approved or sent back; ``record`` is the changeset."""
    REPORTED = "reported"
    """A caller told that something is wrong; ``record`` is the organization."""
    QUESTION = "question"
    """Whom to call first has changed; ``record`` is the saved question."""
    DUE = "due"
    """An organization's entries have to be confirmed anew; ``record`` is the organization."""


def tell_in_digest(writing: Session, account: str, topic: Topic, record: str, now: datetime) -> None:
    """Have *account* told in its next digest; once only, however often it happens until then."""
    waiting = select(News.id).where(
        News.account_id == account, News.topic == topic.value, News.record == record, News.told_at.is_(None)
    )
    if writing.scalar(waiting) is None:
        writing.add(News(id=new_id(), account_id=account, topic=topic.value, record=record, at=now))
        writing.flush()
