"""Makers: what gives a late letter its words, at the moment when it is sent."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from sqlalchemy.orm import Session

from directory.mail.letter import LetterKind
from directory.model.outgoing_mail import OutgoingMail

Maker = Callable[[Session, OutgoingMail, datetime], Mapping[str, str] | None]
"""Called with the session of the claim, the row of the outbox and the moment; whatever it writes is committed with the
claim, before the letter leaves. It returns the values of the letter, or None when there is nothing to write any more:
the invitation was withdrawn, the account is gone. It may be called again for the same row, when sending failed: a token
that it made before is then one that nobody has, and may be replaced."""

Makers = Mapping[LetterKind, Maker]
