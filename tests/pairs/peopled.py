"""Accounts with fixed ids and sessions, invitations, letters and the log: of people who ask, and of hidden ones."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.secret import digest
from directory.ledger import Act, note
from directory.model import Account, AccountSession, Grant, Invitation, OutgoingMail, Stage
from directory.store.session import writing
from tests.account.people import hashed
from tests.pairs.words import SURNAME
from tests.pairs.world import (
    ASKERS,
    FROZEN,
    HIDDEN_ACCOUNTS,
    INSIDER,
    OWNED,
    SEEN_ACCOUNTS,
    SESSIONS,
    Asker,
)

Place = tuple[Role, str | None, str | None]


def fill_people(engine: Engine) -> None:
    """Make everybody, in one transaction."""
    with writing(engine, actor="test") as session:
        for asker in (*ASKERS, INSIDER):
            if asker.role is not None:
                _account(session, asker.account, f"Frågare {asker.name}", f"{asker.name}@example.org")
                _grant(session, asker.account, (asker.role, asker.organization, asker.area))
                _sessions(session, asker)
        for name, place in HIDDEN_ACCOUNTS.items():
            number = name[-1]
            _account(session, name, f"Agnes {SURNAME} {number}", f"a{number}.{SURNAME.lower()}@example.org")
            _grant(session, name, place)
        for name, place in SEEN_ACCOUNTS.items():
            _account(session, name, f"Synlig Person {name[-1]}", f"{name}@example.org")
            _grant(session, name, place)
        session.flush()
        _invitations(session)
        _letters(session)
        _log(session)
        session.commit()


def _account(session: Session, name: str, shown: str, email: str) -> None:
    session.add(
        Account(
            id=name,
            email=email,
            name=f"{shown} (påhittad)",
            lang="sv",
            password_hash=hashed(),
            created_at=FROZEN - timedelta(days=90),
        )
    )
    session.flush()
    note(session, Act.ACCOUNT_CREATED, kind="account", record=name, detail={"name": shown})


def _grant(session: Session, account: str, place: Place) -> None:
    role, organization, area = place
    session.add(
        Grant(
            id=f"grant-{account}",
            account_id=account,
            role=role,
            organization_id=organization,
            area_id=area,
            given_by="system",
            valid_from=FROZEN.date() - timedelta(days=90),
            valid_to=FROZEN.date() + timedelta(days=20 if account.endswith("1") else 200),
        )
    )
    note(
        session,
        Act.GRANT_GIVEN,
        kind="account",
        record=account,
        organization=organization,
        area=area,
        detail={"role": role.value},
    )


def _sessions(session: Session, asker: Asker) -> None:
    for kind in SESSIONS:
        session.add(
            AccountSession(
                id=f"session-{asker.name}-{kind}",
                token_hash=digest(asker.token(kind)),
                account_id=asker.account,
                stage=Stage.WHOLE,
                began_at=FROZEN,
                used_at=FROZEN,
                confirmed_at=FROZEN,
                ends_at=FROZEN + timedelta(hours=8),
                device="Provläsare",
            )
        )


def _invitations(session: Session) -> None:
    """Invite somebody to what is hidden, and somebody whom the coordinator and the owner who ask may see."""
    for name, shown, role, organization, area in (
        ("hidden-invite-1", f"Agda {SURNAME}", Role.NGO_EDITOR, "ngo-ssm-cr", None),
        ("hidden-invite-2", f"Asta {SURNAME}", Role.CASEWORKER, None, "0180"),
        ("seen-invite-1", "Synlig Inbjuden", Role.NGO_EDITOR, OWNED, None),
    ):
        surname = SURNAME.lower() if name.startswith("hidden") else "synlig"
        session.add(
            Invitation(
                id=name,
                email=f"a.{surname}{name[-1]}@example.org",
                name=f"{shown} (påhittad)",
                lang="sv",
                role=role,
                organization_id=organization,
                area_id=area,
                invited_by="hidden-account-1" if name.startswith("hidden") else "seen-account-001",
                created_at=FROZEN - timedelta(days=1),
                expires_at=FROZEN + timedelta(days=6),
            )
        )
        note(
            session,
            Act.INVITATION_SENT,
            kind="invitation",
            record=name,
            organization=organization,
            area=area,
            detail={"name": shown, "role": role.value},
        )


def _letters(session: Session) -> None:
    for number in range(6):
        session.add(
            OutgoingMail(
                id=f"hidden-letter-{number}",
                kind="contact_listed" if number % 2 else "invitation",
                recipient=f"a{number}.{SURNAME.lower()}@example.org",
                lang="sv",
                values={"name": f"Anna {SURNAME}"},
                created_at=FROZEN - timedelta(hours=30),
                due_at=FROZEN - timedelta(hours=20),
                attempts=8,
                dead_at=FROZEN - timedelta(hours=1) if number < 4 else None,
                trouble="SMTPRecipientsRefused",
            )
        )


def _log(session: Session) -> None:
    """Note what hidden people did to hidden things: their matter, the coordinator's elsewhere not."""
    for act in (Act.RESTRICTED_OPENED, Act.CONTACT_APPROVED, Act.CONTACT_OBJECTED):
        note(
            session,
            act,
            actor="hidden-account-1",
            kind="contact",
            record="r-ngo-ssm-cr-person",
            organization="ngo-ssm-cr",
            detail={"name": f"Anna {SURNAME}", "reason": f"ärende om {SURNAME}"},
        )
    note(session, Act.SESSION_BEGAN, actor="hidden-account-2", kind="account", record="hidden-account-2")
    note(session, Act.LOG_EXPORTED, actor="hidden-account-5", kind="ledger_entry", detail={"entries": 7})
