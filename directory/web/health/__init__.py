"""For whatever watches the process: is it alive, and can it answer?"""

from __future__ import annotations

import orjson
from flask import Blueprint, Response, current_app

from directory.access import Permission, needs
from directory.errors import Unavailable

__all__ = ["blueprint"]

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
@needs(Permission.HEALTH_READ)
def alive() -> Response:
    """Say that the process answers at all; asks nothing of the database."""
    return _say({"status": "alive"}, 200)


@blueprint.get("/readyz")
@needs(Permission.HEALTH_READ)
def ready() -> Response:
    """Say whether questions can be answered: 503 without a snapshot.

    With the database away but a snapshot at hand it is ready all the same, and says how old that one is.
    """
    try:
        snapshot = current_app.extensions["snapshots"].current()
    except Unavailable as error:
        return _say({"status": "unavailable", "database": "away", "detail": error.message}, 503)
    return _say(
        {
            "status": "ready",
            "database": "away" if snapshot.is_stale else "reachable",
            "revision": snapshot.revision,
            "built_at": snapshot.built_at.isoformat(),
            "age_seconds": int(snapshot.age.total_seconds()),
        },
        200,
    )


def _say(body: dict[str, object], status: int) -> Response:
    response = Response(orjson.dumps(body), status, content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response
