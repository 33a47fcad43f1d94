"""Invitations: a role that waits for its person, by a link that works once, for a week."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.access import Borders, Identity, Role, may_give
from directory.account import provider, ticket
from directory.account.complaint import expired, refuse
from directory.account.identity import as_identity
from directory.account.person import address_of, name_of
from directory.account.provider import Subject
from directory.account.secret import new_id
from directory.errors import NotFound
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.mail import LetterKind, NotAnAddress, post
from directory.membership.granting import SYSTEM, check_may_give, day_of, give
from directory.model import Account, Invitation, Purpose


@dataclass(frozen=True, slots=True)
class Wanted:
    """An invitation as it was typed: whom, as what, where. Empty texts stand for nothing."""

    email: str
    name: str
    role: Role
    organization: str = ""
    area: str = ""
    lang: str = "sv"


def invite(
    writing: Session, identity: Identity, wanted: Wanted, borders: Borders, now: datetime
) -> Invitation:
    """Invite somebody, and post the letter.

    Raises:
        Refused: an address or name that cannot be taken, a place that does not fit the role, or one that
            *identity* does not stand over; the error names the field.
    """
    check_may_give(identity, wanted.role, borders, organization=wanted.organization, area=wanted.area)
    address = address_of(wanted.email)
    own = writing.get(Account, identity.account)
    if own is not None and own.email == address:
        raise refuse("email", "Du kan inte bjuda in dig själv.", "You cannot invite yourself.")
    if any(_is_the_same(row, wanted) and is_waiting(row, now) for row in _to(writing, address)):
        raise refuse(
            "email",
            "Det väntar redan en likadan inbjudan till den adressen. Dra tillbaka den först, om brevet kom bort.",
            "The same invitation to that address waits already. Withdraw it first if the letter was lost.",
        )
    return _invite(writing, wanted, identity.account, now)


def invite_administrator(
    writing: Session, email: str, name: str, lang: str, now: datetime
) -> tuple[str, Invitation]:
    """Invite an administrator from the command line; return the token of the link, to be printed, and the row."""
    invitation = _row(Wanted(email, name, Role.ADMINISTRATOR, lang=lang), SYSTEM, now)
    writing.add(invitation)
    writing.flush()
    _note(writing, Act.INVITATION_SENT, invitation, SYSTEM)
    return ticket.issue(writing, Purpose.INVITATION, invitation.id, now), invitation


def withdraw(
    writing: Session, identity: Identity, invitation_id: str, borders: Borders, now: datetime
) -> None:
    """Withdraw an invitation that was not accepted; its link stops working.

    Raises:
        NotFound: there is none, or *identity* does not stand over it.
    """
    invitation = writing.get(Invitation, invitation_id)
    if (
        invitation is None
        or not is_waiting(invitation, now)
        or not stands_over(identity, invitation, borders)
    ):
        sv = "Inbjudan finns inte, eller är redan besvarad."
        raise NotFound(sv, sv=sv, en="There is no such invitation, or it was answered already.")
    invitation.withdrawn_at = now
    ticket.withdraw(writing, Purpose.INVITATION, invitation.id)
    _note(writing, Act.INVITATION_WITHDRAWN, invitation, identity.account)


def look_at(reading: Session, token: str, now: datetime) -> Invitation:
    """Return the invitation behind the link of a mail, without accepting it.

    Raises:
        Expired: the link does not work.
    """
    invitation = reading.get(Invitation, ticket.look_at(reading, Purpose.INVITATION, token, now))
    if invitation is None or not is_waiting(invitation, now):
        raise expired()
    return invitation


def has_account(reading: Session, invitation: Invitation) -> Account | None:
    """Return the account that the invited address has already, or None."""
    return reading.scalar(select(Account).where(Account.email == invitation.email))


def accept(
    writing: Session,
    token: str,
    borders: Borders,
    now: datetime,
    *,
    by: str | None = None,
    name: str = "",
    hashed: str | None = None,
    subject: Subject | None = None,
) -> Account:
    """Accept an invitation: make the account, unless the address has one, and give it the role.

    *by* is the account that is signed in: an account that is there must accept by itself. A new one gets a password, of
    which *hashed* is the hash, or *subject* at an identity provider to sign in with.

    Raises:
        Expired: the link does not work, whoever invited does not stand over the role any more, or the address has an
            account and *by* is not it.
        Refused: the name cannot be taken, or *subject* signs in to another account.
    """
    invitation = writing.get(Invitation, ticket.use(writing, Purpose.INVITATION, token, now))
    if (
        invitation is None
        or not is_waiting(invitation, now)
        or not _still_given(writing, invitation, borders, now)
    ):
        raise expired()
    account = has_account(writing, invitation)
    if account is None:
        if hashed is None and subject is None:
            raise expired()
        account = Account(
            id=new_id(),
            email=invitation.email,
            name=name_of(name),
            lang=invitation.lang,
            password_hash=hashed,
            created_at=now,
        )
        writing.add(account)
        writing.flush()
        note(writing, Act.ACCOUNT_CREATED, actor=account.id, kind="account", record=account.id)
        if subject is not None:
            provider.link(writing, account, subject, now)
    elif not account.is_open or account.id != by:
        raise expired()
    invitation.accepted_at = now
    give(
        writing,
        account,
        invitation.role,
        by=invitation.invited_by,
        today=day_of(now),
        organization=OrganizationId(invitation.organization_id) if invitation.organization_id else None,
        area=AreaId(invitation.area_id) if invitation.area_id else None,
    )
    _note(writing, Act.INVITATION_ACCEPTED, invitation, account.id)
    return account


def list_waiting(reading: Session, identity: Identity, borders: Borders, now: datetime) -> list[Invitation]:
    """List the invitations that wait and that *identity* stands over, newest first."""
    rows = reading.scalars(
        select(Invitation)
        .where(
            Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None), Invitation.expires_at > now
        )
        .order_by(Invitation.created_at.desc(), Invitation.id)
    )
    return [row for row in rows if stands_over(identity, row, borders)]


def is_waiting(invitation: Invitation, now: datetime) -> bool:
    """Tell whether an invitation can still be accepted."""
    return invitation.accepted_at is None and invitation.withdrawn_at is None and invitation.expires_at > now


def stands_over(identity: Identity, invitation: Invitation, borders: Borders) -> bool:
    """Tell whether *identity* may give what is promised, and so may see and withdraw the promise."""
    return may_give(
        identity,
        invitation.role,
        borders,
        organization=OrganizationId(invitation.organization_id) if invitation.organization_id else None,
        area=AreaId(invitation.area_id) if invitation.area_id else None,
    )


def _invite(writing: Session, wanted: Wanted, by: str, now: datetime) -> Invitation:
    invitation = _row(wanted, by, now)
    writing.add(invitation)
    writing.flush()
    values = {"invitation_id": invitation.id}
    try:
        post(writing, LetterKind.INVITATION, to=invitation.email, lang=invitation.lang, values=values)
    except NotAnAddress as error:
        raise refuse("email", str(error.details["sv"]), str(error.details["en"])) from error
    _note(writing, Act.INVITATION_SENT, invitation, by)
    return invitation


def _to(reading: Session, address: str) -> Sequence[Invitation]:
    return reading.scalars(select(Invitation).where(Invitation.email == address)).all()


def _is_the_same(row: Invitation, wanted: Wanted) -> bool:
    return (row.role, row.organization_id or "", row.area_id or "") == (
        wanted.role,
        wanted.organization,
        wanted.area,
    )


def _row(wanted: Wanted, by: str, now: datetime) -> Invitation:
    return Invitation(
        id=new_id(),
        email=address_of(wanted.email),
        name=name_of(wanted.name),
        lang=wanted.lang if wanted.lang in ("sv", "en") else "sv",
        role=wanted.role,
        organization_id=wanted.organization or None,
        area_id=wanted.area or None,
        invited_by=by,
        created_at=now,
        expires_at=now + ticket.LASTS[Purpose.INVITATION],
    )


def _still_given(reading: Session, invitation: Invitation, borders: Borders, now: datetime) -> bool:
    """Tell whether whoever invited still stands over the role: rights may have ended since."""
    if invitation.invited_by == SYSTEM:
        return True
    inviter = reading.get(Account, invitation.invited_by)
    if inviter is None or not inviter.is_open:
        return False
    return stands_over(as_identity(reading, inviter, now), invitation, borders)


def _note(writing: Session, act: Act, invitation: Invitation, by: str) -> None:
    note(
        writing,
        act,
        actor=by,
        kind="invitation",
        record=invitation.id,
        organization=invitation.organization_id,
        area=invitation.area_id,
        detail={"role": invitation.role.value, "email": invitation.email, "name": invitation.name},
    )
