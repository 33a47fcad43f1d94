"""All settings of the program, read once from the environment (``DIRECTORY_…``) and never changed after.

It knows no file format but the environment: what runs the program (systemd, a container, ``make run``) sets it.
Secrets may lie in files instead, one each and named as the variable, in the folder ``$CREDENTIALS_DIRECTORY``.
"""

from __future__ import annotations

import os
from email.headerregistry import Address
from email.utils import parseaddr
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import AliasChoices, Field, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from directory.errors import SettingsError

PREFIX = "DIRECTORY_"
DEVELOPMENT_SECRET = "for-development-only-never-in-production"  # noqa: S105 refused in production, see below
SHORTEST_SECRET = 32
"""Characters; 16 random bytes as hex, the least that OWASP ASVS 5.0 (11.2.3) counts as unguessable."""

Environment = Literal["development", "production", "test"]
LogLevel = Literal["debug", "info", "warning", "error"]
MailCarrier = Literal["console", "file", "smtp"]
SmtpTls = Literal["starttls", "tls", "none"]
SMTP_PORTS: dict[SmtpTls, int] = {"starttls": 587, "tls": 465, "none": 25}
"""RFC 6409 (submission), RFC 8314 (submission over TLS), RFC 5321."""
LOOPBACK = ("localhost", "127.0.0.1", "::1")
FOLDER_OF_SECRETS = "CREDENTIALS_DIRECTORY"
"""Set by systemd for ``LoadCredential=``; a container or the agent of a vault can set it just as well."""


def default_database_url() -> str:
    """Return the address of the embedded database: ``instance/kontaktnatet.db`` in the current folder."""
    return f"sqlite:///{Path.cwd() / 'instance' / 'kontaktnatet.db'}"


