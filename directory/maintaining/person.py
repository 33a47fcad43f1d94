"""Contact persons: proposed with a purpose and an end, changed, renewed and ended. Numbers wait for other eyes."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity
from directory.account.complaint import refuse
from directory.account.secret import new_id
from directory.clock import as_local
from directory.graph.facts import Visibility
from directory.ledger import Act, note
from directory.mail import LetterKind, post
from directory.maintaining import typed
from directory.maintaining.complaints import Complaints
from directory.maintaining.erasing import remove
from directory.maintaining.keeping import tell_that_it_waits
from directory.maintaining.letters import post_listed, say_day
from directory.maintaining.purpose import Purpose, Why
from directory.maintaining.workplace import Workplace, organization_of
from directory.model import Contact, DoNotList, OutgoingMail, Post
from directory.store.fact.instant import instant

LANG = "sv"
"""Letters to somebody who has told us no language are in Swedish."""
UNDO_FOR = timedelta(hours=24)
BREADTH = {Visibility.RESTRICTED: 0, Visibility.NETWORK: 1, Visibility.PUBLIC: 2}
"""How many see it: a larger number is more people."""


@dataclass(frozen=True, slots=True)
class Draft:
    """A contact person as typed. Empty texts stand for nothing."""

    name: str = ""
    phone: str = ""
    email: str = ""
    is_work_mobile: bool = False
    why: str = ""
    words: str = ""
    visibility: str = Visibility.NETWORK.value
    reason: str = ""
    valid_to: str = ""


def list_person(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    holds: Post,
    draft: Draft,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> Contact:
    """Propose somebody as the holder of a post, and tell whoever may approve it. Nobody sees it before.

    Raises:
        Refused: something typed cannot be taken, or the person has objected to being listed.
    """
    today = as_local(now).date()
    found = Complaints()
    name = found.take(lambda: typed.person_of(draft.name, today))
    phone, email, visibility, reason = _ways(writing, found, workplace, holds, draft, today)
    purpose = found.take(lambda: _purpose(draft, today))
    valid_to = found.take(lambda: typed.day_of("valid_to", draft.valid_to, today))
    if name and _is_listed_already(writing, holds, name):
        found.add(
            refuse(
                "name",
                "Personen står redan i den här befattningen. Ändra eller förläng i stället.",
                "This person is listed in this post already. Change or renew the entry instead.",
            )
        )
    found.settle()
    if name is None or purpose is None or valid_to is None:
        raise AssertionError("what was not complained of is there")
    contact = Contact(
        id=f"person-{new_id()}",
        organization_id=holds.organization_id,
        service_id=holds.service_id,
        post_id=holds.id,
        name=name,
        phone=phone[0],
        phone_display=phone[1],
        email=email,
        visibility=visibility,
        public_reason=reason,
        purpose=purpose.stored(),
        valid_from=today,
        valid_to=valid_to,
        proposed_by=identity.account,
    )
    _propose(writing, identity, workplace, contact, borders, today, site)
    return contact


def change_person(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    contact: Contact,
    draft: Draft,
    borders: Borders,
    now: datetime,
    *,
    site: str,
) -> Contact | None:
    """Change how an approved person is reached, and who sees it.

    Return the proposal that waits, or None where there was nothing to wait for: fewer see it from now on, or nothing
    is different. Until a proposal is approved the old number goes on being shown.

    Raises:
        Refused: something typed cannot be taken, or nobody is shown any more.
    """
    today = as_local(now).date()
    if not is_shown(contact, today):
        raise refuse("", "Personen visas inte längre.", "This person is not shown any more.")
    holds = writing.get_one(Post, contact.post_id)
    found = Complaints()
    phone, email, visibility, reason = _ways(writing, found, workplace, holds, draft, today)
    found.settle()
    is_wider = BREADTH[visibility] > BREADTH[contact.visibility]
    if (phone[0], email) == (contact.phone, contact.email) and not is_wider:
        narrow(writing, contact, visibility)
        return None
    for old in changes_of(writing, contact):
        remove(writing, old)
    proposal = Contact(
        id=f"person-{new_id()}",
        organization_id=contact.organization_id,
        service_id=contact.service_id,
        post_id=contact.post_id,
        name=contact.name,
        phone=phone[0],
        phone_display=phone[1],
        email=email,
        visibility=visibility,
        public_reason=reason,
        purpose=contact.purpose,
        valid_from=contact.valid_from,
        valid_to=contact.valid_to,
        proposed_by=identity.account,
        replaces_id=contact.id,
    )
    _propose(writing, identity, workplace, proposal, borders, today, site)
    return proposal


def narrow(writing: Session, contact: Contact, visibility: Visibility) -> None:
    """Let fewer people see somebody, at once."""
    if visibility is not contact.visibility:
        contact.visibility = visibility
        contact.public_reason = None
        _note(writing, Act.CONTACT_CHANGED, contact)
        writing.flush()


def renew_person(writing: Session, contact: Contact, until: str, now: datetime) -> None:
    """Move the end of a listing; the person is told of the new one.

    Raises:
        Refused: the day cannot be taken, or the person is not shown any more.
    """
    today = as_local(now).date()
    day = typed.day_of("valid_to", until, today)
    if contact.ended_at is not None or contact.objected_at is not None or contact.approved_at is None:
        raise refuse("", "Personen visas inte längre.", "This person is not shown any more.")
    contact.valid_to = day
    contact.reminded_on = None
    for change in changes_of(writing, contact):
        change.valid_to = day
    _note(writing, Act.CONTACT_RENEWED, contact)
    if contact.email:
        post_listed(writing, contact)
    writing.flush()


def end_person(writing: Session, contact: Contact, now: datetime) -> None:
    """End a listing today; the post stays, vacant. Changes that wait go with it, and the person is told.

    Raises:
        Refused: it has ended already.
    """
    if contact.ended_at is not None or contact.approved_at is None:
        raise refuse("", "Personen visas redan inte längre.", "This person is not shown any more already.")
    for change in changes_of(writing, contact):
        remove(writing, change)
    contact.ended_at = now
    _note(writing, Act.CONTACT_ENDED, contact)
    if contact.email:
        values = {"at": say_day(as_local(now).date(), LANG), "contact_id": contact.id}
        post(writing, LetterKind.CONTACT_ENDED, to=contact.email, lang=LANG, values=values)
    writing.flush()


def undo_end(writing: Session, contact: Contact, now: datetime) -> None:
    """Take back that a listing was ended, within a day; the person is told that it goes on.

    Raises:
        Refused: it is too late, or the person has objected.
    """
    ended_at = instant(contact.ended_at)
    if (
        ended_at is None
        or contact.approved_at is None
        or contact.objected_at is not None
        or now - ended_at > UNDO_FOR
        or contact.valid_to < as_local(now).date()
    ):
        raise refuse(
            "",
            "Det går inte att ångra längre. Lägg till personen igen.",
            "Too late to undo. List the person again.",
        )
    contact.ended_at = None
    _note(writing, Act.CONTACT_RENEWED, contact)
    if contact.email:
        unsent = select(OutgoingMail).where(
            OutgoingMail.kind == LetterKind.CONTACT_ENDED.value,
            OutgoingMail.recipient == contact.email,
            OutgoingMail.sent_at.is_(None),
        )
        for letter in writing.scalars(unsent):
            if letter.values.get("contact_id") == contact.id:  # another organization may have ended her, too
                writing.delete(letter)
        post_listed(writing, contact)
    writing.flush()


def withdraw(writing: Session, contact: Contact) -> None:
    """Take back a proposal that waits. Nothing of it is kept."""
    if contact.approved_at is not None:
        raise refuse("", "Förslaget är redan godkänt.", "The proposal is approved already.")
    remove(writing, contact)


def is_shown(contact: Contact, day: date) -> bool:
    """Tell whether somebody is approved and has neither ended nor objected on *day*."""
    return (
        contact.approved_at is not None
        and contact.ended_at is None
        and contact.objected_at is None
        and contact.valid_to >= day
    )


def is_waiting(contact: Contact) -> bool:
    """Tell whether a proposal has got no answer yet."""
    return contact.approved_at is None and contact.ended_at is None


def changes_of(reading: Session, contact: Contact) -> list[Contact]:
    """List the changes of *contact* that wait, or were refused lately."""
    return list(
        reading.scalars(select(Contact).where(Contact.replaces_id == contact.id).order_by(Contact.id))
    )


def has_objected(reading: Session, way: str) -> bool:
    """Tell whether whoever is reached this way has asked not to be listed."""
    found = reading.scalar(select(DoNotList.id).where(DoNotList.digest == typed.digest_of(way)))
    return bool(way) and found is not None


def check_visibility(
    found: Complaints,
    workplace: Workplace,
    part: Post | Contact,
    visibility: Visibility,
    reason: str,
    today: date,
) -> str | None:
    """Return the reason for showing somebody to everybody; None where not everybody sees it.

    Complains of a protected service's post, and of a missing reason.
    """
    if visibility is not Visibility.PUBLIC:
        return None
    if workplace.is_protected(part):
        found.add(
            refuse(
                "visibility",
                "Verksamheten är skyddad. Vem som arbetar där visas aldrig för allmänheten.",
                "The service is protected. Who works there is never shown to the public.",
            )
        )
        return None
    return found.take(lambda: typed.words_of("reason", reason, today))


def _ways(
    reading: Session, found: Complaints, workplace: Workplace, holds: Post, draft: Draft, today: date
) -> tuple[tuple[str, str], str, Visibility, str | None]:
    phone = found.take(lambda: typed.phone_of(draft.phone, is_work_mobile=draft.is_work_mobile))
    email = found.take(lambda: typed.mail_of(draft.email))
    visibility = found.take(lambda: typed.visibility_of(draft.visibility)) or Visibility.NETWORK
    reason = check_visibility(found, workplace, holds, visibility, draft.reason, today)
    if phone == ("", "") and email == "":
        found.add(
            refuse("phone", "Skriv ett nummer eller en mailadress.", "Write a number or a mail address.")
        )
    for field, way in (("phone", phone[0] if phone else ""), ("email", email or "")):
        if has_objected(reading, way):
            found.add(
                refuse(
                    field,
                    "Personen har sagt nej till att stå här. Ange någon annan, eller lämna befattningen vakant.",
                    "This person has objected to being listed. Name somebody else, or leave the post vacant.",
                )
            )
    return phone or ("", ""), email or "", visibility, reason


def _purpose(draft: Draft, today: date) -> Purpose:
    if draft.why not in frozenset(Why):
        raise refuse(
            "why", "Välj vad uppgifterna ska användas till.", "Choose what the details are used for."
        )
    why = Why(draft.why)
    words = typed.words_of("words", draft.words, today, is_needed=why is Why.OTHER)
    return Purpose(why, words)


def _is_listed_already(reading: Session, holds: Post, name: str) -> bool:
    open_ones = reading.scalars(
        select(Contact.name).where(Contact.post_id == holds.id, Contact.ended_at.is_(None))
    )
    return any(one.casefold() == name.casefold() for one in open_ones)


def _propose(
    writing: Session,
    identity: Identity,
    workplace: Workplace,
    contact: Contact,
    borders: Borders,
    today: date,
    site: str,
) -> None:
    writing.add(contact)
    writing.flush()
    _note(writing, Act.CONTACT_LISTED, contact)
    tell_that_it_waits(writing, identity, workplace.id, borders, today, site=site)


def _note(writing: Session, act: Act, contact: Contact) -> None:
    note(writing, act, kind="contact", record=contact.id, organization=organization_of(writing, contact))
