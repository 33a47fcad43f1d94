"""Objecting: somebody who does not want to be listed is off the list at once, erased, and not listed again."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from directory.access import Borders, Permission
from directory.account import ticket
from directory.account.complaint import expired
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import OrganizationId
from directory.ledger import Act, note
from directory.mail import LetterKind
from directory.maintaining.erasing import erase
from directory.maintaining.held import LISTED_PERSON, same_person
from directory.maintaining.keeping import keepers_of, tell
from directory.maintaining.typed import digest_of
from directory.maintaining.workplace import organization_of
from directory.model import Channel, Contact, DoNotList, Purpose

REASON = "objected"


def object_to_listing(writing: Session, token: str, borders: Borders, now: datetime, *, site: str) -> None:
    """End and erase every listing of whoever got the link with *token*; the posts are vacant from the commit on.

    Only hashes of her own mailbox and number stay, so that nobody lists her again, and those who keep the
    organization are told that a post is vacant.

    Raises:
        Expired: the link does not work, was used, or nothing is held any more.
    """
    contact = writing.get(Contact, ticket.use(writing, Purpose.LISTING, token, now))
    if contact is None:
        raise expired()
    today = as_local(now).date()
    for row in same_person(writing, contact):
        _end(writing, row, borders, today, site=site)
    writing.flush()


def _end(writing: Session, contact: Contact, borders: Borders, today: date, *, site: str) -> None:
    organization = organization_of(writing, contact)
    note(
        writing,
        Act.CONTACT_OBJECTED,
        actor=LISTED_PERSON,
        kind="contact",
        record=contact.id,
        organization=organization,
    )
    keep_off_the_list(writing, contact, today)
    erase(writing, contact)
    if organization is not None:
        for account in keepers_of(
            writing, OrganizationId(organization), borders, today, Permission.CONTACT_PROPOSE
        ):
            tell(writing, account, LetterKind.POST_VACANT, site=site)


def erase_on_request(writing: Session, contact: Contact, today: date, *, has_objected: bool) -> None:
    """Erase somebody who asked for it in another way than by the link; *has_objected*: she must not be listed again."""
    if has_objected:
        keep_off_the_list(writing, contact, today)
    erase(writing, contact)


def keep_off_the_list(writing: Session, contact: Contact, today: date) -> None:
    """Put the hashes of her mailbox and number on the list; those that others share are left out."""
    for way in (contact.phone, contact.email):
        if not way or _is_shared(writing, contact, way):
            continue
        digest = digest_of(way)
        if writing.scalar(select(DoNotList.id).where(DoNotList.digest == digest)) is None:
            writing.add(DoNotList(id=new_id(), digest=digest, on=today, reason=REASON))
    writing.flush()


def _is_shared(reading: Session, contact: Contact, way: str) -> bool:
    """Whether a number or mailbox is also somebody else's, or the organization's own."""
    others = select(Contact.id).where(
        or_(Contact.phone == way, Contact.email == way), Contact.name != contact.name
    )
    channels = select(Channel.id).where(Channel.value == way)
    return any(reading.scalar(rows.limit(1)) is not None for rows in (others, channels))