class Settings(BaseSettings):
    """What can be set. Every field is read from ``DIRECTORY_<NAME>``; host and port also from ``HOST``, ``PORT``."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, frozen=True, extra="ignore", populate_by_name=True, env_ignore_empty=True
    )

    database_url: str = Field(
        default_factory=default_database_url,
        description="Where the facts live: sqlite:///file.db or postgresql://user:password@host/name.",
    )
    secret_key: str = Field(
        default=DEVELOPMENT_SECRET,
        repr=False,
        description=f"Signs forms and sessions. At least {SHORTEST_SECRET} random characters in production.",
    )
    environment: Environment = Field(
        default="development",
        description="development, production or test. Production refuses unsafe values.",
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address of the start page as people see it, without a slash at the end.",
    )
    trusted_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Host names that requests may ask for, separated by commas. Empty: that of the base URL.",
    )
    host: str = Field(
        default="127.0.0.1",
        validation_alias=AliasChoices(f"{PREFIX}HOST", "HOST"),
        description="Network address that the server listens on. HOST does the same.",
    )
    port: int = Field(
        default=8000,
        ge=0,
        le=65535,
        validation_alias=AliasChoices(f"{PREFIX}PORT", "PORT"),
        description="Port that the server listens on; 0 takes a free one. PORT does the same.",
    )
    workers: int = Field(default=2, ge=1, le=256, description="Server processes; one for each core is best.")
    seeds_path: Path | None = Field(
        default=None, description="Folder with the seed files. Empty: the one that ships with the program."
    )
    log_level: LogLevel = Field(default="info", description="debug, info, warning or error.")
    snapshot_folder: Path | None = Field(
        default=None,
        description="Where the last snapshot is saved for a start while the database is away. "
        "Empty: beside the SQLite file, or instance/ in the current folder.",
    )
    snapshot_is_saved: bool = Field(
        default=True, description="Whether the last snapshot is saved to a file at all."
    )
    snapshot_largest_update: int = Field(
        default=500,
        ge=0,
        description="With more changed records than this the graph is built anew instead of brought up to date.",
    )
    database_timeout_ms: int = Field(
        default=5000, ge=100, description="Longest time in milliseconds that one statement or lock may take."
    )
    mail: MailCarrier = Field(
        default="console",
        description="How letters leave: console (printed, for trying out), file (one file each) or smtp. "
        "Production refuses console.",
    )
    mail_from: str = Field(
        default="",
        description="Who letters are from: name@example.org or Name <name@example.org>. Production needs it for smtp.",
    )
    mail_folder: Path | None = Field(
        default=None, description="Where letters as files go. Empty: mail/ beside what the program keeps."
    )
    smtp_host: str = Field(default="localhost", description="The mail server that takes the letters.")
    smtp_port: int | None = Field(
        default=None, ge=1, le=65535, description="Its port. Empty: 587 (starttls), 465 (tls) or 25 (none)."
    )
    smtp_user: str = Field(
        default="", description="The name to sign in with there. Empty: without signing in."
    )
    smtp_password: str = Field(default="", repr=False, description="The password to sign in with there.")
    smtp_tls: SmtpTls = Field(
        default="starttls",
        description="starttls, tls, or none, which production refuses unless the server is on this machine.",
    )
    works_inside: bool = Field(
        default=True,
        description="Whether the server processes also send mail and do periodic jobs. "
        "If not, directory work has to run beside them.",
    )

    old_secret_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        repr=False,
        description="Earlier secret keys, separated by commas: what they sealed can still be read. Newest first.",
    )
    proxies: int = Field(
        default=0,
        ge=0,
        le=5,
        description="How many proxies stand in front and say truly where a request comes from (X-Forwarded-For).",
    )
    session_idle_minutes: int = Field(
        default=120, ge=5, le=720, description="Minutes without a request after which somebody is signed out."
    )
    session_hours: int = Field(
        default=12, ge=1, le=24, description="Hours after which somebody is signed out, whatever they do."
    )
    import_rows: int = Field(
        default=20_000,
        ge=1,
        le=200_000,
        description="How many rows a file that is read in may have.",
    )
    contacts_per_day: int = Field(
        default=300,
        ge=10,
        description="How many different contacts that are not public one account may see in a day.",
    )

    oidc_issuer: str = Field(
        default="",
        description="Address of the identity provider (OpenID Connect) that people may sign in with. Empty: none.",
    )
    oidc_client_id: str = Field(default="", description="What the provider calls this site.")
    oidc_client_secret: str = Field(
        default="", repr=False, description="What this site shows the provider that it is itself."
    )
    oidc_name: str = Field(
        default="", description="What people call the provider; stands on the button. Empty: its host name."
    )
    oidc_is_strong: bool = Field(
        default=False,
        description="Whether its sign-in counts as password and second factor. If not, our own code follows.",
    )
    oidc_acr: str = Field(
        default="",
        description="Levels of assurance (acr), separated by spaces: asked for, and one of them required back.",
    )

    @field_validator("trusted_hosts", "old_secret_keys", mode="before")
    @classmethod
    def _split_at_commas(cls, value: Any) -> Any:
        return (
            tuple(part.strip() for part in value.split(",") if part.strip())
            if isinstance(value, str)
            else value
        )

    @field_validator("base_url")
    @classmethod
    def _is_an_address(cls, value: str) -> str:
        if not value.startswith(("http://", "https://")):
            raise ValueError("must begin with http:// or https://")
        return value.rstrip("/")

    @field_validator("oidc_issuer")
    @classmethod
    def _is_an_issuer(cls, value: str) -> str:
        parts = urlsplit(value)
        is_here = parts.scheme == "http" and parts.hostname in LOOPBACK
        if value and (not (parts.scheme == "https" or is_here) or not parts.hostname):
            raise ValueError("must begin with https://")
        if parts.query or parts.fragment or len(value) > 255:
            raise ValueError("must be an address without ? and #, of at most 255 characters")
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_a_sender(cls, value: str) -> str:
        try:
            address = Address(addr_spec=parseaddr(value)[1])
        except (ValueError, IndexError):
            address = Address()
        if value and not (value.isprintable() and address.username and address.domain):
            raise ValueError("must be a mail address; write name@example.org or Name <name@example.org>")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_a_known_database(cls, value: str) -> str:
        try:
            url = make_url(value)
        except ArgumentError:
            raise ValueError(
                "is not the address of a database; write sqlite:///file.db or postgresql://user@host/name"
            ) from None
        if url.get_backend_name() not in ("sqlite", "postgresql"):
            raise ValueError("must begin with sqlite:/// or postgresql://; no other database is supported")
        return value

    @model_validator(mode="after")
    def _provider_is_whole(self) -> Self:
        if self.oidc_issuer and not (self.oidc_client_id and self.oidc_client_secret):
            raise ValueError(
                f"{PREFIX}OIDC_CLIENT_ID and {PREFIX}OIDC_CLIENT_SECRET must be set with {PREFIX}OIDC_ISSUER: "
                "the provider gives them to whoever registers this site there"
            )
        return self

    @model_validator(mode="after")
    def _production_is_safe(self) -> Self:
        if self.environment != "production":
            return self
        if self.secret_key == DEVELOPMENT_SECRET or len(self.secret_key) < SHORTEST_SECRET:
            raise ValueError(
                f"{PREFIX}SECRET_KEY must be set to at least {SHORTEST_SECRET} random characters in production; "
                "make one with: python -c 'import secrets; print(secrets.token_hex(32))'"
            )
        if not self.base_url.startswith("https://"):
            raise ValueError(f"{PREFIX}BASE_URL must begin with https:// in production")
        self._database_is_safe()
        self._mail_is_safe()
        if self.oidc_issuer and not self.oidc_issuer.startswith("https://"):
            raise ValueError(f"{PREFIX}OIDC_ISSUER must begin with https:// in production")
        return self

    def _database_is_safe(self) -> None:
        url = make_url(self.database_url)
        named = [url.query.get("host", url.host), url.query.get("hostaddr")]
        parts = [part for one in named for part in ([one] if isinstance(one, str) else one or ())]
        hosts = [host for part in parts for host in part.split(",")]
        is_here = all(not host or host.startswith("/") or host in LOOPBACK for host in hosts)
        if (
            url.get_backend_name() == "postgresql"
            and not is_here
            and url.query.get("sslmode") != "verify-full"
        ):
            raise ValueError(
                f"{PREFIX}DATABASE_URL must end with ?sslmode=verify-full for a database on another machine: "
                "what is read and written there could be seen and changed on the way"
            )

    def _mail_is_safe(self) -> None:
        if self.mail == "console":
            raise ValueError(
                f"{PREFIX}MAIL must be smtp (or file) in production: letters on the console reach nobody, "
                "and their links would stand in a log"
            )
        if self.mail != "smtp":
            return
        if not self.mail_from:
            raise ValueError(f"{PREFIX}MAIL_FROM must say who letters are from, such as kontakt@example.org")
        if self.smtp_tls == "none" and self.smtp_host not in LOOPBACK:
            raise ValueError(
                f"{PREFIX}SMTP_TLS must be starttls or tls: letters hold links that open accounts, "
                "and only a mail server on this machine may get them unencrypted"
            )

    @classmethod
    def from_environment(cls) -> Settings:
        """Read the settings from the environment, and those that it does not have from the files with secrets.

        Raises:
            SettingsError: a value cannot work; the sentence names each such variable and says what to write.
        """
        folder = os.environ.get(FOLDER_OF_SECRETS) or None
        if folder is not None and not Path(folder).is_dir():
            raise SettingsError(f"{FOLDER_OF_SECRETS}: there is no such folder.")
        try:
            return cls(_secrets_dir=folder)
        except ValidationError as error:
            sentences = [_sentence(problem) for problem in error.errors()]
            raise SettingsError(" ".join(sentences), settings=sentences) from None

    @property
    def instance_folder(self) -> Path:
        """The folder for what the program itself keeps: beside the SQLite file, else ``instance``."""
        if self.snapshot_folder is not None:
            return self.snapshot_folder
        url = make_url(self.database_url)
        if url.get_backend_name() == "sqlite" and url.database not in (None, "", ":memory:"):
            return Path(str(url.database)).resolve().parent
        return Path.cwd() / "instance"


def _sentence(problem: Any) -> str:
    """Say one problem that pydantic found as a sentence about an environment variable."""
    reason = problem["msg"].removeprefix("Value error, ").rstrip(".")
    if not problem["loc"]:
        return f"{reason}."
    name = str(problem["loc"][0])
    variable = name if name.isupper() else PREFIX + name.upper()
    return f"{variable}: {reason[0].lower()}{reason[1:]}."
