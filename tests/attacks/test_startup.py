"""A start that would be unsafe is refused with a sentence that says what to do, and that repeats no secret."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import Engine, text

from directory import clock
from directory.cli import main
from directory.db import make_engine
from directory.membership.demo import make_demo
from directory.settings import DEVELOPMENT_SECRET, Settings
from directory.store.schema import upgrade
from tests.databases import settings_for
from tests.store.small import fill

SECRET = "do-not-repeat-this-secret-anywhere-4711"
SAFE = {
    "ENVIRONMENT": "production",
    "SECRET_KEY": SECRET,
    "BASE_URL": "https://kontakt.example",
    "MAIL": "file",
    "SNAPSHOT_IS_SAVED": "false",
}

UNSAFE = {
    "the secret that everybody can read": (
        {"SECRET_KEY": DEVELOPMENT_SECRET},
        "DIRECTORY_SECRET_KEY must be set",
    ),
    "no secret": ({"SECRET_KEY": ""}, "DIRECTORY_SECRET_KEY must be set"),
    "a short secret": ({"SECRET_KEY": "s" * 31}, "DIRECTORY_SECRET_KEY must be set to at least 32"),
    "addresses without encryption": ({"BASE_URL": "http://kontakt.example"}, "must begin with https://"),
    "no address": ({"BASE_URL": ""}, "must begin with https://"),
    "letters on the console": ({"MAIL": "console"}, "DIRECTORY_MAIL must be smtp (or file)"),
    "letters from nobody": ({"MAIL": "smtp"}, "DIRECTORY_MAIL_FROM must say who letters are from"),
    "letters in the open": (
        {"MAIL": "smtp", "MAIL_FROM": "a@example.org", "SMTP_TLS": "none", "SMTP_HOST": "mail.example.org"},
        "DIRECTORY_SMTP_TLS must be starttls or tls",
    ),
    "a database elsewhere in the open": (
        {"DATABASE_URL": "postgresql://user:do-not-repeat-this-secret@db.example.org/name"},
        "?sslmode=verify-full",
    ),
    "an environment that is misspelt": ({"ENVIRONMENT": "produktion"}, "DIRECTORY_ENVIRONMENT"),
}


class Started(BaseException):
    """The server would have started."""


@dataclass(frozen=True)
class Refusal:
    """How a start ended, and all that was printed."""

    status: int
    printed: str


Serve = Callable[..., Refusal]


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Serve:
    """Return a function that tries to start the server on a database, with settings."""

    def starts(*_anything: object, **_more: object) -> None:
        raise Started

    monkeypatch.setattr("directory.cli.serve.Granian", starts)
    for name in [name for name in os.environ if name.startswith("DIRECTORY_")]:
        monkeypatch.delenv(name)

    def call(database_url: str, **settings: str) -> Refusal:
        for name, value in {**SAFE, "DATABASE_URL": database_url, **settings}.items():
            monkeypatch.setenv(f"DIRECTORY_{name}", value)
        try:
            result = CliRunner().invoke(main, ["serve", "--port", "0"])
        except Started:
            return Refusal(0, "")
        return Refusal(result.exit_code, result.output + result.stderr)

    return call


def check_refused(refusal: Refusal, said: str) -> None:
    """Hold that a start was refused with a sentence, and neither with a traceback nor with a secret."""
    assert refusal.status != 0
    assert said in " ".join(refusal.printed.split())
    assert "Traceback" not in refusal.printed
    assert not re.search("do-not-repeat|s{31}", refusal.printed)


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Return the address of a database with a small network, as one command would have made it."""
    url = f"sqlite:///{tmp_path / 'kontaktnatet.db'}"
    engine = make_engine(settings_for(url))
    (tmp_path / "kontaktnatet.db").touch(mode=0o600)
    upgrade(engine)
    fill(engine)
    engine.dispose()
    return url


@pytest.mark.parametrize("unsafe", UNSAFE)
def test_production_does_not_start_with(unsafe: str, tmp_path: Path, serve: Serve) -> None:
    changes, said = UNSAFE[unsafe]
    check_refused(serve(f"sqlite:///{tmp_path / 'none.db'}", **changes), said)


def test_production_does_not_start_on_invented_accounts(file: str, serve: Serve) -> None:
    settings = settings_for(file)
    engine = make_engine(settings)
    make_demo(engine, settings, clock.now())
    engine.dispose()
    check_refused(serve(file), "The database holds demo accounts, whose password everybody knows")


def test_production_does_not_start_without_a_database(tmp_path: Path, serve: Serve) -> None:
    check_refused(serve(f"sqlite:///{tmp_path / 'none.db'}"), "directory database upgrade")


def test_production_does_not_start_on_a_database_of_another_version(file: str, serve: Serve) -> None:
    engine: Engine = make_engine(Settings(environment="test", database_url=file))
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    engine.dispose()
    check_refused(serve(file), "directory database upgrade")


def test_production_starts_when_all_of_it_is_safe(file: str, serve: Serve) -> None:
    assert serve(file).status == 0


@pytest.mark.parametrize("unsafe", ["no secret", "letters on the console"])
def test_a_check_that_is_taken_out_would_be_missed(
    unsafe: str, file: str, serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The planted fault: settings that nobody looks at."""
    changes, said = UNSAFE[unsafe]
    if unsafe == "no secret":
        monkeypatch.setattr("directory.settings.SHORTEST_SECRET", 0)
        monkeypatch.setattr("directory.settings.DEVELOPMENT_SECRET", "another")
    else:
        monkeypatch.setattr(Settings, "_mail_is_safe", lambda _self: None)
    with pytest.raises(AssertionError):
        check_refused(serve(file, **changes), said)


def test_a_refusal_that_repeats_the_secret_would_be_seen() -> None:
    with pytest.raises(AssertionError):
        check_refused(
            Refusal(1, f"DIRECTORY_SECRET_KEY must be set, not {SECRET}"), "DIRECTORY_SECRET_KEY must be set"
        )
