"""``directory account`` and ``directory demo``: what is done before anybody can sign in, or when nobody can."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from directory.db import make_engine
from directory.membership.demo import DEMO, DEMO_PASSWORD
from directory.model import Account, Invitation
from directory.settings import Settings
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
