"""A site on one database of a pair, and the pair: both are asked the same at the same moment."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from sys import modules
from tempfile import TemporaryDirectory

from flask import Flask
from flask.sessions import SecureCookieSessionInterface
from itsdangerous import URLSafeTimedSerializer
from sqlalchemy import make_url

from directory.app import create_app
from directory.finding.search import _Index
from directory.store.snapshot import Snapshots
from directory.web.api.reply import Replies
from directory.web.catalogue.kept import Kept
from tests.databases import settings_for
from tests.pairs.asked import Answer, Asked
from tests.pairs.chance import Chance
from tests.pairs.world import INSIDER, SECRET, Asker

FORM_SECRET = "0123456789abcdef0123456789abcdef01234567"
"""What the tokens of all forms are made of, in the cookie of whoever asks."""


class Site:
    """The program on one database. What a process keeps for all its requests is its own, as if it were alone."""

    def __init__(self, file: Path) -> None:
        settings = settings_for(
            make_url(f"sqlite:///{file}"),
            base_url="http://localhost",
            secret_key=SECRET,
            log_level="error",
            contacts_per_day=1_000_000,  # the quota has tests of its own; here somebody looks at everything
        )
        self.snapshots = Snapshots(settings)
        self.app: Flask = create_app(settings, snapshots=self.snapshots)
        self.app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)  # a fault is an answer, and told of
        self._own = {
            ("directory.web.api.answer", "replies"): Replies(),
            ("directory.web.catalogue.areas", "overviews"): Kept(),
            ("directory.finding.search", "_index"): _Index(),
        }
        with self.app.test_request_context():
            self.token = URLSafeTimedSerializer(self.app.secret_key or "", salt="wtf-csrf-token").dumps(
                FORM_SECRET
            )
            signing = SecureCookieSessionInterface().get_signing_serializer(self.app)
            assert signing is not None
            self.form_cookie = str(signing.dumps({"csrf_token": FORM_SECRET}))
        self.client = self.app.test_client(use_cookies=False)

    def ask(self, asked: Asked, asker: Asker, session: str) -> Answer:
        """Send a request and return all that comes back."""
        for (module, name), own in self._own.items():
            setattr(modules[module], name, own)
        cookies = [] if asker.role is None else [f"signed-in={asker.token(session)}"]
        form = dict(asked.form) if asked.form is not None else None
        if form is not None and asked.has_token:
            cookies.append(f"session={self.form_cookie}")
            form["csrf_token"] = self.token
        headers = [*asked.headers, *([("Cookie", "; ".join(cookies))] if cookies else [])]
        response = self.client.open(
            asked.path,
            method=asked.method,
            query_string=list(asked.query) and _query(asked),
            headers=headers,
            data=form,
            json=asked.json,
        )
        with response:
            return Answer(response.status_code, tuple(response.headers.items()), response.data)

    def close(self) -> None:
        """Let go of the database."""
        self.snapshots.engine.dispose()


def _query(asked: Asked) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in asked.query:
        found.setdefault(name, []).append(value)
    return found


@dataclass
class Pair:
    """Two sites that must answer alike."""

    one: Site
    two: Site
    chance: Chance
    asked: int = 0

    def ask(self, asked: Asked, asker: Asker, session: str = "reading") -> tuple[Answer, Answer]:
        """Ask both; what one of them keeps, and what it draws by chance, is not the other's."""
        self.asked += 1
        return self._ask(self.one, asked, asker, session), self._ask(self.two, asked, asker, session)

    def _ask(self, site: Site, asked: Asked, asker: Asker, session: str) -> Answer:
        if asked.is_primed:
            self.chance.begin("primed")
            site.ask(asked, INSIDER, "reading")
        self.chance.begin(f"{asker.name} {self.asked}")
        return site.ask(asked, asker, session)


@contextmanager
def opened(first: Path, second: Path, chance: Chance) -> Iterator[Pair]:
    """Yield the pair on copies of two databases: what is written in it, is gone with it."""
    with TemporaryDirectory(prefix="pair-") as folder:
        sites = []
        for name, file in (("one", first), ("two", second)):
            (Path(folder) / name).mkdir()
            copy = Path(folder) / name / "kontaktnatet.db"
            shutil.copyfile(file, copy)
            sites.append(Site(copy))
        try:
            yield Pair(sites[0], sites[1], chance)
        finally:
            for site in sites:
                site.close()
