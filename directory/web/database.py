"""What a view needs to read and to write: the database, who acts, what seals, and the borders of today."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from flask import current_app, g, request
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from directory import clock
from directory.access.borders import NetworkBorders
from directory.account.secret import Seal
from directory.errors import Unavailable
from directory.settings import Settings
from directory.store.once import ONCE
from directory.store.session import GraphSession
from directory.store.session import writing as open_writing


def settings() -> Settings:
    """Return the settings of the program."""
    return cast(Settings, current_app.extensions["settings"])


def engine() -> Engine:
    """Return the database behind the snapshots.

    Raises:
        Unavailable: there is none: the program answers from a saved snapshot alone.
    """
    found = getattr(current_app.extensions["snapshots"], "engine", None)
    if found is None:
        sv = "Det går inte att spara just nu: databasen går inte att nå."
        raise Unavailable(sv, sv=sv, en="Nothing can be saved just now: the database cannot be reached.")
    return cast(Engine, found)


def reading() -> Session:
    """Return a session to read with, to be used as a context."""
    return Session(engine())


def writing(actor: str) -> GraphSession:
    """Return a session to write with, to be used as a context; *actor* (an account's id) stands in the ledger.

    The first one of a request that was sent by a form writes the form's key with what it does (``web.once``).
    """
    session = open_writing(engine(), actor=actor)
    if key := g.pop("once", None):
        g.once_done = g.once_tried = key
        session.info[ONCE] = key
    return session


def session_lasts() -> timedelta:
    """Return how long a whole session may last, whatever happens in it."""
    return timedelta(hours=settings().session_hours)


def site() -> str:
    """Return the base URL, for the links of letters."""
    return settings().base_url


def seal() -> Seal:
    """Return what seals secrets that must be read again."""
    return Seal((settings().secret_key, *settings().old_secret_keys))


def client() -> str:
    """Return where this request comes from, as far as it can be known: what the wide throttles count by."""
    return request.remote_addr or ""


def borders() -> NetworkBorders:
    """Return which area lies in which today, from the snapshot of this request."""
    return NetworkBorders(g.snapshot.network, clock.today())
