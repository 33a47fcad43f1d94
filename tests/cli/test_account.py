"""``directory account`` and ``directory demo``: what is done before anybody can sign in, or when nobody can."""

from __future__ import annotations

import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from directory import clock
from directory.account.session import begin
from directory.db import make_engine
from directory.ledger import Act
from directory.ledger.reading import all_entries
from directory.membership.demo import DEMO, DEMO_PASSWORD
from directory.model import Account, AccountSession, Invitation, Stage
from directory.settings import Settings
from directory.store.session import writing
from directory.web.account import blueprint
from tests.cli.conftest import Run

SECRET = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def url(run: Run, seeded_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Give the address of a copy that may be written to, and make it the one that commands use."""
    assert run
    copy = tmp_path / "kontaktnatet.db"
    shutil.copyfile(seeded_file, copy)
    monkeypatch.setenv("DIRECTORY_DATABASE_URL", f"sqlite:///{copy}")
    return f"sqlite:///{copy}"


def in_production(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("ENVIRONMENT", "production"),
        ("SECRET_KEY", SECRET),
        ("BASE_URL", "https://kontakt.example.org"),
        ("MAIL", "file"),
    ):
        monkeypatch.setenv(f"DIRECTORY_{name}", value)


def reading(url: str) -> Session:
    return Session(make_engine(Settings(database_url=url, environment="test")))


def test_the_first_administrator_gets_a_link_that_is_printed_and_stored_nowhere(run: Run, url: str) -> None:
    result = run("account", "create-admin", "Ada@Example.org", "--name", "Ada Administratör")
    assert result.exit_code == 0, result.output
    link = next(line for line in result.output.splitlines() if line.startswith("http"))
    path, token = link.rsplit("/", 1)
    assert path.endswith("/account/invitation")
    assert blueprint.url_prefix == "/account"
    with reading(url) as session:
        [invitation] = session.scalars(select(Invitation))
        assert (invitation.email, invitation.role) == ("ada@example.org", "administrator")
    assert token.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()


@pytest.mark.parametrize("email", ["ada", "ada@", "kаrin@example.org", "a" * 300 + "@example.org"])
def test_an_address_that_cannot_be_used_is_said_in_a_sentence(run: Run, url: str, email: str) -> None:
    result = run("account", "create-admin", email, "--name", "Ada")
    assert result.exit_code == 1
    assert "mailadress" in result.output
    with reading(url) as session:
        assert session.scalars(select(Invitation)).all() == []


def test_the_demo_makes_an_account_for_each_role_and_takes_them_out_again(run: Run, url: str) -> None:
    first = run("demo")
    assert first.exit_code == 0, first.output
    assert DEMO_PASSWORD in first.output
    assert run("demo").exit_code == 0
    listed = run("account", "list").output
    assert all(demo.email in listed and demo.role.value in listed for demo in DEMO)
    assert run("demo", "--remove").exit_code == 0
    with reading(url) as session:
        assert session.scalars(select(Account)).all() == []


def test_production_makes_no_demo_and_does_not_start_with_one(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("demo").exit_code == 0
    in_production(monkeypatch)
    for words in (("demo",), ("serve", "--port", "0")):
        result = run(*words)
        assert result.exit_code == 1
        assert "production" in result.output
    assert url


def test_the_code_of_an_invented_account_is_printed_and_of_nobody_else(
    run: Run, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("demo")
    printed = run("account", "code", DEMO[0].email)
    assert printed.exit_code == 0
    assert printed.output.split()[0].isdigit()
    with reading(url) as session:
        session.scalars(select(Account).where(Account.email == DEMO[1].email)).one().is_demo = False
        session.commit()
    assert run("account", "code", DEMO[1].email).exit_code == 1
    in_production(monkeypatch)
    assert run("account", "code", DEMO[0].email).exit_code == 1


def test_an_account_is_ended_when_no_administrator_can(run: Run, url: str) -> None:
    run("demo")
    assert run("account", "end", "nobody@example.org").exit_code == 1
    assert run("account", "end", DEMO[2].email).exit_code == 0
    assert "[ended]" in next(
        line for line in run("account", "list").output.splitlines() if DEMO[2].email in line
    )
    with reading(url) as session:
        account = session.scalars(select(Account).where(Account.email == DEMO[2].email)).one()
        assert not account.is_open


def sessions_of(url: str) -> dict[str, int]:
    """Return how many sessions each account has that has any."""
    with reading(url) as session:
        return dict(
            session.execute(
                select(AccountSession.account_id, func.count()).group_by(AccountSession.account_id)
            )
            .tuples()
            .all()
        )


@pytest.fixture
def signed_in(run: Run, url: str) -> list[str]:
    """Give the addresses of two accounts, each signed in on two devices."""
    assert run("demo").exit_code == 0
    with writing(make_engine(Settings(database_url=url, environment="test"))) as session:
        accounts = list(session.scalars(select(Account).order_by(Account.email).limit(2)))
        for account in accounts * 2:
            begin(session, account, Stage.WHOLE, clock.now(), lasts=timedelta(hours=12), device="")
        session.commit()
        return [account.email or "" for account in accounts]


def test_one_command_has_somebody_or_everybody_sign_in_again(
    run: Run, url: str, signed_in: list[str]
) -> None:
    assert sorted(sessions_of(url).values()) == [2, 2]
    result = run("account", "end-sessions", signed_in[0])
    assert (result.exit_code, result.output) == (0, "Ended 2 sessions.\n")
    assert list(sessions_of(url).values()) == [2]
    result = run("account", "end-sessions", "--all")
    assert (result.exit_code, result.output) == (0, "Ended 2 sessions.\n")
    assert sessions_of(url) == {}
    with make_engine(Settings(database_url=url, environment="test")).connect() as connection:
        ended = [entry for entry in all_entries(connection) if entry.act == Act.SESSION_ENDED]
    assert len(ended) == 2, "it stands in the log whose were ended"
    assert run("account", "list").output.count("[ended]") == 0, "the accounts are open as before"


@pytest.mark.parametrize("words", [[], ["--all", "ada@example.org"]], ids=["nobody", "both"])
def test_whose_sessions_end_is_said_in_one_way(run: Run, url: str, words: list[str]) -> None:
    result = run("account", "end-sessions", *words)
    assert result.exit_code == 2
    assert "--all" in result.output


def test_nobody_has_sessions_under_an_address_without_an_account(run: Run, url: str) -> None:
    result = run("account", "end-sessions", "nobody@example.org")
    assert result.exit_code == 1
    assert "There is no account with that address" in result.output
