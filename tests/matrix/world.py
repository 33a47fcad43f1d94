"""The real network with people in it, in a file that is put back after every cell that changed it."""

from __future__ import annotations

import json
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import Engine, make_url, select

from directory import clock
from directory.account import session as sessions
from directory.account.code import code_now
from directory.account.secret import Seal
from directory.app import create_app
from directory.ledger import Act, note
from directory.model import Account, AccountSession, Stage
from directory.settings import Settings
from directory.store.session import writing
from tests.databases import settings_for
from tests.matrix.parts import make_parts
from tests.matrix.past import make_past
from tests.matrix.people import NOBODY, SOMEBODY, VIEWERS, Known, make_people
from tests.matrix.tables import make_files
from tests.matrix.tickets import make_tickets
from tests.matrix.voices import make_voices
from tests.web.admin.signed import TOKEN

LASTS = timedelta(hours=8)
AGES = {"now": timedelta(0), "while": timedelta(minutes=15), "long": timedelta(minutes=25)}
"""How long ago somebody showed who they are: good for all; for sending a form opened in time; for neither."""
COUNTERS = frozenset({"throttle", "seen_contact"})
"""What counts attempts and what was looked at, and may: all else stays as it was when somebody is refused."""


@dataclass
class World:
    """A site, its people, and the cookies of their browsers. ``moment``: the clock stands still."""

    app: Flask
    file: Path
    saved: Path
    moment: datetime
    people: dict[str, Known]
    tokens: dict[str, str]
    cookies: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    csrf: dict[tuple[str, str], str] = field(default_factory=dict)
    sessions: dict[str, str] = field(default_factory=dict)
    keys: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._watch = sqlite3.connect(self.file.as_uri(), uri=True, isolation_level=None)
        self._watch.execute("PRAGMA synchronous = OFF")
        self._watch.execute("ATTACH ? AS saved", (f"{self.saved.as_uri()}?immutable=1",))
        self._saved = sqlite3.connect(self.saved, isolation_level=None)
        self._seen = self._version()

    def browser(self, viewer: str, age: str = "now") -> FlaskClient:
        """Return a browser with the cookies of *viewer*."""
        client = self.app.test_client()
        for name, value in self.cookies[viewer, age].items():
            client.set_cookie(name, value)
        return client

    def keep_link(self, client: FlaskClient, purpose: str, token: str) -> None:
        """Have a browser keep the token of a link as if it had been opened, whether it works or not."""
        until = int((self.moment + LASTS).timestamp())
        seal = Seal((self.app.extensions["settings"].secret_key,))
        with client.session_transaction() as kept:
            kept[f"link-{purpose}"] = seal.close(json.dumps(["", until, token]))

    def code(self, viewer: str, *, is_new: bool = False) -> str:
        """Return the code that the app of *viewer* shows; *is_new*: the app that is being set up."""
        key = self.keys.get(viewer, "") if is_new else self.people[viewer].key
        return code_now(key, self.moment) if key else "000000"

    def changed(self) -> list[str]:
        """List the tables whose rows are not as they were, and put the file back as it was."""
        if self._version() == self._seen:
            return []
        touched = {name for (name,) in self._watch.execute("SELECT name FROM touched")}
        found = sorted(name for name in touched.difference(COUNTERS) if self._differs(name))
        if touched <= COUNTERS:
            self._watch.executescript("".join(f"DELETE FROM {name};" for name in (*COUNTERS, "touched")))
        else:
            self._saved.backup(self._watch)
        self._seen = self._version()
        return found

    def close(self) -> None:
        """Let go of the file."""
        self._watch.close()
        self._saved.close()
        self.app.extensions["snapshots"].engine.dispose()

    def _version(self) -> int:
        """Return SQLite's number of what others have committed to the file."""
        found: int = self._watch.execute("PRAGMA data_version").fetchone()[0]
        return found

    def _differs(self, table: str) -> bool:
        """Compare every row of a table with what was saved, both ways."""
        now, before = f'main."{table}"', f'saved."{table}"'
        for one, other in ((now, before), (before, now)):
            rows = f"SELECT EXISTS (SELECT * FROM {one} EXCEPT SELECT * FROM {other})"
            if self._watch.execute(rows).fetchone()[0]:
                return True
        return False


