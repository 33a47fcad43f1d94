"""One snapshot per request: a page never mixes two revisions of the directory.

When the database is away, the last snapshot goes on answering; the page says so (templates/base.html) and the
response carries its age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from flask import Flask, Response, g

from directory.access import Permission
from directory.graph.facts import Visibility
from directory.web.gate import permission_asked
from directory.web.identity import class_of_viewer

if TYPE_CHECKING:
    from directory.store.snapshot import Snapshot
    from directory.store.watch import Look

WITHOUT = frozenset({Permission.ASSET_READ, Permission.HEALTH_READ})
"""What is answered without a snapshot."""


class Source(Protocol):
    """Where snapshots come from: ``directory.store.snapshot.Snapshots``, or what a test puts in its place."""

    def look(self) -> Look | None:
        """Return where the database is now, or None while it cannot be asked."""

    def current(self, viewer: Visibility = Visibility.PUBLIC, look: Look | None = None) -> Snapshot:
        """Return the newest snapshot for *viewer*; raise ``Unavailable`` when there is none at all."""


def open_snapshots(app: Flask, source: Source) -> None:
    """Take one snapshot before each view, as ``g.snapshot``, and name its revision in the response."""
    app.extensions["snapshots"] = source

    @app.before_request
    def _take() -> None:
        permission = permission_asked()
        if permission is not None and permission not in WITHOUT:
            g.snapshot = _current(source)

    @app.after_request
    def _name_the_revision(response: Response) -> Response:
        snapshot = g.get("snapshot")
        if snapshot is not None:
            response.headers.setdefault("X-Directory-Revision", str(snapshot.revision))
            if snapshot.is_stale:
                response.headers.setdefault("Age", str(int(snapshot.age.total_seconds())))
                response.headers.setdefault("X-Directory-Stale", "1")
        return response


def _current(source: Source) -> Snapshot:
    """Return the snapshot for the class of whoever asks: what they may not see was left out when it was built."""
    viewer = class_of_viewer()
    found: Look | None = g.get("look")
    return source.current(viewer, found)
