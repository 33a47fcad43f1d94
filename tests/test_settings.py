"""Settings come from the environment, and a value that cannot work is named in a sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from directory.errors import SettingsError
from directory.settings import DEVELOPMENT_SECRET, PREFIX, Settings


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"{PREFIX}{name.upper()}", raising=False)
    monkeypatch.delenv("HOST", raising=False)
    monkeypatch.delenv("PORT", raising=False)
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)


def test_nothing_has_to_be_set_to_try_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    settings = Settings.from_environment()
    assert settings.database_url == f"sqlite:///{tmp_path}/instance/kontaktnatet.db"
    assert settings.instance_folder == tmp_path / "instance"
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)


def test_values_are_read_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_TRUSTED_HOSTS", "a.example.org, b.example.org")
    monkeypatch.setenv("DIRECTORY_BASE_URL", "https://a.example.org/")
    monkeypatch.setenv("PORT", "8123")
    monkeypatch.setenv("HOST", "0.0.0.0")
    monkeypatch.setenv("DIRECTORY_HOST", "127.0.0.2")
    settings = Settings.from_environment()
    assert settings.trusted_hosts == ("a.example.org", "b.example.org")
    assert settings.base_url == "https://a.example.org"
    assert settings.port == 8123
    assert settings.host == "127.0.0.2", "the name with the prefix wins"


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("DIRECTORY_PORT", "http", "DIRECTORY_PORT: "),
        ("PORT", "99999", "PORT: "),
        (
            "DIRECTORY_DATABASE_URL",
            "mysql://x/y",
            "DIRECTORY_DATABASE_URL: must begin with sqlite:/// or postgresql://",
        ),
        (
            "DIRECTORY_DATABASE_URL",
            "kontaktnatet.db",
            "DIRECTORY_DATABASE_URL: is not the address of a database",
        ),
        ("DIRECTORY_BASE_URL", "example.org", "DIRECTORY_BASE_URL: must begin with http:// or https://"),
        ("DIRECTORY_ENVIRONMENT", "prod", "DIRECTORY_ENVIRONMENT: "),
        ("DIRECTORY_LOG_LEVEL", "loud", "DIRECTORY_LOG_LEVEL: "),
    ],
)
def test_a_value_that_cannot_work_is_named(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, said: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError) as error:
        Settings.from_environment()
    assert said in error.value.message


@pytest.mark.parametrize(
    ("secret", "base_url", "said"),
    [
        ("", "https://example.org", "DIRECTORY_SECRET_KEY must be set"),
        (DEVELOPMENT_SECRET, "https://example.org", "DIRECTORY_SECRET_KEY must be set"),
        ("short", "https://example.org", "DIRECTORY_SECRET_KEY must be set"),
        ("x" * 40, "http://example.org", "DIRECTORY_BASE_URL must begin with https://"),
    ],
)
def test_production_refuses_what_is_unsafe(
    monkeypatch: pytest.MonkeyPatch, secret: str, base_url: str, said: str
) -> None:
    monkeypatch.setenv("DIRECTORY_ENVIRONMENT", "production")
    monkeypatch.setenv("DIRECTORY_SECRET_KEY", secret)
    monkeypatch.setenv("DIRECTORY_BASE_URL", base_url)
    with pytest.raises(SettingsError) as error:
        Settings.from_environment()
    assert said in error.value.message
    assert secret == "" or secret not in error.value.message, "a secret is never repeated"


def test_production_runs_with_a_secret_and_https(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DIRECTORY_ENVIRONMENT", "production")
    monkeypatch.setenv("DIRECTORY_SECRET_KEY", "x" * 40)
    monkeypatch.setenv("DIRECTORY_BASE_URL", "https://example.org")
    monkeypatch.setenv("DIRECTORY_MAIL", "file")
    settings = Settings.from_environment()
    assert settings.environment == "production"
    assert "x" * 40 not in repr(settings)


def test_a_secret_may_lie_in_a_file_of_its_own(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "DIRECTORY_SECRET_KEY").write_text("s" * 40 + "\n")
    (tmp_path / "DIRECTORY_SMTP_PASSWORD").write_text("of the file")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("DIRECTORY_SMTP_PASSWORD", "of the environment")
    settings = Settings.from_environment()
    assert settings.secret_key == "s" * 40
    assert settings.smtp_password == "of the environment"


def test_a_folder_of_secrets_that_is_missing_is_said_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path / "gone"))
    with pytest.raises(SettingsError, match="CREDENTIALS_DIRECTORY"):
        Settings.from_environment()


def in_production(database_url: str) -> Settings:
    return Settings(
        environment="production",
        secret_key="x" * 40,
        base_url="https://example.org",
        mail="file",
        database_url=database_url,
    )


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://name:very-secret@db.example.org/name",
        "postgresql://name@db.example.org/name?sslmode=require",
        "postgresql+psycopg://name@192.0.2.1/name?sslmode=disable",
        "postgresql:///name?host=db.example.org",
        "postgresql:///name?host=/var/run/postgresql,db.example.org",
        "postgresql://name@localhost/name?host=db.example.org",
        "postgresql:///name?host=localhost&host=db.example.org",
        "postgresql://name@localhost/name?hostaddr=192.0.2.1",
    ],
)
def test_production_refuses_a_database_elsewhere_that_need_not_prove_itself(address: str) -> None:
    with pytest.raises(ValueError, match="sslmode=verify-full") as error:
        in_production(address)
    assert "very-secret" not in str(error.value.errors()[0]["msg"])  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    "address",
    [
        "sqlite:///name.db",
        "postgresql:///name",
        "postgresql://name@localhost/name",
        "postgresql://name@[::1]/name",
        "postgresql:///name?host=/var/run/postgresql",
        "postgresql://name@db.example.org/name?sslmode=verify-full",
    ],
)
def test_production_takes_a_database_here_or_one_that_proves_itself(address: str) -> None:
    assert in_production(address).database_url == address


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "DIRECTORY_MAIL must be smtp (or file) in production"),
        ({"MAIL": "console"}, "DIRECTORY_MAIL must be smtp (or file) in production"),
        ({"MAIL": "smtp"}, "DIRECTORY_MAIL_FROM must say who letters are from"),
        (
            {
                "MAIL": "smtp",
                "MAIL_FROM": "a@example.org",
                "SMTP_TLS": "none",
                "SMTP_HOST": "mail.example.org",
            },
            "DIRECTORY_SMTP_TLS must be starttls or tls",
        ),
        (
            {"MAIL": "smtp", "MAIL_FROM": "a@example.org\nBcc: b@example.org"},
            "DIRECTORY_MAIL_FROM: must be a mail",
        ),
    ],
)
def test_production_refuses_mail_that_reaches_nobody_or_is_not_encrypted(
    monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], said: str
) -> None:
    production = {"ENVIRONMENT": "production", "SECRET_KEY": "x" * 40, "BASE_URL": "https://example.org"}
    for name, value in {**production, "SMTP_PASSWORD": "very-secret", **changes}.items():
        monkeypatch.setenv(f"{PREFIX}{name}", value)
    with pytest.raises(SettingsError) as error:
        Settings.from_environment()
    assert said in error.value.message
    assert "very-secret" not in error.value.message


def test_production_may_hand_letters_unencrypted_to_a_mail_server_on_the_same_machine() -> None:
    settings = Settings(
        environment="production",
        secret_key="x" * 40,
        base_url="https://example.org",
        mail="smtp",
        mail_from="Kontaktnätet <kontakt@example.org>",
        smtp_tls="none",
        smtp_password="very-secret",
    )
    assert settings.smtp_host == "localhost"
    assert "very-secret" not in repr(settings)


def test_every_setting_says_what_it_is_for() -> None:
    assert all(field.description for field in Settings.model_fields.values())


@pytest.mark.parametrize("issuer", ["http://idp.example.org", "http://127.0.0.1:9000"])
def test_production_refuses_an_identity_provider_that_need_not_prove_itself(
    monkeypatch: pytest.MonkeyPatch, issuer: str
) -> None:
    values = {
        "environment": "production",
        "secret_key": "x" * 40,
        "base_url": "https://kontakt.example.org",
        "mail": "file",
        "oidc_client_id": "kontaktnatet",
        "oidc_client_secret": "y" * 40,
        "oidc_issuer": issuer,
    }
    for name, value in values.items():
        monkeypatch.setenv(f"DIRECTORY_{name.upper()}", value)
    with pytest.raises(SettingsError, match=r"DIRECTORY_OIDC_ISSUER:? must begin with https://"):
        Settings.from_environment()
    monkeypatch.setenv("DIRECTORY_OIDC_ISSUER", "https://idp.example.org")
    assert Settings.from_environment().oidc_issuer == "https://idp.example.org"
