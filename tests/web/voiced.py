"""The small network behind a site, with those who keep Haven signed in: for what several rooms try on it."""

from __future__ import annotations

from flask import Flask
from sqlalchemy import Engine

from tests.maintaining import network
from tests.web.account.signing_in import site_on
from tests.web.admin.signed import Member, Signed


class Voices:
    """A site on the small network, and whoever is asked for, signed in on it."""

    def __init__(self, engine: Engine) -> None:
        network.fill(engine)
        self.engine = engine
        self.site: Flask = site_on(engine)

    def enter(self, name: str) -> Signed:
        """Sign in one of ``network.ROLES``."""
        return Signed(
            self.site, self.engine, Member(name, f"{name.title()} (påhittad)", f"{name}@example.org")
        )
