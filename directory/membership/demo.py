"""Demo accounts: one for each role, invented and marked as such, for trying the program out. Never in production."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory.access import Role
from directory.account.code import new_code_secret
from directory.account.password import hash_of
from directory.account.secret import Seal, new_id
from directory.errors import SettingsError
from directory.graph.facts import AreaId, OrganizationId
from directory.ledger import Act, note
from directory.membership.granting import SYSTEM, day_of, give
from directory.model import Account
from directory.settings import Settings
from directory.store.session import writing

DEMO_PASSWORD = "tre lyktor vid kajen"  # noqa: S105 printed at every start; the accounts are refused in production
"""The password of every demo account."""


@dataclass(frozen=True, slots=True)
class Demo:
    """One demo account, and the place of its role."""

    email: str
    name: str
    role: Role
    organization: str | None = None
    area: str | None = None


DEMO = (
    Demo("administrator@example.org", "Ada Administratör (påhittad)", Role.ADMINISTRATOR),
    Demo("samordnare@example.org", "Sam Samordnare (påhittad)", Role.COORDINATOR, area="01"),
    Demo("handlaggare@example.org", "Hanna Handläggare (påhittad)", Role.CASEWORKER, area="0184"),
    Demo("ansvarig@example.org", "Ariel Ansvarig (påhittad)", Role.NGO_OWNER, organization="ngo-ssm-cr"),
    Demo("redaktor@example.org", "Robin Redaktör (påhittad)", Role.NGO_EDITOR, organization="ngo-ssm-cr"),
)
"""A coordinator of Stockholms län, a caseworker of Solna, the owner and an editor of an organization in the county."""


def make_demo(engine: Engine, settings: Settings, now: datetime) -> int:
    """Make the demo accounts that are missing; return how many were made.

    Raises:
        SettingsError: this is production.
    """
    if settings.environment == "production":
        raise SettingsError("Demo accounts are for trying the program out. They cannot exist in production.")
    seal = Seal((settings.secret_key, *settings.old_secret_keys))
    with Session(engine) as reading:
        there = set(reading.scalars(select(Account.email).where(Account.is_demo)))
    missing = [demo for demo in DEMO if demo.email not in there]
    if not missing:
        return 0
    hashed = hash_of(DEMO_PASSWORD)
    with writing(engine, actor="demo") as session:
        for demo in missing:
            account = Account(
                id=new_id(),
                email=demo.email,
                name=demo.name,
                lang="sv",
                password_hash=hashed,
                code_secret=seal.close(new_code_secret()),
                created_at=now,
                is_demo=True,
            )
            session.add(account)
            session.flush()
            note(session, Act.ACCOUNT_CREATED, actor="demo", kind="account", record=account.id)
            give(
                session,
                account,
                demo.role,
                by=SYSTEM,
                today=day_of(now),
                organization=OrganizationId(demo.organization) if demo.organization else None,
                area=AreaId(demo.area) if demo.area else None,
            )
        session.commit()
    return len(missing)


def check_no_demo(engine: Engine, settings: Settings) -> None:
    """Refuse to serve production from a database that holds demo accounts.

    Raises:
        SettingsError: it does; the sentence says how to remove them.
    """
    if settings.environment != "production":
        return
    with Session(engine) as reading:
        is_there = reading.scalar(select(Account.id).where(Account.is_demo).limit(1)) is not None
    if is_there:
        raise SettingsError(
            "The database holds demo accounts, whose password everybody knows. Remove them with “directory demo "
            "--remove”, or start with a database of its own for production."
        )


def remove_demo_accounts(engine: Engine) -> int:
    """Remove the demo accounts and everything that is theirs; return how many there were."""
    with writing(engine, actor="demo") as session:
        accounts = list(session.scalars(select(Account).where(Account.is_demo)))
        for account in accounts:
            note(session, Act.ACCOUNT_ERASED, actor="demo", kind="account", record=account.id)
            session.delete(account)
        session.commit()
    return len(accounts)
