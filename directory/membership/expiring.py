"""Rights end after twelve months: whoever has one is told a month before, and the log says when it was over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

from babel.dates import format_date
from sqlalchemy import Engine, select

from directory.account.telling import PAGE
from directory.ledger import Act, note
from directory.mail import LetterKind, post
from directory.membership.granting import day_of
from directory.model import Account, Grant
from directory.settings import Settings
from directory.store.session import GraphSession, writing

TOLD_BEFORE = timedelta(days=30)
AT_ONCE = 200
"""Rows of one transaction: nobody waits long for the database because many rights end on one day."""


def run(engine: Engine, settings: Settings, now: datetime) -> dict[str, int]:
    """Tell whose rights end within a month, once, and note those that are over. Safe to run twice."""
    today = day_of(now)
    return {
        "told": _in_batches(engine, lambda session: _tell(session, settings, today)),
        "expired": _in_batches(engine, lambda session: _note_expired(session, now, today)),
    }


def _in_batches(engine: Engine, once: Callable[[GraphSession], int]) -> int:
    done = 0
    while True:
        with writing(engine, actor="system") as session:
            found = once(session)
            session.commit()
        done += found
        if found < AT_ONCE:
            return done


def _tell(session: GraphSession, settings: Settings, today: date) -> int:
    grants = session.scalars(
        select(Grant)
        .where(
            Grant.ended_at.is_(None),
            Grant.reminded_on.is_(None),
            Grant.valid_to >= today,
            Grant.valid_to <= today + TOLD_BEFORE,
        )
        .order_by(Grant.id)
        .limit(AT_ONCE)
    ).all()
    for grant in grants:
        grant.reminded_on = today
        account = session.get_one(Account, grant.account_id)
        if account.email is not None and account.is_open:
            values = {
                "link": settings.base_url + PAGE,
                "until": format_date(grant.valid_to, "d MMMM y", locale=account.lang),
            }
            post(session, LetterKind.RIGHTS_EXPIRING, to=account.email, lang=account.lang, values=values)
        note(
            session,
            Act.GRANT_REMINDED,
            kind="account",
            record=account.id,
            organization=grant.organization_id,
            area=grant.area_id,
        )
    return len(grants)


def _note_expired(session: GraphSession, now: datetime, today: date) -> int:
    grants = session.scalars(
        select(Grant)
        .where(Grant.ended_at.is_(None), Grant.valid_to < today)
        .order_by(Grant.id)
        .limit(AT_ONCE)
    ).all()
    for grant in grants:
        grant.ended_at = now
        note(
            session,
            Act.GRANT_EXPIRED,
            kind="account",
            record=grant.account_id,
            organization=grant.organization_id,
            area=grant.area_id,
            detail={"role": grant.role.value},
        )
    return len(grants)
