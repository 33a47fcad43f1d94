"""One immutable snapshot of the network per process and class of viewers, brought up to date before each answer.

What somebody saved is in the next answer of every process: each compares the database's revision first. While the
database is away the last snapshot goes on answering, and says since when.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import structlog
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from directory.clock import now, today
from directory.db import make_engine
from directory.errors import Unavailable
from directory.gazetteer import Gazetteer
from directory.graph.facts import Visibility
from directory.graph.network import Network
from directory.model import FactKind
from directory.settings import Settings
from directory.store.consistent import consistent_read
from directory.store.facts import LIGHT, Changed, read_changed, read_facts
from directory.store.garbage import kept_out, untie
from directory.store.places import read_borders, read_places
from directory.store.revision import is_soon_enough, revision, touched_since
from directory.store.saved import find_saved
from directory.store.saver import Saver
from directory.store.watch import AwayError, Look, Mark, watch

log = structlog.get_logger(__name__)

LARGEST_UPDATE = 500
OF_THE_GAZETTEER = frozenset({FactKind.AREA, FactKind.PLACE})
"""Kinds of fact that the gazetteer is built from."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What one class of viewers may know at one revision, ready to be asked.

    ``stale_since``: None while the database says that this is its newest revision; else the moment (UTC) since
    which that could not be asked.
    """

    revision: int
    built_at: datetime
    network: Network
    gazetteer: Gazetteer
    viewer: Visibility = Visibility.PUBLIC
    stale_since: datetime | None = None

    @property
    def is_stale(self) -> bool:
        """Whether the database could not be asked for anything newer."""
        return self.stale_since is not None

    @property
    def age(self) -> timedelta:
        """For how long nobody could say whether this is still the newest; zero when it is."""
        return timedelta() if self.stale_since is None else max(now() - self.stale_since, timedelta())


@dataclass(frozen=True, slots=True)
class _Held:
    mark: Mark
    snapshot: Snapshot


class Snapshots:
    """The snapshots of one process. Safe to use from several threads; made before or after a fork."""

    def __init__(
        self,
        source: Engine | Settings,
        *,
        saved_in: Path | None = None,
        largest_update: int = LARGEST_UPDATE,
    ) -> None:
        """Take an engine, or settings to make one from; nothing is read yet.

        ``saved_in``: the folder in which the last snapshot is saved; None saves nothing. With settings it is
        theirs unless it is given here.
        """
        if isinstance(source, Settings):
            if saved_in is None and source.snapshot_is_saved:
                saved_in = source.instance_folder
            largest_update = source.snapshot_largest_update
            source = make_engine(source)
        self.engine = source
        self._watch = watch(source)
        self._largest_update = largest_update
        self._saved_in = saved_in
        self._saver = Saver(source, saved_in) if saved_in is not None else None
        self._lock = threading.Lock()
        self._held: dict[Visibility, _Held] = {}
        self._stale: dict[Visibility, Snapshot] = {}
        self._underway: dict[Visibility, Mark] = {}
        self._gazetteer: tuple[Mark, Gazetteer] | None = None

    def look(self) -> Look | None:
        """Return where the database is now, or None while it cannot be asked."""
        try:
            return self._watch.look()
        except AwayError:
            return None

    def current(self, viewer: Visibility = Visibility.PUBLIC, look: Look | None = None) -> Snapshot:
        """Return the newest snapshot for *viewer*; brings it up to date first when the database has moved on.

        *look* is where the database was found a moment ago, in the same request; None looks now.

        Raises:
            Unavailable: the database is away, and there is no earlier snapshot, in memory or saved.
        """
        try:
            mark = (look or self._watch.look()).mark
            held = self._held.get(viewer)
            if held is None or held.mark != mark:
                held = self._meanwhile(viewer, held, mark) or self._bring_up_to_date(viewer, mark)
        except (AwayError, SQLAlchemyError) as error:
            return self._last(viewer, error)
        if self._stale:
            log.info("database_is_back", revision=held.snapshot.revision)
            self._stale = {}
        return held.snapshot

    def _meanwhile(self, viewer: Visibility, held: _Held | None, mark: Mark) -> _Held | None:
        """Return what goes on answering while the graph is built anew beside it, or None when nothing may.

        Only after a change that says so itself: a file of many thousand rows. Whatever anybody saves by hand is in
        the next answer, also while such a file is taken in.
        """
        if held is None or held.mark.generation != mark.generation:
            return None
        if self._underway.get(viewer) == mark:
            return held
        with consistent_read(self.engine) as connection:
            if not is_soon_enough(connection, held.snapshot.revision):
                return None
        self._underway[viewer] = mark
        threading.Thread(target=self._build_beside, args=(viewer, mark), name="snapshot", daemon=True).start()
        return held

    def _build_beside(self, viewer: Visibility, mark: Mark) -> None:
        try:
            self._bring_up_to_date(viewer, mark)
        except (AwayError, SQLAlchemyError) as error:
            # The next question begins anew, and says what is wrong if it still is.
            log.warning("snapshot_not_built", reason=type(error).__name__)
        finally:
            self._underway.pop(viewer, None)

    def _bring_up_to_date(self, viewer: Visibility, mark: Mark) -> _Held:
        with self._lock:
            held = self._held.get(viewer)
            if held is not None and held.mark == mark:
                return held
            old = held.snapshot.network if held is not None else None
            snapshot = (held and self._updated(held, mark)) or self._built(viewer, mark)
            held = _Held(Mark(mark.generation, snapshot.revision), snapshot)
            self._held[viewer] = held
            if old is not None and old.graph is not snapshot.network.graph:
                untie(old.graph)
        if self._saver is not None:
            self._saver.wish(viewer)
        return held

    def _updated(self, held: _Held, mark: Mark) -> Snapshot | None:
        """Return the snapshot with what changed since, or None where only a rebuild is right."""
        if held.mark.generation != mark.generation:
            return None
        old = held.snapshot
        with consistent_read(self.engine) as connection:
            touched = touched_since(connection, old.revision, most=self._largest_update)
            if touched is None or any(fact.kind not in LIGHT | {FactKind.PLACE} for fact in touched):
                return None
            changed = read_changed(connection, old.viewer, touched, today())
            gazetteer = self._gazetteer_at(connection, mark.generation)
        if not _is_description_only(old.network, changed):
            return None
        network = old.network.with_changes(
            revision=changed.revision,
            services=changed.services,
            organizations={name: found for name, found in changed.organizations.items() if found is not None},
        )
        return replace(old, revision=changed.revision, built_at=now(), network=network, gazetteer=gazetteer)

    def _built(self, viewer: Visibility, mark: Mark) -> Snapshot:
        with kept_out():
            with consistent_read(self.engine) as connection:
                facts = read_facts(connection, viewer, today())
                gazetteer = self._gazetteer_at(connection, mark.generation)
            network = Network.build(facts, distance_km=gazetteer.distance_km)
            return Snapshot(facts.revision, now(), network, gazetteer, viewer)

    def _gazetteer_at(self, connection: Connection, generation: int) -> Gazetteer:
        """Return the gazetteer for what *connection* sees: the one there is, unless a place has changed."""
        here = Mark(generation, revision(connection))
        if self._gazetteer is not None and self._gazetteer[0].generation == generation:
            built, gazetteer = self._gazetteer
            touched = touched_since(connection, built.revision, most=self._largest_update)
            if touched is not None and not any(fact.kind in OF_THE_GAZETTEER for fact in touched):
                self._gazetteer = (here, gazetteer)
                return gazetteer
        gazetteer = Gazetteer.build(read_places(connection), read_borders(connection))
        self._gazetteer = (here, gazetteer)
        return gazetteer

    def _last(self, viewer: Visibility, error: Exception) -> Snapshot:
        """Return the last snapshot there is for *viewer*, marked as stale since the database was lost."""
        known = self._stale.get(viewer)
        if known is not None:
            return known
        held = self._held.get(viewer)
        last = replace(held.snapshot, stale_since=now()) if held is not None else self._saved(viewer)
        if last is None:
            raise Unavailable(
                "The database cannot be read, and no earlier snapshot was saved. Check that the database runs, that "
                "DIRECTORY_DATABASE_URL is right, and that “directory database upgrade” and “directory seed” were run."
            ) from error
        log.warning("database_is_away", reason=str(error.__class__.__name__), revision=last.revision)
        self._stale = {**self._stale, viewer: last}
        return last

    def _saved(self, viewer: Visibility) -> Snapshot | None:
        saved = find_saved(self._saved_in, viewer) if self._saved_in is not None else None
        if saved is None:
            return None
        with kept_out():
            gazetteer = Gazetteer.build(saved.places, saved.borders)
            network = Network.build(saved.facts, distance_km=gazetteer.distance_km)
        return Snapshot(saved.facts.revision, now(), network, gazetteer, viewer, stale_since=saved.saved_at)


def _is_description_only(network: Network, changed: Changed) -> bool:
    """Whether every changed organization was there before and keeps its place: ``with_changes`` asks for that."""
    return all(
        found is not None
        and name in network.organizations
        and network.organizations[name].parent == found.parent
        for name, found in changed.organizations.items()
    )