def make_world(seeded: Path, folder: Path) -> World:
    """Fill a copy of the seeded file with the people of the matrix, and sign them in."""
    file = folder / "matrix.db"
    shutil.copyfile(seeded, file)
    app = create_app(settings_for(make_url(f"sqlite:///{file}"), base_url="http://localhost"))
    engine: Engine = app.extensions["snapshots"].engine
    settings: Settings = app.extensions["settings"]
    moment = clock.now()
    with writing(engine, actor="system") as session:
        people = make_people(session, Seal((settings.secret_key,)), moment, clock.today())
        make_parts(session, moment, clock.today())
        tokens = make_tickets(session, moment) | make_voices(session, moment)
        make_files(session, moment)
        make_past(session, moment)
        note(session, Act.DEMO_LOADED)
        session.commit()
    begun = _sign_in(engine, moment)
    with closing(sqlite3.connect(file)) as plain:
        _watch_tables(plain)
    saved = folder / "saved.db"
    with closing(sqlite3.connect(file)) as source, closing(sqlite3.connect(saved)) as target:
        source.backup(target)
    world = World(app, file, saved, moment, people, tokens)
    world.sessions.update(begun.ids)
    for viewer in VIEWERS:
        _open_browser(world, viewer, begun.cookies)
    world.changed()
    return world


def _watch_tables(connection: sqlite3.Connection) -> None:
    """Have the database itself note which tables are written to, in the transaction that does."""
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    connection.execute("CREATE TABLE touched (name TEXT PRIMARY KEY)")
    for name in names:
        for act in ("INSERT", "UPDATE", "DELETE"):
            connection.execute(
                f'CREATE TRIGGER "touched_{name}_{act}" AFTER {act} ON "{name}" '
                # Not "INSERT OR IGNORE": inside of somebody's upsert SQLite would not ignore it.
                f"WHEN NOT EXISTS (SELECT 1 FROM touched WHERE name = '{name}') "
                f"BEGIN INSERT INTO touched VALUES ('{name}'); END"
            )
    connection.commit()


@dataclass
class Begun:
    """Cookies by viewer and age, and the ids of sessions by name."""

    cookies: dict[tuple[str, str], dict[str, str]] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)


def _sign_in(engine: Engine, now: datetime) -> Begun:
    found = Begun()
    with writing(engine, actor="system") as session:
        for account in session.scalars(select(Account).order_by(Account.id)).all():
            viewer = account.id
            if viewer in ("H", "F"):
                half = sessions.begin(session, account, Stage.PASSWORD, now, lasts=LASTS, device="Half")
                found.cookies[viewer, "now"] = {"signing-in": half.token, "signed-in": half.token}
            elif viewer in VIEWERS:
                for age, ago in AGES.items():
                    whole = sessions.begin(session, account, Stage.WHOLE, now, lasts=LASTS, device="Firefox")
                    session.flush()
                    session.get_one(AccountSession, whole.session).confirmed_at = now - ago
                    found.cookies[viewer, age] = {"signed-in": whole.token}
                    found.ids[f"{viewer}-{age}"] = whole.session
        session.flush()
        session.delete(session.get_one(AccountSession, found.ids["S-now"]))
        session.commit()
    return found


def _open_browser(world: World, viewer: str, cookies: dict[tuple[str, str], dict[str, str]]) -> None:
    """Have a browser visit a page with a form, and keep its cookies and its token, as a person's would."""
    for age in AGES:
        world.cookies[viewer, age] = dict(cookies.get((viewer, age), {}))
    client = world.browser(viewer)
    pages = {"F": "/account/second-factor"} | dict.fromkeys(SOMEBODY, "/account/second-factor/new")
    page = pages.get(viewer, "/account/reset")
    found = TOKEN.search(client.get(page).text)
    assert found is not None, (viewer, page)
    with client.session_transaction() as kept:
        if "app_key" in kept:
            seal = Seal((world.app.extensions["settings"].secret_key,))
            world.keys[viewer] = json.loads(seal.open(kept["app_key"]) or "")[2]
    cookie = client.get_cookie("session")
    assert cookie is not None
    for age in AGES:
        world.cookies[viewer, age]["session"] = cookie.value
        world.csrf[viewer, age] = found[1]


def own_account(viewer: str) -> str:
    """Return the account of *viewer*; for the public one that nobody has."""
    return "nobody" if viewer in NOBODY else viewer
