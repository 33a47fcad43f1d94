"""Retention: nobody is listed past her day, and what has ended is erased. A job that may run as often as it likes."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import Engine, or_, select
from sqlalchemy.orm import Session

from directory.access import Borders, Permission
from directory.access.borders import NetworkBorders
from directory.clock import as_local
from directory.graph.facts import OrganizationId, Visibility
from directory.graph.network import Network
from directory.ledger import Act, note
from directory.mail import LetterKind
from directory.maintaining.erasing import erase, remove
from directory.maintaining.keeping import keepers_of, tell
from directory.maintaining.letters import KEPT_AFTER, say_day
from directory.maintaining.workplace import organization_of
from directory.model import Contact
from directory.settings import Settings
from directory.store.consistent import consistent_read
from directory.store.fact.instant import instant
from directory.store.facts import read_facts
from directory.store.session import writing

ACTOR = "retention"
REMINDED = timedelta(days=30)
"""Before the end."""
REFUSED_KEPT = timedelta(days=30)
"""How long a refused proposal is kept for whoever wrote it."""
AT_ONCE = 50
"""Rows in one transaction, so that nobody waits for the job."""


@dataclass(frozen=True, slots=True)
class Done:
    """How much one run did."""

    ended: int = 0
    erased: int = 0
    refused: int = 0
    reminded: int = 0


def run(engine: Engine, settings: Settings, now: datetime) -> Done:
    """End who is past her day, erase what ended long ago and what was refused, and remind of what ends soon.

    What a run did is noted in the same transaction. A second run finds nothing to do.
    """
    today = as_local(now).date()
    ended = erased = refused = reminded = 0
    with Session(engine) as reading:
        if not _due(reading, today, now):
            return Done()
    borders = borders_of(engine, today)
    while rows := _batch(engine, settings, borders, today, now):
        ended, erased, refused, reminded = (
            before + more for before, more in zip((ended, erased, refused, reminded), rows, strict=True)
        )
    return Done(ended, erased, refused, reminded)


def _batch(
    engine: Engine, settings: Settings, borders: Borders, today: date, now: datetime
) -> tuple[int, int, int, int] | None:
    """Do what is due with some rows in one transaction; None when nothing was."""
    with writing(engine, actor=ACTOR) as session:
        due = _due(session, today, now)
        if not due:
            return None
        counts = {"ended": 0, "erased": 0, "refused": 0, "reminded": 0}
        for contact in due:
            counts[_settle(session, contact, borders, today, now, site=settings.base_url)] += 1
        note(session, Act.RETENTION_RUN, detail=asdict(Done(**counts)))
        session.commit()
    return counts["ended"], counts["erased"], counts["refused"], counts["reminded"]


def _due(session: Session, today: date, now: datetime) -> list[Contact]:
    old, old_refusal = now - KEPT_AFTER, now - REFUSED_KEPT
    is_open = Contact.ended_at.is_(None)
    is_due = or_(
        is_open & (Contact.valid_to < today),
        Contact.approved_at.is_not(None) & (Contact.ended_at <= old),
        Contact.valid_to < today - KEPT_AFTER,
        Contact.approved_at.is_(None) & (Contact.ended_at <= old_refusal),
        is_open
        & Contact.approved_at.is_not(None)
        & Contact.reminded_on.is_(None)
        & (Contact.valid_to <= today + REMINDED),
    )
    rows = select(Contact).where(is_due).order_by(Contact.replaces_id.is_(None), Contact.id).limit(AT_ONCE)
    return list(session.scalars(rows))


def _settle(
    session: Session, contact: Contact, borders: Borders, today: date, now: datetime, *, site: str
) -> str:
    ended_at = instant(contact.ended_at)
    if contact.approved_at is None and (ended_at is not None or contact.valid_to < today):
        remove(session, contact)
        return "refused"
    if contact.valid_to < today - KEPT_AFTER or (ended_at is not None and ended_at <= now - KEPT_AFTER):
        erase(session, contact)
        return "erased"
    organization = organization_of(session, contact)
    if contact.valid_to < today:
        contact.ended_at = now
        note(session, Act.CONTACT_ENDED, kind="contact", record=contact.id, organization=organization)
        session.flush()
        return "ended"
    contact.reminded_on = today
    keepers = keepers_of(
        session, OrganizationId(organization or ""), borders, today, Permission.CONTACT_PROPOSE
    )
    for account in keepers:
        until = say_day(contact.valid_to, account.lang)
        tell(session, account, LetterKind.CONTACT_EXPIRING, site=site, until=until)
    session.flush()
    return "reminded"


def borders_of(engine: Engine, today: date) -> Borders:
    """Return what lies where, as everybody may know it: enough to find the coordinators of an organization."""
    with consistent_read(engine) as connection:
        return NetworkBorders(Network.build(read_facts(connection, Visibility.PUBLIC, today)), today)
