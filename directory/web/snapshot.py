"""One snapshot per request: a page never mixes two revisions of the directory.

When the database is away, the last snapshot goes on answering; the page says so (templates/base.html) and the
response carries its age.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from flask import Flask, Response, g

from directory.access import Permission
from directory.web.gate import permission_asked

if TYPE_CHECKING:
    from directory.store.snapshot import Snapshot

WITHOUT = frozenset({Permission.ASSET_READ, Permission.HEALTH_READ})
"""What is answered without a snapshot."""


class Source(Protocol):
    """Where snapshots come from: ``directory.store.snapshot.Snapshots``, or what a test puts in its place."""

    def current(self) -> Snapshot:
        """Return the newest snapshot; raise ``Unavailable`` when there is none at all."""


def open_snapshots(app: Flask, source: Source) -> None:
    """Take one snapshot before each view, as ``g.snapshot``, and name its revision in the response."""
    app.extensions["snapshots"] = source

    @app.before_request
    def _take() -> None:
        permission = permission_asked()
        if permission is not None and permission not in WITHOUT:
            g.snapshot = source.current()

    @app.after_request
    def _name_the_revision(response: Response) -> Response:
        snapshot = g.get("snapshot")
        if snapshot is not None:
            response.headers.setdefault("X-Directory-Revision", str(snapshot.revision))
            if snapshot.is_stale:
                response.headers.setdefault("Age", str(int(snapshot.age.total_seconds())))
                response.headers.setdefault("X-Directory-Stale", "1")
        return response
