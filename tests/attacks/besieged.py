"""The server as it runs in production, for attacks over HTTP; and the same with a fault planted in each process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from directory.access import Role
from directory.account.code import new_code_secret
from directory.account.secret import Seal
from directory.settings import Settings
from tests.account.people import make_account
from tests.browser.server import free_port, serving
from tests.web.account.signing_in import PLACES, Somebody, give_role

SECRET = "a secret for attacks, long enough to be one"
BASE = "https://kontakt.example"


def environment_for(engine: Engine, folder: Path, **more: str) -> dict[str, str]:
    """Return the settings of production on the database of *engine*; all of its callers count as one proxy."""
    return {
        "DIRECTORY_DATABASE_URL": engine.url.render_as_string(hide_password=False),
        "DIRECTORY_ENVIRONMENT": "production",
        "DIRECTORY_SECRET_KEY": SECRET,
        "DIRECTORY_BASE_URL": BASE,
        "DIRECTORY_TRUSTED_HOSTS": "127.0.0.1,kontakt.example",
        "DIRECTORY_MAIL": "file",
        "DIRECTORY_MAIL_FOLDER": str(folder / "mail"),
        "DIRECTORY_PROXIES": "1",
        "DIRECTORY_SNAPSHOT_IS_SAVED": "false",
        "DIRECTORY_WORKS_INSIDE": "false",
        "DIRECTORY_WORKERS": "4",
        **more,
    }


def settings_of(engine: Engine, folder: Path) -> Settings:
    """Return the same settings in this process."""
    given = environment_for(engine, folder)
    return Settings(
        **{name.removeprefix("DIRECTORY_").lower(): value for name, value in given.items()}  # type: ignore[arg-type]
    )


@contextmanager
def besieged(
    engine: Engine, folder: Path, *, planted: str = "", log: str = "server.log", **more: str
) -> Iterator[str]:
    """Serve the database of *engine*; give the address. *planted*: Python that each process runs before the program."""
    environment = environment_for(engine, folder, **more)
    if planted:
        plant = folder / "planted"
        plant.mkdir(exist_ok=True)
        (plant / "sitecustomize.py").write_text(planted, encoding="utf-8")
        environment["PYTHONPATH"] = os.pathsep.join(
            part for part in (str(plant), os.environ.get("PYTHONPATH", "")) if part
        )
    with serving(environment, folder / log, port=free_port()) as address:
        yield address


def make_somebody(engine: Engine, *roles: Role, has_app: bool = True, **values: Any) -> Somebody:
    """Make an account that the besieged server can open: its app's key is sealed with that server's secret."""
    key = new_code_secret()
    made = make_account(engine, code_secret=Seal((SECRET,)).close(key) if has_app else None, **values)
    for role in roles:
        give_role(engine, made.id, role, **PLACES[role])
    return Somebody(made.id, made.email or "", made.name, key if has_app else "")
