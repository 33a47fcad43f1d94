"""Save what a snapshot is built from, beside the requests: in a thread of its own, and not too often."""

from __future__ import annotations

import json
import threading
import time
from pathlib import Path

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from directory.clock import now, today
from directory.graph.facts import Visibility
from directory.store.consistent import consistent_read
from directory.store.facts import read_facts
from directory.store.places import read_borders, read_places
from directory.store.revision import revision
from directory.store.saved import FORMAT, Saved, file_in, save

log = structlog.get_logger(__name__)

PAUSE_S = 60.0
"""Seconds between two saves: what a process that starts without a database may be behind."""
FIRST_AFTER_S = 2.0
"""Seconds before the first save: a command that answers one question and ends saves nothing."""


def save_now(engine: Engine, folder: Path, viewer: Visibility) -> None:
    """Read what *viewer* may know and save it in *folder*."""
    with consistent_read(engine) as connection:
        saved = Saved(
            format=FORMAT,
            saved_at=now(),
            viewer=viewer,
            facts=read_facts(connection, viewer, today()),
            places=read_places(connection),
            borders=read_borders(connection),
        )
    save(folder, saved)


def save_outdated(engine: Engine, folder: Path) -> int:
    """Save anew what was saved before the last change, whoever made it; return how many files that were.

    Somebody who was erased stays in no file until the next question of that class of viewers comes.
    """
    with engine.connect() as connection:
        newest = revision(connection)
    outdated = [viewer for viewer in Visibility if _saved_at(file_in(folder, viewer)) not in (None, newest)]
    for viewer in outdated:
        save_now(engine, folder, viewer)
    return len(outdated)


def _saved_at(file: Path) -> int | None:
    """Return the revision that a saved file holds; -1 for one that nobody can read, None where there is none."""
    try:
        return int(json.loads(file.read_bytes())["facts"]["revision"])
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError):
        return -1


class Saver:
    """Saves the newest state some time after it was wished for; many wishes are one save."""

    def __init__(
        self, engine: Engine, folder: Path, pause_s: float = PAUSE_S, first_after_s: float = FIRST_AFTER_S
    ) -> None:
        self._engine = engine
        self._folder = folder
        self._pause_s = pause_s
        self._lock = threading.Lock()
        self._wished: set[Visibility] = set()
        self._thread: threading.Thread | None = None
        self._due = time.monotonic() + first_after_s

    def wish(self, viewer: Visibility) -> None:
        """Ask for a save of what *viewer* may know; returns at once."""
        with self._lock:
            self._wished.add(viewer)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="snapshot-saver", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        pause = threading.Event()
        while True:
            pause.wait(max(0.0, self._due - time.monotonic()))
            with self._lock:
                if not self._wished:
                    self._thread = None
                    return
                viewers, self._wished = self._wished, set()
            self._due = time.monotonic() + self._pause_s
            for viewer in sorted(viewers):
                try:
                    save_now(self._engine, self._folder, viewer)
                except (SQLAlchemyError, OSError) as error:
                    # Answers do not depend on it; the next change wishes for it again.
                    log.warning("snapshot_not_saved", reason=type(error).__name__)
