"""Letters to the owner of an account, about what happened to it."""

from __future__ import annotations

from datetime import datetime

from babel.dates import format_datetime
from sqlalchemy.orm import Session

from directory.clock import as_local
from directory.mail import LetterKind, post
from directory.model import Account

PAGE = "/account"


def say_moment(moment: datetime, lang: str) -> str:
    """Return *moment* as Swedish wall-clock time in words of *lang*."""
    return format_datetime(as_local(moment), "d MMMM y HH:mm", locale=lang)


def tell(writing: Session, account: Account, kind: LetterKind, now: datetime, *, site: str) -> None:
    """Post a letter of *kind* to the owner of *account*, if there is still anybody. *site*: the base URL."""
    if account.email is not None and account.is_open:
        values = {"at": say_moment(now, account.lang), "link": site + PAGE}
        post(writing, kind, to=account.email, lang=account.lang, values=values)
