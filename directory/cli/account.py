"""``directory account``: what must be done before anybody can sign in, or when nobody can any more."""

from __future__ import annotations

import click
from sqlalchemy import Engine, select
from sqlalchemy.orm import Session

from directory import clock
from directory.account import session as sessions
from directory.account.code import STEP_S, code_now
from directory.account.person import find_address
from directory.account.secret import Seal
from directory.cli.engine import ready_engine
from directory.errors import NotFound, SettingsError
from directory.membership.inviting import invite_administrator
from directory.membership.leaving import end_everything
from directory.membership.letters import INVITATION_PATH
from directory.model import Account, Grant
from directory.settings import Settings
from directory.store.session import writing


@click.group()
def account() -> None:
    """Make the first administrator; list accounts; end one at once."""


@account.command("create-admin")
@click.argument("email")
@click.option("--name", required=True, help="The person's name, as others will see it.")
@click.option(
    "--lang", type=click.Choice(["sv", "en"]), default="sv", show_default=True, help="Of the letters."
)
def create_admin(email: str, name: str, lang: str) -> None:
    """Invite an administrator: print a link that works once, for a week.

    Whoever opens it chooses a password and sets up a second factor. Send it by a way that only they can read.
    """
    settings = Settings.from_environment()
    with writing(ready_engine(settings), actor="system") as session:
        token, invitation = invite_administrator(session, email, name, lang, clock.now())
        expires = clock.as_local(invitation.expires_at)
        session.commit()
    click.echo(f"{settings.base_url}{INVITATION_PATH}{token}")
    click.echo(
        f"Works once, until {expires:%Y-%m-%d %H:%M}. Start the server first: directory serve", err=True
    )


@account.command("list")
def list_accounts() -> None:
    """List the accounts with their roles; the names of rights, no secrets."""
    settings = Settings.from_environment()
    with Session(ready_engine(settings)) as reading:
        for row in reading.scalars(
            select(Account).where(Account.erased_at.is_(None)).order_by(Account.email)
        ):
            grants = reading.scalars(
                select(Grant).where(Grant.account_id == row.id, Grant.ended_at.is_(None)).order_by(Grant.id)
            )
            held = ", ".join(
                f"{grant.role.value} {grant.organization_id or grant.area_id or ''}".strip()
                + f" until {grant.valid_to}"
                for grant in grants
            )
            state = "" if row.is_open else "  [ended]"
            click.echo(f"{row.email or '(erased)':<40} {held or 'no rights'}{state}")


@account.command("end")
@click.argument("email")
def end(email: str) -> None:
    """End everything that an account has, at once: sessions, rights, links. For when no administrator can."""
    settings = Settings.from_environment()
    engine = ready_engine(settings)
    with writing(engine, actor="system") as session:
        end_everything(session, _account(session, email), clock.now(), by="system", site=settings.base_url)
        session.commit()
    click.echo("Ended: it cannot be signed in to, and everybody who was signed in with it is not any more.")


@account.command("end-sessions")
@click.argument("email", required=False)
@click.option("--all", "is_all", is_flag=True, help="Of every account.")
def end_sessions(email: str | None, is_all: bool) -> None:
    """End the sessions of an account, or of everybody: whoever is signed in has to sign in again. Rights stay."""
    if bool(email) is is_all:
        raise click.UsageError("Give the address of an account, or --all.")
    with writing(ready_engine(Settings.from_environment()), actor="system") as session:
        accounts = session.scalars(select(Account.id).order_by(Account.id)) if is_all else None
        ids = list(accounts) if accounts is not None else [_account(session, email or "").id]
        count = sum(sessions.end_all(session, account_id, actor="system") for account_id in ids)
        session.commit()
    click.echo(f"Ended {count} {'session' if count == 1 else 'sessions'}.")


@account.command("code")
@click.argument("email")
def code(email: str) -> None:
    """Print the code that a demo account's app would show now. Only for demo accounts, never in production."""
    settings = Settings.from_environment()
    engine: Engine = ready_engine(settings)
    with Session(engine) as reading:
        row = _account(reading, email)
    if settings.environment == "production" or not row.is_demo:
        raise SettingsError(
            "Only demo accounts have their codes printed: everybody else's are in their phones."
        )
    secret = Seal((settings.secret_key, *settings.old_secret_keys)).open(row.code_secret or "")
    if secret is None:
        raise SettingsError("The code was sealed with another DIRECTORY_SECRET_KEY than the one set now.")
    click.echo(code_now(secret, clock.now()))
    click.echo(f"A new one comes every {STEP_S} seconds; each works once.", err=True)


def _account(session: Session, email: str) -> Account:
    found = session.scalar(select(Account).where(Account.email == find_address(email)))
    if found is None:
        raise NotFound("There is no account with that address. See: directory account list")
    return found
